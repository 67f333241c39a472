// The window that asks for a link: its words and its address.

import { closeHistory } from "../vendor/prosemirror/prosemirror.js";
import { adresse, schema } from "./schema.js";

/** @typedef {import("../vendor/prosemirror/prosemirror.js").EditorView} Vue */

const fenetre = /** @type {HTMLDialogElement} */ (document.getElementById("lien"));
const formulaire = /** @type {HTMLFormElement} */ (fenetre.querySelector("form"));
const mots = /** @type {HTMLInputElement} */ (formulaire.elements.namedItem("mots"));
const href = /** @type {HTMLInputElement} */ (formulaire.elements.namedItem("adresse"));
const oter = /** @type {HTMLButtonElement} */ (formulaire.querySelector("[data-oter]"));
/** @type {{ vue: Vue, de: number, a: number } | undefined} */
let ici;

/** On what is selected, or on the link where the cursor is. @param {Vue} vue */
export function ouvrirLeLien(vue) {
  const { doc, selection } = vue.state;
  let { from: de, to: a } = selection;
  const lien = lienIci(vue.state);
  if (lien && selection.empty) [de, a] = bornes(selection.$from, lien);
  ici = { vue, de, a };
  mots.value = doc.textBetween(de, a, " ");
  href.value = lien?.attrs.href ?? "";
  oter.hidden = !lien;
  fenetre.showModal();
  (mots.value ? href : mots).focus();
}

/** The link that is selected, or that the cursor touches. @param {import("../vendor/prosemirror/prosemirror.js").EditorState} etat */
function lienIci({ doc, selection: { from, to, empty, $from } }) {
  /** @type {any} */
  let lien;
  const voir = (/** @type {any} */ noeud) => (lien ??= noeud && schema.marks.lien.isInSet(noeud.marks));
  if (empty) [$from.nodeAfter, $from.nodeBefore].forEach(voir);
  else doc.nodesBetween(from, to, (noeud) => void voir(noeud));
  return lien;
}

/** Where the link around `$place` starts and ends. @param {any} $place @param {any} lien @returns {[number, number]} */
function bornes($place, lien) {
  const parent = $place.parent;
  let [de, a] = [$place.start(), $place.start()];
  let dedans = false;
  for (let i = 0, place = $place.start(); i < parent.childCount; i += 1) {
    const enfant = parent.child(i);
    if (!lien.isInSet(enfant.marks)) {
      if (dedans && place >= $place.pos) break;
      dedans = false;
    } else {
      if (!dedans) de = place;
      dedans = true;
      a = place + enfant.nodeSize;
    }
    place += enfant.nodeSize;
  }
  return [de, a];
}

formulaire.addEventListener("submit", (evenement) => {
  evenement.preventDefault();
  if (!ici) return;
  const { vue, de, a } = ici;
  const change = closeHistory(vue.state.tr);
  if (evenement.submitter === oter) change.removeMark(de, a, schema.marks.lien);
  else {
    const nette = adresse(href.value);
    href.setCustomValidity(nette ? "" : "Écrivez une adresse comme https://www.exemple.fr ou nom@exemple.fr.");
    if (!formulaire.reportValidity()) return;
    const dit = mots.value.trim() || href.value.trim();
    let jusque = a;
    if (dit !== vue.state.doc.textBetween(de, a, " ")) {
      change.insertText(dit, de, a);
      jusque = de + dit.length;
    }
    change.removeMark(de, jusque, schema.marks.lien).addMark(de, jusque, schema.mark("lien", { href: nette }));
  }
  fenetre.close();
  vue.dispatch(change);
  vue.focus();
});

href.addEventListener("input", () => href.setCustomValidity(""));
fenetre.querySelector("[data-fermer]")?.addEventListener("click", () => fenetre.close());
