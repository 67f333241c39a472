// The day: what was entered, what was expected, and the buttons that start the next thing.

import { enLettres } from "../dates.js";
import { brouillonDAccueil, brouillonDe, nouveauBrouillon, refaire, tenirCompte } from "./document.js";
import { combien, lieuDe, nomDuType } from "./ecran-saisie.js";
import { decrireLAccueil, MOMENTS } from "./ecran-accueil.js";
import { guide } from "./guide.js";
import { depart, enHeures, heureDe, jourDe, jourVoisin } from "./habitudes.js";
import { bouton, noeud } from "./noeud.js";

/** @typedef {import("./application.js").Terrain} Terrain */

const DEPARTS = [
  { ecran: "sortie", nom: "Sortie", aide: "Rue, présence sociale" },
  { ecran: "individuelle", nom: "Temps individuel", aide: "Entretien, démarche, visite" },
  { ecran: "collective", nom: "Action collective", aide: "Séance, chantier, sortie" },
  { ecran: "partenariale", nom: "Partenaires", aide: "Réunion, instance" },
  { ecran: "autre", nom: "Autre temps", aide: "Formation, écrits" },
  { ecran: "accueil", nom: "Accueil à la journée", aide: "Exclusion, réparation, stage" },
];
const ETATS = /** @type {Record<string, string>} */ ({ attente: "à envoyer", refusee: "à revoir", recue: "", envoyee: "" });

/** @param {Terrain} terrain */
export function ecranJournee(terrain) {
  if (/^#(prevision|temps|activite)=/.test(location.hash)) prendre(terrain, new URLSearchParams(location.hash.slice(1)));
  const aujourdHui = jourDe(new Date());
  const jour = location.hash.match(/^#journee=(\d{4}-\d\d-\d\d)$/)?.[1] ?? aujourdHui;
  const lignes = tenirCompte(terrain.donnees.saisies, terrain.boite, terrain.donnees.lues_le);
  const duJour = lignes.filter(({ date }) => date === jour);
  const veille = lignes.filter(({ date, genre }) => date === jourVoisin(jour, -1) && genre !== "accueil");
  const attendues = (terrain.donnees.previsions ?? []).filter((/** @type {any} */ un) => un.date === jour && !un.est_saisie && !duJour.some(({ prevision }) => prevision?.uuid === un.uuid && prevision.jour === un.jour));
  return noeud("section", {},
    navigation(jour, aujourdHui, duJour),
    terrain.brouillon ? reprendre(terrain) : departs(terrain, jour, jour === aujourdHui),
    ...attendues.map((/** @type {any} */ un) => attendue(terrain, un)),
    ...semblables(terrain),
    duJour.length ? noeud("ul", { class: "lignes" }, ...duJour.map((une) => (une.genre === "accueil" ? accueil : ligne)(terrain, une))) : noeud("p", { class: "aide" }, rien(terrain, jour, aujourdHui)),
    jour === aujourdHui && !terrain.brouillon && veille.length > 0 && commeHier(terrain, veille),
    jour === aujourdHui ? guide() : noeud("a", { class: "bouton discret", href: "#journee" }, "Revenir à aujourd’hui"));
}

/** A phone takes along the last days only: of a day before them, it does not say that nothing was done.
 * @param {Terrain} terrain @param {string} jour @param {string} aujourdHui */
const rien = ({ donnees }, jour, aujourdHui) =>
  jour === aujourdHui ? "Rien de saisi aujourd’hui." : jour < (donnees.saisies_depuis ?? "") ? "Ce qui a été saisi ce jour-là n’est plus gardé ici : le rapport le compte." : "Rien de saisi ce jour-là.";

/** @param {string} jour @param {string} aujourdHui @param {any[]} lignes */
function navigation(jour, aujourdHui, lignes) {
  const nom = enLettres(new Date(`${jour}T12:00`), { weekday: "long", day: "numeric", month: "long", year: jour.slice(0, 4) === aujourdHui.slice(0, 4) ? undefined : "numeric" });
  const minutes = lignes.reduce((somme, { duree_minutes }) => somme + (duree_minutes ?? 0), 0);
  return noeud("header", { class: "jour" },
    noeud("a", { class: "pas", href: `#journee=${jourVoisin(jour, -1)}`, "aria-label": "La veille" }, "‹"),
    noeud("div", {}, noeud("h1", {}, jour === aujourdHui ? "Aujourd’hui" : nom), noeud("p", {}, [jour === aujourdHui ? nom : "", minutes ? `${enHeures(minutes)} saisies` : ""].filter(Boolean).join(" · "))),
    jour < aujourdHui ? noeud("a", { class: "pas", href: `#journee=${jourVoisin(jour, 1)}`, "aria-label": "Le lendemain" }, "›") : noeud("span", { class: "pas" }));
}

/** @param {Terrain} terrain @param {string} jour @param {boolean} estAujourdHui */
function departs(terrain, jour, estAujourdHui) {
  const ecrans = new Set(terrain.donnees.types.map((/** @type {any} */ { ecran }) => ecran));
  if (!ecrans.size) return noeud("p", { class: "carte" }, "Les listes du service ne sont pas encore chargées : rien ne peut être saisi. La direction ou un chef de service le fait dans ", noeud("a", { href: "/reglages/" }, "les réglages"), ".");
  if (terrain.donnees.reseaux?.length) ecrans.add("accueil");
  return noeud("div", {},
    noeud("div", { class: "departs" }, ...DEPARTS.filter(({ ecran }) => ecrans.has(ecran)).map(({ ecran, nom, aide }) =>
      noeud("button", { type: "button", class: ecran === "sortie" ? "depart principal" : "depart", onclick: () => (estAujourdHui ? commencer(terrain, ecran) : apresCoup(terrain, ecran, jour)) }, noeud("b", {}, nom), noeud("small", {}, aide)))),
    estAujourdHui && bouton("Saisir une sortie déjà finie", () => apresCoup(terrain, "sortie", jour), "bouton discret"));
}

/** @param {Terrain} terrain @param {string} ecran @param {Partial<import("./document.js").Brouillon>} [champs] */
async function commencer(terrain, ecran, champs = {}) {
  const maintenant = new Date();
  const habitude = habitudeDe(terrain, ecran, maintenant);
  await terrain.garder(nouveauBrouillon(ecran, {
    ...habitude,
    date: jourDe(maintenant),
    heure: heureDe(maintenant),
    debut: ecran === "sortie" ? maintenant.getTime() : null,
    duree: ecran === "sortie" ? null : 60,
    ...(ecran === "accueil" && accueilHabituel(terrain)),
    ...champs,
  }));
  terrain.aller("saisie");
}

/** The network that sent somebody last, for the whole day. @param {Terrain} terrain */
function accueilHabituel({ donnees, boite }) {
  const connus = donnees.reseaux.map((/** @type {any} */ { uuid }) => uuid);
  const faits = tenirCompte(donnees.saisies, boite, donnees.lues_le).filter(({ genre, reseau }) => genre === "accueil" && connus.includes(reseau));
  return { reseau: faits.at(-1)?.reseau ?? (connus.length === 1 ? connus[0] : null), moments: MOMENTS.map(({ code }) => code) };
}

/** @param {Terrain} terrain @param {string} ecran @param {Date} maintenant */
function habitudeDe(terrain, ecran, maintenant) {
  const types = terrain.donnees.types.filter((/** @type {any} */ un) => un.ecran === ecran).map((/** @type {any} */ { code }) => code);
  const faites = tenirCompte(terrain.donnees.saisies, terrain.boite, terrain.donnees.lues_le);
  const { type, lieu, professionnels } = depart(faites, types, maintenant);
  const avec = ecran === "sortie" || ecran === "collective" ? professionnels : [];
  return { type, lieu: ecran === "autre" ? null : lieu, professionnels: [...new Set([terrain.donnees.moi, ...avec])] };
}

/** What is over: no clock runs. @param {Terrain} terrain @param {string} ecran @param {string} jour */
const apresCoup = (terrain, ecran, jour) => commencer(terrain, ecran, { date: jour, heure: "14:00", debut: null, duree: ecran === "sortie" ? 120 : 60 });

/** @param {Terrain} terrain */
function reprendre(terrain) {
  const brouillon = /** @type {import("./document.js").Brouillon} */ (terrain.brouillon);
  const depuis = brouillon.debut ? `depuis ${heureDe(new Date(brouillon.debut))}` : "pas encore enregistrée";
  return noeud("div", { class: "carte" },
    noeud("p", {}, noeud("b", {}, nomDuType(terrain, brouillon)), ` ${depuis}. `, combien(brouillon)),
    noeud("div", { class: "gestes" }, bouton("Abandonner", async () => {
      await terrain.garder(null);
      terrain.afficher();
    }, "bouton discret"), bouton("Reprendre", () => terrain.aller("saisie"), "bouton principal")));
}

/** @param {Terrain} terrain @param {any} document */
function ligne(terrain, document) {
  const fin = [document.heure, enHeures(document.duree_minutes)].filter(Boolean).join(", ");
  const resume = noeud("summary", {}, noeud("b", {}, nomDuType(terrain, document)), noeud("span", { class: "moment" }, fin),
    noeud("small", {}, [lieuDe(terrain, document), combien(document)].filter(Boolean).join(" · ")),
    ETATS[document.etat] && noeud("span", { class: "badge", "data-etat": document.etat }, ETATS[document.etat]));
  const ecran = ecranDe(terrain, document);
  const commencerAvec = async (/** @type {import("./document.js").Brouillon} */ brouillon) => {
    await terrain.garder(brouillon);
    terrain.aller("saisie");
  };
  const maintenant = new Date();
  const gestes = noeud("div", { class: "gestes" },
    document.etat !== "refusee" && document.modifiable !== false && bouton("Retirer", () => retirer(terrain, document), "bouton discret"),
    bouton("Refaire", () => commencerAvec(refaire(document, ecran, jourDe(maintenant), document.heure ?? heureDe(maintenant)))),
    document.etat === "refusee" ? noeud("a", { class: "bouton principal", href: "#envois" }, "Revoir") : document.modifiable !== false && bouton("Corriger", () => commencerAvec(brouillonDe(document, ecran)), "bouton principal"));
  const noms = document.professionnels.map((/** @type {string} */ uuid) => terrain.donnees.collegues.find((/** @type {any} */ un) => un.uuid === uuid)?.nom).filter(Boolean);
  return noeud("li", {}, noeud("details", { "data-saisie": document.uuid }, resume,
    noms.length > 0 && noeud("p", {}, `Avec ${noms.join(", ")}.`), document.observation && noeud("p", {}, document.observation), gestes));
}

/** A placement; one of several days is corrected where its calendar is. @param {Terrain} terrain @param {any} document */
function accueil(terrain, document) {
  const { moments, qui } = decrireLAccueil(terrain, document);
  const resume = noeud("summary", {}, noeud("b", {}, "Accueil à la journée"), noeud("span", { class: "moment" }, moments), noeud("small", {}, qui),
    ETATS[document.etat] && noeud("span", { class: "badge", "data-etat": document.etat }, ETATS[document.etat]));
  const corriger = async () => {
    await terrain.garder(brouillonDAccueil(document));
    terrain.aller("saisie");
  };
  // Who comes by the day often comes the next one.
  const refaireAujourdHui = async () => {
    await terrain.garder({ ...brouillonDAccueil(document), date: jourDe(new Date()), remplace: null });
    terrain.aller("saisie");
  };
  const gestes = document.etat === "refusee" ? [noeud("a", { class: "bouton principal", href: "#envois" }, "Revoir")]
    : document.modifiable === false ? [noeud("a", { class: "bouton", href: `/partenaires/accueils/${document.accueil}/` }, "Ouvrir son calendrier")]
      : [bouton("Retirer", () => retirer(terrain, document, "cet accueil ? Il ne sera plus compté."), "bouton discret"), bouton("Refaire", refaireAujourdHui), bouton("Corriger", corriger, "bouton principal")];
  return noeud("li", {}, noeud("details", { "data-saisie": document.uuid }, resume,
    document.modifiable === false && noeud("p", {}, "Il dure plusieurs jours : il se corrige sur la page de son réseau."), noeud("div", { class: "gestes" }, ...gestes)));
}

/** @param {Terrain} terrain @param {any} document @param {string} quoi */
async function retirer(terrain, document, quoi = "cette activité ? Elle ne sera plus comptée.") {
  if (!confirm(`Retirer ${quoi}`)) return;
  await terrain.deposer({ uuid: crypto.randomUUID(), genre: "retrait", remplace: document.uuid });
  terrain.annoncer("C’est retiré.");
  terrain.afficher();
}

/** One tap does the same again, at the same hour. @param {Terrain} terrain @param {any[]} veille */
function commeHier(terrain, veille) {
  const bloc = noeud("div", {}, noeud("h2", {}, "Comme hier"));
  for (const une of veille)
    bloc.append(bouton([nomDuType(terrain, une), une.heure, lieuDe(terrain, une)].filter(Boolean).join(", "), async () => {
      await terrain.garder(refaire(une, ecranDe(terrain, une), jourDe(new Date()), une.heure ?? ""));
      terrain.aller("saisie");
    }, "bouton refaire"));
  return bloc;
}

/** @param {Terrain} terrain @param {{ type: string }} saisie @returns {string} */
const ecranDe = ({ donnees }, { type }) => donnees.types.find((/** @type {any} */ { code }) => code === type)?.ecran ?? "autre";

/** Planned, and not entered yet. @param {Terrain} terrain @param {any} prevision */
function attendue(terrain, prevision) {
  return noeud("div", { class: "carte attendue" },
    noeud("p", {}, noeud("b", {}, prevision.titre || nomDuType(terrain, prevision)), ` ${[prevision.heure, prevision.duree_minutes && enHeures(prevision.duree_minutes)].filter(Boolean).join(", ")}. `, noeud("small", {}, "Prévu, pas encore saisi.")),
    noeud("div", { class: "gestes" }, bouton("Saisir", () => saisirLaPrevision(terrain, prevision), "bouton principal")));
}

/** @param {Terrain} terrain @param {any} prevision */
async function saisirLaPrevision(terrain, prevision) {
  await terrain.garder(nouveauBrouillon(ecranDe(terrain, prevision), {
    type: prevision.type, date: prevision.date, heure: prevision.heure ?? "", duree: prevision.duree_minutes ?? 60, lieu: prevision.lieu,
    action: prevision.action, instance: prevision.instance, professionnels: [...new Set([terrain.donnees.moi, ...prevision.professionnels])],
    prevision: { uuid: prevision.uuid, jour: prevision.jour },
  }));
  terrain.aller("saisie");
}

/** From the agenda, `#prevision=UUID&jour=…`, from a file, `#temps=CODE`, from the report, `#activite=UUID`: the screen is
 * already filled.
 * What is being entered is not lost for it. @param {Terrain} terrain @param {URLSearchParams} demande */
function prendre(terrain, demande) {
  history.replaceState(null, "", "#journee");
  const prevision = (terrain.donnees.previsions ?? []).find((/** @type {any} */ { uuid, jour }) => uuid === demande.get("prevision") && jour === demande.get("jour"));
  const jeune = terrain.jeunes.find(({ code }) => code === demande.get("temps"));
  const activite = demande.get("activite");
  if (!prevision && !jeune && !activite) return;
  if (terrain.brouillon) terrain.annoncer("Une saisie est en cours : terminez-la, ou abandonnez-la, d’abord.");
  else if (prevision) saisirLaPrevision(terrain, prevision);
  else if (jeune) commencer(terrain, "individuelle", { jeunes: [jeune.uuid] });
  else if (activite) completer(terrain, activite);
}

/** An activity of any day, asked of the server. @param {Terrain} terrain @param {string} uuid */
async function completer(terrain, uuid) {
  const document = await fetch(`/terrain/saisies/${encodeURIComponent(uuid)}/`).then((reponse) => (reponse.ok && !reponse.redirected ? reponse.json() : null), () => null);
  if (!document) return terrain.annoncer("Cette activité ne s’ouvre pas d’ici : elle a été retirée, ou le réseau manque.");
  await terrain.garder(brouillonDe(document, ecranDe(terrain, document)));
  terrain.aller("saisie");
}

/** The same outing, entered by a colleague as well: the server tells it with the receipt. @param {Terrain} terrain */
function semblables(terrain) {
  const restent = new Set(tenirCompte(terrain.donnees.saisies, terrain.boite, terrain.donnees.lues_le).map(({ uuid }) => uuid));
  const tranchees = new Set(terrain.boite.filter(({ document }) => document?.genre === "fusion").map(({ document }) => document.autre));
  return terrain.boite
    .filter(({ etat, reponse, uuid }) => etat === "envoyee" && reponse?.semblables?.length && restent.has(uuid))
    .flatMap(({ uuid, reponse }) => reponse.semblables.filter((/** @type {any} */ autre) => !tranchees.has(autre.uuid) && !terrain.ecartees.has(autre.uuid)).map((/** @type {any} */ autre) => carteSemblable(terrain, uuid, autre)));
}

/** @param {Terrain} terrain @param {string} garde @param {any} autre */
function carteSemblable(terrain, garde, autre) {
  const reunir = async (/** @type {boolean} */ additionner) => {
    await terrain.deposer({ uuid: crypto.randomUUID(), genre: "fusion", remplace: null, garde, autre: autre.uuid, additionner });
    terrain.annoncer("C’est réuni : une seule sortie, vos heures à tous.");
    terrain.afficher();
  };
  return noeud("div", { class: "carte" },
    noeud("p", {}, noeud("b", {}, autre.noms.join(", ")), ` a saisi la même sortie : ${nomDuType(terrain, autre)}, ${autre.heure}, ${enHeures(autre.duree_minutes)}. ${combien(autre)}.`),
    noeud("div", { class: "gestes" },
      bouton("Ce n’est pas la même", () => {
        terrain.ecartees.add(autre.uuid);
        terrain.afficher();
      }, "bouton discret"),
      bouton("Réunir : mêmes jeunes comptés", () => reunir(false)), bouton("Réunir : chacun les siens", () => reunir(true))));
}
