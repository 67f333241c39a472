// Under a clear text: the names that it would take out of the team, and what to put instead. It warns, people decide.

import { remplacer } from "./garde.js";
import { A_RELIRE, garderLeMot, relireChamp } from "./garde-noms.js";

export { definirNoms, relireChamp, sansNoms } from "./garde-noms.js";

/** @typedef {import("./garde.js").Alerte} Alerte
 * @typedef {HTMLTextAreaElement | HTMLInputElement} Champ
 */

const ATTENTE = 400; // ms without a keystroke before reading again
let nombre = 0;

/** @param {Alerte} alerte */
const phrase = ({ extrait, indice, raison }) =>
  `«\u00a0${extrait}\u00a0»${indice ? ` et «\u00a0${indice}\u00a0»` : `, ${raison}`}\u202f: ce texte sera lu hors de l’équipe.`;

/** @param {string} texte @param {() => void} geste */
function bouton(texte, geste) {
  const cree = document.createElement("button");
  cree.type = "button";
  cree.className = "btn";
  cree.textContent = texte;
  cree.addEventListener("click", geste);
  return cree;
}

/** `<x-garde pour="id-of-the-field">`, after the field. */
class Garde extends HTMLElement {
  constructor() {
    super();
    /** @type {Alerte[]} */
    this.alertes = [];
    /** The text as it was read last. @type {string | undefined} */
    this.lu = undefined;
    /** The text that goes with its alerts. @type {string | undefined} */
    this.accepte = undefined;
    this.minuterie = 0;
    this.liste = document.createElement("ul");
    this.surSaisie = () => {
      clearTimeout(this.minuterie);
      this.minuterie = setTimeout(() => this.relire(), ATTENTE);
    };
    this.surAppel = () => void this.relire();
    /** @type {(evenement: SubmitEvent) => void} */
    this.surEnvoi = (evenement) => void this.retenir(evenement);
  }

  connectedCallback() {
    const champ = document.getElementById(this.getAttribute("pour") ?? "");
    if (!(champ instanceof HTMLTextAreaElement || champ instanceof HTMLInputElement)) return;
    this.champ = champ;
    this.classList.add("garde");
    this.tabIndex = -1;
    this.setAttribute("role", "status");
    this.setAttribute("aria-label", "Relecture du texte");
    // What is new is said, not the whole list again.
    this.setAttribute("aria-atomic", "false");
    champ.addEventListener("input", this.surSaisie);
    // Before the page's own listeners, which may send without leaving the page.
    document.addEventListener("submit", this.surEnvoi, true);
    document.addEventListener(A_RELIRE, this.surAppel);
    this.relire();
  }

  disconnectedCallback() {
    clearTimeout(this.minuterie);
    this.champ?.removeEventListener("input", this.surSaisie);
    document.removeEventListener("submit", this.surEnvoi, true);
    document.removeEventListener(A_RELIRE, this.surAppel);
  }

  async relire() {
    const { champ } = this;
    if (!champ) return;
    clearTimeout(this.minuterie);
    let texte;
    let alertes;
    do {
      texte = champ.value;
      alertes = await relireChamp(champ);
    } while (champ.value !== texte);
    this.lu = texte;
    this.alertes = alertes;
    this.montrer();
  }

  /** A form whose text has alerts does not leave the first time. @param {SubmitEvent} evenement */
  async retenir(evenement) {
    const { champ } = this;
    if (!champ || evenement.target !== champ.form) return;
    if (champ.value === this.accepte || (champ.value === this.lu && !this.alertes.length)) return;
    evenement.preventDefault();
    evenement.stopImmediatePropagation();
    this.envoyeur = evenement.submitter;
    try {
      await this.relire();
    } catch (erreur) {
      // A guard that fails keeps nobody's text.
      console.error(erreur);
      this.alertes = [];
    }
    if (!this.alertes.length) {
      // Once this submission is over: a form ignores being sent from within it.
      setTimeout(() => this.envoyer());
      return;
    }
    if (!this.envoi?.isConnected) {
      this.envoi = bouton("Envoyer quand même", () => this.envoyer());
      this.append(this.envoi);
    }
    this.focus();
  }

  /** Whether this text waits for its author's answer: what saves by itself asks before it sends. @param {string} texte */
  async retient(texte) {
    if (texte === this.accepte) return false;
    await this.relire();
    return this.alertes.length > 0;
  }

  envoyer() {
    this.accepte = this.champ?.value;
    this.champ?.form?.requestSubmit(this.envoyeur?.isConnected ? this.envoyeur : null);
  }

  montrer() {
    // One line for a name, however many times it stands there, with a clue of its sentence rather than of its paragraph.
    /** @type {Map<string, Alerte>} */
    const attendues = new Map();
    for (const alerte of this.alertes) {
      const avant = attendues.get(alerte.mot);
      if (!avant || (avant.gravite === "faible" && alerte.gravite !== "faible")) attendues.set(alerte.mot, alerte);
    }
    // A line that still holds stays where it is, with the focus that it may have.
    for (const ligne of /** @type {HTMLLIElement[]} */ ([...this.liste.children])) {
      const alerte = attendues.get(ligne.dataset.mot ?? "");
      if (!alerte) ligne.remove();
      else if (ligne.children[0].textContent !== phrase(alerte)) ligne.children[0].textContent = phrase(alerte);
      attendues.delete(ligne.dataset.mot ?? "");
    }
    for (const alerte of attendues.values()) this.liste.append(this.ligne(alerte));
    if (!this.alertes.length) this.replaceChildren();
    else if (!this.liste.isConnected) this.prepend(this.liste);
  }

  /** @param {Alerte} alerte */
  ligne(alerte) {
    const ligne = document.createElement("li");
    ligne.dataset.mot = alerte.mot;
    const dit = document.createElement("p");
    dit.id = `garde-${(nombre += 1)}`;
    dit.textContent = phrase(alerte);
    const numero = alerte.genre === "telephone";
    const boutons = [
      bouton(`Remplacer par «\u00a0${numero ? "un numéro" : "un jeune"}\u00a0»`, () => this.remplacer(ligne)),
      bouton(numero ? "Ce numéro peut rester" : "Ce n’est pas un nom", () => this.garder(ligne, alerte.mot)),
    ];
    for (const un of boutons) un.setAttribute("aria-describedby", dit.id);
    ligne.append(dit, ...boutons);
    return ligne;
  }

  /** @param {HTMLLIElement} ligne */
  async remplacer(ligne) {
    const { champ } = this;
    if (!champ) return;
    const rang = this.rang(ligne);
    // Typing may have moved everything: what is replaced is what is read now, from the end so that nothing moves.
    const alertes = (await relireChamp(champ)).filter(({ mot }) => mot === ligne.dataset.mot);
    ecrire(champ, alertes.reduceRight((texte, alerte) => remplacer(texte, alerte), champ.value));
    await this.relire();
    this.passer(rang);
  }

  /** @param {HTMLLIElement} ligne @param {string} mot */
  async garder(ligne, mot) {
    const rang = this.rang(ligne);
    await garderLeMot(mot);
    await this.relire();
    // What was held back goes now.
    this.champ?.dispatchEvent(new Event("input", { bubbles: true }));
    this.passer(rang);
  }

  /** @param {HTMLLIElement} ligne */
  rang(ligne) {
    return [...this.liste.children].indexOf(ligne);
  }

  /** To the line that took the place of another, or back to the field. @param {number} rang */
  passer(rang) {
    const { children } = this.liste;
    const bouton = children[Math.min(rang, children.length - 1)]?.querySelector("button");
    (bouton ?? this.champ)?.focus();
  }
}

/** Only what changes is written, the way a keyboard does: Ctrl+Z takes it away. @param {Champ} champ @param {string} texte */
function ecrire(champ, texte) {
  // An editor stands for the field: it follows, and Ctrl+Z is its own.
  if (champ.ariaHidden) {
    champ.value = texte;
    champ.dispatchEvent(new Event("input", { bubbles: true }));
    return;
  }
  const ancien = champ.value;
  const commun = Math.min(ancien.length, texte.length);
  let [debut, fin] = [0, 0];
  while (debut < commun && ancien[debut] === texte[debut]) debut += 1;
  while (fin < commun - debut && ancien.at(-1 - fin) === texte.at(-1 - fin)) fin += 1;
  const nouveau = texte.slice(debut, texte.length - fin);
  champ.focus();
  champ.setSelectionRange(debut, ancien.length - fin);
  if (!document.execCommand(nouveau ? "insertText" : "delete", false, nouveau)) {
    champ.setRangeText(nouveau, debut, ancien.length - fin, "end");
    champ.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

customElements.define("x-garde", Garde);
