// Buttons that print the page; what is folded on the screen, and marked so, is unfolded on paper.

for (const bouton of document.querySelectorAll("[data-imprimer]")) bouton.addEventListener("click", () => print());

addEventListener("beforeprint", () => {
  for (const plie of /** @type {NodeListOf<HTMLDetailsElement>} */ (document.querySelectorAll("[data-a-imprimer]"))) plie.open = true;
});
