// Finding and sorting youths by name, in the browser: the server knows no name.

import { national, numeros } from "./telephone.js";

/** @typedef {{ prenom?: string, nom?: string, surnom?: string, telephone?: string, reseaux?: string, adresse?: string }} Identite
 * @typedef {{ uuid: string, code: string, identite?: Identite | null, anciens?: string[] }} Jeune
 * @typedef {{ jeune: Jeune, mots: string[], autres: string[], numeros: string[] }} Fiche
 */

const LETTRES = /** @type {Record<string, string>} */ ({ œ: "oe", æ: "ae", ß: "ss", ø: "o", ł: "l", đ: "d", ı: "i" });
const ordre = new Intl.Collator("fr", { sensitivity: "base", numeric: true });

/** Blind to accents, case, hyphens and apostrophes: « Anne-Gaëlle » → « anne gaelle ». @param {string} [texte] */
export function normaliser(texte = "") {
  return texte
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[œæßøłđı]/g, (lettre) => LETTRES[lettre])
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** What tells whether a text holds every word that is searched, in any order; nothing searched is in all.
 * @param {string} cherche @returns {(texte: string) => boolean} */
export function quiContient(cherche) {
  const mots = normaliser(cherche).split(" ");
  return (texte) => {
    const dit = normaliser(texte);
    return mots.every((mot) => dit.includes(mot));
  };
}

/** By first name or alias, then name, then code; those whose identity cannot be read come last, by code.
 * @template {Jeune} J @param {J[]} jeunes @returns {J[]} */
export function trier(jeunes) {
  const cles = jeunes.map((jeune) => {
    const { prenom, surnom, nom } = jeune.identite ?? {};
    return { jeune, appel: (prenom || surnom || nom || "").trim(), nom: (nom ?? "").trim() };
  });
  cles.sort(
    (a, b) =>
      Number(!a.appel) - Number(!b.appel) ||
      ordre.compare(a.appel, b.appel) ||
      ordre.compare(a.nom, b.nom) ||
      ordre.compare(a.jeune.code, b.jeune.code),
  );
  return cles.map(({ jeune }) => jeune);
}

/** Made once for a list; searching it then costs about a millisecond for 3 000 youths. @param {Jeune[]} jeunes */
export function creerIndex(jeunes) {
  const fiches = trier(jeunes).map(fiche);
  return {
    /** The best first, then in the order of the list; everyone when nothing is asked. @param {string} texte @returns {Jeune[]} */
    chercher(texte) {
      const mots = normaliser(texte).split(" ").filter(Boolean);
      const numero = /^[\d\s+().\-–/]*\d[\d\s+().\-–/]*$/.test(texte) ? formes(national(texte)) : undefined;
      return fiches
        .map((une) => ({ jeune: une.jeune, rang: rang(une, mots, numero) }))
        .filter(({ rang }) => rang < Infinity)
        .sort((a, b) => a.rang - b.rang)
        .map(({ jeune }) => jeune);
    },
  };
}

/** @param {Jeune} jeune @returns {Fiche} */
function fiche(jeune) {
  const { prenom, surnom, nom, reseaux, telephone } = jeune.identite ?? {};
  const mots = new Set([normaliser(jeune.code).replaceAll(" ", "")]);
  for (const texte of [prenom, surnom, nom, jeune.code, ...(jeune.anciens ?? [])]) {
    const simple = normaliser(texte);
    for (const mot of simple.split(" ")) mots.add(mot);
    // « Ben Ali » is also typed « benali ».
    mots.add(simple.replaceAll(" ", ""));
  }
  mots.delete("");
  return { jeune, mots: [...mots], autres: normaliser(reseaux).split(" ").filter(Boolean), numeros: numeros(telephone) };
}

/** @param {Fiche} fiche @param {string[]} mots @param {string[]} [numero] when nothing else is asked */
function rang(fiche, mots, numero) {
  return numero ? Math.min(rangDesMots(fiche, mots), rangDuNumero(fiche, numero)) : rangDesMots(fiche, mots, fiche.numeros);
}

/** Each word must be found somewhere; 0 for a whole word, 1 for its beginning, 10 for anything else.
 * @param {Fiche} fiche @param {string[]} mots @param {string[]} [numeros] where a word in digits is looked for too */
function rangDesMots(fiche, mots, numeros = []) {
  let somme = 0;
  for (const mot of mots) {
    let rang = Infinity;
    for (const sien of fiche.mots) {
      if (sien === mot) rang = 0;
      else if (rang > 1 && sien.startsWith(mot)) rang = 1;
      else if (rang > 10 && /^(?:\d\d|...)/.test(mot) && sien.includes(mot)) rang = 10;
    }
    if (rang > 10 && fiche.autres.some((autre) => autre.startsWith(mot))) rang = 10;
    if (rang > 10 && /^\d\d+$/.test(mot) && numeros.some((numero) => numero.includes(mot))) rang = 10;
    somme += rang;
    if (somme === Infinity) break;
  }
  return somme;
}

/** « 33 6 12… » may lack its « + ». @param {string} numero */
const formes = (numero) => (/^33[1-9]\d/.test(numero) ? [numero, `0${numero.slice(2)}`] : [numero]);

/** @param {Fiche} fiche @param {string[]} formes */
function rangDuNumero(fiche, formes) {
  let rang = Infinity;
  for (const forme of formes) {
    for (const numero of forme.length > 1 ? fiche.numeros : []) {
      if (numero.startsWith(forme)) rang = Math.min(rang, 1);
      else if (numero.includes(forme)) rang = Math.min(rang, 10);
    }
  }
  return rang;
}
