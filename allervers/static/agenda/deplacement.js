// An item on its way to another place of the grid, by the mouse or by the keyboard. Sent as a form: the page that comes
// back says what is now so, or both when somebody else has moved it.

import { enHeure, situer } from "./grille.js";

/** @typedef {import("./grille.js").Grille} Grille */

const UN_QUART = 15;
const UN_JOUR = 24 * 60;
const formulaire = /** @type {HTMLFormElement} */ (document.getElementById("deplacement"));
const dit = /** @type {HTMLElement} */ (document.querySelector("[data-dit]"));

/** « 9 h 30 ». @param {number} minutes */
const enMots = (minutes) =>
  `${Math.floor(minutes / 60) % 24}\u00a0h${minutes % 60 ? `\u00a0${String(minutes % 60).padStart(2, "0")}` : ""}`;

export class Deplacement {
  /** @param {Grille} grille @param {HTMLElement} carte */
  constructor(grille, carte) {
    this.grille = grille;
    this.carte = carte;
    this.origine = grille.jours.findIndex((jour) => jour.contains(carte));
    this.jour = this.origine;
    this.debut = Number(carte.dataset.debut);
    this.duree = Number(carte.dataset.duree);
    carte.classList.add("en-route");
    this.montrer();
  }

  /** @param {{ jour?: number, debut?: number, duree?: number }} place what does not fit in the week is brought back to it */
  aller({ jour = this.jour, debut = this.debut, duree = this.duree }) {
    const { premiere, derniere, jours } = this.grille;
    this.jour = Math.min(Math.max(jour, 0), jours.length - 1);
    this.debut = Math.min(Math.max(debut, premiere), derniere - UN_QUART);
    this.duree = Math.min(Math.max(duree, UN_QUART), UN_JOUR - UN_QUART);
    this.montrer();
  }

  get aBouge() {
    const { debut, duree } = this.carte.dataset;
    return this.jour !== this.origine || this.debut !== Number(debut) || this.duree !== Number(duree);
  }

  montrer() {
    const gauche = (/** @type {number} */ rang) => this.grille.creneaux(rang).getBoundingClientRect().left;
    this.carte.style.setProperty("--dx", `${gauche(this.jour) - gauche(this.origine)}px`);
    situer(this, 0, 1);
    const jour = this.grille.jours[this.jour].querySelector("h3")?.textContent?.replace(/\s+/g, " ").trim();
    dit.textContent = `${jour}, de ${enMots(this.debut)} à ${enMots(this.debut + this.duree)}`;
  }

  annuler() {
    this.carte.classList.remove("en-route");
    this.grille.poser(this.grille.jours[this.origine]);
    dit.textContent = "Remis à sa place.";
  }

  envoyer() {
    if (!this.aBouge) {
      this.annuler();
      return;
    }
    const champs = {
      date: this.grille.jours[this.jour].dataset.jour ?? "",
      heure: enHeure(this.debut),
      fin: enHeure(this.debut + this.duree),
      lue: this.carte.dataset.version ?? "",
    };
    for (const [nom, valeur] of Object.entries(champs))
      /** @type {HTMLInputElement} */ (formulaire.elements.namedItem(nom)).value = valeur;
    formulaire.action = this.carte.dataset.deplacer ?? "";
    formulaire.requestSubmit();
  }
}
