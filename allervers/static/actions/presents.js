// Who was there: the list is searched by the names that this browser opened, without the server.

import { normaliser } from "../coffre/recherche.js";

const champ = /** @type {HTMLInputElement} */ (document.getElementById("chercher-un-jeune"));
const cases = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("[data-presents] .case")]);

if (champ) {
  /** @type {HTMLElement} */ (champ.closest("[data-chercher]")).hidden = false;
  champ.addEventListener("input", () => {
    const mots = normaliser(champ.value).split(" ");
    for (const une of cases) une.hidden = !mots.every((mot) => normaliser(une.textContent ?? "").includes(mot));
  });
  // Enter searches, it does not send.
  champ.addEventListener("keydown", (evenement) => evenement.key === "Enter" && evenement.preventDefault());
}
