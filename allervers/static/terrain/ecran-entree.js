// Before anything: sign in once with a network, then the password alone, with or without one.

import { demanderUneCle } from "../connexion/cle-d-acces.js";
import { demander } from "../connexion/requete.js";
import { bouton, etiqueter, noeud } from "./noeud.js";

const RAISONS = {
  interdit: ["Ce compte ne saisit pas d’activité.", "Le terrain s’ouvre aux éducateurs, aux chefs de service et à la direction."],
  hors_ligne: ["Il faut du réseau la première fois.", "Ensuite, le terrain s’ouvrira partout, même sans réseau."],
};

/** @param {import("./application.js").Terrain} terrain */
export function ecranEntree(terrain) {
  if (!terrain.serrure) return premiereFois(terrain.arret);
  if (terrain.serrure.estOuverte) return sansDonnees(terrain);
  return verrou(terrain);
}

/** @param {string} arret */
function premiereFois(arret) {
  const [titre, suite] = RAISONS[/** @type {keyof typeof RAISONS} */ (arret)] ?? ["Bienvenue sur le terrain.", "Connectez-vous une fois sur ce téléphone. Ensuite, votre mot de passe suffira, même sans réseau."];
  return noeud("section", { class: "entree" }, noeud("h1", {}, titre), noeud("p", {}, suite),
    noeud("a", { class: "bouton principal", href: arret === "interdit" ? "/" : "/connexion/?next=/terrain/" }, arret === "interdit" ? "Revenir à Allervers" : "Se connecter"));
}

/** @param {import("./application.js").Terrain} terrain */
function sansDonnees(terrain) {
  return noeud("section", { class: "entree" }, noeud("h1", {}, "Le terrain se prépare."),
    noeud("p", {}, "Il faut du réseau une première fois, pour emporter les listes et les jeunes de vos équipes."),
    bouton("Réessayer", () => terrain.ouvrir(), "bouton principal"));
}

/** @param {import("./application.js").Terrain} terrain */
function verrou(terrain) {
  const motDePasse = /** @type {HTMLInputElement} */ (noeud("input", { type: "password", autocomplete: "current-password", required: true }));
  const erreur = noeud("p", { class: "erreur", role: "alert", hidden: true });
  const valider = /** @type {HTMLButtonElement} */ (noeud("button", { class: "bouton principal" }, "Ouvrir"));
  const dire = (/** @type {string} */ texte) => {
    erreur.textContent = texte;
    erreur.hidden = !texte;
  };
  const formulaire = noeud("form", { class: "entree", novalidate: true, onsubmit: async (/** @type {Event} */ evenement) => {
    evenement.preventDefault();
    if (!motDePasse.value) return motDePasse.focus();
    valider.disabled = true;
    valider.textContent = "Un instant…";
    dire("");
    try {
      if (await terrain.deverrouiller(motDePasse.value)) return;
      dire("Ce mot de passe n’est pas le bon.");
    } catch (probleme) {
      dire(/** @type {Error} */ (probleme).message);
    }
    valider.disabled = false;
    valider.textContent = "Ouvrir";
    motDePasse.select();
  } },
    noeud("h1", {}, "Terrain verrouillé"),
    noeud("p", {}, terrain.enAttente ? `${terrain.enAttente} à envoyer : rien n’est perdu, tout est chiffré ici.` : "Votre mot de passe suffit, même sans réseau."),
    noeud("input", { type: "email", value: terrain.serrure?.trousseau.courriel, autocomplete: "username", readonly: true, hidden: true }),
    etiqueter("Mot de passe", motDePasse), erreur, valider);
  if (terrain.arret === "verrouillee" && window.PublicKeyCredential) proposerLaCle(terrain, formulaire, dire);
  setTimeout(() => motDePasse.focus());
  return formulaire;
}

/** With a network, a passkey opens as well. @param {import("./application.js").Terrain} terrain @param {HTMLElement} formulaire
 * @param {(texte: string) => void} dire */
async function proposerLaCle(terrain, formulaire, dire) {
  const adresse = "/session/deverrouiller/cle/";
  const { options } = await demander(adresse).catch(() => ({ options: null }));
  if (!options) return;
  formulaire.append(bouton("Avec ma clé d’accès", async () => {
    try {
      const credential = JSON.stringify(await demanderUneCle((await demander(adresse)).options));
      await demander(adresse, new URLSearchParams({ credential }));
      terrain.arret = "vide";
      await terrain.demarrer();
    } catch {
      dire("La clé d’accès n’a pas répondu. Réessayez, ou tapez le mot de passe.");
    }
  }));
}
