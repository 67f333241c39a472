// Signing in: the password stays here; what it gives is sent, or kept for the vault.

import { deriverDuMotDePasse } from "../coffre/cles.js";
import { enOctets } from "../coffre/octets.js";
import { garderPourLaConnexion } from "../coffre/trousseau.js";
import { demander } from "./requete.js";

const formulaire = /** @type {HTMLFormElement} */ (document.getElementById("connexion"));
const bouton = /** @type {HTMLButtonElement} */ (formulaire.querySelector("button"));
const champ = (/** @type {string} */ id) => /** @type {HTMLInputElement} */ (document.getElementById(id));

formulaire.addEventListener("submit", async (evenement) => {
  evenement.preventDefault();
  const [courriel, motDePasse] = [champ("id_login"), champ("mot-de-passe")];
  const vide = [courriel, motDePasse].find((un) => !un.value);
  if (vide) return dire("Écrivez votre courriel et votre mot de passe.", vide);
  bouton.disabled = true;
  bouton.textContent = "Un instant…";
  try {
    const reponse = await demander("/connexion/sel/", new URLSearchParams({ courriel: courriel.value }));
    const derivees = await deriverDuMotDePasse(motDePasse.value, enOctets(reponse.sel));
    await garderPourLaConnexion(derivees.cle, reponse.cle_de_session);
    champ("id_password").value = derivees.preuve;
    formulaire.submit();
  } catch (erreur) {
    bouton.disabled = false;
    bouton.textContent = "Se connecter";
    dire(/** @type {Error} */ (erreur).message, bouton);
  }
});

/** @param {string} texte @param {HTMLElement} ou */
function dire(texte, ou) {
  const alerte = /** @type {HTMLElement} */ (document.getElementById("erreur"));
  alerte.textContent = texte;
  alerte.hidden = false;
  ou.focus();
}
