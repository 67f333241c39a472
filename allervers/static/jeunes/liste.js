// The list of youths: names are opened here, then filtered, sorted and searched without the server.
//
// Filters and order stand in the address: they can be kept, shared, and are there again on the way back. What is searched is a
// name: it is never in an address, and waits for the way back sealed with the session's key.

import { demander } from "../connexion/requete.js";
import { chiffrer, cleAes, dechiffrer } from "../coffre/cles.js";
import { definirNoms } from "../coffre/garde-texte.js";
import { appeler, chargerJeunes } from "../coffre/noms.js";
import { enOctets, utf8 } from "../coffre/octets.js";
import { creerIndex, trier } from "../coffre/recherche.js";
import { etatDuCoffre } from "../coffre/trousseau.js";
import { enLettres } from "../dates.js";
import { garder, ordonner, valeurs } from "./filtres.js";

/** @typedef {import("./filtres.js").JeuneSuivi} JeuneSuivi */

const PAGE = 60;
const RECHERCHE = "recherche";
const SEXES = /** @type {Record<string, string>} */ ({ fille: "fille", garcon: "garçon", autre: "autre" });
const element = (/** @type {string} */ id) => /** @type {any} */ (document.getElementById(id));
const corps = /** @type {HTMLTableSectionElement} */ (document.querySelector("#liste tbody"));
const [champ, suite, nombre, filtres] = ["chercher", "suite", "nombre", "filtres"].map(element);
const jourCourt = (/** @type {string} */ jour) => enLettres(new Date(jour), { day: "numeric", month: "short", year: "numeric" });
/** @type {JeuneSuivi[]} */
let trouves = [];
/** @type {{ statut: Record<string, string>, alerte: Record<string, string>, referent: Record<string, string> }} */
let noms = { statut: {}, alerte: {}, referent: {} };

/** @param {number} depuis */
function montrer(depuis) {
  const lignes = trouves.slice(depuis, depuis + PAGE).map(ligneDe);
  if (depuis) corps.append(...lignes);
  else corps.replaceChildren(...lignes);
  suite.hidden = trouves.length <= depuis + PAGE;
}

/** @param {string} texte @param {string} [classe] */
function cellule(texte, classe = "") {
  return Object.assign(document.createElement("td"), { textContent: texte, className: classe });
}

/** @param {string} texte @param {string} [classe] */
const petit = (texte, classe = "") => Object.assign(document.createElement("small"), { textContent: texte, className: classe });

/** @param {JeuneSuivi} jeune */
function ligneDe(jeune) {
  const { suivi } = jeune;
  const ligne = document.createElement("tr");
  const nom = Object.assign(document.createElement("th"), { scope: "row" });
  const lien = Object.assign(document.createElement("a"), { href: `/jeunes/${jeune.uuid}/` });
  const age = [SEXES[jeune.sexe], jeune.annee && `${new Date().getFullYear() - jeune.annee} ans`].filter(Boolean).join(", ");
  const statut = suivi.statut ? (noms.statut[suivi.statut] ?? suivi.statut) : "";
  // On a narrow screen, the columns that are not there stand below the name.
  lien.append(
    Object.assign(document.createElement("span"), { textContent: appeler(jeune) }),
    petit([jeune.code, age, suivi.lieux[0]].filter(Boolean).join(", ")),
    petit(statut, "tres-etroit"),
  );
  nom.append(lien);
  const celluleStatut = cellule(statut, "statut");
  if (suivi.depuis) celluleStatut.append(petit(` depuis le ${jourCourt(suivi.depuis)}`));
  const alertes = cellule("");
  for (const { texte, quand, enRetard } of suivi.alertes)
    alertes.append(Object.assign(document.createElement("span"), { textContent: texte, title: quand, className: enRetard ? "drapeau drapeau-en-retard" : "drapeau" }));
  ligne.append(
    nom,
    cellule(jeune.code, "large"),
    cellule(age, "large"),
    cellule(suivi.lieux.join(", "), "large"),
    celluleStatut,
    cellule(jourCourt(suivi.contact), "large"),
    cellule(suivi.referents.map((code) => noms.referent[code] ?? code).join(", "), "large"),
    alertes,
  );
  return ligne;
}

/** What the form of the filters says, as in the address. */
function lireFiltres() {
  return Object.fromEntries([...new FormData(filtres)].filter(([, valeur]) => valeur).map(([nom, valeur]) => [nom, String(valeur)]));
}

/** The choices of each filter: what there is in the list. @param {JeuneSuivi[]} jeunes */
function proposer(jeunes) {
  const voulus = new URLSearchParams(location.search);
  for (const [nom, choix] of Object.entries(valeurs(jeunes, noms))) {
    const liste = filtres.elements[nom];
    liste.replaceChildren(liste.options[0], ...choix.map(([valeur, texte]) => new Option(texte, valeur)));
    liste.value = voulus.get(nom) ?? "";
    if (liste.selectedIndex < 0) liste.value = "";
  }
  filtres.elements.tri.value = voulus.get("tri") ?? "";
}

/** @param {Record<string, string>} demandes */
function dire(demandes) {
  const nb = Object.keys(demandes).filter((nom) => nom !== "tri").length;
  element("nb-filtres").textContent = nb ? `(${nb})` : "";
  const adresse = new URLSearchParams(demandes).toString();
  element("garder").elements.filtres.value = adresse;
  history.replaceState(history.state, "", adresse ? `?${adresse}` : location.pathname);
  for (const vue of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll(".vues a"))) {
    if (new URL(vue.href).searchParams.toString() === adresse) vue.setAttribute("aria-current", "page");
    else vue.removeAttribute("aria-current");
  }
}

/** A browser writes its history on its disk. @param {CryptoKey} cle */
async function garderLaRecherche(cle) {
  const texte = champ.value;
  const recherche = texte && (await chiffrer(utf8(texte), cle, RECHERCHE));
  if (texte === champ.value) history.replaceState({ recherche }, "");
}

/** @param {CryptoKey} cle @returns {Promise<string>} */
async function rechercheGardee(cle) {
  const { recherche } = history.state ?? {};
  return recherche ? dechiffrer(recherche, cle, RECHERCHE).then((octets) => new TextDecoder().decode(octets), () => "") : "";
}

async function charger() {
  const { coffre, trousseau } = await etatDuCoffre();
  const cle = await cleAes(enOctets(trousseau.cle_de_session));
  const [connus, suivi] = await Promise.all([chargerJeunes(coffre), demander("/jeunes/suivi.json")]);
  const { jeunes } = connus;
  definirNoms(connus);
  champ.value ||= await rechercheGardee(cle);
  noms = suivi.noms;
  const tries = trier(jeunes).flatMap((jeune) => {
    const ligne = suivi.jeunes[jeune.uuid];
    if (!ligne) return [];
    const [statut, depuis, contact, lieux, equipes, referents, alertes] = ligne;
    const lues = alertes.map((/** @type {any[]} */ [code, texte, quand, le, enRetard]) => ({ code, texte, quand, le, enRetard }));
    return [{ ...jeune, suivi: { statut, depuis, contact, lieux, equipes, referents, alertes: lues } }];
  });
  proposer(tries);
  const index = creerIndex(tries);
  const chercher = () => {
    const demandes = lireFiltres();
    const cherches = champ.value.trim() ? index.chercher(champ.value) : tries;
    trouves = ordonner(garder(/** @type {JeuneSuivi[]} */ (cherches), demandes, suivi.moi), demandes.tri);
    nombre.textContent = `${trouves.length} jeune${trouves.length > 1 ? "s" : ""}`;
    montrer(0);
    dire(demandes);
    garderLaRecherche(cle);
  };
  champ.oninput = filtres.onchange = chercher;
  chercher();
  document.documentElement.dataset.liste = "prete";
}

if (corps) {
  suite.addEventListener("click", () => montrer(corps.rows.length));
  document.addEventListener("coffre:change", () => charger());
  charger().catch((erreur) => (nombre.textContent = erreur.message));
}
