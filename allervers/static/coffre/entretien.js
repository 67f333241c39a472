// What an open vault does by itself: change the key after a departure, and seal again, lot by lot, what an earlier one sealed.

import { demander } from "../connexion/requete.js";
import { nouvellePaire } from "./cles.js";
import { scellerLaCle, versionDe } from "./enveloppe.js";
import { enOctets, enTexte } from "./octets.js";
import { oublier } from "./trousseau.js";

/** @typedef {import("./trousseau.js").Coffre} Coffre */

/** In the background, one tab at a time; a failure waits for the next page.
 * @param {Coffre} coffre */
export function entretenir(coffre) {
  navigator.locks?.request("allervers-entretien", { ifAvailable: true }, async (verrou) => {
    if (!verrou) return;
    try {
      if (coffre.trousseau.a_renouveler) return await renouveler(coffre);
      if (coffre.cles.size > 1) await resceller(coffre);
    } catch {
      // Somebody else's browser did it, or the network is gone.
    }
  });
}

/** Make the next key, sealed to everybody who stays and to the recovery code.
 * @param {Coffre} coffre */
export async function renouveler(coffre) {
  const { membres, secours } = await demander("/coffre/partage/");
  const version = Math.max(...coffre.cles.keys()) + 1;
  const { privee, publique } = await nouvellePaire();
  const pour = (/** @type {string} */ cle) => scellerLaCle(coffre.service, version, privee, enOctets(cle)).then(enTexte);
  /** @type {Record<string, string>} */
  const acces = {};
  for (const { uuid, cle_publique, attend } of membres) if (!attend) acces[uuid] = await pour(cle_publique);
  const corps = { version, cle_publique: enTexte(publique), acces, secours: await pour(secours) };
  await demander("/coffre/renouveler/", corps);
  oublier();
}

/** What does not open is told to the server, which proposes it no more.
 * @param {Coffre} coffre @param {(nombre: number) => void} [dire] told how many were done so far
 * @returns {Promise<number>} how many envelopes were sealed again */
export async function resceller(coffre, dire) {
  let total = 0;
  for (;;) {
    const { enveloppes: lot } = await demander("/coffre/a-resceller/");
    if (!lot.length) return total;
    const enveloppes = [];
    const abimees = [];
    for (const { genre, objet, champ, enveloppe: lue } of lot) {
      const lien = { genre, objet, champ };
      try {
        const valeur = await coffre.ouvrir(lien, enOctets(lue));
        enveloppes.push({ ...lien, lue, enveloppe: enTexte(await coffre.sceller(lien, valeur)) });
      } catch {
        // With its key here, it is not the key that is missing.
        if (coffre.cles.has(versionDe(enOctets(lue)))) abimees.push({ ...lien, lue });
      }
    }
    const fait = await demander("/coffre/resceller/", { enveloppes, abimees });
    if (!fait.nombre && !fait.abimees) return total;
    total += fait.nombre;
    dire?.(total);
  }
}

/** Open the vault to a colleague: every version of the key, sealed to their public key.
 * @param {Coffre} coffre @param {string} uuid */
export async function ouvrirA(coffre, uuid) {
  const { membres } = await demander("/coffre/partage/");
  const membre = membres.find((/** @type {any} */ un) => un.uuid === uuid);
  if (!membre) throw new Error("Cette personne n’attend plus l’accès. Rechargez la page.");
  /** @type {Record<string, string>} */
  const cles_scellees = {};
  for (const [version, { privee }] of coffre.cles)
    cles_scellees[version] = enTexte(await scellerLaCle(coffre.service, version, privee, enOctets(membre.cle_publique)));
  await demander(`/coffre/acces/${uuid}/`, { pour_cle_publique: membre.cle_publique, cles_scellees });
}
