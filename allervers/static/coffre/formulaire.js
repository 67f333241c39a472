// Forms with sealed fields: ordinary inputs, marked `data-scelle="champ"` or `data-scelle="champ.partie"`. They are filled
// from the envelope that the form carries, and sealed before anything leaves the page; the inputs themselves have no name.

import { assurer } from "../connexion/verrou.js";
import { enOctets, enTexte } from "./octets.js";
import { etatDuCoffre } from "./trousseau.js";

/** @typedef {HTMLInputElement | HTMLTextAreaElement} Champ */

const AVIS = {
  aEcrire: "Le coffre n’est pas ouvert ici. Vous pouvez écrire\u202f: ce sera chiffré, et se lira quand le coffre vous sera ouvert.",
  ferme: "Le coffre n’est pas ouvert ici\u202f: ce qui est déjà écrit ne peut être ni lu, ni changé.",
  garde: "Ce que vous avez écrit est gardé, chiffré\u202f: il partira tel quel.",
  abime: "Ce texte est abîmé et ne s’ouvre plus. Ce que vous écrirez prendra sa place\u202f; l’ancien reste gardé.",
  absent: "Le coffre n’est pas encore créé\u202f: rien ne peut être chiffré, donc rien ne peut être écrit ici.",
};

for (const formulaire of /** @type {NodeListOf<HTMLFormElement>} */ (document.querySelectorAll("form[data-genre]"))) preparer(formulaire);

/** @param {HTMLFormElement} formulaire */
async function preparer(formulaire) {
  const groupes = grouper(formulaire);
  /** @type {Map<string, string>} what was read, to send only what changed */
  const lus = new Map();
  const remplir = async () => {
    const { sceau, coffre } = await etatDuCoffre();
    const avis = new Set();
    for (const [champ, entrees] of groupes) {
      if (lus.has(champ)) continue;
      const { montree, estProposee } = donnees(formulaire, champ);
      const peutEcrire = Boolean(sceau && (coffre || !montree));
      let lue = JSON.stringify(entrees.has("") ? "" : {});
      if (montree && coffre) {
        try {
          ecrireValeur(entrees, await coffre.ouvrir(lien(formulaire, champ), enOctets(montree)));
          lue = JSON.stringify(lireValeur(entrees));
        } catch {
          avis.add(AVIS.abime);
        }
      }
      // What was refused and is proposed again counts as changed.
      if (peutEcrire) lus.set(champ, estProposee ? "" : lue);
      else avis.add(!sceau ? AVIS.absent : estProposee ? AVIS.garde : AVIS.ferme);
      for (const entree of entrees.values()) {
        entree.disabled = !peutEcrire || entree.hasAttribute("data-apres-accord");
        entree.placeholder = peutEcrire ? "" : "Chiffré";
      }
    }
    const estAEcrire = formulaire.querySelector("[data-scelle]:enabled") !== null;
    if (sceau && !coffre && estAEcrire) avis.add(AVIS.aEcrire);
    for (const bouton of formulaire.querySelectorAll("button")) bouton.disabled = !estAEcrire && !formulaire.hasAttribute("data-toujours");
    aviser(formulaire, [...avis].join(" "));
    formulaire.dataset.pret = coffre ? "oui" : "non";
  };
  document.addEventListener("coffre:change", () => remplir());
  formulaire.addEventListener("submit", async (evenement) => {
    if (formulaire.dataset.scelle) return void delete formulaire.dataset.scelle;
    evenement.preventDefault();
    evenement.stopPropagation();
    const bouton = /** @type {SubmitEvent} */ (evenement).submitter;
    try {
      await assurer();
      const { sceau } = await etatDuCoffre();
      let change = formulaire.hasAttribute("data-toujours");
      for (const [champ, entrees] of groupes) {
        const { montree, estProposee } = donnees(formulaire, champ);
        const valeur = lireValeur(entrees);
        // What was written before a refusal, and cannot be read here, goes again as it is.
        const estGarde = estProposee && montree !== "" && !lus.has(champ);
        if (!estGarde && (lus.get(champ) === JSON.stringify(valeur) || [...entrees.values()].some((un) => un.disabled))) continue;
        if (!sceau) throw new Error(AVIS.absent);
        const cache = poser(formulaire, champ);
        cache.value = estGarde ? montree : estVide(valeur) ? "" : enTexte(await sceau.sceller(lien(formulaire, champ), valeur));
        change = true;
      }
      if (!change) return dire(formulaire, "Rien n’a changé.");
      formulaire.dataset.scelle = "oui";
      formulaire.requestSubmit(bouton);
    } catch (erreur) {
      dire(formulaire, /** @type {Error} */ (erreur).message);
    }
  });
  await remplir();
}

/** @param {HTMLFormElement} formulaire @returns {Map<string, Map<string, Champ>>} field → part → input */
function grouper(formulaire) {
  const groupes = new Map();
  for (const entree of /** @type {NodeListOf<Champ>} */ (formulaire.querySelectorAll("[data-scelle]"))) {
    const [champ, partie = ""] = (entree.dataset.scelle ?? "").split(".");
    if (!groupes.has(champ)) groupes.set(champ, new Map());
    groupes.get(champ).set(partie, entree);
  }
  return groupes;
}

/** @param {HTMLFormElement} formulaire @param {string} champ */
const lien = ({ dataset }, champ) => ({ genre: dataset.genre ?? "", objet: dataset.objet ?? "", champ });

/** @param {HTMLFormElement} formulaire @param {string} champ */
function donnees(formulaire, champ) {
  const porte = /** @type {HTMLElement | null} */ (formulaire.querySelector(`[data-enveloppe="${champ}"]`));
  return { montree: porte?.dataset.montree ?? "", estProposee: porte?.dataset.proposee === "oui" };
}

/** @param {Map<string, Champ>} entrees @returns {any} a text, or its parts */
function lireValeur(entrees) {
  if (entrees.has("")) return /** @type {Champ} */ (entrees.get("")).value.trim();
  return Object.fromEntries([...entrees].map(([partie, { value }]) => [partie, value.trim()]).filter(([, texte]) => texte));
}

/** @param {Map<string, Champ>} entrees @param {any} valeur */
function ecrireValeur(entrees, valeur) {
  for (const [partie, entree] of entrees) entree.value = (partie ? valeur?.[partie] : valeur) ?? "";
}

/** @param {any} valeur */
const estVide = (valeur) => (typeof valeur === "string" ? !valeur : !Object.keys(valeur).length);

/** The hidden input that carries the envelope. @param {HTMLFormElement} formulaire @param {string} champ */
function poser(formulaire, champ) {
  const nom = formulaire.dataset.sous ?? champ;
  let cache = /** @type {HTMLInputElement | null} */ (formulaire.querySelector(`input[type=hidden][name="${nom}"]`));
  if (!cache) {
    cache = Object.assign(document.createElement("input"), { type: "hidden", name: nom });
    formulaire.append(cache);
  }
  return cache;
}

/** Under its sealed inputs. @param {HTMLFormElement} formulaire @param {string} texte */
function aviser(formulaire, texte) {
  formulaire.querySelector(".avis-du-coffre")?.remove();
  if (!texte) return;
  const entree = /** @type {Champ[]} */ ([...formulaire.querySelectorAll("[data-scelle]")]).at(-1);
  entree?.after(Object.assign(document.createElement("p"), { className: "form-hint avis-du-coffre", textContent: texte }));
}

/** @param {HTMLFormElement} formulaire @param {string} texte */
function dire(formulaire, texte) {
  let ligne = formulaire.querySelector(".dit-du-formulaire");
  if (!ligne) {
    ligne = Object.assign(document.createElement("p"), { className: "erreur dit-du-formulaire" });
    ligne.setAttribute("role", "alert");
    formulaire.append(ligne);
  }
  ligne.textContent = texte;
}
