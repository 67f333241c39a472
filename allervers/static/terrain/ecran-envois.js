// The outbox, told plainly: what waits and why, what the server refused and what to do, what has left.

import { jeton } from "../connexion/requete.js";
import { donnerLeSecondFacteur } from "../connexion/session.js";
import { enLettres } from "../dates.js";
import { abandonner } from "./boite.js";
import { brouillonDAccueil, brouillonDe } from "./document.js";
import { decrireLAccueil } from "./ecran-accueil.js";
import { combien, lieuDe, nomDuType } from "./ecran-saisie.js";
import { enHeures } from "./habitudes.js";
import { bouton, etiqueter, noeud } from "./noeud.js";
import { quitterLeTelephone } from "./sortie.js";

/** @typedef {import("./application.js").Terrain} Terrain
 * @typedef {import("./boite.js").Lue} Lue
 */

const ARRETS = /** @type {Record<string, string>} */ ({
  hors_ligne: "Pas de réseau : tout partira dès qu’il revient.",
  verrouillee: "Votre session s’est endormie. Verrouillez puis ouvrez le terrain avec votre mot de passe : tout partira.",
  fermee: "Votre session est finie. Verrouillez puis ouvrez le terrain avec votre mot de passe : tout partira.",
  serveur: "Le serveur n’a pas pu répondre. Nouvel essai dans un instant.",
  vide: "",
});
const GENRES = /** @type {Record<string, string>} */ ({ jeune: "Nouveau jeune", retrait: "Retrait d’une saisie", fusion: "Deux saisies réunies" });

/** @param {Terrain} terrain */
export function ecranEnvois(terrain) {
  const parEtat = (/** @type {string} */ lequel) => terrain.boite.filter(({ etat }) => etat === lequel);
  const [refusees, attentes, envoyees] = ["refusee", "attente", "envoyee"].map(parEtat);
  return noeud("section", {},
    noeud("header", { class: "titre" }, noeud("h1", {}, "Envois"), noeud("a", { href: "#journee", class: "bouton discret" }, "Revenir au jour")),
    terrain.codeAttendu && secondFacteur(terrain),
    refusees.length > 0 && noeud("div", {}, noeud("h2", {}, "À revoir"), ...refusees.map((une) => refusee(terrain, une))),
    attentes.length > 0 && noeud("div", {}, noeud("h2", {}, "À envoyer"), ARRETS[terrain.arret] && noeud("p", { class: "aide" }, ARRETS[terrain.arret]), liste(terrain, attentes), bouton("Envoyer maintenant", () => terrain.envoyer(true).then(() => terrain.afficher()))),
    !refusees.length && !attentes.length && noeud("p", {}, "Tout est envoyé. Vous pouvez éteindre votre téléphone."),
    envoyees.length > 0 && noeud("div", {}, noeud("h2", {}, "Envoyées"), liste(terrain, envoyees.slice(-20).reverse())),
    noeud("div", { class: "sortie" }, bouton("Se déconnecter de ce téléphone", sortir, "bouton discret")));
}

/** @param {Terrain} terrain @param {Lue[]} entrees */
const liste = (terrain, entrees) => noeud("ul", { class: "lignes" }, ...entrees.map((une) => noeud("li", { class: "ligne" }, ...decrire(terrain, une.document), signalement(une))));

/** @param {Terrain} terrain @param {any} document */
function decrire(terrain, document) {
  if (!document) return ["Une saisie d’avant votre nouveau mot de passe : elle s’ouvrira quand un collègue vous aura rouvert le coffre."];
  if (!["intervention", "accueil"].includes(document.genre)) return [noeud("b", {}, GENRES[document.genre] ?? "Saisie")];
  const jour = enLettres(new Date(`${document.date}T12:00`), { weekday: "short", day: "numeric", month: "short" });
  if (document.genre === "accueil") {
    const { moments, qui } = decrireLAccueil(terrain, document);
    return [noeud("b", {}, "Accueil à la journée"), noeud("span", { class: "moment" }, `${jour}, ${moments}`), noeud("small", {}, qui)];
  }
  return [noeud("b", {}, nomDuType(terrain, document)), noeud("span", { class: "moment" }, `${jour}, ${[document.heure, enHeures(document.duree_minutes)].filter(Boolean).join(", ")}`),
    noeud("small", {}, [lieuDe(terrain, document), combien(document)].filter(Boolean).join(" · "))];
}

/** @param {{ champ: string, valeur: string, motif: string }} signalement */
function dire({ champ, valeur, motif }) {
  if (champ === "reseau" && motif === "inconnu") return "le service ne connaît pas ce réseau ; l’accueil est au « Réseau à compléter »";
  if (motif === "efface") return `${valeur === "1" ? "un jeune dont la fiche a été effacée est compté" : `${valeur} jeunes dont la fiche a été effacée sont comptés`} sans nom`;
  return `« ${valeur} » ${motif === "retire" ? "n’est plus utilisé" : "n’est pas dans les listes du service"}`;
}

/** What the lists of the service did not know: accepted, and told. @param {Lue} entree */
function signalement({ reponse }) {
  if (!reponse?.signalements?.length) return null;
  const mots = reponse.signalements.map(dire);
  return noeud("small", { class: "signalement" }, `Reçue. À vérifier : ${mots.join(" ; ")}.`);
}

/** @param {Terrain} terrain @param {Lue} entree */
function refusee(terrain, { uuid, document, reponse }) {
  const actuelle = reponse?.actuelle;
  const estConflit = reponse?.statut === 409;
  const estAccueil = document?.genre === "accueil";
  const seCorrige = estAccueil || document?.genre === "intervention";
  const laisser = async () => {
    await abandonner(uuid);
    await terrain.envoyer(true);
    terrain.afficher();
  };
  const corriger = async (/** @type {string | null} */ remplace) => {
    const ecran = terrain.donnees.types.find((/** @type {any} */ { code }) => code === document.type)?.ecran ?? "autre";
    const connus = new Set(terrain.jeunes.map(({ uuid: un }) => un));
    const brouillon = estAccueil ? brouillonDAccueil(document) : brouillonDe(document, ecran);
    await terrain.garder({ ...brouillon, remplace, jeunes: brouillon.jeunes.filter((un) => connus.has(un)) });
    await abandonner(uuid);
    terrain.aller("saisie");
  };
  return noeud("div", { class: "carte refusee" }, noeud("p", { class: "erreur" }, reponse?.erreur ?? "Le serveur a refusé cette saisie."),
    noeud("div", { class: "deux" },
      noeud("div", {}, estConflit && noeud("h3", {}, "Sur ce téléphone"), ...decrire(terrain, document), document?.observation && noeud("p", {}, document.observation)),
      estConflit && noeud("div", {}, noeud("h3", {}, "Sur le serveur"), ...(actuelle ? decrire(terrain, actuelle) : ["Elle a été retirée, ou réunie avec une autre."]), actuelle?.observation && noeud("p", {}, actuelle.observation))),
    noeud("div", { class: "gestes" },
      bouton(estConflit ? "Garder celle du serveur" : "Abandonner cette saisie", laisser, "bouton discret"),
      seCorrige && actuelle?.modifiable !== false && bouton(estConflit ? "Remettre la mienne" : "Corriger", () => corriger(estConflit ? (actuelle?.uuid ?? null) : document.remplace), "bouton principal")));
}

/** @param {Terrain} terrain */
function secondFacteur(terrain) {
  const code = /** @type {HTMLInputElement} */ (noeud("input", { inputmode: "numeric", autocomplete: "one-time-code" }));
  const erreur = noeud("p", { class: "erreur", role: "alert", hidden: true });
  return noeud("form", { class: "carte", novalidate: true, onsubmit: async (/** @type {Event} */ evenement) => {
    evenement.preventDefault();
    try {
      await donnerLeSecondFacteur(code.value);
      terrain.codeAttendu = false;
      await terrain.envoyer(true);
      terrain.afficher();
    } catch (probleme) {
      erreur.textContent = /** @type {Error} */ (probleme).message;
      erreur.hidden = false;
      code.select();
    }
  } }, noeud("p", {}, "Pour envoyer, donnez aussi le code de votre application."), etiqueter("Code à six chiffres", code), erreur, noeud("button", { class: "bouton principal" }, "Continuer"));
}

async function sortir() {
  if (!(await quitterLeTelephone().catch(() => true))) return;
  await fetch("/deconnexion/", { method: "POST", body: new URLSearchParams({ csrfmiddlewaretoken: jeton() }) }).catch(() => {});
  location.replace("/terrain/");
}
