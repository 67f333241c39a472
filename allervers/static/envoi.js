// The files of the report, made one after the other, and what takes time: each shows that it goes on.

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

/** What takes a few seconds says so, and is not asked twice. */
for (const formulaire of /** @type {NodeListOf<HTMLFormElement>} */ (document.querySelectorAll("form[data-attend]"))) {
  formulaire.addEventListener("submit", () => {
    const dit = document.createElement("p");
    dit.className = "avancement";
    dit.setAttribute("role", "status");
    const progression = document.createElement("progress");
    progression.setAttribute("aria-label", formulaire.dataset.attend ?? "");
    dit.append(progression, formulaire.dataset.attend ?? "");
    formulaire.after(dit);
    for (const bouton of formulaire.querySelectorAll("button")) bouton.disabled = true;
  });
}

// Coming back to the page finds its buttons as they were.
addEventListener("pageshow", (evenement) => {
  if (evenement.persisted) location.reload();
});
