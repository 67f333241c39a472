// The form of an item: the end follows the beginning, and what says how it comes again shows only when it does.

for (const fin of /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll("input[name=fin]"))) {
  const heure = /** @type {HTMLInputElement} */ (fin.form?.elements.namedItem("heure"));
  let avant = heure.valueAsNumber;
  heure.addEventListener("change", () => {
    const [ecart, jusque] = [heure.valueAsNumber - avant, fin.valueAsNumber];
    if (Number.isNaN(heure.valueAsNumber)) return;
    avant = heure.valueAsNumber;
    if (!Number.isNaN(ecart + jusque)) fin.valueAsNumber = (jusque + ecart + 86_400_000) % 86_400_000;
  });
}

const revient = /** @type {HTMLSelectElement | null} */ (document.querySelector("select[name=toutes_les]"));
if (revient) {
  const montrer = () => {
    for (const partie of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-si-revient]")))
      partie.hidden = !revient.value;
  };
  revient.addEventListener("change", montrer);
  montrer();
}
