// The week: a grid where there is room, the list that the server wrote elsewhere.

import { suivreLeClavier } from "./clavier.js";
import { Grille } from "./grille.js";
import { suivreLaSouris } from "./souris.js";

const semaine = /** @type {HTMLElement} */ (document.querySelector("[data-semaine]"));
const large = matchMedia("(min-width: 62rem)");
/** @type {Grille | undefined} */
let grille;

function disposer() {
  if (large.matches && !grille) {
    grille = new Grille(semaine);
    suivreLaSouris(grille);
    suivreLeClavier(grille);
  }
  semaine.classList.toggle("en-grille", large.matches);
}

large.addEventListener("change", disposer);
disposer();

// Back from a form: on the item that it was about. Otherwise a telephone opens on today.
addEventListener("load", () => {
  const carte = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (carte) carte.querySelector("a")?.focus();
  else if (!large.matches) semaine.querySelector(".aujourd-hui:not(:first-child)")?.scrollIntoView();
});
