// What the list of youths keeps and in which order, as its address says. No page here: values in, values out.

/** @typedef {{ code: string, texte: string, quand: string, le: string, enRetard: boolean }} Alerte
 * @typedef {{ statut: string | null, depuis: string | null, contact: string, lieux: string[], equipes: string[],
 *   referents: string[], alertes: Alerte[] }} Suivi `alertes`: the longest due first
 * @typedef {import("../coffre/noms.js").Jeune & { suivi: Suivi }} JeuneSuivi
 * @typedef {Record<string, Record<string, string>>} Noms
 */

const [AVEC_STATUT, SANS_STATUT, TOUTES, MOI] = ["suivi", "aucun", "toutes", "moi"];
const ordre = new Intl.Collator("fr");

/** @type {Record<string, (suivi: Suivi, valeur: string, moi: string) => boolean>} */
const FILTRES = {
  statut: ({ statut }, valeur) => (valeur === AVEC_STATUT ? Boolean(statut) : valeur === SANS_STATUT ? !statut : statut === valeur),
  alerte: ({ alertes }, valeur) => alertes.some(({ code }) => valeur === TOUTES || code === valeur),
  referent: ({ referents }, valeur, moi) => referents.includes(valeur === MOI ? moi : valeur),
  equipe: ({ equipes }, valeur) => equipes.includes(valeur),
  lieu: ({ lieux }, valeur) => lieux.includes(valeur),
};

/** @param {JeuneSuivi[]} jeunes @param {Record<string, string>} demandes @param {string} moi who looks */
export function garder(jeunes, demandes, moi) {
  const actifs = Object.entries(demandes).filter(([nom, valeur]) => valeur && FILTRES[nom]);
  return jeunes.filter(({ suivi }) => actifs.every(([nom, valeur]) => FILTRES[nom](suivi, valeur, moi)));
}

/** Days as the server writes them: their order is that of their letters; who has none comes last.
 * @type {Record<string, (jeune: JeuneSuivi) => string>} */
const CLES = {
  contact: ({ suivi }) => suivi.contact,
  statut: ({ suivi }) => suivi.depuis ?? "9",
  alertes: ({ suivi }) => suivi.alertes[0]?.le ?? "9",
};

/** Without an order of its own, that of the list: by name. @param {JeuneSuivi[]} jeunes @param {string} [tri] */
export function ordonner(jeunes, tri = "") {
  const cle = CLES[tri];
  if (!cle) return jeunes;
  const avecCle = jeunes.map((jeune) => /** @type {const} */ ([cle(jeune), jeune]));
  return avecCle.sort(([une], [autre]) => (une < autre ? -1 : Number(une > autre))).map(([, jeune]) => jeune);
}

/** What each filter may ask, in the order of the service's lists. @param {JeuneSuivi[]} jeunes @param {Noms} noms
 * @returns {Record<string, [string, string][]>} */
export function valeurs(jeunes, noms) {
  const vus = (/** @type {(suivi: Suivi) => string[]} */ lire) => new Set(jeunes.flatMap(({ suivi }) => lire(suivi)));
  const dits = (/** @type {Set<string>} */ codes, /** @type {Record<string, string>} */ libelles) =>
    Object.entries(libelles).filter(([code]) => codes.has(code));
  const textes = (/** @type {Set<string>} */ eux) =>
    [...eux].sort(ordre.compare).map((texte) => /** @type {[string, string]} */ ([texte, texte]));
  return {
    statut: [[AVEC_STATUT, "Avec un statut"], ...dits(vus(({ statut }) => (statut ? [statut] : [])), noms.statut), [SANS_STATUT, "Sans statut"]],
    alerte: [[TOUTES, "Toutes les alertes"], ...dits(vus(({ alertes }) => alertes.map(({ code }) => code)), noms.alerte)],
    referent: [[MOI, "Moi"], ...dits(vus(({ referents }) => referents), noms.referent)],
    equipe: textes(vus(({ equipes }) => equipes)),
    lieu: textes(vus(({ lieux }) => lieux)),
  };
}
