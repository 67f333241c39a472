// What the phone keeps is sealed: with the vault's key, or with its owner's own pair until the vault is open to them.
// Sealing asks for no password, so that an outing goes on being counted on a locked screen; reading does.

import { developper, deriverDuMotDePasse } from "../coffre/cles.js";
import { Ouverture, Scellement } from "../coffre/enveloppe.js";
import { enOctets } from "../coffre/octets.js";
import { demanderLeTrousseau, ouvrirAvec, priveeGardee } from "../coffre/trousseau.js";
import { ecrire, lire } from "./base.js";

/** @typedef {import("../coffre/trousseau.js").Trousseau} Trousseau
 * @typedef {import("../coffre/trousseau.js").Coffre} Coffre
 */

// The owner's own pair, beside the versions of the vault's key.
const LA_SIENNE = 0;
const GENRE = "terrain";

export class Serrure {
  /** @param {Trousseau} trousseau */
  constructor(trousseau) {
    this.trousseau = trousseau;
    this.utilisateur = trousseau.utilisateur;
    /** @type {Coffre | null} the vault, which opens names; null while locked, or while it is not open to its owner */
    this.coffre = null;
    /** @type {Ouverture | null} */
    this.ouverture = null;
    /** @type {Promise<Scellement> | null} */
    this.scellement = null;
  }

  get estOuverte() {
    return this.ouverture !== null;
  }

  /** @param {CryptoKey} privee the owner's private key */
  async ouvrirAvec(privee) {
    const { service, cle_publique } = this.trousseau;
    this.coffre = await ouvrirAvec(this.trousseau, privee);
    const cles = new Map(this.coffre?.cles);
    cles.set(LA_SIENNE, { privee, publique: enOctets(cle_publique ?? "") });
    this.ouverture = new Ouverture(service, cles);
  }

  /** The key leaves the memory; sealing goes on. */
  verrouiller() {
    this.coffre = this.ouverture = null;
  }

  /** @param {string} objet @param {unknown} valeur @returns {Promise<Uint8Array<ArrayBuffer>>} */
  async sceller(objet, valeur) {
    this.scellement ??= this.#commencer();
    return (await this.scellement).sceller({ genre: GENRE, objet, champ: "contenu" }, valeur);
  }

  /** Rejects while locked, and for what another key sealed.
   * @param {string} objet @param {Uint8Array<ArrayBuffer>} enveloppe @returns {Promise<any>} */
  async ouvrir(objet, enveloppe) {
    if (!this.ouverture) throw new Error("Verrouillé.");
    return this.ouverture.ouvrir({ genre: GENRE, objet, champ: "contenu" }, enveloppe);
  }

  #commencer() {
    const { service, cles, cle_publique, etat } = this.trousseau;
    const derniere = etat === "ouvrable" ? cles.reduce((une, autre) => (autre.version > une.version ? autre : une)) : null;
    const version = derniere?.version ?? LA_SIENNE;
    return Scellement.commencer(service, version, enOctets(derniere?.cle_publique ?? cle_publique ?? ""));
  }
}

/** Who used this phone last, locked: enough to seal, and to try a password without a network.
 * @returns {Promise<Serrure | null>} */
export async function serrureGardee() {
  const courant = await lire("courant");
  const trousseau = courant && (await lire(`trousseau:${courant}`));
  return trousseau ? new Serrure(trousseau) : null;
}

/** Who is signed in, open when this browser kept the key. Rejects without network, locked or signed out.
 * @param {AbortSignal} [signal] */
export async function serrureDeLaSession(signal) {
  const trousseau = await demanderLeTrousseau(signal);
  const { cle_de_session: _, ...aGarder } = trousseau;
  await ecrire(`trousseau:${trousseau.utilisateur}`, aGarder);
  await ecrire("courant", trousseau.utilisateur);
  const serrure = new Serrure(trousseau);
  const privee = await priveeGardee(trousseau);
  if (privee) await serrure.ouvrirAvec(privee);
  return serrure;
}

/** Open with the password, without a network. @param {Serrure} serrure @param {string} motDePasse
 * @returns {Promise<import("../coffre/cles.js").Derivees | null>} null for a wrong password */
export async function ouvrirSurPlace(serrure, motDePasse) {
  const { sel, cle_privee_enveloppee, utilisateur } = serrure.trousseau;
  const derivees = await deriverDuMotDePasse(motDePasse, enOctets(sel ?? ""));
  try {
    await serrure.ouvrirAvec(await developper(enOctets(cle_privee_enveloppee ?? ""), derivees.cle, utilisateur));
    return derivees;
  } catch {
    return null;
  }
}
