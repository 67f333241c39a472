// What the guards of a page share: the names, and the words that people said are not names.

import { INCONNUS, preparer, relire } from "./garde.js";
import { normaliser } from "./recherche.js";

/** @typedef {{ jeunes: import("./recherche.js").Jeune[], lieux?: string[] }} Connus */

const PATIENCE = 2000; // ms that a reading waits for the names before it goes without them
const CLE = "garde-mots";
const PERSONNE = preparer([]);

/** In clear here, for this page; stored as SHA-256 only. @type {Set<string>} */
const motsGardes = new Set();
/** @type {Promise<import("./garde.js").Noms>} */
let noms = Promise.resolve(PERSONNE);

/** Tells the guards of the page to read their text again. */
export const A_RELIRE = "garde:a-relire";

/** Give the names to every guard of the page. Until they are there, numbers alone are seen; if they cannot be read, what
 * reads as a name as well.
 * @param {Connus | Promise<Connus>} connus */
export function definirNoms(connus) {
  noms = Promise.resolve(connus).then(({ jeunes, lieux }) => preparer(jeunes, lieux)).catch(() => INCONNUS);
  noms.then(() => document.dispatchEvent(new Event(A_RELIRE)));
}

/** Nobody's name will be known on this page: what reads as one is pointed out. */
export function sansNoms() {
  noms = Promise.resolve(INCONNUS);
  document.dispatchEvent(new Event(A_RELIRE));
}

/** What a field says that would let a youth be recognised, without what was said not to be a name.
 * @param {HTMLTextAreaElement | HTMLInputElement} champ @returns {Promise<import("./garde.js").Alerte[]>} */
export async function relireChamp(champ) {
  const attente = new Promise((resoudre) => setTimeout(resoudre, PATIENCE, PERSONNE));
  const connus = await Promise.race([noms, attente]);
  const empreintes = lireLesEmpreintes();
  for (;;) {
    const alertes = relire(champ.value, { noms: connus, motsGardes });
    const avant = motsGardes.size;
    // Only words of the text are compared: a word that is not kept stays unknown to the storage.
    for (const { mot } of empreintes.size ? alertes : []) if (empreintes.has(await empreinte(mot))) motsGardes.add(mot);
    if (motsGardes.size === avant) return alertes;
  }
}

/** Not a name, on this device, from now on. @param {string} mot */
export async function garderLeMot(mot) {
  motsGardes.add(mot);
  document.dispatchEvent(new Event(A_RELIRE));
  localStorage.setItem(CLE, JSON.stringify([...lireLesEmpreintes().add(await empreinte(mot))].sort()));
}

/** @returns {Set<string>} */
const lireLesEmpreintes = () => new Set(JSON.parse(localStorage.getItem(CLE) ?? "[]"));

/** @param {string} mot */
async function empreinte(mot) {
  const octets = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(normaliser(mot)));
  return [...new Uint8Array(octets)].map((octet) => octet.toString(16).padStart(2, "0")).join("");
}
