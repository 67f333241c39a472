// The privacy guard of a page: it knows the names that this browser can open, and no other.

import { definirNoms } from "../coffre/garde-texte.js";
import { chargerJeunes } from "../coffre/noms.js";
import { etatDuCoffre } from "../coffre/trousseau.js";

const lire = () => definirNoms(etatDuCoffre().then(({ coffre }) => chargerJeunes(coffre)));

document.addEventListener("coffre:change", lire);
lire();
