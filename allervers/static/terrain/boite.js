// The outbox. An entry goes in sealed, in the very bytes that will be sent; it leaves when the server says 201 and echoes
// its UUID and the digest of these bytes: a hotel's portal that answers 200 to everything is no success.

import { jeton } from "../connexion/requete.js";
import { utf8 } from "../coffre/octets.js";
import { base } from "./base.js";

/** @typedef {"attente" | "refusee" | "envoyee" | "abandonnee"} EtatDEntree
 * @typedef {{ uuid: string, a: string, rang: number, etat: EtatDEntree, le: number, apres: string[],
 *   enveloppe: Uint8Array<ArrayBuffer>, reponse?: Uint8Array<ArrayBuffer> }} Entree `apres`: entries that go first
 * @typedef {{ uuid: string, etat: EtatDEntree, le: number, document: any, reponse: any }} Lue
 * @typedef {"vide" | "hors_ligne" | "verrouillee" | "fermee" | "serveur"} Arret why sending stopped
 */

// Sent entries stay, sealed: a server restored from a backup is refilled.
const GARDEE = 30 * 24 * 3600 * 1000;
const PATIENCE = 20_000; // ms before the network counts as absent
const VERROU = "allervers-boite";

/** @param {import("./serrure.js").Serrure} serrure @param {any} document with its `uuid` @param {string[]} [apres] */
export async function deposer(serrure, document, apres = []) {
  const enveloppe = await serrure.sceller(document.uuid, JSON.stringify(document));
  const transaction = (await base()).transaction("boite", "readwrite", { durability: "strict" });
  const maintenant = Date.now();
  const entree = { uuid: document.uuid, a: serrure.utilisateur, rang: maintenant, etat: "attente", le: maintenant, apres, enveloppe };
  await transaction.store.add(entree);
  await transaction.done;
}

/** @param {string} a @returns {Promise<Entree[]>} in the order they were entered */
export async function entrees(a) {
  /** @type {Entree[]} */
  const toutes = await (await base()).getAllFromIndex("boite", "a", a);
  return toutes.sort((une, autre) => une.rang - autre.rang);
}

/** @param {string} a @returns {Promise<number>} how many have not left */
export const nombreEnAttente = async (a) => (await entrees(a)).filter(({ etat }) => etat === "attente" || etat === "refusee").length;

/** What the entries say; one that another key sealed has no `document`.
 * @param {import("./serrure.js").Serrure} serrure @returns {Promise<Lue[]>} */
export async function lireLaBoite(serrure) {
  return Promise.all(
    (await entrees(serrure.utilisateur)).map(async ({ uuid, etat, le, enveloppe, reponse }) => {
      const document = await serrure.ouvrir(uuid, enveloppe).then(JSON.parse, () => null);
      return { uuid, etat, le, document, reponse: reponse ? await serrure.ouvrir(uuid, reponse).catch(() => null) : null };
    }),
  );
}

/** @param {string} uuid @param {Partial<Entree>} champs */
async function marquer(uuid, champs) {
  const transaction = (await base()).transaction("boite", "readwrite", { durability: "strict" });
  const entree = await transaction.store.get(uuid);
  if (entree) await transaction.store.put({ ...entree, ...champs });
  await transaction.done;
}

/** Set aside: a corrected entry took its place, or its author gave it up. It stays, sealed, as the sent ones.
 * @param {string} uuid */
export const abandonner = (uuid) => marquer(uuid, { etat: "abandonnee", le: Date.now() });

/** Send all that waits, one tab at a time. @param {import("./serrure.js").Serrure} serrure open
 * @returns {Promise<{ arret: Arret, parties: number }>} */
export const vider = (serrure) => navigator.locks.request(VERROU, () => viderSeul(serrure));

/** @param {import("./serrure.js").Serrure} serrure @returns {Promise<{ arret: Arret, parties: number }>} */
async function viderSeul(serrure) {
  let parties = 0;
  /** @type {Arret} */
  let arret = "vide";
  const toutes = await entrees(serrure.utilisateur);
  const restent = new Set(toutes.filter(({ etat }) => etat === "attente" || etat === "refusee").map(({ uuid }) => uuid));
  for (const entree of toutes.filter(({ etat }) => etat === "attente")) {
    if (entree.apres.some((uuid) => restent.has(uuid))) continue;
    const octets = utf8(await serrure.ouvrir(entree.uuid, entree.enveloppe));
    const issue = await envoyer(entree.uuid, octets);
    if ("arret" in issue) {
      arret = issue.arret;
      // One entry that the server cannot digest does not hold back the others.
      if (arret !== "serveur") break;
      continue;
    }
    const reponse = await serrure.sceller(entree.uuid, issue.reponse);
    await marquer(entree.uuid, { etat: issue.etat, reponse, le: Date.now() });
    if (issue.etat === "envoyee") restent.delete(entree.uuid);
    parties += Number(issue.etat === "envoyee");
  }
  return { arret, parties };
}

/** @param {string} uuid @param {Uint8Array<ArrayBuffer>} octets
 * @returns {Promise<{ arret: Arret } | { etat: "envoyee" | "refusee", reponse: any }>} */
async function envoyer(uuid, octets) {
  let reponse;
  try {
    reponse = await fetch("/terrain/saisies/", {
      method: "POST",
      headers: { Accept: "application/json", "Content-Type": "application/json", "X-CSRFToken": await lireLeJeton() },
      body: octets,
      redirect: "manual",
      signal: AbortSignal.timeout(PATIENCE),
    });
  } catch {
    return { arret: "hors_ligne" };
  }
  const contenu = await reponse.json().catch(() => ({}));
  if (reponse.status === 201)
    return contenu.uuid === uuid && contenu.empreinte === (await empreinte(octets)) ? { etat: "envoyee", reponse: contenu } : { arret: "serveur" };
  if ([409, 422].includes(reponse.status) && contenu.erreur) return { etat: "refusee", reponse: { ...contenu, statut: reponse.status } };
  if (reponse.status === 423) return { arret: "verrouillee" };
  if (reponse.type === "opaqueredirect" || [401, 403].includes(reponse.status)) return { arret: "fermee" };
  return { arret: reponse.status >= 500 || reponse.status === 429 ? "serveur" : "hors_ligne" };
}

/** After a restored backup: what the server no longer has waits again; what is old enough goes.
 * @param {string} a @returns {Promise<number>} how many wait again */
export async function remplirDeNouveau(a) {
  const anciennes = (await entrees(a)).filter(({ etat }) => etat === "envoyee" || etat === "abandonnee");
  const finies = anciennes.filter(({ le }) => le < Date.now() - GARDEE);
  const store = (await base()).transaction("boite", "readwrite").store;
  await Promise.all(finies.map(({ uuid }) => store.delete(uuid)));
  const envoyees = anciennes.filter(({ etat, le }) => etat === "envoyee" && le >= Date.now() - GARDEE);
  if (!envoyees.length) return 0;
  const reponse = await fetch("/terrain/saisies/inconnues/", {
    method: "POST",
    headers: { Accept: "application/json", "Content-Type": "application/json", "X-CSRFToken": await lireLeJeton() },
    body: JSON.stringify({ saisies: envoyees.map(({ uuid }) => uuid) }),
  });
  if (!reponse.ok || reponse.redirected) return 0;
  const { inconnues } = await reponse.json();
  for (const uuid of inconnues) await marquer(uuid, { etat: "attente" });
  return inconnues.length;
}

/** A service worker has no document, and a way of its own to read cookies. */
async function lireLeJeton() {
  if (typeof document !== "undefined") return jeton();
  return (await /** @type {any} */ (globalThis).cookieStore.get("csrftoken"))?.value ?? "";
}

/** @param {Uint8Array<ArrayBuffer>} octets */
async function empreinte(octets) {
  const somme = new Uint8Array(await crypto.subtle.digest("SHA-256", octets));
  return [...somme].map((octet) => octet.toString(16).padStart(2, "0")).join("");
}
