// The mouse on the grid: take an item to move it, its lower edge to lengthen it, an empty hour to expect something there.

import { Deplacement } from "./deplacement.js";
import { enHeure } from "./grille.js";

const UN_QUART = 15;
const ECART = 5; // px that a hand may shake without moving anything

/** @param {import("./grille.js").Grille} grille */
export function suivreLaSouris(grille) {
  for (const carte of /** @type {NodeListOf<HTMLElement>} */ (grille.semaine.querySelectorAll(".prevue"))) {
    carte.append(Object.assign(document.createElement("span"), { className: "poignee" }));
    for (const lien of carte.querySelectorAll("a")) lien.draggable = false;
  }
  grille.semaine.addEventListener("pointerdown", (evenement) => prendre(grille, evenement));
  grille.semaine.addEventListener("click", (evenement) => prevoirIci(grille, evenement));
}

/** @param {import("./grille.js").Grille} grille @param {PointerEvent} depart */
function prendre(grille, depart) {
  const cible = /** @type {HTMLElement} */ (depart.target);
  const carte = /** @type {HTMLElement | null} */ (cible.closest(".prevue"));
  // A finger scrolls the page: on a tablet, the form of the item moves it.
  if (!carte || depart.button !== 0 || depart.pointerType === "touch" || !grille.semaine.matches(".en-grille")) return;
  const allonge = cible.matches(".poignee");
  const prise = grille.minutesA(depart.clientY);
  /** @type {Deplacement | undefined} */
  let deplacement;
  const fin = new AbortController();
  const suivre = { signal: fin.signal };

  document.addEventListener("pointermove", ({ clientX, clientY }) => {
    if (!deplacement && Math.hypot(clientX - depart.clientX, clientY - depart.clientY) < ECART) return;
    deplacement ??= new Deplacement(grille, carte);
    const ecart = Math.round((grille.minutesA(clientY) - prise) / UN_QUART) * UN_QUART;
    const [debut, duree] = [Number(carte.dataset.debut), Number(carte.dataset.duree)];
    if (allonge) deplacement.aller({ duree: duree + ecart });
    else deplacement.aller({ jour: grille.jourA(clientX), debut: debut + ecart });
  }, suivre);
  document.addEventListener("pointerup", () => {
    fin.abort();
    if (!deplacement) return;
    // The click that ends a move opens nothing; there may be none, and the next gesture is another.
    const passe = new AbortController();
    const retenir = (/** @type {Event} */ clic) => (clic.preventDefault(), clic.stopPropagation());
    document.addEventListener("click", retenir, { capture: true, once: true, signal: passe.signal });
    document.addEventListener("pointerdown", () => passe.abort(), { capture: true, once: true });
    deplacement.envoyer();
  }, suivre);
  const renoncer = () => {
    fin.abort();
    deplacement?.annuler();
  };
  document.addEventListener("pointercancel", renoncer, suivre);
  document.addEventListener("keydown", ({ key }) => key === "Escape" && renoncer(), suivre);
}

/** @param {import("./grille.js").Grille} grille @param {MouseEvent} clic */
function prevoirIci(grille, clic) {
  const cible = /** @type {HTMLElement} */ (clic.target);
  if (!cible.matches(".creneaux, .previsions") || !grille.semaine.matches(".en-grille")) return;
  const lien = /** @type {HTMLAnchorElement | null} */ (cible.closest("[data-jour]")?.querySelector("a.ajouter"));
  if (!lien) return;
  const adresse = new URL(lien.href);
  adresse.searchParams.set("heure", enHeure(Math.floor(grille.minutesA(clic.clientY) / UN_QUART) * UN_QUART));
  location.assign(adresse);
}
