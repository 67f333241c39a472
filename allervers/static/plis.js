// Folds that a wide screen shows open, and a narrow one closed.

const etroit = matchMedia("(max-width: 61.99rem)");
const plis = /** @type {NodeListOf<HTMLDetailsElement>} */ (document.querySelectorAll("details[data-pli]"));

for (const pli of plis) {
  // Where the address leads, and what is to be corrected, stay in sight.
  if (etroit.matches && !pli.querySelector(":target, [aria-invalid=true]")) pli.open = false;
}
etroit.addEventListener("change", () => {
  if (!etroit.matches) for (const pli of plis) pli.open = true;
});
