// Changing the plan: the page comes back as it was left, with the focus on the button that was used.

const CLE = "geste-du-plan";

document.addEventListener("submit", (evenement) => {
  const bouton = /** @type {SubmitEvent} */ (evenement).submitter;
  const rang = [...(bouton?.closest(".gestes")?.querySelectorAll("button") ?? [])].findIndex((un) => un === bouton);
  const haut = bouton?.getBoundingClientRect().top ?? 0;
  const ouverts = [...document.querySelectorAll(".dedans[open]")].map((pli) => pli.parentElement?.id);
  sessionStorage.setItem(CLE, JSON.stringify({ rang, haut, ouverts }));
});

function reprendre() {
  const garde = sessionStorage.getItem(CLE);
  sessionStorage.removeItem(CLE);
  const faux = /** @type {HTMLElement | null} */ (document.querySelector("[aria-invalid=true]"));
  const ici = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (faux || !garde || !ici) {
    faux?.focus();
    return;
  }
  const { rang, haut, ouverts } = JSON.parse(garde);
  for (const pli of /** @type {NodeListOf<HTMLDetailsElement>} */ (document.querySelectorAll(".dedans"))) {
    if (ouverts.includes(pli.parentElement?.id)) pli.open = true;
  }
  const boutons = /** @type {HTMLButtonElement[]} */ ([...ici.querySelectorAll(":scope > .ligne .gestes button")]);
  const bouton = boutons[rang]?.disabled ? boutons.find((un) => !un.disabled) : boutons[rang];
  const cible = /** @type {HTMLElement | null} */ (bouton ?? ici.querySelector("summary"));
  // Whoever listens hears what was done along with where they are.
  const dit = document.querySelector("main > [role=status]");
  if (dit) dit.id = "dit";
  cible?.setAttribute("aria-describedby", "dit");
  cible?.focus({ preventScroll: true });
  if (bouton) window.scrollBy({ top: bouton.getBoundingClientRect().top - haut, behavior: "instant" });
}

// The browser goes to the fragment of the address first, and takes the focus away.
addEventListener("load", () => setTimeout(reprendre));
