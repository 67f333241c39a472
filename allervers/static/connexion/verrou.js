// The lock of the page: after some idle time it covers everything; before a form goes, it makes sure that the session is
// still open. Unlocking leaves the page as it was: nothing typed is lost.

import { deriverDuMotDePasse } from "../coffre/cles.js";
import { enOctets } from "../coffre/octets.js";
import { garderPourLaConnexion, oublier, ouvrirAvecLeMotDePasse } from "../coffre/trousseau.js";
import { demanderUneCle } from "./cle-d-acces.js";
import { demander, jeton } from "./requete.js";

// The same as the server's (connexion/verrou.py).
const INACTIVITE = 15 * 60 * 1000;
const GESTE = "allervers-dernier-geste";
const canal = new BroadcastChannel("allervers-verrou");
const boite = /** @type {HTMLDialogElement} */ (document.getElementById("verrou"));
const element = (/** @type {string} */ nom) => /** @type {any} */ (boite.querySelector(`[data-verrou=${nom}]`));
/** @type {Promise<void> | null} */
let attente = null;
/** @type {() => void} */
let ouvrir = () => {};
/** @type {"verrouillee" | "fermee"} */
let etat = "verrouillee";

/** Resolves once the session is open, asking for the password if it must. Rejects without network. */
export async function assurer() {
  const reponse = await demander("/session/");
  if (reponse.etat !== "ouverte") await montrer(reponse.etat);
}

/** @param {"verrouillee" | "fermee"} lequel */
function montrer(lequel) {
  if (attente) return attente;
  etat = lequel;
  oublier();
  attente = new Promise((resolve) => (ouvrir = resolve));
  element("fermee").hidden = etat !== "fermee";
  element("verrouillee").hidden = etat === "fermee";
  element("code").hidden = true;
  dire("");
  boite.showModal();
  element("motdepasse").focus();
  element("cle").hidden = true;
  if (etat === "verrouillee" && window.PublicKeyCredential)
    demander("/session/deverrouiller/cle/").then(({ options }) => (element("cle").hidden = !options), () => {});
  return attente;
}

function estOuvert() {
  const adieu = document.documentElement.dataset.verrouillee;
  if (adieu !== undefined) return location.replace(adieu || location.href);
  for (const cache of document.querySelectorAll("input[name=csrfmiddlewaretoken]"))
    /** @type {HTMLInputElement} */ (cache).value = jeton();
  element("motdepasse").value = element("codesaisi").value = "";
  boite.close();
  noter();
  attente = null;
  ouvrir();
  document.dispatchEvent(new Event("coffre:change"));
}

boite.addEventListener("cancel", (evenement) => evenement.preventDefault());
boite.querySelector("form")?.addEventListener("submit", async (evenement) => {
  evenement.preventDefault();
  dire("");
  occuper(true);
  try {
    if (!element("code").hidden) await donnerLeCode();
    else if (etat === "fermee") await seReconnecter();
    else await deverrouiller();
  } catch (erreur) {
    dire(/** @type {Error} */ (erreur).message);
    element(element("code").hidden ? "motdepasse" : "codesaisi").select();
  }
  occuper(false);
});

async function deriver() {
  const courriel = boite.dataset.courriel ?? "";
  const reponse = await demander("/connexion/sel/", new URLSearchParams({ courriel }));
  const derivees = await deriverDuMotDePasse(element("motdepasse").value, enOctets(reponse.sel));
  return { ...derivees, courriel, cleDeSession: reponse.cle_de_session };
}

async function deverrouiller() {
  const { preuve, cle } = await deriver();
  await demander("/session/deverrouiller/", new URLSearchParams({ password: preuve }));
  await ouvrirAvecLeMotDePasse(cle).catch(() => {});
  prevenir();
}

async function seReconnecter() {
  const { preuve, cle, courriel, cleDeSession } = await deriver();
  await garderPourLaConnexion(cle, cleDeSession);
  const corps = new URLSearchParams({ login: courriel, password: preuve, csrfmiddlewaretoken: jeton() });
  const entetes = { "X-Requested-With": "XMLHttpRequest", Accept: "application/json" };
  const reponse = await fetch("/connexion/", { method: "POST", body: corps, headers: entetes });
  if (!reponse.ok) throw new Error(reponse.status === 429 ? "Trop d’essais. Attendez un peu." : "Ce mot de passe n’est pas le bon.");
  const { location: suite } = await reponse.json();
  if (!suite?.includes("second-facteur")) return prevenir();
  element("code").hidden = false;
  element("codesaisi").focus();
}

async function donnerLeCode() {
  const corps = new URLSearchParams({ code: element("codesaisi").value, csrfmiddlewaretoken: jeton() });
  const reponse = await fetch("/connexion/second-facteur/", { method: "POST", body: corps, redirect: "manual" });
  if (reponse.type !== "opaqueredirect") throw new Error("Ce code n’est pas le bon, ou il a expiré.");
  prevenir();
}

element("cle").addEventListener("click", async () => {
  try {
    const { options } = await demander("/session/deverrouiller/cle/");
    const credential = JSON.stringify(await demanderUneCle(options));
    await demander("/session/deverrouiller/cle/", new URLSearchParams({ credential }));
    prevenir();
  } catch (erreur) {
    dire(/** @type {any} */ (erreur).statut ? /** @type {Error} */ (erreur).message : "La clé d’accès n’a pas répondu. Réessayez, ou tapez le mot de passe.");
  }
});

function prevenir() {
  canal.postMessage("ouverte");
  estOuvert();
}

canal.addEventListener("message", ({ data }) => {
  if (data === "verrouillee") montrer("verrouillee");
  // Another tab may have signed in as somebody else: only what the server says counts.
  else if (attente) demander("/session/").then((reponse) => reponse.etat === "ouverte" && estOuvert(), () => {});
});

/** @param {string} texte */
function dire(texte) {
  element("erreur").textContent = texte;
  element("erreur").hidden = !texte;
}

/** @param {boolean} oui */
function occuper(oui) {
  element("valider").disabled = oui;
  element("valider").textContent = oui ? "Un instant…" : "Déverrouiller";
}

// A form is sent once the session is known to be open; what was typed stays in the page meanwhile.
document.addEventListener("submit", async (evenement) => {
  const formulaire = /** @type {HTMLFormElement} */ (evenement.target);
  if (evenement.defaultPrevented || formulaire.method !== "post" || formulaire.hasAttribute("data-sans-verrou")) return;
  if (formulaire.dataset.assure) return void delete formulaire.dataset.assure;
  evenement.preventDefault();
  const bouton = /** @type {SubmitEvent} */ (evenement).submitter;
  try {
    await assurer();
    formulaire.dataset.assure = "oui";
    formulaire.requestSubmit(bouton);
  } catch (erreur) {
    annoncer(/** @type {Error} */ (erreur).message);
  }
});

/** @param {string} texte */
function annoncer(texte) {
  const annonce = Object.assign(document.createElement("p"), { className: "annonce annonce-error", textContent: texte });
  annonce.setAttribute("role", "alert");
  document.querySelector("main > .annonce-error[role=alert]")?.remove();
  document.getElementById("contenu")?.prepend(annonce);
}

function noter() {
  localStorage.setItem(GESTE, String(Date.now()));
}

for (const geste of ["pointerdown", "keydown"])
  addEventListener(geste, () => attente || noter(), { passive: true });

setInterval(() => {
  if (attente || Date.now() - Number(localStorage.getItem(GESTE)) < INACTIVITE) return;
  canal.postMessage("verrouillee");
  montrer("verrouillee");
  demander("/session/verrouiller/", {}).catch(() => {});
}, 5000);

noter();
if (document.documentElement.dataset.verrouillee !== undefined) montrer("verrouillee");
