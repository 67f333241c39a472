// Making elements: the screens are a few of them, written by hand.

/** @param {string} nom @param {Record<string, any>} [attributs] `class`, `aria-…`, a function for an event (`onclick`), a
 * boolean for a flag; null leaves the attribute out @param {...(Node | string | null | undefined | false)} enfants */
export function noeud(nom, attributs = {}, ...enfants) {
  const element = document.createElement(nom);
  for (const [cle, valeur] of Object.entries(attributs)) {
    if (valeur === null || valeur === undefined || valeur === false) continue;
    if (typeof valeur === "function") element.addEventListener(cle.slice(2), valeur);
    else if (cle === "value") /** @type {HTMLInputElement} */ (element).value = valeur;
    else element.setAttribute(cle, valeur === true ? "" : String(valeur));
  }
  element.append(...enfants.filter((un) => un !== null && un !== undefined && un !== false).map((un) => /** @type {Node} */ (un)));
  return element;
}

/** @param {string} texte @param {() => void} geste @param {string} [classe] */
export const bouton = (texte, geste, classe = "bouton") => noeud("button", { type: "button", class: classe, onclick: geste }, texte);

/** A field with its label. @param {string} libelle @param {HTMLElement} champ */
export function etiqueter(libelle, champ) {
  champ.id ||= `champ-${(rang += 1)}`;
  return noeud("div", { class: "champ" }, noeud("label", { for: champ.id }, libelle), champ);
}
let rang = 0;

/** A group of fields or buttons, under a heading. @param {string} titre @param {...(Node | string | null | false)} enfants */
export const groupe = (titre, ...enfants) =>
  noeud("fieldset", { class: "groupe" }, noeud("legend", {}, titre), ...enfants);

/** A button that stays pressed. @param {string} texte @param {boolean} estPressee @param {(pressee: boolean) => void} geste */
export function puce(texte, estPressee, geste) {
  const une = noeud("button", { type: "button", class: "puce", "aria-pressed": String(estPressee) }, texte);
  une.addEventListener("click", () => {
    const pressee = une.getAttribute("aria-pressed") !== "true";
    une.setAttribute("aria-pressed", String(pressee));
    geste(pressee);
  });
  return une;
}

/** One of several. @template {{ nom: string }} T @param {T[]} choix @param {(un: T) => boolean} estChoisi
 * @param {(un: T | null) => void} geste null when the chosen one is pressed again */
export function puces(choix, estChoisi, geste) {
  const liste = noeud("div", { class: "puces" });
  for (const un of choix) {
    const une = puce(un.nom, estChoisi(un), (pressee) => {
      for (const autre of liste.children) if (autre !== une) autre.setAttribute("aria-pressed", "false");
      geste(pressee ? un : null);
    });
    liste.append(une);
  }
  return liste;
}
