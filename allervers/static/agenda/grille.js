// The grid of hours: where each item stands. Positions are custom properties; the style sheet draws them.

/** @typedef {{ carte: HTMLElement, debut: number, duree: number }} Place minutes since midnight, and minutes */

const MATIN = 8 * 60;
const SOIR = 20 * 60;
const UN_JOUR = 24 * 60;
/** An item shorter than this is drawn as long: its title must be read. */
const DUREE_MONTREE = 30;

/** Side by side for what overlaps: [lane, number of lanes] of each, in order of beginning.
 * @param {{ debut: number, duree: number }[]} places sorted by beginning @returns {[number, number][]} */
export function enVoies(places) {
  /** @type {[number, number][]} */
  const rangs = [];
  let [debutDuGroupe, finDuGroupe] = [0, 0];
  /** @type {number[]} */
  let fins = [];
  const fermer = (/** @type {number} */ jusque) => {
    for (let i = debutDuGroupe; i < jusque; i += 1) rangs[i][1] = fins.length;
    [debutDuGroupe, fins] = [jusque, []];
  };
  places.forEach(({ debut, duree }, i) => {
    if (debut >= finDuGroupe) fermer(i);
    const libre = fins.findIndex((fin) => fin <= debut);
    const voie = libre < 0 ? fins.length : libre;
    fins[voie] = debut + Math.max(duree, DUREE_MONTREE);
    finDuGroupe = Math.max(finDuGroupe, fins[voie]);
    rangs.push([voie, 0]);
  });
  fermer(places.length);
  return rangs;
}

export class Grille {
  /** @param {HTMLElement} semaine */
  constructor(semaine) {
    this.semaine = semaine;
    this.jours = /** @type {HTMLElement[]} */ ([...semaine.querySelectorAll("[data-jour]")]);
    const toutes = this.jours.flatMap((jour) => this.placesDe(jour));
    this.premiere = heureAvant(Math.min(MATIN, ...toutes.map(({ debut }) => debut)));
    this.derniere = Math.min(UN_JOUR, heureApres(Math.max(SOIR, ...toutes.map(({ debut, duree }) => debut + duree))));
    this.poserLesHeures();
    for (const jour of this.jours) this.poser(jour);
    semaine.classList.add("en-grille");
  }

  /** @param {HTMLElement} jour @returns {Place[]} */
  placesDe(jour) {
    const cartes = /** @type {HTMLElement[]} */ ([...jour.querySelectorAll("[data-debut]")]);
    return cartes.map((carte) => ({ carte, debut: Number(carte.dataset.debut), duree: Number(carte.dataset.duree) }));
  }

  poserLesHeures() {
    const nombre = (this.derniere - this.premiere) / 60;
    this.semaine.style.setProperty("--premiere", String(this.premiere));
    this.semaine.style.setProperty("--derniere", String(this.derniere));
    this.semaine.style.setProperty("--heures", String(nombre));
    const heures = Object.assign(document.createElement("div"), { className: "heures" });
    heures.setAttribute("aria-hidden", "true");
    for (let rang = 0; rang < nombre; rang += 1) {
      const heure = Object.assign(document.createElement("span"), { textContent: `${this.premiere / 60 + rang} h` });
      heure.style.setProperty("--rang", String(rang));
      heures.append(heure);
    }
    this.semaine.prepend(heures);
  }

  /** @param {HTMLElement} jour */
  poser(jour) {
    const places = this.placesDe(jour);
    const voies = enVoies(places);
    places.forEach((place, i) => situer(place, ...voies[i]));
  }

  /** Minutes since midnight at this height of the page. @param {number} y */
  minutesA(y) {
    const { top, height } = this.creneaux(0).getBoundingClientRect();
    return this.premiere + ((y - top) / height) * (this.derniere - this.premiere);
  }

  /** @param {number} x @returns {number} the rank of the day there, the nearest one outside */
  jourA(x) {
    const rang = this.jours.findIndex((jour) => x < jour.getBoundingClientRect().right);
    return rang < 0 ? this.jours.length - 1 : rang;
  }

  /** @param {number} rang */
  creneaux(rang) {
    return /** @type {HTMLElement} */ (this.jours[rang].querySelector(".creneaux"));
  }
}

/** @param {Place} place @param {number} voie @param {number} voies */
export function situer({ carte, debut, duree }, voie, voies) {
  for (const [nom, valeur] of Object.entries({ debut, duree, voie, voies }))
    carte.style.setProperty(`--${nom}`, String(valeur));
}

/** @param {number} minutes */
const heureAvant = (minutes) => Math.floor(minutes / 60) * 60;
/** @param {number} minutes */
const heureApres = (minutes) => Math.ceil(minutes / 60) * 60;
/** « 09:30 », as a form takes it. @param {number} minutes */
export const enHeure = (minutes) =>
  `${String(Math.floor(minutes / 60) % 24).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
