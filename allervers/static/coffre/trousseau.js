// The open vault, kept from page to page: encrypted with a key that only the server's session holds.
//
// Signed in and unlocked, a page asks the server for the session's key and reads what this browser kept. Locked, signed
// out, or ended from another device, what was kept is noise. The password is typed only when nothing was kept.

import { cleAes, chiffrer, dechiffrer, developper, ecrirePrivee, lirePrivee } from "./cles.js";
import { Ouverture, Scellement, ouvrirLaCle } from "./enveloppe.js";
import { enOctets } from "./octets.js";
import { effacer, ecrire, lire } from "./rangement.js";

/** What the server says (`coffre.views.trousseau`).
 * @typedef {{ version: number, cle_publique: string, cle_scellee: string | null }} CleDuServeur
 * @typedef {{ etat: "absent" | "attente" | "ouvrable", service: string, utilisateur: string, courriel: string, sel: string | null,
 *   cle_de_session: string, cle_publique: string | null, cle_privee_enveloppee: string | null,
 *   cles: CleDuServeur[], attentes: number, a_renouveler: boolean, abimes: number }} Trousseau
 * @typedef {{ etat: "absent" | "attente" | "ferme" | "ouvert", trousseau: Trousseau, sceau: Sceau | null, coffre: Coffre | null }} Etat
 *   `sceau` seals, and is there as soon as the service has a vault; `coffre` opens too
 */

/** Seals with the newest key of the service. Its public half is enough: who cannot read yet can write. */
export class Sceau {
  /** @param {Trousseau} trousseau with at least one key */
  constructor(trousseau) {
    this.trousseau = trousseau;
    this.service = trousseau.service;
    /** @type {Promise<Scellement> | null} */
    this.scellement = null;
  }

  /** @param {import("./enveloppe.js").Lien} lien @param {unknown} valeur */
  async sceller(lien, valeur) {
    const { version, cle_publique } = this.trousseau.cles.reduce((une, autre) => (autre.version > une.version ? autre : une));
    this.scellement ??= Scellement.commencer(this.service, version, enOctets(cle_publique));
    return (await this.scellement).sceller(lien, valeur);
  }
}

/** The vault, open: it also opens what any version sealed. */
export class Coffre extends Sceau {
  /** @param {Trousseau} trousseau @param {Map<number, import("./cles.js").Paire>} cles */
  constructor(trousseau, cles) {
    super(trousseau);
    this.cles = cles;
    this.ouverture = new Ouverture(trousseau.service, cles);
  }

  /** @param {import("./enveloppe.js").Lien} lien @param {Uint8Array<ArrayBuffer>} enveloppe */
  ouvrir(lien, enveloppe) {
    return this.ouverture.ouvrir(lien, enveloppe);
  }
}

/** @type {Promise<Etat> | null} */
let etat = null;

/** Where the vault stands for who is signed in; asked once a page.
 * @returns {Promise<Etat>} rejects without network */
export function etatDuCoffre() {
  etat ??= lireEtat();
  etat.catch(() => (etat = null));
  return etat;
}

/** Forget what this page knows of the vault; what the browser keeps stays, unreadable while the session is locked. */
export function oublier() {
  etat = null;
}

/** What the server says of the vault to who is signed in. Rejects without network, locked or signed out: `statut` tells.
 * @param {AbortSignal} [signal] @returns {Promise<Trousseau>} */
export async function demanderLeTrousseau(signal) {
  const reponse = await fetch("/coffre/trousseau/", { headers: { Accept: "application/json" }, signal });
  if (reponse.ok && !reponse.redirected) return reponse.json();
  const statut = reponse.redirected ? 401 : reponse.status;
  throw Object.assign(new Error(`trousseau : ${statut}`), { statut });
}

/** The member's private key, when this browser kept it and the session is open.
 * @param {Trousseau} trousseau @returns {Promise<CryptoKey | null>} */
export async function priveeGardee(trousseau) {
  return (await relire(trousseau)) ?? developperAvec(trousseau, await cleDeLaConnexion(trousseau));
}

/** @returns {Promise<Etat>} */
async function lireEtat() {
  const trousseau = await demanderLeTrousseau();
  const sceau = trousseau.cles.length ? new Sceau(trousseau) : null;
  if (trousseau.etat !== "ouvrable") return { etat: trousseau.etat, trousseau, sceau, coffre: null };
  const coffre = await ouvrirAvec(trousseau, await priveeGardee(trousseau));
  return coffre ? { etat: "ouvert", trousseau, sceau: coffre, coffre } : { etat: "ferme", trousseau, sceau, coffre };
}

/** Open with what the password gives; false when it does not open.
 * @param {CryptoKey} cle */
export async function ouvrirAvecLeMotDePasse(cle) {
  const { trousseau, etat: avant } = await etatDuCoffre();
  if (avant !== "ferme") return avant === "ouvert";
  const coffre = await ouvrirAvec(trousseau, await developperAvec(trousseau, cle));
  if (coffre) etat = Promise.resolve({ etat: "ouvert", trousseau, sceau: coffre, coffre });
  return coffre !== null;
}

/** The member's private key, once unwrapped, is kept for the pages that follow.
 * @param {Trousseau} trousseau @param {CryptoKey | null} cle @returns {Promise<CryptoKey | null>} */
async function developperAvec(trousseau, cle) {
  if (!cle || !trousseau.cle_privee_enveloppee) return null;
  try {
    const privee = await developper(enOctets(trousseau.cle_privee_enveloppee), cle, trousseau.utilisateur);
    const cleDeSession = await cleDe(trousseau.cle_de_session);
    await ecrire("cle", await chiffrer(await ecrirePrivee(privee), cleDeSession, lieDe(trousseau)));
    // Not before: whoever leaves this page at once finds one or the other.
    await effacer("connexion");
    return privee;
  } catch {
    return null;
  }
}

/** What was kept, if it is this person's.
 * @param {Trousseau} trousseau @returns {Promise<CryptoKey | null>} */
async function relire(trousseau) {
  const garde = await lire("cle");
  if (!garde) return null;
  try {
    return await lirePrivee(await dechiffrer(garde, await cleDe(trousseau.cle_de_session), lieDe(trousseau)));
  } catch {
    return null;
  }
}

/** @param {Trousseau} trousseau @param {CryptoKey | null} privee the member's @returns {Promise<Coffre | null>} */
export async function ouvrirAvec(trousseau, privee) {
  if (!privee || !trousseau.cle_publique) return null;
  const moi = { privee, publique: enOctets(trousseau.cle_publique) };
  try {
    const cles = await Promise.all(
      trousseau.cles.map(async ({ version, cle_publique, cle_scellee }) => {
        const duCoffre = await ouvrirLaCle(trousseau.service, version, enOctets(cle_scellee ?? ""), moi);
        return /** @type {const} */ ([version, { privee: duCoffre, publique: enOctets(cle_publique) }]);
      }),
    );
    return new Coffre(trousseau, new Map(cles));
  } catch {
    // A password chosen anew made another pair, after this one was kept.
    return null;
  }
}

/** Before the sign-in form is sent: keep what opens the private key, for the page that follows.
 * @param {CryptoKey} cle @param {string} cleDeSession given with the salt */
export async function garderPourLaConnexion(cle, cleDeSession) {
  await effacer("cle");
  const octets = new Uint8Array(await crypto.subtle.exportKey("raw", cle));
  await ecrire("connexion", await chiffrer(octets, await cleDe(cleDeSession), "connexion"));
}

/** @param {Trousseau} trousseau */
async function cleDeLaConnexion(trousseau) {
  const garde = await lire("connexion");
  if (!garde) return null;
  try {
    return await cleAes(await dechiffrer(garde, await cleDe(trousseau.cle_de_session), "connexion"));
  } catch {
    return null;
  }
}

/** Signing out: nothing is kept. */
export async function toutEffacer() {
  oublier();
  await Promise.all([effacer("cle"), effacer("connexion")]);
}

/** @param {string} cleDeSession */
const cleDe = (cleDeSession) => cleAes(enOctets(cleDeSession));

/** @param {Trousseau} trousseau */
const lieDe = ({ service, utilisateur }) => `trousseau|${service}|${utilisateur}`;
