// The session with the server: what state it is in, and how the password opens it again. No page, no vault: the lock of
// pages and the street application share it.

import { deriverDuMotDePasse } from "../coffre/cles.js";
import { enOctets } from "../coffre/octets.js";
import { demander, jeton } from "./requete.js";

/** @typedef {"ouverte" | "verrouillee" | "fermee"} EtatDeSession */

/** @returns {Promise<EtatDeSession>} rejects without network */
export const etatDeLaSession = async () => (await demander("/session/")).etat;

/** What the password gives for the account of `courriel`, with the key of a session about to open.
 * @param {string} courriel @param {string} motDePasse */
export async function deriverPour(courriel, motDePasse) {
  const reponse = await demander("/connexion/sel/", new URLSearchParams({ courriel }));
  const derivees = await deriverDuMotDePasse(motDePasse, enOctets(reponse.sel));
  return { ...derivees, cleDeSession: /** @type {string} */ (reponse.cle_de_session) };
}

/** @param {string} preuve */
export const deverrouillerLaSession = (preuve) =>
  demander("/session/deverrouiller/", new URLSearchParams({ password: preuve }));

/** Sign in again, in place.
 * @param {string} courriel @param {string} preuve @returns {Promise<boolean>} whether a code is asked for as well */
export async function rouvrirLaSession(courriel, preuve) {
  const corps = new URLSearchParams({ login: courriel, password: preuve, csrfmiddlewaretoken: jeton() });
  const entetes = { "X-Requested-With": "XMLHttpRequest", Accept: "application/json" };
  const reponse = await fetch("/connexion/", { method: "POST", body: corps, headers: entetes });
  if (!reponse.ok) throw new Error(reponse.status === 429 ? "Trop d’essais. Attendez un peu." : "Ce mot de passe n’est pas le bon.");
  const { location: suite } = await reponse.json();
  return Boolean(suite?.includes("second-facteur"));
}

/** @param {string} code of the application of codes, or a recovery code */
export async function donnerLeSecondFacteur(code) {
  const corps = new URLSearchParams({ code, csrfmiddlewaretoken: jeton() });
  const reponse = await fetch("/connexion/second-facteur/", { method: "POST", body: corps, redirect: "manual" });
  if (reponse.type !== "opaqueredirect") throw new Error("Ce code n’est pas le bon, ou il a expiré.");
}
