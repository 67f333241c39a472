// In the page of the plan, a proposed text is edited as the texts of the report are, once its form is open.

/** How the figures of the proposed texts read today. @type {Record<string, string>} */
const lus = JSON.parse(document.querySelector("[data-chiffres]")?.getAttribute("data-chiffres") ?? "{}");
const outils = /** @type {HTMLTemplateElement} */ (document.getElementById("outils"));

/** @param {Element} pli a fold that was just opened */
async function monter(pli) {
  if (!pli.querySelector("textarea[name=contenu]")) return;
  // Whoever only moves a section does not wait for the editor.
  const [{ Editeur }, { MOTIF }, { brancherLesOutils }, { valeurs }] = await Promise.all([
    import("./editeur.js"), import("./lire-markdown.js"), import("./outils.js"), import("./valeurs.js"),
  ]);
  for (const zone of /** @type {NodeListOf<HTMLTextAreaElement>} */ (pli.querySelectorAll("textarea[name=contenu]"))) {
    if (zone.closest("details") !== pli || zone.ariaHidden || !zone.form) continue;
    // One that was just typed is its name until the plan is recorded.
    for (const [code, nom] of zone.value.matchAll(MOTIF)) valeurs.noter(nom, { valeur: lus[nom] ?? code, libelle: "" });
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
