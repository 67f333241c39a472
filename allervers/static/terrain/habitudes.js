// What is likely: who is here, what one does at this hour, with whom. Pure functions over what the phone knows.

/** @typedef {{ uuid: string, code: string, sexe: string, annee: number | null, tranche: string | null,
 *   vu_le: string | null, identite: import("../coffre/recherche.js").Identite }} Jeune
 * @typedef {{ type: string, date: string, heure: string | null, lieu: string | null, professionnels: string[] }} Faite
 */

/** « Sacha T. », or the code: short enough for a button.
 * @param {Jeune} jeune */
export const appelerCourt = ({ identite: { prenom, surnom, nom }, code }) =>
  [prenom ?? surnom, nom && `${nom[0].toUpperCase()}.`].filter(Boolean).join(" ") || code;

/** The short name, with the code of those who share it: two homonyms are two youths.
 * @param {Jeune[]} jeunes @returns {(jeune: Jeune) => string} */
export function sansConfondre(jeunes) {
  const porteurs = new Map();
  for (const jeune of jeunes) porteurs.set(appelerCourt(jeune), (porteurs.get(appelerCourt(jeune)) ?? 0) + 1);
  return (jeune) => {
    const nom = appelerCourt(jeune);
    return porteurs.get(nom) > 1 && nom !== jeune.code ? `${nom} (${jeune.code})` : nom;
  };
}

/** Who comes here first, the latest seen first; then the others, the latest seen first.
 * @param {Jeune[]} jeunes @param {[string, string, string][]} habitudes place, youth, last day @param {string | null} lieu
 * @returns {Jeune[]} */
export function parProximite(jeunes, habitudes, lieu) {
  const ici = new Map(habitudes.filter(([ou]) => ou === lieu).map(([, jeune, jour]) => [jeune, jour]));
  const cle = (/** @type {Jeune} */ { uuid, vu_le }) => `${ici.has(uuid) ? 1 : 0}${ici.get(uuid) ?? ""}|${vu_le ?? ""}`;
  return [...jeunes].sort((un, autre) => compare(cle(autre), cle(un)) || compare(appelerCourt(un), appelerCourt(autre)));
}

/** @param {string} une @param {string} autre */
const compare = (une, autre) => (une < autre ? -1 : une > autre ? 1 : 0);

/** What one most likely starts now: the same kind of thing as at this hour of the same weekday, or else the latest.
 * @param {Faite[]} faites @param {string[]} types the kinds that the screen enters @param {Date} maintenant
 * @returns {{ type: string | null, lieu: string | null, professionnels: string[] }} */
export function depart(faites, types, maintenant) {
  const possibles = faites.filter(({ type }) => types.includes(type)).sort((une, autre) => compare(moment(autre), moment(une)));
  const pareille = possibles.find(({ date, heure }) => heure && new Date(`${date}T${heure}`).getDay() === maintenant.getDay() && ecart(heure, maintenant) <= 90);
  const { type = null, lieu = null, professionnels = [] } = pareille ?? possibles[0] ?? {};
  return { type: type ?? types[0] ?? null, lieu, professionnels };
}

/** @param {Faite} faite */
const moment = ({ date, heure }) => `${date} ${heure ?? ""}`;

/** Minutes between an hour and now, within the day. @param {string} heure @param {Date} maintenant */
function ecart(heure, maintenant) {
  const [heures, minutes] = heure.split(":").map(Number);
  return Math.abs(heures * 60 + minutes - maintenant.getHours() * 60 - maintenant.getMinutes());
}

/** Whole minutes from one moment to the other, rounded to 5, never 0. @param {number} debut @param {number} fin */
export const dureeArrondie = (debut, fin) => Math.max(5, Math.round((fin - debut) / 300_000) * 5);

/** « 1 h 30 », « 45 min ». @param {number} minutes */
export function enHeures(minutes) {
  const heures = Math.floor(minutes / 60);
  const reste = minutes % 60;
  if (!heures) return `${reste} min`;
  return reste ? `${heures} h ${String(reste).padStart(2, "0")}` : `${heures} h`;
}

/** The day of a moment, here: « 2026-11-25 ». @param {Date} moment */
export const jourDe = (moment) =>
  `${moment.getFullYear()}-${String(moment.getMonth() + 1).padStart(2, "0")}-${String(moment.getDate()).padStart(2, "0")}`;

/** Where one goes once something is noted: the day when it was done. @param {string} jour */
export const ecranDuJour = (jour) => (jour < jourDe(new Date()) ? `journee=${jour}` : "journee");

/** @param {Date} moment */
export const heureDe = (moment) => `${String(moment.getHours()).padStart(2, "0")}:${String(moment.getMinutes()).padStart(2, "0")}`;

/** @param {string} jour @param {number} ecart in days */
export function jourVoisin(jour, ecart) {
  const [annee, mois, quantieme] = jour.split("-").map(Number);
  return jourDe(new Date(annee, mois - 1, quantieme + ecart));
}
