// While a name is typed: who has one like it? A hint only, homonyms are two youths.

import { proches } from "../coffre/homonymes.js";
import { appeler, chargerJeunes } from "../coffre/noms.js";
import { etatDuCoffre } from "../coffre/trousseau.js";

const champ = /** @type {HTMLInputElement} */ (document.getElementById("alias"));
const dit = /** @type {HTMLElement} */ (document.getElementById("homonymes"));
const { coffre } = await etatDuCoffre();
const { jeunes } = await chargerJeunes(coffre);

champ.addEventListener("change", () => {
  const trouves = champ.value.trim() ? proches({ prenom: champ.value }, jeunes).slice(0, 5) : [];
  dit.replaceChildren(...(trouves.length ? ["Déjà là, peut-être : "] : []));
  for (const { jeune, raison } of trouves) {
    const lien = Object.assign(document.createElement("a"), { href: `/jeunes/${jeune.uuid}/`, textContent: `${appeler(jeune)} (${raison})` });
    dit.append(lien, " ");
  }
});
