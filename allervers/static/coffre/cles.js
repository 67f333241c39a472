// Keys: derived from a password or the recovery code, made, wrapped. `coffre/cles.py` does the same.

import { enTexte, joindre, utf8 } from "./octets.js";

/** What a secret gives: `preuve` is shown to the server, `cle` never leaves the browser.
 * @typedef {{ preuve: string, cle: CryptoKey }} Derivees
 * @typedef {{ privee: CryptoKey, publique: Uint8Array<ArrayBuffer> }} Paire
 */

const TOURS = 600_000;
const NONCE = 12;
const COURBE = { name: "ECDH", namedCurve: "P-256" };
// Crockford's alphabet: no I, L, O nor U.
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** About 0.3 s on a desktop.
 * @param {string} motDePasse @param {Uint8Array<ArrayBuffer>} sel @returns {Promise<Derivees>} */
export async function deriverDuMotDePasse(motDePasse, sel) {
  const base = await crypto.subtle.importKey("raw", utf8(motDePasse.normalize("NFKC")), "PBKDF2", false, ["deriveBits"]);
  const maitre = await crypto.subtle.deriveBits({ name: "PBKDF2", hash: "SHA-256", salt: sel, iterations: TOURS }, base, 256);
  return { preuve: enTexte(await hkdf(maitre, "connexion")), cle: await cleAes(await hkdf(maitre, "coffre")) };
}

/** A recovery code as it is printed: 32 characters in 8 groups of 4. */
export function nouveauCodeDeSecours() {
  // 5 bits of each byte are used: 160 in all.
  const lettres = [...crypto.getRandomValues(new Uint8Array(32))].map((octet) => ALPHABET[octet & 31]);
  return Array.from({ length: 8 }, (_, rang) => lettres.slice(4 * rang, 4 * rang + 4).join("")).join("-");
}

/** @param {string} code typed in any case, with or without its dashes
 * @returns {Promise<Derivees | null>} null for what is not a whole code */
export async function deriverDuCodeDeSecours(code) {
  const lettres = code.toUpperCase().replace(/[\s-]/g, "").replace(/O/g, "0").replace(/[IL]/g, "1");
  if (lettres.length !== 32 || [...lettres].some((lettre) => !ALPHABET.includes(lettre))) return null;
  const nombre = [...lettres].reduce((somme, lettre) => (somme << 5n) | BigInt(ALPHABET.indexOf(lettre)), 0n);
  const secret = new Uint8Array(20).map((_, rang) => Number((nombre >> BigInt(8 * (19 - rang))) & 255n));
  return { preuve: enTexte(await hkdf(secret, "secours-preuve")), cle: await cleAes(await hkdf(secret, "secours")) };
}

/** @param {BufferSource} secret @param {string} usage */
async function hkdf(secret, usage) {
  const base = await crypto.subtle.importKey("raw", secret, "HKDF", false, ["deriveBits"]);
  const parametres = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info: utf8(`allervers/${usage}/1`) };
  return crypto.subtle.deriveBits(parametres, base, 256);
}

/** @param {BufferSource} octets */
export const cleAes = (octets) => crypto.subtle.importKey("raw", octets, "AES-GCM", true, ["encrypt", "decrypt"]);

/** @returns {Promise<Paire>} */
export async function nouvellePaire() {
  const { privateKey, publicKey } = await crypto.subtle.generateKey(COURBE, true, ["deriveBits"]);
  return { privee: privateKey, publique: new Uint8Array(await crypto.subtle.exportKey("raw", publicKey)) };
}

/** @param {BufferSource} pkcs8 */
export const lirePrivee = (pkcs8) => crypto.subtle.importKey("pkcs8", pkcs8, COURBE, true, ["deriveBits"]);

/** @param {CryptoKey} privee */
export const ecrirePrivee = async (privee) => new Uint8Array(await crypto.subtle.exportKey("pkcs8", privee));

/** The private key of `proprietaire` (a UUID) encrypted with `cle`.
 * @param {CryptoKey} privee @param {CryptoKey} cle @param {string} proprietaire */
export async function envelopper(privee, cle, proprietaire) {
  return chiffrer(await ecrirePrivee(privee), cle, `allervers/cle-privee/1|${proprietaire}`);
}

/** Rejects with another key or another owner.
 * @param {Uint8Array<ArrayBuffer>} enveloppee @param {CryptoKey} cle @param {string} proprietaire */
export async function developper(enveloppee, cle, proprietaire) {
  return lirePrivee(await dechiffrer(enveloppee, cle, `allervers/cle-privee/1|${proprietaire}`));
}

/** AES-256-GCM: nonce, then ciphertext and tag.
 * @param {Uint8Array<ArrayBuffer>} clair @param {CryptoKey} cle @param {string} lie bound to the ciphertext */
export async function chiffrer(clair, cle, lie) {
  const iv = crypto.getRandomValues(new Uint8Array(NONCE));
  const parametres = { name: "AES-GCM", iv, additionalData: utf8(lie) };
  return joindre(iv, new Uint8Array(await crypto.subtle.encrypt(parametres, cle, clair)));
}

/** @param {Uint8Array<ArrayBuffer>} contenu @param {CryptoKey} cle @param {string} lie */
export function dechiffrer(contenu, cle, lie) {
  const parametres = { name: "AES-GCM", iv: contenu.subarray(0, NONCE), additionalData: utf8(lie) };
  return crypto.subtle.decrypt(parametres, cle, contenu.subarray(NONCE));
}
