// The envelope: a value that only the service's vault opens. Its bytes are told in `coffre/enveloppe.py`.

import { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from "../vendor/hpke/hpke.js";
import { chiffrer, cleAes, dechiffrer, ecrirePrivee, lirePrivee } from "./cles.js";
import { joindre, utf8 } from "./octets.js";

/** @typedef {import("./cles.js").Paire} Paire
 * @typedef {{ genre: string, objet: string, champ: string }} Lien what an envelope is bound to, within its service
 */

const SUITE = new CipherSuite({ kem: new DhkemP256HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() });
const FORMAT = 1;
const BLOC = 64;
const ENTETE = 3;
const ENCAPSULATION = 65;
const CLE_SCELLEE = ENCAPSULATION + 48;

/** @param {Uint8Array} enveloppe */
export const versionDe = (enveloppe) => (enveloppe[1] << 8) | enveloppe[2];

/** One sealing run with the public key of a service: one encapsulation for all that it seals. */
export class Scellement {
  /** @param {string} service @param {number} version @param {CryptoKey} cle @param {Uint8Array} scellee */
  constructor(service, version, cle, scellee) {
    this.service = service;
    this.version = version;
    this.cle = cle;
    this.scellee = scellee;
  }

  /** @param {string} service @param {number} version @param {Uint8Array<ArrayBuffer>} publique */
  static async commencer(service, version, publique) {
    const octets = crypto.getRandomValues(new Uint8Array(32));
    const scellee = await scellerPour(publique, octets, info("cle-de-seance", service, version));
    return new Scellement(service, version, await cleAes(octets), scellee);
  }

  /** @param {Lien} lien @param {unknown} valeur what JSON can hold */
  async sceller(lien, valeur) {
    const texte = utf8(JSON.stringify(valeur));
    const rempli = new Uint8Array(Math.ceil(texte.length / BLOC) * BLOC).fill(0x20);
    rempli.set(texte);
    const entete = new Uint8Array([FORMAT, this.version >> 8, this.version & 255]);
    return joindre(entete, this.scellee, await chiffrer(rempli, this.cle, donnees(this.service, lien, this.version)));
  }
}

/** Opens envelopes with the private keys of a service, by version. */
export class Ouverture {
  /** @param {string} service @param {Map<number, Paire>} cles */
  constructor(service, cles) {
    this.service = service;
    this.cles = cles;
    /** @type {Map<string, Promise<CryptoKey>>} */
    this.seances = new Map();
  }

  /** Rejects when the key is not here, or when the envelope was moved or damaged.
   * @param {Lien} lien @param {Uint8Array<ArrayBuffer>} enveloppe @returns {Promise<any>} */
  async ouvrir(lien, enveloppe) {
    const version = versionDe(enveloppe);
    const cle = await this.#seance(version, enveloppe.subarray(ENTETE, ENTETE + CLE_SCELLEE));
    const corps = enveloppe.subarray(ENTETE + CLE_SCELLEE);
    const texte = await dechiffrer(corps, cle, donnees(this.service, lien, version));
    return JSON.parse(new TextDecoder().decode(texte));
  }

  /** @param {number} version @param {Uint8Array<ArrayBuffer>} scellee */
  #seance(version, scellee) {
    const nom = String.fromCharCode(version, ...scellee.subarray(1, 33));
    let cle = this.seances.get(nom);
    if (!cle) {
      const paire = this.cles.get(version);
      if (!paire) throw new Error(`La clé n° ${version} du coffre manque.`);
      cle = ouvrirAvec(paire, scellee, info("cle-de-seance", this.service, version)).then(cleAes);
      this.seances.set(nom, cle);
    }
    return cle;
  }
}

/** The service's private key of this version, sealed to the public key of a holder.
 * @param {string} service @param {number} version @param {CryptoKey} privee @param {Uint8Array<ArrayBuffer>} publique */
export async function scellerLaCle(service, version, privee, publique) {
  return scellerPour(publique, await ecrirePrivee(privee), info("cle-du-coffre", service, version));
}

/** @param {string} service @param {number} version @param {Uint8Array<ArrayBuffer>} scellee @param {Paire} detenteur */
export async function ouvrirLaCle(service, version, scellee, detenteur) {
  return lirePrivee(await ouvrirAvec(detenteur, scellee, info("cle-du-coffre", service, version)));
}

/** @param {Uint8Array<ArrayBuffer>} publique @param {Uint8Array<ArrayBuffer>} clair @param {Uint8Array<ArrayBuffer>} infos */
async function scellerPour(publique, clair, infos) {
  const recipientPublicKey = await cleDe(publique);
  const { ct, enc } = await SUITE.seal({ recipientPublicKey, info: infos }, clair);
  return joindre(new Uint8Array(enc), new Uint8Array(ct));
}

/** @param {Paire} paire @param {Uint8Array<ArrayBuffer>} scellee @param {Uint8Array<ArrayBuffer>} infos */
async function ouvrirAvec(paire, scellee, infos) {
  const recipientKey = { privateKey: paire.privee, publicKey: await cleDe(paire.publique) };
  const enc = scellee.slice(0, ENCAPSULATION);
  return SUITE.open({ recipientKey, enc, info: infos }, scellee.slice(ENCAPSULATION));
}

/** @param {Uint8Array<ArrayBuffer>} publique */
const cleDe = (publique) => crypto.subtle.importKey("raw", publique, { name: "ECDH", namedCurve: "P-256" }, true, []);

/** @param {string} usage @param {string} service @param {number} version */
const info = (usage, service, version) => utf8(`allervers/${usage}/1|${service}|${version}`);

/** @param {string} service @param {Lien} lien @param {number} version */
const donnees = (service, { genre, objet, champ }, version) =>
  `allervers/champ/1|${service}|${genre}|${objet}|${champ}|${version}`;
