// What a text of the report can hold, the same as `prose.py` reads; a live figure is one piece of it.

import { Schema } from "../vendor/prosemirror/prosemirror.js";
import { valeurs } from "./valeurs.js";

/** @typedef {import("../vendor/prosemirror/prosemirror.js").Node} Noeud */

/** @param {number} niveau */
const titres = (niveau) => (/** @type {string} */ tag) => ({ tag, attrs: { niveau } });

export const schema = new Schema({
  nodes: {
    doc: { content: "bloc+" },
    paragraphe: { group: "bloc", content: "inline*", parseDOM: [{ tag: "p" }], toDOM: () => ["p", 0] },
    titre: {
      group: "bloc",
      attrs: { niveau: { default: 1 } },
      content: "(text | chiffre)*",
      defining: true,
      parseDOM: [...["h1", "h2", "h3"].map(titres(1)), ...["h4", "h5", "h6"].map(titres(2))],
      // The title of the text is an h2.
      toDOM: ({ attrs }) => [`h${attrs.niveau + 2}`, { class: "intertitre" }, 0],
    },
    puces: { group: "bloc liste", content: "element+", parseDOM: [{ tag: "ul" }], toDOM: () => ["ul", 0] },
    numeros: { group: "bloc liste", content: "element+", parseDOM: [{ tag: "ol" }], toDOM: () => ["ol", 0] },
    element: { content: "paragraphe liste*", defining: true, parseDOM: [{ tag: "li" }], toDOM: () => ["li", 0] },
    chiffre: {
      group: "inline",
      inline: true,
      atom: true,
      attrs: { nom: {} },
      leafText: ({ attrs }) => valeurs.lire(attrs.nom).valeur,
      parseDOM: [
        { tag: "span[data-nom]", getAttrs: (/** @type {HTMLElement} */ span) => ({ nom: span.dataset.nom }) },
      ],
      toDOM: ({ attrs }) => valeurs.montrer(attrs.nom),
    },
    saut: {
      group: "inline",
      inline: true,
      selectable: false,
      leafText: () => "\n",
      parseDOM: [{ tag: "br" }],
      toDOM: () => ["br"],
    },
    text: { group: "inline" },
  },
  marks: {
    lien: {
      attrs: { href: {} },
      inclusive: false,
      parseDOM: [{
        tag: "a[href]",
        getAttrs: (/** @type {HTMLElement} */ a) => {
          const href = adresse(a.getAttribute("href") ?? "");
          return href ? { href } : false;
        },
      }],
      toDOM: ({ attrs }) => ["a", { href: attrs.href, title: attrs.href }, 0],
    },
    gras: { parseDOM: [{ tag: "b" }, { tag: "strong" }], toDOM: () => ["strong", 0] },
    italique: { parseDOM: [{ tag: "i" }, { tag: "em" }], toDOM: () => ["em", 0] },
  },
});

/** The address that a link may have, as someone typed it; nothing for one that is refused. @param {string} tapee */
export function adresse(tapee) {
  const nette = tapee.trim();
  if (/^(https?:\/\/|mailto:)./i.test(nette)) return nette;
  if (/^[\w.+-]+@[\w-]+(\.[\w-]+)+$/.test(nette)) return `mailto:${nette}`;
  return /^[\w-]+(\.[\w-]+)+([/?#].*)?$/.test(nette) ? `https://${nette}` : "";
}
