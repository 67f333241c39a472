// The right of access: what the page shows, opened here, becomes one file that reads without Allervers.

import { etatDuCoffre } from "../coffre/trousseau.js";

const bouton = /** @type {HTMLButtonElement} */ (document.getElementById("telecharger"));
const etat = /** @type {HTMLElement} */ (document.getElementById("etat"));
const texte = /** @type {HTMLElement} */ (document.getElementById("document"));

/** Wait until each sealed text was tried; how many do not open. */
async function attendre() {
  const scelles = () => /** @type {HTMLElement[]} */ ([...texte.querySelectorAll('x-clair:not([enveloppe=""])')]);
  while (scelles().some((un) => !un.dataset.clair)) await new Promise((suite) => setTimeout(suite, 50));
  return scelles().filter((un) => un.dataset.clair !== "oui").length;
}

async function preparer() {
  const { coffre } = await etatDuCoffre();
  const fermes = await attendre();
  bouton.disabled = !coffre || fermes > 0;
  etat.textContent = bouton.disabled
    ? "Le coffre est fermé sur cet appareil : le document serait incomplet. Ouvrez-le, puis revenez ici."
    : "Tout est ouvert : le document est complet.";
}

/** A copy without a sealed envelope, without a control, in a page of its own. */
async function fabriquer() {
  const copie = /** @type {HTMLElement} */ (texte.cloneNode(true));
  for (const un of copie.querySelectorAll("x-clair")) {
    const clair = document.createElement("span");
    clair.className = un.className;
    clair.textContent = un.textContent;
    un.replaceWith(clair);
  }
  const feuille = await (await fetch(bouton.dataset.feuille ?? "")).text();
  return `<!doctype html>
<html lang="fr">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${bouton.dataset.nom}</title>
<style>${feuille}</style></head>
<body>${copie.outerHTML}</body>
</html>
`;
}

bouton.addEventListener("click", async () => {
  const adresse = URL.createObjectURL(new Blob([await fabriquer()], { type: "text/html;charset=utf-8" }));
  Object.assign(document.createElement("a"), { href: adresse, download: `${bouton.dataset.nom}-droit-d-acces.html` }).click();
  setTimeout(() => URL.revokeObjectURL(adresse), 60_000);
});

document.addEventListener("coffre:change", () => preparer());
preparer().catch((erreur) => (etat.textContent = erreur.message));
