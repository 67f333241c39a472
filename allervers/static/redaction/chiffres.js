// The list of the live figures: looked for by words, chosen with their present value, that of the year before, the difference.

import { valeurs } from "./valeurs.js";

const fenetre = /** @type {HTMLDialogElement} */ (document.getElementById("chiffres"));
/** @type {((nom: string) => void) | undefined} */
let choisir;

/** @param {(nom: string) => void} ensuite */
export function ouvrirLesChiffres(ensuite) {
  choisir = ensuite;
  fenetre.showModal();
}

for (const bouton of /** @type {NodeListOf<HTMLElement>} */ (fenetre.querySelectorAll("[data-chiffre]"))) {
  const { chiffre = "", valeur = "" } = bouton.dataset;
  const table = bouton.closest(".groupe-chiffres")?.querySelector("h3")?.textContent;
  const dit = bouton.textContent?.trim() ?? "";
  // Its value stands first, or last.
  const quoi = dit.startsWith(valeur) ? dit.slice(valeur.length) : dit.slice(0, -valeur.length).replace(/[\s:]+$/, "");
  valeurs.noter(chiffre, { valeur, libelle: `${table}\u202f: ${quoi.trim()}` });
}

fenetre.addEventListener("click", (evenement) => {
  const bouton = /** @type {HTMLElement} */ (evenement.target).closest("[data-chiffre]");
  if (!(bouton instanceof HTMLElement)) return;
  fenetre.close();
  choisir?.(bouton.dataset.chiffre ?? "");
});

/** Without accents nor case: « pâei » finds « PAEI ». @param {string} texte */
const simple = (texte) => texte.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

fenetre.querySelector("input")?.addEventListener("input", (evenement) => {
  const mots = simple(/** @type {HTMLInputElement} */ (evenement.target).value).split(" ");
  let reste = 0;
  for (const groupe of /** @type {NodeListOf<HTMLElement>} */ (fenetre.querySelectorAll(".groupe-chiffres"))) {
    const titre = simple(groupe.querySelector("h3")?.textContent ?? "");
    let visibles = 0;
    for (const ligne of groupe.querySelectorAll("li")) {
      const texte = `${titre} ${simple(ligne.textContent ?? "")}`;
      ligne.hidden = !mots.every((mot) => texte.includes(mot));
      visibles += Number(!ligne.hidden);
    }
    groupe.hidden = visibles === 0;
    reste += visibles;
  }
  /** @type {HTMLElement} */ (fenetre.querySelector(".aucun")).hidden = reste > 0;
});
