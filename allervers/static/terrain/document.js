// An entry, from the draft on the screen to the document that is sent (`terrain/document.py` reads it), and back; and the
// day as it stands once what waits has left.

/** @typedef {{ sexe: string, tranche: string | null, nouveau: boolean, nombre: number }} Compte
 * @typedef {{ ecran: string, type: string | null, date: string, heure: string, duree: number | null, debut: number | null,
 *   lieu: string | null, professionnels: string[], jeunes: string[], comptages: Record<string, number>, etiquettes: string[],
 *   observation: string, action: string | null, instance: string | null, partenaires: string[], remplace: string | null,
 *   prevision: { uuid: string, jour: string } | null, reseau: string | null, moments: string[], nombre: number }} Brouillon
 *   `debut`: since when it runs, for an outing under way; the last three are those of a day placement
 */

/** The cell of the grid. @param {string} sexe @param {string | null} tranche @param {boolean} nouveau */
export const caseDe = (sexe, tranche, nouveau) => `${sexe}|${tranche ?? ""}|${nouveau ? "n" : ""}`;

/** @param {Record<string, number>} comptages @returns {Compte[]} */
export const comptes = (comptages) =>
  Object.entries(comptages)
    .filter(([, nombre]) => nombre > 0)
    .map(([cle, nombre]) => {
      const [sexe, tranche, nouveau] = cle.split("|");
      return { sexe, tranche: tranche || null, nouveau: nouveau === "n", nombre };
    });

/** @param {Compte[]} comptages @returns {Record<string, number>} */
export const cases = (comptages) =>
  Object.fromEntries(comptages.map(({ sexe, tranche, nouveau, nombre }) => [caseDe(sexe, tranche, nouveau), nombre]));

/** @param {string} ecran @param {Partial<Brouillon>} champs @returns {Brouillon} */
export const nouveauBrouillon = (ecran, champs) => ({
  ecran, type: null, date: "", heure: "", duree: null, debut: null, lieu: null, professionnels: [], jeunes: [], comptages: {},
  etiquettes: [], observation: "", action: null, instance: null, partenaires: [], remplace: null, prevision: null,
  reseau: null, moments: [], nombre: 0, ...champs,
});

/** What is sent. @param {Brouillon} brouillon @param {string} uuid */
export const documentDe = (brouillon, uuid) => ({
  uuid,
  genre: "intervention",
  remplace: brouillon.remplace,
  type: brouillon.type,
  date: brouillon.date,
  heure: brouillon.heure || null,
  duree_minutes: brouillon.duree,
  lieu: brouillon.lieu,
  professionnels: brouillon.professionnels,
  jeunes: brouillon.jeunes,
  comptages: comptes(brouillon.comptages),
  etiquettes: brouillon.etiquettes,
  observation: brouillon.observation.trim(),
  action: brouillon.action,
  instance: brouillon.instance,
  partenaires: brouillon.partenaires,
  prevision: brouillon.prevision,
});

/** A placement for each youth who came, and one for those whom nobody knows; the first is the correction, if it is one.
 * @param {Brouillon} brouillon */
export const documentsDAccueil = ({ reseau, date, moments, jeunes, nombre, remplace }) =>
  [...jeunes.map((jeune) => ({ jeune, nombre: null })), ...(nombre ? [{ jeune: null, nombre }] : [])].map((qui, rang) => ({
    uuid: crypto.randomUUID(), genre: "accueil", remplace: rang ? null : remplace, reseau, date, moments, ...qui,
  }));

/** To correct a placement. @param {any} document @returns {Brouillon} */
export const brouillonDAccueil = ({ uuid, reseau, date, moments, jeune, nombre }) =>
  nouveauBrouillon("accueil", { reseau, date, moments: [...moments], jeunes: jeune ? [jeune] : [], nombre: nombre ?? 0, remplace: uuid });

/** To correct an entry, or to do the same again. @param {any} document @param {string} ecran @returns {Brouillon} */
export const brouillonDe = (document, ecran) =>
  nouveauBrouillon(ecran, {
    type: document.type,
    date: document.date,
    heure: document.heure ?? "",
    duree: document.duree_minutes,
    lieu: document.lieu,
    professionnels: [...document.professionnels],
    jeunes: [...document.jeunes],
    comptages: cases(document.comptages),
    etiquettes: [...document.etiquettes],
    observation: document.observation,
    action: document.action,
    instance: document.instance,
    partenaires: [...document.partenaires],
    remplace: document.uuid,
    prevision: document.prevision ?? null,
  });

/** The last draft of the same thing tomorrow: neither who came, nor what was noticed.
 * @param {any} document @param {string} ecran @param {string} jour @param {string} heure @returns {Brouillon} */
export const refaire = (document, ecran, jour, heure) => ({
  ...brouillonDe(document, ecran),
  date: jour, heure, jeunes: [], comptages: {}, etiquettes: [], observation: "", remplace: null, prevision: null,
});

/** What was done, with what waits on this phone: one line an intervention or a placement, in order.
 * @param {any[]} connues as the server gave them @param {import("./boite.js").Lue[]} boite @param {number} luesLe
 * @returns {(any & { etat: "recue" | import("./boite.js").EtatDEntree })[]} */
export function tenirCompte(connues, boite, luesLe) {
  const lignes = new Map(connues.map((document) => [document.uuid, { ...document, etat: "recue" }]));
  for (const { document, etat, le } of boite) {
    if (!document || etat === "abandonnee" || (etat === "envoyee" && le < luesLe)) continue;
    if (document.genre === "fusion" && etat !== "refusee") lignes.delete(document.autre);
    if (document.remplace && etat !== "refusee") lignes.delete(document.remplace);
    if (["intervention", "accueil"].includes(document.genre)) lignes.set(document.uuid, { ...document, etat });
  }
  return [...lignes.values()].sort((une, autre) => cle(une).localeCompare(cle(autre)));
}

/** @param {any} document */
const cle = ({ date, heure }) => `${date} ${heure ?? "99"}`;
