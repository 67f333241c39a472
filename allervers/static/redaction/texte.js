// Writing the report: each text saves by itself, shows how it will look, and never loses what was typed.

import { assurer } from "../connexion/verrou.js";
import { ouvrirLesChiffres } from "./chiffres.js";
import { Editeur } from "./editeur.js";
import { ouvrirLeLien } from "./lien.js";
import { brancherLesOutils } from "./outils.js";
import { valeurs } from "./valeurs.js";

const ATTENTE = 400; // ms without a keystroke before saving
const RETENTATIVE = 5000; // ms before trying again when the server does not answer

/** Keeps one text of the page in step with the server. A draft stays in the browser until the server has it. */
class Texte {
  /** @param {HTMLFormElement} formulaire */
  constructor(formulaire) {
    this.formulaire = formulaire;
    this.section = /** @type {HTMLElement} */ (formulaire.closest(".editeur"));
    this.zone = /** @type {HTMLTextAreaElement} */ (formulaire.elements.namedItem("contenu"));
    this.version = /** @type {HTMLInputElement} */ (formulaire.elements.namedItem("version"));
    this.cle = `texte:${formulaire.action}`;
    this.enregistre = this.zone.value;
    // What the version that one writes on said.
    this.base = this.zone.value;
    this.envoi = Promise.resolve();
    this.minuterie = 0;
    formulaire.addEventListener("submit", (evenement) => {
      evenement.preventDefault();
      this.enregistrer();
    });
    this.zone.addEventListener("input", () => this.noter());
    this.section.addEventListener("focusout", () => this.enregistrer());
    this.reprendreLeBrouillon();
    valeurs.suivre(JSON.parse(this.zone.dataset.chiffres ?? "{}"));
    const surChiffre = () => ouvrirLesChiffres((nom) => this.editeur.inserer(nom));
    this.editeur = new Editeur(this.zone, { surChange: () => this.montrerLesOutils?.(), surChiffre });
    this.montrerLesOutils = brancherLesOutils(formulaire, this.editeur, {
      chiffre: surChiffre,
      lien: () => ouvrirLeLien(this.editeur.vue),
    });
    this.proposerLAnDernier();
  }

  proposerLAnDernier() {
    const bouton = /** @type {HTMLElement | null} */ (this.section.querySelector("[data-reprendre]"));
    if (!bouton) return;
    bouton.hidden = false;
    bouton.addEventListener("click", () => {
      this.editeur.ajouter(bouton.parentElement?.querySelector("template")?.content.textContent ?? "");
    });
  }

  /** What the browser kept of a text that never reached the server (a closed tab, a lost network). */
  reprendreLeBrouillon() {
    const garde = localStorage.getItem(this.cle);
    if (!garde) return;
    const brouillon = JSON.parse(garde);
    if (brouillon.contenu === this.zone.value) {
      localStorage.removeItem(this.cle);
      return;
    }
    this.zone.value = brouillon.contenu;
    this.version.value = brouillon.version;
    this.base = brouillon.base ?? "";
    this.dire("Texte retrouvé sur cet appareil.");
    this.enregistrer();
  }

  noter() {
    localStorage.setItem(this.cle, JSON.stringify({ contenu: this.zone.value, version: this.version.value, base: this.base }));
    this.dire("…");
    clearTimeout(this.minuterie);
    this.minuterie = setTimeout(() => this.enregistrer(), ATTENTE);
  }

  /** One save at a time: the next starts from the version that the last one made. */
  enregistrer() {
    clearTimeout(this.minuterie);
    this.envoi = this.envoi.then(() => this.envoyer());
    return this.envoi;
  }

  async envoyer() {
    const contenu = this.zone.value;
    if (contenu === this.enregistre || this.zone.readOnly) return;
    const garde = /** @type {any} */ (this.section.querySelector("x-garde"));
    if (await garde?.retient?.(contenu)) {
      this.dire("Pas encore enregistré : un nom est à relire.");
      return;
    }
    const corps = new FormData(this.formulaire);
    corps.set("base", this.base);
    let reponse;
    try {
      reponse = await fetch(this.formulaire.action, {
        method: "POST",
        headers: { Accept: "application/json" },
        body: corps,
      });
      // Locked, or ended: the page asks for the password, and this text goes after it.
      if (reponse.status === 423 || reponse.redirected) await assurer();
      if (reponse.redirected || ![200, 409].includes(reponse.status)) throw new Error(String(reponse.status));
    } catch {
      this.dire("Pas encore enregistré : le texte est gardé sur cet appareil, nouvel essai dans un instant.");
      this.minuterie = setTimeout(() => this.enregistrer(), RETENTATIVE);
      return;
    }
    const resultat = await reponse.json();
    if (reponse.status === 409) {
      this.montrerLeConflit(resultat.html);
      return;
    }
    this.enregistre = contenu;
    this.base = contenu;
    this.version.value = resultat.version;
    const estAJour = this.zone.value === contenu;
    if (estAJour) localStorage.removeItem(this.cle);
    this.piece("apercu").innerHTML = resultat.apercu;
    this.piece("alertes").innerHTML = resultat.alertes;
    valeurs.suivre(resultat.chiffres);
    const etat = this.piece("etat");
    etat.textContent = resultat.etat;
    etat.className = `etat etat-${{ vide: "vide", brouillon: "brouillon" }[resultat.etat] ?? "pret"}`;
    // What was typed meanwhile leaves in its turn.
    if (estAJour) this.dire(resultat.enregistre);
  }

  /** @param {string} html made by the server, both texts escaped */
  montrerLeConflit(html) {
    this.zone.readOnly = true;
    this.editeur.figer();
    const ici = this.piece("conflit");
    ici.innerHTML = html;
    // Whatever is chosen, both texts are on the server from then on.
    ici.addEventListener("submit", () => localStorage.removeItem(this.cle));
    ici.scrollIntoView({ block: "nearest" });
    this.dire("Deux textes : choisissez plus bas.");
  }

  /** @param {string} nom */
  piece(nom) {
    return /** @type {HTMLElement} */ (this.section.querySelector(`[data-${nom}]`));
  }

  /** @param {string} message */
  dire(message) {
    this.piece("nouvelle").textContent = message;
  }
}

for (const formulaire of /** @type {NodeListOf<HTMLFormElement>} */ (document.querySelectorAll("[data-texte]"))) {
  new Texte(formulaire);
}
