// The privacy guard of a page: it knows the names that this browser can open, and no other.

import { definirNoms } from "../coffre/garde-texte.js";
import { chargerJeunes } from "../coffre/noms.js";
import { etatDuCoffre } from "../coffre/trousseau.js";

// Who waits for the vault has no name to compare: what reads as one is pointed out.
const lire = () => definirNoms(etatDuCoffre().then(({ coffre }) => (coffre ? chargerJeunes(coffre) : Promise.reject(new Error("sans coffre")))));

document.addEventListener("coffre:change", lire);
lire();
