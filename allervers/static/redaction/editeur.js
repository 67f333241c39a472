// What a writer sees in the place of a field of Markdown: the text as it will be. The field stays the form's value.

import {
  EditorState, EditorView, InputRule, Plugin, Selection, baseKeymap, chainCommands, closeHistory, exitCode, history, inputRules,
  keymap, wrappingInputRule,
} from "../vendor/prosemirror/prosemirror.js";
import { nettoyer } from "./collage.js";
import { COMMANDES, RACCOURCIS } from "./commandes.js";
import { ecrireMarkdown } from "./ecrire-markdown.js";
import { MOTIF, lireMarkdown } from "./lire-markdown.js";
import { schema } from "./schema.js";

/** @typedef {import("./schema.js").Noeud} Noeud */

/** A code that was typed or pasted becomes its figure; the first heading is never a lower one. */
const RANGEMENT = new Plugin({
  appendTransaction(transactions, _, etat) {
    if (!transactions.some(({ docChanged }) => docChanged)) return null;
    const change = etat.tr;
    let titre = false;
    etat.doc.descendants((noeud, place) => {
      if (noeud.type === schema.nodes.titre) {
        if (!titre && noeud.attrs.niveau > 1) change.setNodeMarkup(place, null, { niveau: 1 });
        titre = true;
      }
      if (!noeud.isText) return;
      for (const { 0: code, 1: nom, index } of [...(noeud.text ?? "").matchAll(MOTIF)].reverse()) {
        const debut = change.mapping.map(place + index, -1);
        const fin = change.mapping.map(place + index + code.length, 1);
        change.replaceWith(debut, fin, schema.node("chiffre", { nom }, null, noeud.marks));
      }
    });
    return change.docChanged ? change : null;
  },
});

const SUITE = /** @type {import("../vendor/prosemirror/prosemirror.js").Command} */ ((etat, envoyer) => {
  if (etat.selection.$from.parent.type !== schema.nodes.paragraphe) return false;
  envoyer?.(etat.tr.replaceSelectionWith(schema.node("saut")).scrollIntoView());
  return true;
});

const EXTENSIONS = [
  RANGEMENT,
  history(),
  inputRules({
    rules: [
      wrappingInputRule(/^\s*[-•*–]\s$/, schema.nodes.puces),
      wrappingInputRule(/^(1)[.)]\s$/, schema.nodes.numeros),
      new InputRule(/\.\.\.$/, "…"),
    ],
  }),
  keymap(RACCOURCIS),
  keymap({ "Shift-Enter": chainCommands(exitCode, SUITE) }),
  keymap(baseKeymap),
];

export class Editeur {
  /** @param {HTMLTextAreaElement} zone whose value and name it takes; it stands right before it
   * @param {{ surChange: () => void, surChiffre: () => void }} gestes told after each move, and asked for another figure */
  constructor(zone, { surChange, surChiffre }) {
    this.zone = zone;
    this.surChange = surChange;
    this.ecrit = zone.value;
    this.vue = new EditorView({ mount: this.cadre() }, {
      state: EditorState.create({ doc: lireMarkdown(zone.value), plugins: EXTENSIONS }),
      editable: () => !zone.readOnly,
      dispatchTransaction: (transaction) => this.changer(transaction),
      transformPastedHTML: nettoyer,
      handleDoubleClickOn: (_, __, noeud) => {
        if (noeud.type !== schema.nodes.chiffre) return false;
        surChiffre();
        return true;
      },
    });
    // Nothing is lost for what reads or writes the field: the guard, a draft found again.
    zone.addEventListener("input", () => this.relire());
    zone.addEventListener("focus", () => this.vue.focus());
    if (document.activeElement === zone) this.vue.focus();
    zone.tabIndex = -1;
    zone.setAttribute("aria-hidden", "true");
    zone.classList.add("derriere");
  }

  cadre() {
    const cadre = document.createElement("div");
    cadre.className = "page-ecrite prose form-control";
    cadre.lang = "fr";
    cadre.spellcheck = true;
    cadre.setAttribute("role", "textbox");
    cadre.setAttribute("aria-multiline", "true");
    for (const nom of ["aria-labelledby", "aria-describedby"]) {
      const valeur = this.zone.getAttribute(nom);
      if (valeur) cadre.setAttribute(nom, valeur);
    }
    this.zone.before(cadre);
    return cadre;
  }

  /** @param {import("../vendor/prosemirror/prosemirror.js").Transaction} transaction */
  changer(transaction) {
    const { state, transactions } = this.vue.state.applyTransaction(transaction);
    this.vue.updateState(state);
    if (transaction.docChanged && !transactions[0].getMeta("lu")) {
      this.ecrit = ecrireMarkdown(state.doc);
      this.zone.value = this.ecrit;
      this.zone.dispatchEvent(new InputEvent("input", { bubbles: true }));
    }
    this.surChange();
  }

  /** The field was written by something else: only what differs is replaced, so that Ctrl+Z and the cursor still serve. */
  relire() {
    if (this.zone.value === this.ecrit) return;
    this.ecrit = this.zone.value;
    const { state } = this.vue;
    const neuf = lireMarkdown(this.ecrit);
    const debut = state.doc.content.findDiffStart(neuf.content);
    if (debut === null) return;
    let { a, b } = /** @type {{ a: number, b: number }} */ (state.doc.content.findDiffEnd(neuf.content));
    // Repeated letters: both ends may have gone past the start.
    const recul = debut - Math.min(a, b);
    if (recul > 0) [a, b] = [a + recul, b + recul];
    this.vue.dispatch(closeHistory(state.tr).replace(debut, a, neuf.slice(debut, b)).setMeta("lu", true));
  }

  /** Nothing more is typed: the server has another text. */
  figer() {
    this.vue.setProps({});
    this.vue.dom.setAttribute("aria-readonly", "true");
  }

  /** @param {keyof typeof COMMANDES} nom */
  executer(nom) {
    COMMANDES[nom].faire(this.vue.state, this.vue.dispatch, this.vue);
    this.vue.focus();
  }

  /** @param {string} nom of a live figure, in the place of what is selected */
  inserer(nom) {
    const change = closeHistory(this.vue.state.tr).replaceSelectionWith(schema.node("chiffre", { nom }), true);
    this.vue.dispatch(change.scrollIntoView());
    this.vue.focus();
  }

  /** @param {string} markdown what follows the text from now on */
  ajouter(markdown) {
    const { state } = this.vue;
    const vide = state.doc.childCount === 1 && !state.doc.child(0).content.size;
    const change = closeHistory(state.tr).replaceWith(vide ? 0 : state.doc.content.size, state.doc.content.size, lireMarkdown(markdown).content);
    this.vue.dispatch(change.setSelection(Selection.atEnd(change.doc)).scrollIntoView());
    this.vue.focus();
  }
}
