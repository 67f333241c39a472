// What the tools of a text do, and the keys that do the same.

import {
  liftListItem, redo, setBlockType, sinkListItem, splitListItem, toggleMark, undo, wrapInList,
} from "../vendor/prosemirror/prosemirror.js";
import { schema } from "./schema.js";

/** @typedef {import("../vendor/prosemirror/prosemirror.js").EditorState} Etat */
/** @typedef {import("../vendor/prosemirror/prosemirror.js").Command} Commande */

const { nodes, marks } = schema;

/** @param {any} marque @returns {(etat: Etat) => boolean} */
const marque = (marque) => ({ selection: { from, to, empty, $from }, storedMarks, doc }) =>
  empty ? !!marque.isInSet(storedMarks ?? $from.marks()) : doc.rangeHasMark(from, to, marque);

/** @param {number} niveau @returns {(etat: Etat) => boolean} */
const titre = (niveau) => ({ selection: { $from } }) =>
  $from.parent.type === nodes.titre && $from.parent.attrs.niveau === niveau;

/** The innermost list around the selection. @param {Etat} etat */
function listeAutour({ selection: { $from } }) {
  for (let p = $from.depth; p > 0; p -= 1) {
    if ([nodes.puces, nodes.numeros].includes($from.node(p).type)) return { noeud: $from.node(p), place: $from.before(p) };
  }
  return undefined;
}

/** @param {any} type @returns {(etat: Etat) => boolean} */
const liste = (type) => (etat) => listeAutour(etat)?.noeud.type === type;

/** @param {(etat: Etat) => boolean} est @param {Commande} mettre @param {Commande} oter @returns {Commande} */
const basculer = (est, mettre, oter) => (etat, ...reste) => (est(etat) ? oter : mettre)(etat, ...reste);

const enParagraphe = setBlockType(nodes.paragraphe);
const sortir = liftListItem(nodes.element);

/** A list of this kind: a heading becomes a paragraph first, a list of the other kind changes. @param {any} type @returns {Commande} */
const enListe = (type) => (etat, envoyer, vue) => {
  const autour = listeAutour(etat);
  if (autour) {
    envoyer?.(etat.tr.setNodeMarkup(autour.place, type));
    return true;
  }
  enParagraphe(etat, envoyer);
  return wrapInList(type)(vue?.state ?? etat, envoyer);
};

/** A heading stands in no list. @param {number} niveau @returns {Commande} */
const enTitre = (niveau) => (etat, envoyer, vue) => {
  if (!vue || !envoyer) return true;
  while (listeAutour(vue.state) && sortir(vue.state, envoyer));
  return setBlockType(nodes.titre, { niveau })(vue.state, envoyer);
};

/** `est` says whether the tool is already on. @type {Record<string, { faire: Commande, est?: (etat: Etat) => boolean }>} */
export const COMMANDES = {
  gras: { faire: toggleMark(marks.gras), est: marque(marks.gras) },
  italique: { faire: toggleMark(marks.italique), est: marque(marks.italique) },
  titre: { faire: basculer(titre(1), enTitre(1), enParagraphe), est: titre(1) },
  "sous-titre": { faire: basculer(titre(2), enTitre(2), enParagraphe), est: titre(2) },
  liste: { faire: basculer(liste(nodes.puces), enListe(nodes.puces), sortir), est: liste(nodes.puces) },
  numeros: { faire: basculer(liste(nodes.numeros), enListe(nodes.numeros), sortir), est: liste(nodes.numeros) },
  annuler: { faire: undo },
};

/** Only at the start of an item: elsewhere Tab goes to what follows the text. @param {Commande} commande @returns {Commande} */
const auDebut = (commande) => (etat, ...reste) => etat.selection.$from.parentOffset === 0 && commande(etat, ...reste);

/** @type {Record<string, Commande>} */
export const RACCOURCIS = {
  "Mod-b": COMMANDES.gras.faire,
  "Mod-i": COMMANDES.italique.faire,
  "Mod-Alt-1": COMMANDES.titre.faire,
  "Mod-Alt-2": COMMANDES["sous-titre"].faire,
  "Mod-Alt-0": enParagraphe,
  "Mod-Shift-8": COMMANDES.liste.faire,
  "Mod-Shift-7": COMMANDES.numeros.faire,
  "Mod-z": undo,
  "Mod-y": redo,
  "Mod-Shift-z": redo,
  Enter: splitListItem(nodes.element),
  Tab: auDebut(sinkListItem(nodes.element)),
  "Shift-Tab": auDebut(sortir),
  Backspace: auDebut((etat, ...reste) => etat.selection.empty && sortir(etat, ...reste)),
};
