// The files of the report, made one after the other, with their progress.

const liens = /** @type {HTMLAnchorElement[]} */ ([...document.querySelectorAll("[data-fichiers] a")]);
const prepare = /** @type {HTMLElement} */ (document.querySelector("[data-prepare]"));
const avancement = /** @type {HTMLElement} */ (document.querySelector("[data-avancement]"));
const barre = /** @type {HTMLProgressElement} */ (avancement.querySelector("progress"));
const dit = /** @type {HTMLElement} */ (avancement.querySelector("[role=status]"));

/** Make one file and give it to the browser to save. @param {HTMLAnchorElement} lien */
async function telecharger(lien) {
  const reponse = await fetch(lien.href);
  if (!reponse.ok || reponse.redirected) throw new Error(String(reponse.status));
  const fichier = document.createElement("a");
  fichier.href = URL.createObjectURL(await reponse.blob());
  fichier.download = lien.download;
  fichier.click();
  setTimeout(() => URL.revokeObjectURL(fichier.href), 60_000);
}

/** @param {HTMLAnchorElement[]} voulus */
async function preparer(voulus) {
  avancement.hidden = false;
  barre.max = voulus.length;
  try {
    for (const [rang, lien] of voulus.entries()) {
      barre.value = rang;
      dit.textContent = `${lien.textContent}…`;
      await telecharger(lien);
    }
    barre.value = voulus.length;
    dit.textContent = voulus.length > 1 ? "Tous les fichiers sont prêts." : "Le fichier est prêt.";
  } catch {
    dit.textContent = "Le fichier n’a pas pu être préparé. Réessayer dans un instant.";
  }
}

prepare.hidden = false;
prepare.querySelector("button")?.addEventListener("click", () => preparer(liens));
for (const lien of liens) {
  lien.addEventListener("click", (evenement) => {
    evenement.preventDefault();
    preparer([lien]);
  });
}
