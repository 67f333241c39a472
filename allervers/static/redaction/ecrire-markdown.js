// From the editor's document to Markdown that says the same once read again, whatever was typed.

import { MOTIF, lireMarkdown, normaliser } from "./lire-markdown.js";

/** @typedef {import("./schema.js").Noeud} Noeud */
/** One character, or one figure, and how it looks. @typedef {{ c: string, est: "texte" | "chiffre" | "saut",
 *   gras: boolean, italique: boolean, lien: string }} Signe */
/** How bold and italic are written: the sign of italic, and whether the letters around are written as entities.
 * @typedef {{ signe: string, entites: boolean }} Maniere */

/** The plainest first: the others are for marks that begin or end inside a word. @type {Maniere[]} */
const MANIERES = [
  { signe: "*", entites: false },
  { signe: "_", entites: false },
  { signe: "_", entites: true },
];

/** @param {Noeud} doc */
export function ecrireMarkdown(doc) {
  return suite(doc).map((lignes) => lignes.join("\n")).join("\n\n");
}

/** The lines of each block; one that is empty is not written. @param {Noeud} parent @returns {string[][]} */
function suite(parent) {
  const blocs = [];
  // Two lists in a row would be read as one: their signs alternate.
  let [avant, autre] = ["", false];
  for (const noeud of parent.children) {
    const genre = noeud.type.name;
    let lignes;
    if (genre === "puces" || genre === "numeros") {
      const alterne = avant === genre && !autre;
      lignes = liste(noeud, genre === "numeros", alterne);
      if (lignes.length) autre = alterne;
    } else lignes = alinea(noeud);
    if (!lignes.length) continue;
    avant = genre;
    blocs.push(lignes);
  }
  return blocs;
}

/** @param {Noeud} noeud @param {boolean} numerotee @param {boolean} autre @returns {string[]} */
function liste(noeud, numerotee, autre) {
  const lignes = [];
  let numero = 0;
  for (const element of noeud.children) {
    const contenu = suite(element).flat();
    if (!contenu.length) continue;
    numero += 1;
    const puce = numerotee ? `${numero}${autre ? ")" : "."} ` : autre ? "* " : "- ";
    lignes.push(...contenu.map((ligne, rang) => (rang ? " ".repeat(puce.length) : puce) + ligne));
  }
  return lignes;
}

/** @param {Noeud} noeud @returns {string[]} */
function alinea(noeud) {
  const signes = rogner(signesDe(noeud));
  if (!signes.length) return [];
  const titre = noeud.type.name === "titre";
  const nus = signes.map((signe) => ({ ...signe, gras: false, italique: false }));
  const marque = signes.some(({ gras, italique }) => gras || italique);
  const texte = (marque && MANIERES.map((maniere) => ecrire(signes, maniere, titre)).find((ecrit) => seRelit(ecrit, signes))) ||
    // No Markdown says it (bold glued to a figure, beginning with a quotation mark): the words at least.
    ecrire(nus, MANIERES[0], titre);
  return (titre ? `${noeud.attrs.niveau === 1 ? "###" : "####"} ${texte}` : texte).split("\n");
}

/** @param {Noeud} noeud @returns {Signe[]} */
function signesDe(noeud) {
  return noeud.children.flatMap((enfant) => {
    const aspect = { gras: false, italique: false, lien: "" };
    for (const { type, attrs } of enfant.marks) {
      if (type.name === "lien") aspect.lien = sure(attrs.href);
      else aspect[/** @type {"gras" | "italique"} */ (type.name)] = true;
    }
    if (enfant.type.name === "chiffre") return [{ c: `{${enfant.attrs.nom}}`, est: "chiffre", ...aspect }];
    if (enfant.type.name === "saut") return [{ c: "\n", est: "saut", ...aspect, lien: "" }];
    return [...(enfant.text ?? "").replace(/\n/g, " ")].map((c) => ({ c, est: "texte", ...aspect }));
  });
}

/** Without the white ends of the text, of its lines, and of what is bold or italic. @param {Signe[]} signes */
function rogner(signes) {
  const blanc = (/** @type {Signe | undefined} */ signe) => !signe || /^\s$/.test(signe.c);
  const nets = signes.filter((_, i) => {
    if (!blanc(signes[i])) return true;
    let [j, k] = [i, i];
    const saut = signes[i].est === "saut";
    while (j >= 0 && blanc(signes[j]) && (saut || signes[j].est !== "saut")) j -= 1;
    while (k < signes.length && blanc(signes[k]) && (saut || signes[k].est !== "saut")) k += 1;
    return saut ? j >= 0 && k < signes.length : signes[j] && signes[k] && signes[j].est !== "saut" && signes[k].est !== "saut";
  });
  for (const quoi of /** @type {const} */ (["gras", "italique"])) {
    for (const pas of [1, -1]) {
      for (let i = pas > 0 ? 0 : nets.length - 1; nets[i]; i += pas) {
        const avant = nets[i - pas];
        const suit = avant?.[quoi] && avant.lien === nets[i].lien;
        if (nets[i][quoi] && !suit && blanc(nets[i])) nets[i][quoi] = false;
      }
    }
  }
  return nets;
}

/** @param {Signe[]} signes @param {Maniere} maniere @param {boolean} titre */
function ecrire(signes, maniere, titre) {
  const marques = { gras: "**", italique: maniere.signe };
  /** @type {("gras" | "italique")[]} */
  const ouvertes = [];
  let [sortie, lien] = ["", ""];
  const fermer = () => (sortie += marques[/** @type {"gras" | "italique"} */ (ouvertes.pop())]);
  signes.forEach((signe, i) => {
    const change = signe.lien !== lien;
    while (ouvertes.some((quoi) => change || !signe[quoi])) fermer();
    if (change && lien) sortie += fin(lien);
    if (change && signe.lien) sortie += "[";
    lien = signe.lien;
    const nouvelles = /** @type {const} */ (["gras", "italique"]).filter((quoi) => signe[quoi] && !ouvertes.includes(quoi));
    for (const quoi of nouvelles.sort((a, b) => duree(signes, i, b) - duree(signes, i, a))) {
      sortie += marques[quoi];
      ouvertes.push(quoi);
    }
    const bord = [signes[i - 1], signes[i + 1]].some((voisin) => voisin && !memeAspect(voisin, signe));
    sortie += maniere.entites && bord && signe.est === "texte" && /\S/.test(signe.c)
      ? `&#${signe.c.codePointAt(0)};`
      : lettre(signes, i, titre);
  });
  while (ouvertes.length) fermer();
  return sortie + (lien && fin(lien));
}

/** @param {Signe} a @param {Signe} b */
const memeAspect = (a, b) => a.gras === b.gras && a.italique === b.italique && a.lien === b.lien;

/** @param {Signe[]} signes @param {number} i @param {"gras" | "italique"} quoi */
function duree(signes, i, quoi) {
  let j = i;
  while (signes[j]?.[quoi] && signes[j].lien === signes[i].lien) j += 1;
  return j - i;
}

/** An address that ends where it ends. @param {string} href */
const sure = (href) => normaliser(href).replace(/[()]/g, (c) => (c === "(" ? "%28" : "%29"));

/** @param {string} lien */
const fin = (lien) => `](${lien.replace(/&(?=#?\w+;)/g, "\\&")})`;

/** A character as Markdown writes it, so that it stays one. @param {Signe[]} signes @param {number} i @param {boolean} titre */
function lettre(signes, i, titre) {
  const { c, est } = signes[i];
  if (est === "saut") return "\\\n";
  if (est === "chiffre") return c;
  if (/[\\*_[\]]/.test(c) || (titre && c === "#")) return `\\${c}`;
  const reste = () => ligne(signes, i);
  if (c === "&" && /^&#?\w+;/.test(reste())) return "\\&";
  if (/[#+=-]/.test(c) && debute(signes, i) && /^(#{1,6}(\s|$)|[+-](\s|$)|=+\s*$|-+\s*$)/.test(reste())) return `\\${c}`;
  if (/[.)]/.test(c) && /^\s/.test(reste().slice(1) || " ")) {
    let j = i;
    while (/^\d$/.test(signes[j - 1]?.c ?? "")) j -= 1;
    if (j < i && debute(signes, j)) return `\\${c}`;
  }
  return c;
}

/** Whether a line begins here. @param {Signe[]} signes @param {number} i */
const debute = (signes, i) => i === 0 || signes[i - 1].est === "saut";

/** The rest of the line. @param {Signe[]} signes @param {number} i */
function ligne(signes, i) {
  const fin = signes.findIndex((signe, j) => j > i && signe.est === "saut");
  return signes.slice(i, fin < 0 ? undefined : fin).map(({ c }) => c).join("");
}

/** Whether what was written says what was meant, with a figure read as a number or as a difference.
 * @param {string} texte @param {Signe[]} signes */
function seRelit(texte, signes) {
  const chiffre = (/** @type {string} */ c) => (c.endsWith(".ecart}") ? "+ 0" : "0");
  const voulus = signes.flatMap((signe) =>
    [...(signe.est === "chiffre" ? chiffre(signe.c) : signe.c)].map((c) => ({ ...signe, c })));
  const relu = lireMarkdown(texte.replace(MOTIF, chiffre));
  const lus = relu.childCount === 1 ? signesDe(relu.child(0)) : [];
  return lus.length === voulus.length && lus.every((signe, i) => signe.c === voulus[i].c && memeAspect(signe, voulus[i]));
}
