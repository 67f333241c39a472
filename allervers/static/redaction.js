// Writing the report: each text saves by itself, shows how it will look, and never loses what was typed.

import { assurer } from "./connexion/verrou.js";

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
    this.envoi = Promise.resolve();
    this.minuterie = 0;
    formulaire.addEventListener("submit", (evenement) => {
      evenement.preventDefault();
      this.enregistrer();
    });
    this.zone.addEventListener("input", () => this.noter());
    this.zone.addEventListener("blur", () => this.enregistrer());
    this.reprendreLeBrouillon();
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
    this.dire("Texte retrouvé sur cet appareil.");
    this.enregistrer();
  }

  noter() {
    localStorage.setItem(this.cle, JSON.stringify({ contenu: this.zone.value, version: this.version.value }));
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
    let reponse;
    try {
      reponse = await fetch(this.formulaire.action, {
        method: "POST",
        headers: { Accept: "application/json" },
        body: new FormData(this.formulaire),
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
    this.version.value = resultat.version;
    if (this.zone.value === contenu) localStorage.removeItem(this.cle);
    this.piece("apercu").innerHTML = resultat.apercu;
    const etat = this.piece("etat");
    etat.textContent = resultat.etat;
    etat.className = `etat etat-${{ vide: "vide", brouillon: "brouillon" }[resultat.etat] ?? "pret"}`;
    this.dire(resultat.enregistre);
  }

  /** @param {string} html made by the server, both texts escaped */
  montrerLeConflit(html) {
    this.zone.readOnly = true;
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

  /** Put `texte` in place of the selection, so that Ctrl+Z takes it away again. @param {string} texte */
  inserer(texte) {
    this.zone.focus();
    if (!document.execCommand("insertText", false, texte)) {
      this.zone.setRangeText(texte, this.zone.selectionStart, this.zone.selectionEnd, "end");
      this.zone.dispatchEvent(new Event("input"));
    }
  }
}

/** @type {Record<string, (texte: Texte) => void>} */
const OUTILS = {
  gras: (texte) => entourer(texte, "**", "texte en gras"),
  italique: (texte) => entourer(texte, "*", "texte en italique"),
  titre: (texte) => enTeteDeLigne(texte, "### "),
  liste: (texte) => enTeteDeLigne(texte, "- "),
  lien: (texte) => texte.inserer(`[${selection(texte.zone) || "texte du lien"}](https://)`),
  chiffre: ouvrirLesChiffres,
};

/** @param {HTMLTextAreaElement} zone */
function selection(zone) {
  return zone.value.slice(zone.selectionStart, zone.selectionEnd);
}

/** @param {Texte} texte @param {string} signe @param {string} defaut */
function entourer(texte, signe, defaut) {
  const choisi = selection(texte.zone);
  texte.inserer(`${signe}${choisi || defaut}${signe}`);
  if (choisi) return;
  const fin = texte.zone.selectionEnd - signe.length;
  texte.zone.setSelectionRange(fin - defaut.length, fin);
}

/** @param {Texte} texte @param {string} signe */
function enTeteDeLigne(texte, signe) {
  const { zone } = texte;
  const debut = zone.value.lastIndexOf("\n", zone.selectionStart - 1) + 1;
  zone.setSelectionRange(debut, zone.selectionEnd);
  const lignes = selection(zone).split("\n");
  const sont = lignes.every((ligne) => ligne.startsWith(signe));
  texte.inserer(lignes.map((ligne) => (sont ? ligne.slice(signe.length) : signe + ligne)).join("\n"));
}

const fenetre = /** @type {HTMLDialogElement} */ (document.getElementById("chiffres"));
/** @type {Texte | undefined} */
let destinataire;

/** @param {Texte} texte */
function ouvrirLesChiffres(texte) {
  destinataire = texte;
  fenetre.showModal();
}

fenetre.addEventListener("click", (evenement) => {
  const bouton = /** @type {HTMLElement} */ (evenement.target).closest("[data-chiffre]");
  if (!(bouton instanceof HTMLElement)) return;
  fenetre.close();
  destinataire?.inserer(`{${bouton.dataset.chiffre}}`);
});

/** Without accents nor case: « pâei » finds « PAEI ». @param {string} texte */
const simple = (texte) => texte.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

fenetre.querySelector("input")?.addEventListener("input", (evenement) => {
  const mots = simple(/** @type {HTMLInputElement} */ (evenement.target).value).split(" ");
  let reste = 0;
  for (const groupe of /** @type {NodeListOf<HTMLElement>} */ (fenetre.querySelectorAll(".groupe-chiffres"))) {
    const titre = simple(groupe.querySelector("h3")?.textContent ?? "");
    let visibles = 0;
    for (const ligne of groupe.querySelectorAll("li")) {
      const texte = `${titre} ${simple(ligne.textContent ?? "")}`;
      ligne.hidden = !mots.every((mot) => texte.includes(mot));
      visibles += Number(!ligne.hidden);
    }
    groupe.hidden = visibles === 0;
    reste += visibles;
  }
  /** @type {HTMLElement} */ (fenetre.querySelector(".aucun")).hidden = reste > 0;
});

for (const formulaire of /** @type {NodeListOf<HTMLFormElement>} */ (document.querySelectorAll("[data-texte]"))) {
  const texte = new Texte(formulaire);
  const outils = /** @type {HTMLElement} */ (formulaire.querySelector(".outils"));
  outils.hidden = false;
  outils.addEventListener("click", (evenement) => {
    const bouton = /** @type {HTMLElement} */ (evenement.target).closest("[data-outil]");
    if (bouton instanceof HTMLElement) OUTILS[bouton.dataset.outil ?? ""](texte);
  });
  texte.zone.addEventListener("keydown", (evenement) => {
    const outil = { b: "gras", i: "italique" }[evenement.key];
    if (outil && (evenement.ctrlKey || evenement.metaKey)) {
      evenement.preventDefault();
      OUTILS[outil](texte);
    }
  });
  const reprendre = /** @type {HTMLElement | null} */ (texte.section.querySelector("[data-reprendre]"));
  if (reprendre) {
    reprendre.hidden = false;
    reprendre.addEventListener("click", () => {
      const avant = reprendre.parentElement?.querySelector("template")?.content.textContent ?? "";
      texte.zone.setSelectionRange(texte.zone.value.length, texte.zone.value.length);
      texte.inserer((texte.zone.value && "\n\n") + avant);
    });
  }
}
