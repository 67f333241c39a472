// The link of an invitation: its token, after the « # », is read here, and told to the server in the body of a request.

import { demander } from "./requete.js";

const formulaire = /** @type {HTMLFormElement} */ (document.getElementById("choisir"));
const element = (/** @type {string} */ nom) => /** @type {any} */ (document.querySelector(`[data-invitation=${nom}]`));
const jeton = location.hash.slice(1);

try {
  const invite = await demander("/invitation/lire/", new URLSearchParams({ jeton }));
  for (const nom of ["prenom", "courriel", "service"]) element(nom).textContent = invite[nom];
  element("identifiant").value = invite.courriel;
  element("jeton").value = jeton;
  Object.assign(formulaire.dataset, { proprietaire: invite.proprietaire, personnels: invite.personnels });
  element("accueil").hidden = formulaire.hidden = false;
  element("attente").hidden = true;
} catch (erreur) {
  document.querySelector("h1")?.replaceChildren("Ce lien ne s’ouvre pas");
  element("suite").hidden = true;
  element("attente").textContent = /** @type {Error} */ (erreur).message;
}
