// Two files side by side: what is sealed in both is opened here, chosen here, and sealed again for the file that stays.

import { assurer } from "../connexion/verrou.js";
import { enOctets, enTexte } from "../coffre/octets.js";
import { etatDuCoffre } from "../coffre/trousseau.js";

/** @typedef {"garde" | "absorbe"} Fiche */

const FERME = "Le coffre est fermé\u202f: les noms et les notes ne peuvent être ni comparés, ni réunis.";
const FICHES = /** @type {Fiche[]} */ (["garde", "absorbe"]);
const formulaire = /** @type {HTMLFormElement} */ (document.getElementById("reunir"));
const etat = /** @type {HTMLElement} */ (document.getElementById("etat"));
const valider = /** @type {HTMLButtonElement} */ (document.getElementById("valider"));
const lignes = /** @type {HTMLTableRowElement[]} */ ([...formulaire.querySelectorAll("[data-texte]")]);
/** @type {Record<string, Record<Fiche, any>>} field → file → what it says */
let lus = {};

/** @param {import("../coffre/trousseau.js").Coffre} coffre */
async function ouvrir(coffre) {
  lus = {};
  for (const porte of /** @type {NodeListOf<HTMLElement>} */ (formulaire.querySelectorAll("[data-champ]"))) {
    const champ = porte.dataset.champ ?? "";
    const lire = async (/** @type {Fiche} */ fiche) => {
      const enveloppe = porte.getAttribute(`data-de-${fiche}`);
      return enveloppe ? coffre.ouvrir({ genre: "jeune", objet: formulaire.dataset[fiche] ?? "", champ }, enOctets(enveloppe)) : undefined;
    };
    lus[champ] = { garde: await lire("garde"), absorbe: await lire("absorbe") };
  }
}

/** What one file says in a row. @param {HTMLTableRowElement} ligne @param {Fiche} fiche @returns {string} */
function dit({ dataset: { texte = "", partie } }, fiche) {
  const valeur = lus[texte][fiche];
  return (partie ? valeur?.[partie] : valeur) ?? "";
}

/** @param {HTMLTableRowElement} ligne @returns {string} */
const choisi = (ligne) => /** @type {HTMLInputElement | null} */ (ligne.querySelector("input:checked"))?.value ?? "garde";

function montrer() {
  for (const ligne of lignes) {
    const [sien, autre] = FICHES.map((fiche) => dit(ligne, fiche));
    const deux = ligne.dataset.texte === "note" && Boolean(sien && autre && sien !== autre);
    // Nothing written is lost without being chosen so.
    const propose = deux ? "deux" : sien ? "garde" : "absorbe";
    ligne.hidden = !sien && !autre;
    for (const un of /** @type {NodeListOf<HTMLInputElement>} */ (ligne.querySelectorAll("input"))) {
      const etiquette = /** @type {HTMLElement} */ (un.parentElement);
      un.disabled = false;
      un.checked = un.value === propose;
      // What both say needs no choice.
      if (un.value === "absorbe") etiquette.hidden = sien === autre;
      if (un.value === "deux") etiquette.hidden = !deux;
      else /** @type {HTMLElement} */ (etiquette.querySelector("span")).textContent = (un.value === "garde" ? sien : autre) || "rien";
    }
  }
}

/** What the file that stays will say, field by field. @returns {Record<string, any>} */
function valeurs() {
  const dits = /** @type {Record<string, any>} */ ({ identite: { ...lus.identite.absorbe, ...lus.identite.garde } });
  for (const ligne of lignes) {
    const { texte = "", partie } = ligne.dataset;
    const choix = choisi(ligne);
    const valeur = choix === "deux" ? FICHES.map((fiche) => dit(ligne, fiche)).join("\n\n") : dit(ligne, /** @type {Fiche} */ (choix));
    if (partie) dits[texte][partie] = valeur;
    else dits[texte] = valeur;
  }
  dits.identite = Object.fromEntries(Object.entries(dits.identite).filter(([, valeur]) => valeur));
  return dits;
}

async function preparer() {
  const { coffre } = await etatDuCoffre();
  if (!lignes.length) return;
  valider.disabled = true;
  if (!coffre) return void (etat.textContent = FERME);
  try {
    await ouvrir(coffre);
  } catch {
    etat.textContent = "Un texte de ces fiches ne s’ouvre pas ici\u202f: les réunir le perdrait. Demandez à un collègue qui l’ouvre.";
    return;
  }
  montrer();
  valider.disabled = false;
  etat.textContent = "";
}

formulaire.addEventListener("submit", async (evenement) => {
  if (!lignes.length || formulaire.dataset.scelle) return;
  evenement.preventDefault();
  try {
    await assurer();
    const { coffre } = await etatDuCoffre();
    if (!coffre) throw new Error(FERME);
    for (const [champ, valeur] of Object.entries(valeurs())) {
      const avant = lus[champ].garde ?? (champ === "identite" ? {} : "");
      const porte = /** @type {HTMLInputElement} */ (formulaire.elements.namedItem(champ));
      const change = JSON.stringify(valeur) !== JSON.stringify(avant) && Object.keys(valeur).length;
      porte.value = change ? enTexte(await coffre.sceller({ genre: "jeune", objet: formulaire.dataset.garde ?? "", champ }, valeur)) : "";
    }
    /** @type {HTMLInputElement} */ (formulaire.elements.namedItem("textes_lus")).value = "oui";
    formulaire.dataset.scelle = "oui";
    formulaire.requestSubmit(valider);
  } catch (erreur) {
    etat.textContent = /** @type {Error} */ (erreur).message;
  }
});

document.addEventListener("coffre:change", () => preparer());
preparer().catch((erreur) => (etat.textContent = erreur.message));
