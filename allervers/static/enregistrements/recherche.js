// A long list is searched as one types, in the page: nothing that is typed leaves it.

import { normaliser, quiContient } from "../coffre/recherche.js";

/** What is ticked stays in sight. @param {HTMLElement} ligne */
const estCochee = (ligne) => ligne.querySelector("input")?.checked ?? false;

/** `data-chercher` names the list, `data-des` how many lines make it long; its groups may be folded.
 * @param {HTMLElement} cadre @param {HTMLElement} liste */
function installer(cadre, liste) {
  const champ = /** @type {HTMLInputElement} */ (cadre.querySelector("input"));
  const rien = /** @type {HTMLElement} */ (cadre.querySelector("[data-rien]"));
  const lignes = /** @type {HTMLElement[]} */ ([...liste.querySelectorAll("li, .case")]);
  const groupes = /** @type {HTMLElement[]} */ ([...liste.querySelectorAll("[data-groupe]")]);
  const ouverts = new Set(groupes.filter((groupe) => groupe.hasAttribute("open")));
  cadre.hidden = lignes.length < Number(cadre.dataset.des ?? 1);
  champ.addEventListener("input", () => {
    const cherche = normaliser(champ.value);
    const convient = quiContient(cherche);
    const trouvees = new Set(lignes.filter((ligne) => convient(`${ligne.dataset.mots ?? ""} ${ligne.textContent ?? ""}`)));
    for (const ligne of lignes) ligne.hidden = !trouvees.has(ligne) && !estCochee(ligne);
    for (const groupe of groupes) {
      groupe.hidden = !groupe.querySelector("li:not([hidden])");
      groupe.toggleAttribute("open", cherche ? !groupe.hidden : ouverts.has(groupe));
    }
    rien.hidden = trouvees.size > 0;
  });
  // Enter searches, it does not send.
  champ.addEventListener("keydown", (evenement) => evenement.key === "Enter" && evenement.preventDefault());
}

for (const cadre of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-chercher]"))) {
  const liste = document.getElementById(cadre.dataset.chercher ?? "");
  if (liste) installer(cadre, liste);
}
