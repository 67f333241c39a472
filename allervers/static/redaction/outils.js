// The bar of tools above a text: one stop of the Tab key, arrows inside; a tool that is on says so.

import { COMMANDES } from "./commandes.js";

/** @param {HTMLFormElement} formulaire @param {import("./editeur.js").Editeur} editeur
 * @param {Record<string, () => void>} fenetres tools that ask for something first
 * @returns {() => void} what shows the tools as the cursor finds them */
export function brancherLesOutils(formulaire, editeur, fenetres) {
  const barre = /** @type {HTMLElement} */ (formulaire.querySelector(".outils"));
  const boutons = /** @type {HTMLButtonElement[]} */ ([...barre.querySelectorAll("[data-outil]")]);
  barre.hidden = false;
  boutons.forEach((bouton, i) => {
    bouton.tabIndex = i ? -1 : 0;
  });

  // The selection stays in the text.
  barre.addEventListener("mousedown", (evenement) => evenement.preventDefault());
  barre.addEventListener("click", ({ target }) => {
    const nom = /** @type {HTMLElement} */ (target).closest("button")?.dataset.outil;
    if (!nom || editeur.zone.readOnly) return;
    if (fenetres[nom]) fenetres[nom]();
    else editeur.executer(nom);
  });
  barre.addEventListener("keydown", (evenement) => {
    const pas = { ArrowRight: 1, ArrowLeft: -1 }[evenement.key];
    const ici = boutons.indexOf(/** @type {any} */ (document.activeElement));
    if (!pas || ici < 0) return;
    evenement.preventDefault();
    const suivant = boutons[(ici + pas + boutons.length) % boutons.length];
    boutons[ici].tabIndex = -1;
    suivant.tabIndex = 0;
    suivant.focus();
  });
  editeur.vue.dom.addEventListener("keydown", (evenement) => {
    if (!fenetres.lien || evenement.key.toLowerCase() !== "k" || !(evenement.ctrlKey || evenement.metaKey)) return;
    evenement.preventDefault();
    fenetres.lien();
  });

  function montrer() {
    for (const bouton of boutons) {
      const est = COMMANDES[bouton.dataset.outil ?? ""]?.est;
      if (est) bouton.setAttribute("aria-pressed", String(est(editeur.vue.state)));
    }
  }
  montrer();
  return montrer;
}
