// A list of many choices is searched: a field above it leaves those that match.

import { quiContient } from "../coffre/recherche.js";

// More than that is not scrolled through.
const LONGUE = 40;

/** @param {HTMLSelectElement} choix */
function installer(choix) {
  const options = [...choix.options];
  const champ = Object.assign(document.createElement("input"), { type: "search", className: "form-control chercher-un-choix", autocomplete: "off", placeholder: "Chercher…" });
  champ.setAttribute("aria-label", `Chercher : ${choix.labels?.[0]?.textContent ?? ""}`);
  champ.addEventListener("input", () => {
    const convient = quiContient(champ.value);
    const retenu = choix.value;
    // What is chosen, and choosing nothing, stay.
    const gardees = options.filter(({ value, text }) => !value || value === retenu || convient(text));
    choix.replaceChildren(...gardees);
    choix.value = retenu;
  });
  // Enter searches, it does not send.
  champ.addEventListener("keydown", (evenement) => evenement.key === "Enter" && evenement.preventDefault());
  choix.before(champ);
}

for (const choix of document.querySelectorAll("select")) {
  if (choix.options.length > LONGUE && !choix.querySelector("optgroup")) installer(choix);
}
