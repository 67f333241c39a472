// Earlier versions of a sealed field: one that says what its successor says was only sealed again, and is none.

import { enOctets } from "./octets.js";
import { etatDuCoffre } from "./trousseau.js";

async function comparer() {
  const { coffre } = await etatDuCoffre();
  if (!coffre) return;
  for (const bloc of /** @type {NodeListOf<HTMLDetailsElement>} */ (document.querySelectorAll(".versions-d-avant"))) {
    const lignes = [...bloc.querySelectorAll("li")];
    const versions = lignes.map((ligne) => /** @type {HTMLElement} */ (ligne.querySelector("x-clair")));
    const [genre, objet, champ] = ["genre", "objet", "champ"].map((nom) => versions[0].getAttribute(nom) ?? "");
    // The latest first: each was replaced by the one before it, the first by what stands now.
    const enveloppes = [bloc.dataset.actuelle, ...versions.map((une) => une.getAttribute("enveloppe"))];
    const textes = await Promise.all(enveloppes.map((une) => (une ? coffre.ouvrir({ genre, objet, champ }, enOctets(une)).then(JSON.stringify, () => undefined) : undefined)));
    lignes.forEach((ligne, rang) => {
      ligne.hidden = textes[rang + 1] !== undefined && textes[rang + 1] === textes[rang];
    });
    const restent = lignes.filter(({ hidden }) => !hidden).length;
    bloc.hidden = !restent;
    /** @type {HTMLElement} */ (bloc.querySelector("[data-nombre]")).textContent = String(restent);
  }
}

document.addEventListener("coffre:change", comparer);
comparer();
