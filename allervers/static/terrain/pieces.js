// The pieces that the entry screens are made of: what, where, when, with whom, who came.

import { creerIndex, normaliser, quiContient } from "../coffre/recherche.js";
import { enHeures, parProximite, sansConfondre } from "./habitudes.js";
import { bouton, etiqueter, groupe, noeud, puce, puces } from "./noeud.js";

/** @typedef {import("./document.js").Brouillon} Brouillon
 * @typedef {import("./application.js").Terrain} Terrain
 */

// As many as a thumb reaches without scrolling.
const PREMIERS = 12;
// More than that is not scrolled through.
const LONGUE = 30;
export const PLUS_DE_PLACE = "Ce téléphone n’a plus de place pour garder la saisie. Elle est encore à l’écran : libérez de la place, puis enregistrez de nouveau.";
const DUREES = [15, 30, 60, 90, 120, 180];

/** The kind of activity. @param {Terrain} terrain @param {Brouillon} brouillon @param {() => void} change */
export function quoi({ donnees }, brouillon, change) {
  const types = donnees.types.filter(({ ecran }) => ecran === brouillon.ecran);
  if (types.length < 2) return null;
  return groupe("Quoi", puces(types, ({ code }) => code === brouillon.type, (un) => {
    brouillon.type = un?.code ?? null;
    change();
  }));
}

/** The place. @param {Terrain} terrain @param {Brouillon} brouillon @param {() => void} change */
export function ou({ donnees }, brouillon, change) {
  const choix = noeud("select", {
    onchange: (/** @type {Event} */ { target }) => {
      brouillon.lieu = /** @type {HTMLSelectElement} */ (target).value || null;
      change();
    },
  }, noeud("option", { value: "" }, "Ailleurs, ou partout"));
  for (const lieu of donnees.lieux.filter(({ nature }) => !["departement", "epci"].includes(nature)))
    choix.append(noeud("option", { value: lieu.uuid, selected: lieu.uuid === brouillon.lieu }, lieu.dans ? `${lieu.nom} (${lieu.dans})` : lieu.nom));
  return etiqueter("Où", choix);
}

/** With which colleagues; oneself is always there, unless one says otherwise.
 * @param {Terrain} terrain @param {Brouillon} brouillon @param {() => void} change */
export function avec({ donnees }, brouillon, change) {
  const moi = donnees.moi;
  const ordre = (/** @type {string} */ uuid) => (uuid === moi ? 0 : brouillon.professionnels.includes(uuid) ? 1 : 2);
  const collegues = [...donnees.collegues].sort((un, autre) => ordre(un.uuid) - ordre(autre.uuid));
  return groupe("Avec", noeud("div", { class: "puces" }, ...collegues.map(({ uuid, nom }) =>
    puce(uuid === moi ? "Moi" : nom, brouillon.professionnels.includes(uuid), () => {
      basculer(brouillon.professionnels, uuid);
      change();
    }))));
}

/** The day, the hour, and how long. @param {Brouillon} brouillon @param {() => void} change */
export function quand(brouillon, change) {
  const jour = noeud("input", { type: "date", value: brouillon.date, required: true });
  const heure = noeud("input", { type: "time", value: brouillon.heure });
  const duree = noeud("output", { class: "duree" });
  const montrer = () => {
    duree.textContent = brouillon.duree ? enHeures(brouillon.duree) : "—";
    for (const une of raccourcis.children) une.setAttribute("aria-pressed", String(Number(une.getAttribute("data-minutes")) === brouillon.duree));
    change();
  };
  const regler = (/** @type {number} */ minutes) => {
    brouillon.duree = Math.min(24 * 60, Math.max(5, minutes));
    montrer();
  };
  const raccourcis = noeud("div", { class: "puces" }, ...DUREES.map((minutes) =>
    noeud("button", { type: "button", class: "puce", "data-minutes": minutes, "aria-pressed": "false", onclick: () => regler(minutes) }, enHeures(minutes))));
  jour.addEventListener("change", () => { brouillon.date = /** @type {HTMLInputElement} */ (jour).value; change(); });
  heure.addEventListener("change", () => { brouillon.heure = /** @type {HTMLInputElement} */ (heure).value; change(); });
  const pas = (/** @type {number} */ ecart, /** @type {string} */ nom) =>
    noeud("button", { type: "button", class: "pas", "aria-label": nom, onclick: () => regler((brouillon.duree ?? 0) + ecart) }, ecart > 0 ? "+" : "−");
  const bloc = groupe("Quand",
    noeud("div", { class: "deux" }, etiqueter("Jour", jour), etiqueter("Début", heure)),
    noeud("div", { class: "reglage", role: "group", "aria-label": "Durée" }, pas(-5, "Cinq minutes de moins"), duree, pas(5, "Cinq minutes de plus")),
    raccourcis);
  montrer();
  return bloc;
}

/** The youths who were there: the likely ones first, the others by name or code.
 * @param {Terrain} terrain @param {Brouillon} brouillon @param {() => void} change */
export function presents(terrain, brouillon, change) {
  const liste = noeud("div", { class: "puces jeunes" });
  const recherche = noeud("input", { type: "search", placeholder: "Chercher un prénom, un code", autocomplete: "off", "aria-label": "Chercher un jeune" });
  let index = creerIndex(terrain.jeunes);
  let nommer = sansConfondre(terrain.jeunes);
  const montrer = () => {
    const texte = /** @type {HTMLInputElement} */ (recherche).value.trim();
    const proches = texte
      ? /** @type {import("./habitudes.js").Jeune[]} */ (index.chercher(texte))
      : parProximite(terrain.jeunes, terrain.donnees.habitudes, brouillon.lieu);
    const choisis = terrain.jeunes.filter(({ uuid }) => brouillon.jeunes.includes(uuid));
    const suite = proches.filter(({ uuid }) => !brouillon.jeunes.includes(uuid)).slice(0, PREMIERS);
    liste.replaceChildren(...(texte ? suite : [...choisis, ...suite]).map((jeune) =>
      puce(nommer(jeune), brouillon.jeunes.includes(jeune.uuid), () => {
        basculer(brouillon.jeunes, jeune.uuid);
        if (texte) {
          /** @type {HTMLInputElement} */ (recherche).value = "";
          montrer();
        }
        titre();
        change();
      })));
    if (texte && !suite.length) liste.append(noeud("p", { class: "aide" }, "Personne de ce nom dans vos équipes."));
  };
  recherche.addEventListener("input", montrer);
  const bloc = groupe("", recherche, liste, bouton("+ Nouveau jeune", () =>
    terrain.nouveauJeune((uuid) => {
      if (!brouillon.jeunes.includes(uuid)) brouillon.jeunes.push(uuid);
      montrer();
      titre();
      change();
    }), "bouton discret"));
  const titre = () => {
    const nombre = brouillon.jeunes.length;
    /** @type {HTMLElement} */ (bloc.querySelector("legend")).textContent = `Jeunes connus${nombre ? ` : ${nombre}` : ""}`;
  };
  // News of the server, while the screen is open.
  const relire = () => {
    if (!bloc.isConnected) return document.removeEventListener("terrain:jeunes", relire);
    index = creerIndex(terrain.jeunes);
    nommer = sansConfondre(terrain.jeunes);
    montrer();
  };
  document.addEventListener("terrain:jeunes", relire);
  titre();
  montrer();
  return bloc;
}

/** What was noticed there; a browser that restores its pages must not keep what is typed. @param {Terrain} terrain @param {Brouillon} brouillon @param {() => void} change */
export function remarques({ donnees }, brouillon, change) {
  const texte = noeud("textarea", { rows: 2, autocomplete: "off", value: brouillon.observation, id: "observation", placeholder: "L’ambiance, ce qui se passe ici. Aucun nom." });
  texte.addEventListener("input", () => {
    brouillon.observation = /** @type {HTMLTextAreaElement} */ (texte).value;
    change();
  });
  return groupe("Sur le lieu",
    noeud("div", { class: "puces" }, ...donnees.etiquettes.map(({ code, nom }) =>
      puce(nom, brouillon.etiquettes.includes(code), () => {
        basculer(brouillon.etiquettes, code);
        change();
      }))),
    etiqueter("Observation", texte), noeud("x-garde", { pour: "observation" }));
}

/** One of a list, or nothing. @param {string} libelle @param {import("./donnees.js").Nomme[]} liste
 * @param {string | null} choisi @param {(uuid: string | null) => void} geste */
export function unParmi(libelle, liste, choisi, geste) {
  if (!liste.length) return null;
  const choix = noeud("select", { onchange: (/** @type {Event} */ { target }) => geste(/** @type {HTMLSelectElement} */ (target).value || null) },
    noeud("option", { value: "" }, "—"),
    ...liste.map(({ uuid, nom }) => noeud("option", { value: uuid, selected: uuid === choisi }, nom)));
  return etiqueter(libelle, choix);
}

/** Several of a list, added one by one; those of a long list are searched. @param {string} titre
 * @param {import("./donnees.js").Nomme[]} liste @param {string[]} choisis changed in place @param {() => void} change */
export function plusieurs(titre, liste, choisis, change) {
  if (!liste.length) return null;
  const retenus = noeud("div", { class: "puces" });
  const montrer = () =>
    retenus.replaceChildren(...liste.filter(({ uuid }) => choisis.includes(uuid)).map(({ uuid, nom }) =>
      puce(nom, true, () => {
        basculer(choisis, uuid);
        montrer();
        change();
      })));
  const ajouter = (/** @type {string} */ uuid) => {
    if (uuid && !choisis.includes(uuid)) choisis.push(uuid);
    montrer();
    change();
  };
  montrer();
  return groupe(titre, retenus, ...(liste.length > LONGUE ? chercherDans(titre, liste, choisis, ajouter) : [choisirDans(titre, liste, ajouter)]));
}

/** @param {string} titre @param {import("./donnees.js").Nomme[]} liste @param {(uuid: string) => void} ajouter */
function choisirDans(titre, liste, ajouter) {
  const choix = /** @type {HTMLSelectElement} */ (noeud("select", { "aria-label": `${titre} : ajouter` }, noeud("option", { value: "" }, "Ajouter…")));
  choix.append(...liste.map(({ uuid, nom }) => noeud("option", { value: uuid }, nom)));
  choix.addEventListener("change", () => {
    ajouter(choix.value);
    choix.value = "";
  });
  return choix;
}

/** @param {string} titre @param {import("./donnees.js").Nomme[]} liste @param {string[]} choisis
 * @param {(uuid: string) => void} ajouter */
function chercherDans(titre, liste, choisis, ajouter) {
  const champ = /** @type {HTMLInputElement} */ (noeud("input", { type: "search", placeholder: "Chercher pour ajouter", autocomplete: "off", "aria-label": `${titre} : chercher` }));
  const trouves = noeud("div", { class: "puces", role: "group", "aria-label": `${titre} : trouvés` });
  const montrer = () => {
    const convient = quiContient(champ.value);
    const premiers = normaliser(champ.value) ? liste.filter(({ uuid, nom }) => !choisis.includes(uuid) && convient(nom)).slice(0, PREMIERS) : [];
    trouves.replaceChildren(...premiers.map(({ uuid, nom }) => puce(nom, false, () => {
      champ.value = "";
      trouves.replaceChildren();
      ajouter(uuid);
    })));
  };
  champ.addEventListener("input", montrer);
  return [champ, trouves];
}

/** @param {string[]} liste @param {string} element */
function basculer(liste, element) {
  const rang = liste.indexOf(element);
  if (rang < 0) liste.push(element);
  else liste.splice(rang, 1);
}
