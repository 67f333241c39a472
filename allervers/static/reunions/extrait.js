// Observations that may leave the service are read again first: what would let a youth be recognised is said beside each.
// Nothing leaves the page: any first name of a youth is pointed out, with or without a clue.

import { preparer, relire } from "../coffre/garde.js";
import { chargerJeunes } from "../coffre/noms.js";
import { normaliser } from "../coffre/recherche.js";
import { etatDuCoffre } from "../coffre/trousseau.js";

const bilan = /** @type {HTMLElement | null} */ (document.getElementById("relecture"));

async function lire() {
  if (!bilan) return;
  const { coffre } = await etatDuCoffre();
  const { jeunes, lieux } = await chargerJeunes(coffre);
  const noms = preparer(jeunes, lieux);
  const prenoms = new Set(jeunes.flatMap(({ identite: { prenom, surnom } }) => [prenom, surnom].filter(Boolean).map(normaliser)));
  let nombre = 0;
  for (const texte of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-a-relire]"))) {
    const dit = texte.textContent ?? "";
    const raisons = new Map(relire(dit, { noms }).map(({ extrait, raison }) => [extrait, raison]));
    for (const [mot] of dit.matchAll(/\p{Lu}[\p{L}-]+/gu))
      if (prenoms.has(normaliser(mot)) && !raisons.has(mot)) raisons.set(mot, "prénom d’un jeune");
    const avis = /** @type {HTMLElement} */ (texte.parentElement?.querySelector(".avis"));
    avis.textContent = [...raisons].map(([extrait, raison]) => `«\u00a0${extrait}\u00a0», ${raison}`).join("\u202f; ");
    nombre += Number(raisons.size > 0);
  }
  bilan.textContent = !coffre
    ? "Le coffre n’est pas ouvert ici\u202f: les noms des jeunes n’ont pas été cherchés dans ces textes."
    : nombre
      ? `${nombre} observation${nombre > 1 ? "s" : ""} à relire de près\u202f: un nom, un numéro.`
      : "Aucun nom de jeune n’est trouvé dans ces textes.";
}

document.addEventListener("coffre:change", () => lire());
lire();
