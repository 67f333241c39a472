// Who was there: the page proposes some youths; all those that one may know are searched by name, without the server.

import { appeler, chargerJeunes } from "../coffre/noms.js";
import { creerIndex, normaliser, quiContient } from "../coffre/recherche.js";
import { etatDuCoffre } from "../coffre/trousseau.js";

// As many as one reads at a glance.
const MONTRES = 40;
const champ = /** @type {HTMLInputElement | null} */ (document.getElementById("chercher-un-jeune"));
const liste = /** @type {HTMLElement | null} */ (document.querySelector("[data-presents] .cases"));

/** @typedef {import("../coffre/noms.js").Jeune} Jeune */

/** @param {HTMLElement} une @returns {HTMLInputElement} */
const caseDe = (une) => /** @type {HTMLInputElement} */ (une.querySelector("input"));

/** One more youth to tick, made as the server makes them. @param {Jeune} jeune @param {HTMLElement} modele */
function ajouter(jeune, modele) {
  const une = /** @type {HTMLElement} */ (modele.cloneNode(true));
  const etiquette = /** @type {HTMLLabelElement} */ (une.querySelector("label"));
  Object.assign(caseDe(une), { value: jeune.uuid, id: `jeune-${jeune.uuid}`, checked: false });
  etiquette.htmlFor = `jeune-${jeune.uuid}`;
  const nom = appeler(jeune);
  etiquette.replaceChildren(nom);
  // Two youths may have the same name.
  if (nom !== jeune.code) etiquette.append(" ", Object.assign(document.createElement("small"), { className: "code-de-jeune", textContent: jeune.code }));
  liste?.append(une);
  return une;
}

if (champ && liste) {
  const dit = /** @type {HTMLElement} */ (document.querySelector("[data-trouves]"));
  const propose = dit.textContent ?? "";
  const cases = new Map([.../** @type {NodeListOf<HTMLElement>} */ (liste.querySelectorAll(".case"))].map((une) => [caseDe(une).value, une]));
  const proposes = new Set(cases.keys());
  const modele = /** @type {HTMLElement | undefined} */ (cases.values().next().value);
  /** @type {Promise<ReturnType<typeof creerIndex>> | undefined} */
  let index;
  const ouvrir = async () => {
    const { coffre } = await etatDuCoffre();
    // Opened since, it will be read again.
    if (!coffre) index = undefined;
    return creerIndex((await chargerJeunes(coffre)).jeunes);
  };

  /** All that were proposed are on the page: they are searched by what it says. @param {string} texte */
  const parmiEux = (texte) => {
    const convient = quiContient(texte);
    return new Set([...cases].filter(([, une]) => convient(une.textContent ?? "")).map(([uuid]) => uuid));
  };

  /** @param {string} texte @param {HTMLElement} exemple @returns {Promise<Set<string>>} */
  const parmiTous = async (texte, exemple) => {
    const trouves = (await (index ??= ouvrir())).chercher(texte);
    dit.textContent = trouves.length > MONTRES ? `${trouves.length} jeunes, les ${MONTRES} premiers ici : précisez.` : `${trouves.length || "Aucun"} jeune${trouves.length > 1 ? "s" : ""}.`;
    const montres = /** @type {Jeune[]} */ (trouves.slice(0, MONTRES));
    for (const jeune of montres) if (!cases.has(jeune.uuid)) cases.set(jeune.uuid, ajouter(jeune, exemple));
    return new Set(montres.map(({ uuid }) => uuid));
  };

  /** @type {HTMLElement} */ (champ.closest("[data-chercher]")).hidden = false;
  champ.addEventListener("input", async () => {
    const texte = champ.value;
    const cherche = normaliser(texte) !== "";
    const tous = Number(liste.dataset.nb) > 0;
    const gardes = !cherche ? proposes : tous && modele ? await parmiTous(texte, modele) : parmiEux(texte);
    // A letter typed since asks for something else.
    if (texte !== champ.value) return;
    if (!cherche) dit.textContent = propose;
    for (const [uuid, une] of cases) une.hidden = !gardes.has(uuid) && !(tous && caseDe(une).checked);
  });
  // Enter searches, it does not send.
  champ.addEventListener("keydown", (evenement) => evenement.key === "Enter" && evenement.preventDefault());
}
