// A form whose answer is a passkey: `data-cle` says `creer` or `demander`, `data-options` names what the server asks.

import { creerUneCle, demanderUneCle } from "./cle-d-acces.js";

for (const formulaire of /** @type {NodeListOf<HTMLFormElement>} */ (document.querySelectorAll("form[data-cle]"))) {
  const erreur = /** @type {HTMLElement} */ (formulaire.querySelector("[role=alert]"));
  formulaire.addEventListener("submit", async (evenement) => {
    const champ = /** @type {HTMLInputElement} */ (formulaire.elements.namedItem("credential"));
    if (champ.value) return;
    evenement.preventDefault();
    const source = /** @type {HTMLElement} */ (document.getElementById(formulaire.dataset.options ?? ""));
    const options = Object.values(JSON.parse(source.textContent ?? ""))[0];
    try {
      champ.value = JSON.stringify(await (formulaire.dataset.cle === "creer" ? creerUneCle(options) : demanderUneCle(options)));
      formulaire.requestSubmit();
    } catch {
      erreur.textContent = "La clé d’accès n’a pas répondu. Réessayez.";
      erreur.hidden = false;
    }
  });
}
