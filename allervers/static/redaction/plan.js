// In the page of the plan, a proposed text is edited as the texts of the report are, once its form is open.

import { Editeur } from "./editeur.js";
import { MOTIF } from "./lire-markdown.js";
import { brancherLesOutils } from "./outils.js";
import { valeurs } from "./valeurs.js";

const outils = /** @type {HTMLTemplateElement} */ (document.getElementById("outils"));

/** @param {Element} pli a fold that was just opened */
function monter(pli) {
  for (const zone of /** @type {NodeListOf<HTMLTextAreaElement>} */ (pli.querySelectorAll("textarea[name=contenu]"))) {
    if (zone.closest("details") !== pli || zone.ariaHidden || !zone.form) continue;
    // The plan counts nothing: a figure is its name.
    for (const [code, nom] of zone.value.matchAll(MOTIF)) valeurs.noter(nom, { valeur: code, libelle: "" });
    const [libelle] = zone.labels;
    libelle.id = `${zone.id}-libelle`;
    zone.setAttribute("aria-labelledby", libelle.id);
    zone.before(outils.content.cloneNode(true));
    let montrer = () => {};
    const editeur = new Editeur(zone, { surChange: () => montrer(), surChiffre: () => {} });
    montrer = brancherLesOutils(zone.form, editeur, {});
  }
}

document.addEventListener("toggle", ({ target }) => {
  if (target instanceof HTMLDetailsElement && target.open) monter(target);
}, true);
document.querySelectorAll("details.modifier[open], details.ajouter[open]").forEach(monter);
