// A day placement: through which network, on which day, the morning, the afternoon or both, and who came.

import { documentsDAccueil } from "./document.js";
import { ecranDuJour, sansConfondre } from "./habitudes.js";
import { bouton, etiqueter, groupe, noeud, puce } from "./noeud.js";
import { PLUS_DE_PLACE, presents } from "./pieces.js";

/** @typedef {import("./application.js").Terrain} Terrain
 * @typedef {import("./document.js").Brouillon} Brouillon
 */

export const MOMENTS = [{ code: "matin", nom: "Matin" }, { code: "apres_midi", nom: "Après-midi" }];

/** @param {Terrain} terrain @param {Brouillon} brouillon */
export function ecranAccueil(terrain, brouillon) {
  const change = () => terrain.garder(brouillon);
  const erreur = noeud("p", { class: "erreur", role: "alert", hidden: true });
  const abandonner = async () => {
    await terrain.garder(null);
    terrain.aller("journee");
  };
  return noeud("form", { novalidate: true, onsubmit: (/** @type {Event} */ evenement) => { evenement.preventDefault(); enregistrer(terrain, brouillon, erreur); } },
    noeud("header", { class: "titre" }, noeud("h1", {}, brouillon.remplace ? "Corriger l’accueil" : "Accueil à la journée")),
    reseau(terrain, brouillon, change), quand(brouillon, change),
    terrain.estOuvert && presents(terrain, brouillon, change),
    autres(brouillon, change),
    erreur,
    noeud("div", { class: "pied" }, bouton("Abandonner", abandonner, "bouton discret"), noeud("button", { class: "bouton principal" }, "Enregistrer")));
}

/** @param {Terrain} terrain @param {Brouillon} brouillon @param {() => void} change */
function reseau({ donnees }, brouillon, change) {
  const choix = noeud("select", { onchange: (/** @type {Event} */ { target }) => {
    brouillon.reseau = /** @type {HTMLSelectElement} */ (target).value || null;
    change();
  } }, noeud("option", { value: "" }, "Choisir…"));
  for (const { uuid, nom, avec } of donnees.reseaux)
    choix.append(noeud("option", { value: uuid, selected: uuid === brouillon.reseau }, avec ? `${nom} (${avec})` : nom));
  return etiqueter("Par quel réseau", choix);
}

/** @param {Brouillon} brouillon @param {() => void} change */
function quand(brouillon, change) {
  const jour = noeud("input", { type: "date", value: brouillon.date, required: true });
  jour.addEventListener("change", () => { brouillon.date = /** @type {HTMLInputElement} */ (jour).value; change(); });
  return groupe("Quand", etiqueter("Jour", jour), noeud("div", { class: "puces" }, ...MOMENTS.map(({ code, nom }) =>
    puce(nom, brouillon.moments.includes(code), (pressee) => {
      brouillon.moments = MOMENTS.map((un) => un.code).filter((un) => (un === code ? pressee : brouillon.moments.includes(un)));
      change();
    }))));
}

/** Who came without being known: a number. @param {Brouillon} brouillon @param {() => void} change */
function autres(brouillon, change) {
  const nombre = noeud("output", { class: "duree" }, String(brouillon.nombre));
  const pas = (/** @type {number} */ ecart, /** @type {string} */ nom) =>
    noeud("button", { type: "button", class: "pas", "aria-label": nom, onclick: () => {
      brouillon.nombre = Math.max(0, brouillon.nombre + ecart);
      nombre.textContent = String(brouillon.nombre);
      change();
    } }, ecart > 0 ? "+" : "−");
  return groupe("Autres personnes, non connues", noeud("div", { class: "reglage", role: "group", "aria-label": "Autres personnes" },
    pas(-1, "Une personne de moins"), nombre, pas(1, "Une personne de plus")));
}

/** « Réseau Exclus · lundi 3 mars · matin · Sarah-Lou ». @param {Terrain} terrain @param {any} document */
export function decrireLAccueil(terrain, { reseau, moments, jeune, nombre }) {
  const nom = terrain.donnees.reseaux?.find((/** @type {any} */ { uuid }) => uuid === reseau)?.nom ?? "Réseau à compléter";
  const connu = terrain.jeunes.find(({ uuid }) => uuid === jeune);
  return {
    moments: moments.length === MOMENTS.length ? "journée" : MOMENTS.filter(({ code }) => moments.includes(code)).map((un) => un.nom.toLowerCase()).join(),
    qui: [nom, nombre ? `${nombre} personne${nombre > 1 ? "s" : ""}` : connu ? sansConfondre(terrain.jeunes)(connu) : "1 jeune"].join(" · "),
  };
}

/** @param {Brouillon} brouillon */
const manque = ({ reseau, date, moments, jeunes, nombre }) =>
  !reseau ? "Choisissez le réseau." : !date ? "Choisissez le jour." : !moments.length ? "Choisissez le matin, l’après-midi, ou les deux." : !jeunes.length && !nombre ? "Choisissez qui est venu, ou combien de personnes." : "";

/** @param {Terrain} terrain @param {Brouillon} brouillon @param {HTMLElement} erreur */
async function enregistrer(terrain, brouillon, erreur) {
  let probleme = manque(brouillon);
  try {
    for (const document of probleme ? [] : documentsDAccueil(brouillon)) {
      await terrain.deposer(document);
      // What is noted leaves the draft: it is not noted twice if the next one finds no room.
      brouillon.jeunes = brouillon.jeunes.filter((uuid) => uuid !== document.jeune);
      brouillon.remplace = null;
      if (!document.jeune) brouillon.nombre = 0;
    }
  } catch {
    probleme = PLUS_DE_PLACE;
  }
  erreur.textContent = probleme;
  erreur.hidden = !probleme;
  if (probleme) return erreur.scrollIntoView({ block: "center" });
  await terrain.garder(null);
  terrain.annoncer("C’est noté.");
  terrain.aller(ecranDuJour(brouillon.date));
}
