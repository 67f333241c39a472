// The agreement noted for another photo of the action, taken again for this one: it is sealed anew when the form leaves.

const reprise = /** @type {HTMLElement | null} */ (document.querySelector(".reprendre"));
const clair = /** @type {HTMLElement | null} */ (reprise?.querySelector("x-clair") ?? null);

/** @param {string} id @param {string} valeur */
function remplir(id, valeur) {
  const champ = /** @type {HTMLInputElement | HTMLTextAreaElement} */ (document.getElementById(id));
  champ.value = valeur;
  champ.dispatchEvent(new Event("input", { bubbles: true }));
}

// Nothing to take again while the vault keeps it closed.
const montrer = () => { if (reprise) reprise.hidden = clair?.dataset.clair !== "oui"; };
if (clair) new MutationObserver(montrer).observe(clair, { attributes: true });
montrer();

reprise?.querySelector("button")?.addEventListener("click", () => {
  remplir("accord-de", clair?.textContent ?? "");
  remplir("id_accord_le", reprise.dataset.le ?? "");
  remplir("id_accord_jusqu_au", reprise.dataset.jusquAu ?? "");
});
