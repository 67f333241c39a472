// What the phone takes along: lists, places, colleagues, the youths of one's teams. Kept sealed; names opened in memory.

import { enOctets } from "../coffre/octets.js";
import { ecrire, lire } from "./base.js";

/** @typedef {{ uuid: string, nom: string }} Nomme
 * @typedef {{ uuid: string, code: string, sexe: string, annee: number | null, tranche: string | null,
 *   vu_le: string | null, alias: string | null, identite: any }} JeuneConnu
 * @typedef {{ jour: string, moi: string, equipes: (Nomme & { est_mienne: boolean })[],
 *   types: { code: string, nom: string, ecran: string, dans: string | null }[],
 *   tranches: { code: string, nom: string, de: number, sous: number | null }[], etiquettes: { code: string, nom: string }[],
 *   lieux: (Nomme & { nature: string, dans: string | null })[], collegues: Nomme[], actions: Nomme[], instances: Nomme[],
 *   partenaires: Nomme[], reseaux: (Nomme & { avec: string | null })[], jeunes: JeuneConnu[], habitudes: [string, string, string][], saisies_depuis: string, saisies: any[], previsions: any[],
 *   lues_le: number }} Donnees
 */

const LOT = 200;

/** Ask the server, and keep. Rejects without network. @param {import("./serrure.js").Serrure} serrure
 * @returns {Promise<Donnees>} */
export async function rafraichir(serrure) {
  const lues_le = Date.now();
  const reponse = await fetch("/terrain/donnees.json", { headers: { Accept: "application/json" }, signal: AbortSignal.timeout(20_000) });
  if (!reponse.ok || reponse.redirected) throw new Error(`données : ${reponse.status}`);
  const donnees = { ...(await reponse.json()), lues_le };
  await ecrire(`donnees:${serrure.utilisateur}`, await serrure.sceller("donnees", donnees));
  return donnees;
}

/** What was kept; null on a phone that has nothing yet. @param {import("./serrure.js").Serrure} serrure
 * @returns {Promise<Donnees | null>} */
export async function relireLesDonnees(serrure) {
  const enveloppe = await lire(`donnees:${serrure.utilisateur}`);
  return enveloppe ? serrure.ouvrir("donnees", enveloppe).catch(() => null) : null;
}

/** The youths, with their names in clear where the vault opens them.
 * @param {JeuneConnu[]} jeunes @param {import("../coffre/trousseau.js").Coffre | null} coffre
 * @returns {Promise<import("./habitudes.js").Jeune[]>} */
export async function nommer(jeunes, coffre) {
  const nommes = [];
  for (let rang = 0; rang < jeunes.length; rang += LOT)
    nommes.push(...(await Promise.all(jeunes.slice(rang, rang + LOT).map((jeune) => ouvrir(jeune, coffre)))));
  return nommes;
}

/** @param {JeuneConnu} jeune @param {import("../coffre/trousseau.js").Coffre | null} coffre */
async function ouvrir({ alias, identite, ...faits }, coffre) {
  const lireChamp = (/** @type {string} */ champ, /** @type {string | null} */ enveloppe) =>
    coffre && enveloppe ? coffre.ouvrir({ genre: "jeune", objet: faits.uuid, champ }, enOctets(enveloppe)).catch(() => null) : null;
  const [prenom, reste] = await Promise.all([lireChamp("alias", alias), lireChamp("identite", identite)]);
  return { ...faits, identite: { ...reste, ...(prenom && { prenom }) } };
}
