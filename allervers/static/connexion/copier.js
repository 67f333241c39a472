// Copy what a field shows.

for (const bouton of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-copier]"))) {
  bouton.addEventListener("click", async () => {
    const champ = /** @type {HTMLInputElement} */ (document.getElementById(bouton.dataset.copier ?? ""));
    champ.select();
    await navigator.clipboard.writeText(champ.value);
    const dit = document.querySelector("[data-copie]");
    if (dit) dit.textContent = "Copié.";
  });
}
