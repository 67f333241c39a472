// From Markdown to the editor's document: the same reading as `prose.py`, by the same library in its other language.

import { MarkdownIt } from "../vendor/markdown-it/markdown-it.js";
import { schema } from "./schema.js";

/** @typedef {import("./schema.js").Noeud} Noeud */
/** @typedef {{ type: string, tag: string, content: string, children: Jeton[] | null, nesting: number,
 *   attrGet: (nom: string) => string | null }} Jeton */

/** As `chiffres.MOTIF`. */
export const MOTIF = /\{([a-z][a-z0-9_]*\.[^{}\n]+?)\}/g;
const ADRESSE = /^(https?:\/\/|mailto:)/i;
// In the place of a figure while the Markdown is read: letters of nobody's alphabet.
const [PREMIER, DERNIER] = [0xe000, 0xf8ff];

const lecteur = new MarkdownIt("zero", { html: false }).enable(
  ["heading", "list", "emphasis", "link", "escape", "newline", "entity", "lheading"],
);

/** @param {string} href as the Markdown writes it */
export const normaliser = (href) => lecteur.normalizeLink(href);

/** @param {string} markdown @returns {Noeud} */
export function lireMarkdown(markdown) {
  /** @type {string[]} */
  const noms = [];
  const code = markdown
    .replace(/[\ue000-\uf8ff]/g, "")
    .replace(MOTIF, (tout, nom) =>
      PREMIER + noms.length > DERNIER ? tout : String.fromCharCode(PREMIER + noms.push(nom) - 1));
  const blocs = new Lecture(noms).blocs(lecteur.parse(code, {}));
  return schema.node("doc", null, blocs.length ? blocs : [schema.node("paragraphe")]);
}

class Lecture {
  /** @param {string[]} noms */
  constructor(noms) {
    this.noms = noms;
    this.plusHaut = "h7";
    /** Open lists and items, the innermost last. @type {{ type: string, contenu: Noeud[] }[]} */
    this.ouverts = [];
    /** @type {Noeud[]} */
    this.lus = [];
  }

  /** @param {Jeton[]} jetons */
  blocs(jetons) {
    let titre = "";
    for (const jeton of jetons) {
      const genre = { bullet_list: "puces", ordered_list: "numeros", list_item: "element" }[
        jeton.type.replace(/_(open|close)$/, "")
      ];
      if (genre && jeton.nesting > 0) this.ouverts.push({ type: genre, contenu: [] });
      else if (genre) this.fermer();
      else if (jeton.type === "heading_open") titre = jeton.tag;
      else if (jeton.type === "heading_close") titre = "";
      else if (jeton.type === "inline") this.alinea(this.segments(jeton.children ?? []), titre);
    }
    return this.lus;
  }

  /** @param {Noeud[]} segments @param {string} titre */
  alinea(segments, titre) {
    if (!segments.length) return;
    const element = this.ouverts.at(-1);
    if (element) {
      // A second paragraph of an item is an item of its own.
      if (element.contenu.length) {
        this.fermer();
        this.ouverts.push({ type: "element", contenu: [] });
      }
      this.ranger(schema.node("paragraphe", null, segments));
    } else if (titre) {
      if (titre < this.plusHaut) this.plusHaut = titre;
      const droits = segments.filter(({ type }) => type !== schema.nodes.saut);
      this.ranger(schema.node("titre", { niveau: titre === this.plusHaut ? 1 : 2 }, droits));
    } else this.ranger(schema.node("paragraphe", null, segments));
  }

  fermer() {
    const { type, contenu } = /** @type {{ type: string, contenu: Noeud[] }} */ (this.ouverts.pop());
    const vide = type === "element" && contenu[0]?.type !== schema.nodes.paragraphe;
    this.ranger(schema.node(type, null, vide ? [schema.node("paragraphe"), ...contenu] : contenu));
  }

  /** @param {Noeud} noeud */
  ranger(noeud) {
    (this.ouverts.at(-1)?.contenu ?? this.lus).push(noeud);
  }

  /** @param {Jeton[]} jetons @returns {Noeud[]} */
  segments(jetons) {
    const noeuds = [];
    const compte = { strong: 0, em: 0 };
    const liens = [];
    for (const jeton of jetons) {
      const quoi = /** @type {"strong" | "em" | undefined} */ (/^(strong|em)_/.exec(jeton.type)?.[1]);
      if (quoi) compte[quoi] += jeton.nesting;
      else if (jeton.type === "link_open") liens.push(jeton.attrGet("href") ?? "");
      else if (jeton.type === "link_close") liens.pop();
      else {
        const href = liens.at(-1) ?? "";
        const marques = [
          ...(ADRESSE.test(href) ? [schema.mark("lien", { href })] : []),
          ...(compte.strong ? [schema.mark("gras")] : []),
          ...(compte.em ? [schema.mark("italique")] : []),
        ];
        if (jeton.type === "hardbreak") noeuds.push(schema.node("saut", null, null, marques));
        else noeuds.push(...this.morceaux(jeton.type === "softbreak" ? " " : jeton.content, marques));
      }
    }
    return noeuds;
  }

  /** Text and figures. @param {string} texte @param {any[]} marques @returns {Noeud[]} */
  morceaux(texte, marques) {
    return texte.split(/([\ue000-\uf8ff])/).filter(Boolean).map((morceau) => {
      const rang = morceau.charCodeAt(0) - PREMIER;
      return rang >= 0 && rang < this.noms.length && morceau.length === 1
        ? schema.node("chiffre", { nom: this.noms[rang] }, null, marques)
        : schema.text(morceau, marques);
    });
  }
}
