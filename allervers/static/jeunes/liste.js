// The list of youths: names are opened here, then sorted and searched without the server.

import { appeler, chargerJeunes } from "../coffre/noms.js";
import { creerIndex, trier } from "../coffre/recherche.js";
import { etatDuCoffre } from "../coffre/trousseau.js";

/** @typedef {import("../coffre/noms.js").Jeune} Jeune */

const PAGE = 60;
const SEXES = { fille: "fille", garcon: "garçon", autre: "autre", non_renseigne: "" };
const corps = /** @type {HTMLTableSectionElement} */ (document.querySelector("#liste tbody"));
const champ = /** @type {HTMLInputElement} */ (document.getElementById("chercher"));
const suite = /** @type {HTMLButtonElement} */ (document.getElementById("suite"));
const nombre = /** @type {HTMLElement} */ (document.getElementById("nombre"));
/** @type {Jeune[]} */
let trouves = [];

/** @param {number} depuis */
function montrer(depuis) {
  const lignes = trouves.slice(depuis, depuis + PAGE).map(ligneDe);
  if (depuis) corps.append(...lignes);
  else corps.replaceChildren(...lignes);
  suite.hidden = trouves.length <= depuis + PAGE;
}

/** @param {Jeune} jeune */
function ligneDe(jeune) {
  const ligne = document.createElement("tr");
  const nom = Object.assign(document.createElement("th"), { scope: "row" });
  const lien = Object.assign(document.createElement("a"), { href: `/jeunes/${jeune.uuid}/`, textContent: appeler(jeune) });
  nom.append(lien);
  const sexe = SEXES[/** @type {keyof typeof SEXES} */ (jeune.sexe)];
  const age = jeune.annee ? `${new Date().getFullYear() - jeune.annee} ans` : "";
  ligne.append(nom, ...[jeune.code, [sexe, age].filter(Boolean).join(", "), jeune.equipes.join(", ")].map(cellule));
  return ligne;
}

/** @param {string} texte */
const cellule = (texte) => Object.assign(document.createElement("td"), { textContent: texte });

async function charger() {
  const { coffre } = await etatDuCoffre();
  const { jeunes } = await chargerJeunes(coffre);
  const tries = trier(jeunes);
  const index = creerIndex(tries);
  const chercher = () => {
    trouves = champ.value.trim() ? index.chercher(champ.value) : tries;
    nombre.textContent = `${trouves.length} jeune${trouves.length > 1 ? "s" : ""}`;
    montrer(0);
  };
  champ.oninput = chercher;
  chercher();
  document.documentElement.dataset.liste = "prete";
}

if (corps) {
  suite.addEventListener("click", () => montrer(corps.rows.length));
  document.addEventListener("coffre:change", () => charger());
  charger().catch((erreur) => (nombre.textContent = erreur.message));
}
