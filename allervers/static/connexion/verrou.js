// The lock of the page: after some idle time it covers everything; before a form goes, it makes sure that the session is
// still open. Unlocking leaves the page as it was: nothing typed is lost.

import { garderPourLaConnexion, oublier, ouvrirAvecLeMotDePasse } from "../coffre/trousseau.js";
import { demanderUneCle } from "./cle-d-acces.js";
import { demander, jeton } from "./requete.js";
import { deriverPour, deverrouillerLaSession, donnerLeSecondFacteur, etatDeLaSession, rouvrirLaSession } from "./session.js";

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
  const lequel = await etatDeLaSession();
  if (lequel !== "ouverte") await montrer(lequel);
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

const deriver = () => deriverPour(boite.dataset.courriel ?? "", element("motdepasse").value);

async function deverrouiller() {
  const { preuve, cle } = await deriver();
  await deverrouillerLaSession(preuve);
  await ouvrirAvecLeMotDePasse(cle).catch(() => {});
  prevenir();
}

async function seReconnecter() {
  const { preuve, cle, cleDeSession } = await deriver();
  await garderPourLaConnexion(cle, cleDeSession);
  if (!(await rouvrirLaSession(boite.dataset.courriel ?? "", preuve))) return prevenir();
  element("code").hidden = false;
  element("codesaisi").focus();
}

async function donnerLeCode() {
  await donnerLeSecondFacteur(element("codesaisi").value);
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
  else if (attente) etatDeLaSession().then((lequel) => lequel === "ouverte" && estOuvert(), () => {});
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
