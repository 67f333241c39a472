// An open menu of the band closes when one presses Escape or goes elsewhere; it opens and closes without this.

const menus = /** @type {NodeListOf<HTMLDetailsElement>} */ (document.querySelectorAll(".navigation details"));

/** @param {(menu: HTMLDetailsElement) => boolean} lesquels */
function fermer(lesquels) {
  for (const menu of menus) if (menu.open && lesquels(menu)) menu.open = false;
}

document.addEventListener("click", ({ target }) => fermer((menu) => !menu.contains(/** @type {Node} */ (target))));
document.addEventListener("focusin", ({ target }) => fermer((menu) => !menu.contains(/** @type {Node} */ (target))));
document.addEventListener("keydown", ({ key }) => {
  if (key !== "Escape") return;
  for (const menu of menus) if (menu.open && menu.contains(document.activeElement)) menu.querySelector("summary")?.focus();
  fermer(() => true);
});
