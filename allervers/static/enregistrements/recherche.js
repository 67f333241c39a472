// A directory is searched as one types, in the page: nothing that is typed leaves it.

import { normaliser } from "../coffre/recherche.js";

const cadre = /** @type {HTMLElement | null} */ (document.querySelector("[data-chercher]"));
const champ = cadre?.querySelector("input");

if (cadre && champ) {
  const liste = /** @type {HTMLElement} */ (document.getElementById(cadre.dataset.chercher ?? ""));
  const lignes = /** @type {HTMLElement[]} */ ([...liste.querySelectorAll("li")]);
  const groupes = /** @type {HTMLElement[]} */ ([...liste.querySelectorAll("[data-groupe]")]);
  const rien = /** @type {HTMLElement} */ (cadre.querySelector("[data-rien]"));
  cadre.hidden = false;
  champ.addEventListener("input", () => {
    const mots = normaliser(champ.value).split(" ");
    for (const ligne of lignes) {
      const texte = normaliser(`${ligne.dataset.mots ?? ""} ${ligne.textContent ?? ""}`);
      ligne.hidden = !mots.every((mot) => texte.includes(mot));
    }
    for (const groupe of groupes) groupe.hidden = !groupe.querySelector("li:not([hidden])");
    rien.hidden = groupes.some((groupe) => !groupe.hidden);
  });
}
