// Choosing a password: is it strong, and what the server is sent instead of it.

import { deriverDuMotDePasse, developper, envelopper, nouvellePaire } from "../coffre/cles.js";
import { enOctets, enTexte } from "../coffre/octets.js";

const LONGUEUR = 12;
// What people choose first, when they are asked for twelve characters.
const ATTENDUS = ["motdepasse", "password", "azertyuiop", "qwertyuiop", "allervers", "prevention", "educateur", "1234567890"];

/** @param {string} motDePasse @param {string[]} personnels what is known of the person: courriel, first and last name
 * @returns {string} what is wrong, in French; empty when nothing is */
export function faiblesse(motDePasse, personnels) {
  const simple = motDePasse.toLowerCase().normalize("NFD").replace(/[^a-z0-9]/g, "");
  if ([...motDePasse].length < LONGUEUR) return `Il faut au moins ${LONGUEUR} caractères\u202f: quatre mots au hasard font très bien.`;
  if (new Set(simple).size < 5) return "Ce mot de passe répète les mêmes caractères.";
  const mots = [...ATTENDUS, ...personnels.flatMap((un) => un.toLowerCase().split(/[^a-z0-9]+/)).filter((un) => un.length > 3)];
  const reste = mots.reduce((texte, mot) => texte.replaceAll(mot, ""), simple);
  return reste.length < 6 ? "Ce mot de passe est trop facile à deviner\u202f: ajoutez d’autres mots." : "";
}

/** What the server keeps of a new password.
 * @param {string} motDePasse @param {string} proprietaire UUID of the account @param {CryptoKey} [privee] its private key,
 *   when it goes on; else a new pair is made @param {Uint8Array<ArrayBuffer>} [publique] */
export async function preparer(motDePasse, proprietaire, privee, publique) {
  const sel = crypto.getRandomValues(new Uint8Array(16));
  const { preuve, cle } = await deriverDuMotDePasse(motDePasse, sel);
  const paire = privee && publique ? { privee, publique } : await nouvellePaire();
  return {
    preuve,
    sel: enTexte(sel),
    cle_publique: enTexte(paire.publique),
    cle_privee_enveloppee: enTexte(await envelopper(paire.privee, cle, proprietaire)),
  };
}

/** The proof of the present password, and the private key that it opens.
 * @param {string} motDePasse @param {{ sel: string, cle_privee_enveloppee: string, proprietaire: string }} compte */
export async function reprendre(motDePasse, { sel, cle_privee_enveloppee, proprietaire }) {
  const { preuve, cle } = await deriverDuMotDePasse(motDePasse, enOctets(sel));
  return { preuve, privee: await developper(enOctets(cle_privee_enveloppee), cle, proprietaire) };
}
