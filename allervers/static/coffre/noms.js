// The youths that one may know, with their names in clear: read once a page, for the list, the hints and the guard.

import { demander } from "../connexion/requete.js";
import { enOctets } from "./octets.js";

/** @typedef {{ prenom?: string, nom?: string, surnom?: string, telephone?: string, reseaux?: string, adresse?: string }} Identite
 * @typedef {{ uuid: string, code: string, sexe: string, annee: number | null, niveau: string, equipes: string[],
 *   identite: Identite, lisible: boolean, anciens: string[] }} Jeune anciens: codes of the files made one with this one
 */

// As many envelopes as are opened between two breaths of the page.
const LOT = 500;

/** @param {import("./trousseau.js").Coffre | null} coffre without it, facts alone
 * @returns {Promise<{ jeunes: Jeune[], lieux: string[], distincts: [string, string][] }>} distincts: who look alike and are two */
export async function chargerJeunes(coffre) {
  const { jeunes: lignes, lieux, distincts } = await demander("/jeunes/liste.json");
  /** @type {Jeune[]} */
  const jeunes = [];
  for (let rang = 0; rang < lignes.length; rang += LOT)
    jeunes.push(...(await Promise.all(lignes.slice(rang, rang + LOT).map((/** @type {any[]} */ ligne) => lire(ligne, coffre)))));
  return { jeunes, lieux, distincts };
}

/** @param {any[]} ligne @param {import("./trousseau.js").Coffre | null} coffre @returns {Promise<Jeune>} */
async function lire([uuid, code, sexe, annee, niveau, equipes, alias, identite, anciens], coffre) {
  const faits = { uuid, code, sexe, annee, niveau, equipes, anciens };
  if (!coffre) return { ...faits, identite: {}, lisible: false };
  const ouvrir = (/** @type {string} */ champ, /** @type {string} */ enveloppe) =>
    enveloppe ? coffre.ouvrir({ genre: "jeune", objet: uuid, champ }, enOctets(enveloppe)) : null;
  try {
    const [prenom, reste] = await Promise.all([ouvrir("alias", alias), ouvrir("identite", identite)]);
    return { ...faits, identite: { ...reste, ...(prenom && { prenom }) }, lisible: Boolean(prenom || reste) };
  } catch {
    return { ...faits, identite: {}, lisible: false };
  }
}

/** « Zoé Lemoine », or the code. @param {Jeune} jeune */
export const appeler = ({ identite: { prenom, surnom, nom }, code }) =>
  [prenom ?? surnom, nom].filter(Boolean).join(" ") || code;
