// The keyboard on the grid: Space takes the item in focus, arrows move it, Shift lengthens it, Enter puts it down.

import { Deplacement } from "./deplacement.js";

/** @type {Record<string, (deplacement: Deplacement, allonge: boolean) => object>} */
const FLECHES = {
  ArrowUp: ({ debut, duree }, allonge) => (allonge ? { duree: duree - 15 } : { debut: debut - 15 }),
  ArrowDown: ({ debut, duree }, allonge) => (allonge ? { duree: duree + 15 } : { debut: debut + 15 }),
  ArrowLeft: ({ jour }) => ({ jour: jour - 1 }),
  ArrowRight: ({ jour }) => ({ jour: jour + 1 }),
};

/** @param {import("./grille.js").Grille} grille */
export function suivreLeClavier(grille) {
  /** @type {Deplacement | null} */
  let deplacement = null;
  for (const lien of grille.semaine.querySelectorAll(".prevue .lien"))
    lien.setAttribute("aria-describedby", "mode-d-emploi");

  grille.semaine.addEventListener("keydown", (evenement) => {
    const lien = /** @type {HTMLElement} */ (evenement.target);
    if (!lien.matches(".prevue .lien") || !grille.semaine.matches(".en-grille")) return;
    const { key } = evenement;
    if (!deplacement) {
      if (key !== " ") return;
      deplacement = new Deplacement(grille, /** @type {HTMLElement} */ (lien.closest(".prevue")));
    } else if (key in FLECHES) {
      deplacement.aller(FLECHES[key](deplacement, evenement.shiftKey));
    } else if (key === " " || key === "Enter") {
      deplacement.envoyer();
      deplacement = null;
    } else if (key === "Escape") {
      deplacement.annuler();
      deplacement = null;
    } else return;
    evenement.preventDefault();
  });
  // Going elsewhere leaves it where it was.
  grille.semaine.addEventListener("focusout", () => {
    deplacement?.annuler();
    deplacement = null;
  });
}
