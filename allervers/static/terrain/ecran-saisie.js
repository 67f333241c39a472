// Entering: an outing under way, where counting comes first, or anything else, where the hours do.

import { documentDe } from "./document.js";
import { ecranAccueil } from "./ecran-accueil.js";
import { grille, totaux } from "./grille.js";
import { dureeArrondie, ecranDuJour, heureDe } from "./habitudes.js";
import { bouton, noeud } from "./noeud.js";
import { avec, ou, PLUS_DE_PLACE, plusieurs, presents, quand, quoi, remarques, unParmi } from "./pieces.js";

const TITRES = /** @type {Record<string, string>} */ ({
  sortie: "Sortie", individuelle: "Temps individuel", collective: "Action collective", partenariale: "Partenaires", autre: "Autre temps",
  accueil: "Accueil à la journée",
});

/** @param {import("./application.js").Terrain} terrain */
export function ecranSaisie(terrain) {
  const { brouillon } = terrain;
  if (!brouillon) {
    location.replace("#journee");
    return noeud("p");
  }
  if (brouillon.ecran === "accueil") return ecranAccueil(terrain, brouillon);
  return brouillon.debut && !brouillon.duree ? enCours(terrain, brouillon) : aRemplir(terrain, brouillon);
}

/** @param {import("./application.js").Terrain} terrain @param {import("./document.js").Brouillon} brouillon */
function enCours(terrain, brouillon) {
  const change = () => terrain.garder(brouillon);
  const finir = () => {
    brouillon.duree = dureeArrondie(brouillon.debut ?? Date.now(), Date.now());
    change();
    terrain.afficher();
  };
  const jeunes = terrain.estOuvert
    ? presents(terrain, brouillon, change)
    : bouton("Déverrouiller pour voir les jeunes", () => terrain.aller("journee"), "bouton discret");
  return noeud("section", {},
    noeud("header", { class: "titre" }, noeud("h1", {}, nomDuType(terrain, brouillon)), noeud("p", {}, `depuis ${heureDe(new Date(brouillon.debut ?? 0))}`)),
    ou(terrain, brouillon, () => {
      change();
      // Who is likely to be here changes with the place.
      terrain.afficher();
    }),
    grille(terrain.donnees.tranches, brouillon.comptages, change),
    jeunes,
    remarques(terrain, brouillon, change),
    noeud("div", { class: "pied" }, bouton("Revenir", () => terrain.aller("journee"), "bouton discret"), bouton("Terminer", finir, "bouton principal")));
}

/** @param {import("./application.js").Terrain} terrain @param {import("./document.js").Brouillon} brouillon */
function aRemplir(terrain, brouillon) {
  const change = () => terrain.garder(brouillon);
  const { donnees } = terrain;
  const compte = () => grille(donnees.tranches, brouillon.comptages, change);
  const lesPresents = () => (terrain.estOuvert ? presents(terrain, brouillon, change) : null);
  const action = () => unParmi("Action", donnees.actions, brouillon.action, (uuid) => { brouillon.action = uuid; change(); });
  const instance = () => unParmi("Instance", donnees.instances, brouillon.instance, (uuid) => { brouillon.instance = uuid; change(); });
  const partenaires = () => plusieurs("Partenaires présents", donnees.partenaires, brouillon.partenaires, change);
  const pieces = {
    sortie: () => [compte(), lesPresents(), remarques(terrain, brouillon, change)],
    individuelle: () => [lesPresents(), partenaires()],
    collective: () => [action(), lesPresents(), compte(), partenaires(), remarques(terrain, brouillon, change)],
    partenariale: () => [instance(), partenaires(), action()],
    autre: () => [action()],
  }[brouillon.ecran] ?? (() => []);
  const erreur = noeud("p", { class: "erreur", role: "alert", hidden: true });
  return noeud("form", { novalidate: true, onsubmit: (/** @type {Event} */ evenement) => { evenement.preventDefault(); enregistrer(terrain, brouillon, erreur); } },
    noeud("header", { class: "titre" }, noeud("h1", {}, brouillon.remplace ? "Corriger" : TITRES[brouillon.ecran])),
    quoi(terrain, brouillon, change), quand(brouillon, change), ou(terrain, brouillon, change), avec(terrain, brouillon, change),
    ...pieces(),
    erreur,
    noeud("div", { class: "pied" },
      bouton(brouillon.debut ? "Continuer la sortie" : "Abandonner", () => reculer(terrain, brouillon), "bouton discret"),
      noeud("button", { class: "bouton principal" }, "Enregistrer")));
}

/** @param {import("./application.js").Terrain} terrain @param {import("./document.js").Brouillon} brouillon */
async function reculer(terrain, brouillon) {
  if (brouillon.debut) {
    brouillon.duree = null;
    await terrain.garder(brouillon);
    return terrain.afficher();
  }
  await terrain.garder(null);
  terrain.aller("journee");
}

/** @param {import("./application.js").Terrain} terrain @param {import("./document.js").Brouillon} brouillon @param {HTMLElement} erreur */
async function enregistrer(terrain, brouillon, erreur) {
  const manque = !brouillon.type ? "Choisissez ce que c’était." : !brouillon.date ? "Choisissez le jour." : !brouillon.duree ? "Réglez la durée." : !brouillon.professionnels.length ? "Choisissez qui y était." : "";
  const observation = /** @type {HTMLTextAreaElement | null} */ (document.getElementById("observation"));
  const garde = /** @type {any} */ (document.querySelector("x-garde"));
  if (!manque && observation && (await garde?.retient?.(observation.value))) return;
  erreur.textContent = manque;
  erreur.hidden = !manque;
  if (manque) return erreur.scrollIntoView({ block: "center" });
  try {
    await terrain.deposer(documentDe(brouillon, crypto.randomUUID()));
  } catch {
    erreur.textContent = PLUS_DE_PLACE;
    erreur.hidden = false;
    return erreur.scrollIntoView({ block: "center" });
  }
  await terrain.garder(null);
  terrain.annoncer("C’est noté.");
  terrain.aller(ecranDuJour(brouillon.date));
}

/** @param {import("./application.js").Terrain} terrain @param {{ type: string | null, ecran?: string }} saisie */
export const nomDuType = ({ donnees }, { type, ecran }) => donnees.types.find((/** @type {any} */ un) => un.code === type)?.nom ?? TITRES[ecran ?? ""] ?? type;

/** @param {import("./application.js").Terrain} terrain @param {{ lieu: string | null }} saisie @returns {string | undefined} */
export const lieuDe = ({ donnees }, { lieu }) => donnees.lieux.find((/** @type {any} */ { uuid }) => uuid === lieu)?.nom;

/** « 12 jeunes, dont 3 nouveaux ». @param {any} document */
export function combien(document) {
  const [tous, nouveaux] = Array.isArray(document.comptages)
    ? document.comptages.reduce((/** @type {number[]} */ [a, b], /** @type {any} */ un) => [a + un.nombre, b + (un.nouveau ? un.nombre : 0)], [0, 0])
    : totaux(document.comptages);
  const connus = document.jeunes.length + (document.autres_jeunes ?? 0);
  if (!tous && !connus) return "";
  if (!tous) return `${connus} jeune${connus > 1 ? "s" : ""} connu${connus > 1 ? "s" : ""}`;
  const ensemble = tous + connus;
  return `${ensemble} jeune${ensemble > 1 ? "s" : ""}${connus ? `, dont ${connus} connu${connus > 1 ? "s" : ""}` : ""}${nouveaux ? `, ${nouveaux} nouveau${nouveaux > 1 ? "x" : ""}` : ""}`;
}
