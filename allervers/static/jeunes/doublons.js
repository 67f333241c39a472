// Who looks like whom: names are compared here. A hint only: two homonyms are two youths, and who knows them says so.

import { demander } from "../connexion/requete.js";
import { proches } from "../coffre/homonymes.js";
import { appeler, chargerJeunes } from "../coffre/noms.js";
import { creerIndex } from "../coffre/recherche.js";
import { etatDuCoffre } from "../coffre/trousseau.js";

/** @typedef {import("../coffre/noms.js").Jeune} Jeune
 * @typedef {{ un: Jeune, autre: Jeune, raison: string }} Paire */

// As many youths as are compared with all the others between two breaths of the page.
const LOT = 40;
const MONTREES = 100;
const element = (/** @type {string} */ id) => /** @type {any} */ (document.getElementById(id));
const [etat, paires, champ] = ["etat", "paires", "chercher"].map(element);
const SEXES = /** @type {Record<string, string>} */ ({ fille: "fille", garcon: "garçon", autre: "autre" });
// The surest first; the last says little alone: other facts must not say otherwise.
const RAISONS = ["même nom", "même téléphone", "prénom et nom inversés", "nom proche", "même surnom", "même prénom, nom inconnu"];
const avec = new URLSearchParams(location.search).get("avec");

/** @param {Jeune} un @param {Jeune} autre */
const cle = (un, autre) => [un.uuid, autre.uuid].sort().join();

/** Same first name, one name unknown: hinted at only when sex and birth year may be the same. @param {Paire} paire */
function vraisemblable({ un, autre, raison }) {
  if (raison !== RAISONS.at(-1)) return true;
  const sexes = new Set([un.sexe, autre.sexe].filter((sexe) => SEXES[sexe]));
  return sexes.size < 2 && (!un.annee || !autre.annee || Math.abs(un.annee - autre.annee) <= 1);
}

/** @param {Jeune} jeune */
function presenter(jeune) {
  const lien = Object.assign(document.createElement("a"), { href: `/jeunes/${jeune.uuid}/`, textContent: appeler(jeune) });
  const faits = [jeune.code, SEXES[jeune.sexe], jeune.annee].filter(Boolean).join(", ");
  const dit = document.createElement("span");
  dit.append(lien, ` (${faits})`);
  return dit;
}

/** @param {Paire} paire */
function ligne({ un, autre, raison }) {
  const [li, qui, gestes] = ["li", "p", "p"].map((nom) => document.createElement(nom));
  li.className = "paire";
  qui.className = gestes.className = "mb-0";
  qui.append(presenter(un), " et ", presenter(autre));
  if (raison) qui.append(Object.assign(document.createElement("span"), { className: "raison", textContent: raison }));
  const noms = `${un.code} et ${autre.code}`;
  const comparer = Object.assign(document.createElement("a"), { className: "btn bouton", href: `/jeunes/${un.uuid}/reunir/${autre.uuid}/`, textContent: "Comparer" });
  comparer.setAttribute("aria-label", `Comparer ${noms}`);
  gestes.append(comparer);
  if (raison) {
    const deux = Object.assign(document.createElement("button"), { type: "button", className: "btn bouton", textContent: "Ce ne sont pas les mêmes" });
    deux.setAttribute("aria-label", `${noms}\u202f: ce ne sont pas les mêmes`);
    deux.addEventListener("click", async () => {
      await demander(`/jeunes/${un.uuid}/distinguer/${autre.uuid}/`, {}).then(() => li.remove(), (erreur) => (etat.textContent = erreur.message));
    });
    gestes.append(" ", deux);
  }
  li.append(qui, gestes);
  return li;
}

/** @param {Jeune[]} jeunes @param {Set<string>} distincts @param {Jeune[]} parmi whose pairs are sought @returns {Promise<Paire[]>} */
async function chercher(jeunes, distincts, parmi) {
  const trouvees = /** @type {Map<string, Paire>} */ (new Map());
  for (const [rang, un] of parmi.entries()) {
    for (const { jeune: autre, raison } of proches(un.identite, jeunes)) {
      const nom = cle(un, autre);
      const paire = { un, autre, raison };
      if (un.lisible && !distincts.has(nom) && !trouvees.has(nom) && vraisemblable(paire)) trouvees.set(nom, paire);
    }
    if (rang % LOT === LOT - 1) {
      etat.textContent = `Comparaison des noms… ${Math.round((100 * rang) / parmi.length)} %`;
      await new Promise((suite) => setTimeout(suite));
    }
  }
  return [...trouvees.values()].sort((a, b) => RAISONS.indexOf(a.raison) - RAISONS.indexOf(b.raison));
}

/** @param {Paire[]} trouvees @param {boolean} cherchees typed by hand */
function montrer(trouvees, cherchees = false) {
  paires.replaceChildren(...trouvees.slice(0, MONTREES).map(ligne));
  const nb = trouvees.length;
  etat.textContent = nb ? `${nb} ${cherchees ? "fiche" : "paire"}${nb > 1 ? "s" : ""}${nb > MONTREES ? `, dont les ${MONTREES} premières` : ""}` : cherchees ? "Aucune fiche ne correspond." : "Aucun nom ne se ressemble.";
}

async function charger() {
  const { coffre } = await etatDuCoffre();
  const { jeunes, distincts } = await chargerJeunes(coffre);
  if (!coffre) return void (etat.textContent = "Le coffre est fermé\u202f: les noms ne peuvent pas être comparés.");
  const deux = new Set(distincts.map((paire) => [...paire].sort().join()));
  const moi = jeunes.find(({ uuid }) => uuid === avec);
  const trouvees = await chercher(jeunes, deux, moi ? [moi] : jeunes);
  montrer(trouvees);
  if (!moi) return;
  const index = creerIndex(jeunes.filter((jeune) => jeune !== moi));
  element("avec").hidden = false;
  element("qui").textContent = appeler(moi);
  champ.oninput = () => {
    if (!champ.value.trim()) return montrer(trouvees);
    montrer(/** @type {Jeune[]} */ (index.chercher(champ.value)).map((autre) => ({ un: moi, autre, raison: "" })), true);
  };
}

document.addEventListener("coffre:change", () => charger());
charger().catch((erreur) => (etat.textContent = erreur.message));
