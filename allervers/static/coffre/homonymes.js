// Youths whose name is near another's: a hint before someone is entered twice. Two homonyms are two youths; nothing is blocked.

import { normaliser } from "./recherche.js";
import { numeros } from "./telephone.js";

/** @typedef {import("./recherche.js").Identite} Identite
 * @typedef {import("./recherche.js").Jeune} Jeune
 * @typedef {{ mot: string, cle: string }} Nom
 * @typedef {{ prenom: Nom, surnom: Nom, nom: Nom, morceaux: string[], numeros: string[] }} Traits
 */

// What French ears do not tell apart, in the order it is applied.
const SONS = /** @type {[RegExp, string][]} */ ([
  [/ph/g, "f"],
  [/(?:sc|s|c)h(?=[aeiouy])/g, "1"], // « ch » is one sound
  [/gh(?=[aeiouyr])/g, "g"],
  [/dj/g, "j"],
  [/g(?=[eiy])/g, "j"],
  [/h/g, ""],
  [/aul?[dtx]$/, "o"],
  [/w/g, "ou"],
  [/y/g, "i"],
  [/c(?=[ei])/g, "s"],
  [/qu|[cq]/g, "k"],
  [/z/g, "s"],
  [/x/g, "ks"],
  [/(.)\1+/g, "$1"],
  [/eau|au/g, "o"],
  [/oeu/g, "eu"],
  [/ou/g, "u"],
  [/[ae]i/g, "e"],
  [/[ae][nm](?![aeiou])/g, "2"],
  [/i[nm](?![aeiou])/g, "3"],
  [/e$/, ""],
]);
// Words of many last names, which say nothing alone.
const PARTICULES = new Set("ait ben bel bou da das de del della des di dos du el la le les van von".split(" "));

/** How a name sounds, more or less: « Mathis » and « Matisse » give the same. @param {string} mot normalised, in one word */
export const sonner = (mot) => SONS.reduce((son, [forme, signe]) => son.replace(forme, signe), mot);

/** One letter more, less, other or swapped. @param {string} a @param {string} b */
export function uneLettre(a, b) {
  if (Math.abs(a.length - b.length) > 1) return false;
  let debut = 0;
  while (debut < a.length && a[debut] === b[debut]) debut += 1;
  const [x, y] = [a.slice(debut), b.slice(debut)];
  if (x.slice(1) === y.slice(1) || x.slice(1) === y || x === y.slice(1)) return true;
  return x[0] === y[1] && x[1] === y[0] && x.slice(2) === y.slice(2);
}

/** @param {string} [texte] @returns {Nom} */
function nommer(texte) {
  const mot = normaliser(texte).replaceAll(" ", "");
  return { mot, cle: sonner(mot) };
}

/** @param {Identite} identite @returns {Traits} */
function traits({ prenom, surnom, nom, telephone }) {
  const morceaux = normaliser(nom).split(" ");
  return {
    prenom: nommer(prenom),
    surnom: nommer(surnom),
    nom: nommer(nom),
    morceaux: morceaux.length > 1 ? morceaux.filter((mot) => mot.length > 2 && !PARTICULES.has(mot)) : morceaux,
    numeros: numeros(telephone),
  };
}

// An identity is replaced, never changed in place.
const connus = /** @type {WeakMap<Identite, Traits>} */ (new WeakMap());

/** @param {Identite} identite */
function traitsConnus(identite) {
  let siens = connus.get(identite);
  if (!siens) connus.set(identite, (siens = traits(identite)));
  return siens;
}

/** @param {Nom} a @param {Nom} b */
const egaux = (a, b) => a.mot !== "" && a.mot === b.mot;

/** @param {Nom} a @param {Nom} b */
function voisins(a, b) {
  if (!a.mot || !b.mot) return false;
  if (a.mot === b.mot || (a.cle.length > 1 && a.cle === b.cle)) return true;
  return a.mot.length >= 5 && b.mot.length >= 5 && uneLettre(a.mot, b.mot);
}

/** Either first name, or an alias used as one. @param {Traits} a @param {Traits} b */
const appelsVoisins = (a, b) =>
  voisins(a.prenom, b.prenom) || voisins(a.prenom, b.surnom) || voisins(a.surnom, b.prenom);

// The surest first.
const RAISONS = /** @type {[string, (a: Traits, b: Traits) => boolean][]} */ ([
  ["même nom", (a, b) => egaux(a.prenom, b.prenom) && egaux(a.nom, b.nom)],
  ["même téléphone", (a, b) => a.numeros.some((numero) => b.numeros.includes(numero))],
  ["prénom et nom inversés", (a, b) => egaux(a.prenom, b.nom) && egaux(a.nom, b.prenom)],
  ["nom proche", (a, b) => voisins(a.nom, b.nom) && appelsVoisins(a, b)],
  ["nom proche", (a, b) => voisins(a.prenom, b.nom) && voisins(a.nom, b.prenom)],
  // « Benali-Durand » and « Benali ».
  ["nom proche", (a, b) => appelsVoisins(a, b) && a.morceaux.some((mot) => mot !== "" && b.morceaux.includes(mot))],
  ["même surnom", (a, b) => egaux(a.surnom, b.surnom)],
  ["même prénom, nom inconnu", (a, b) => egaux(a.prenom, b.prenom) && (!a.nom.mot || !b.nom.mot)],
]);

/** @template {Jeune} J @param {Identite} identite @param {J[]} jeunes the youth whose identity it is may stand among them
 * @returns {{ jeune: J, raison: string }[]} the surest first */
export function proches(identite, jeunes) {
  const siens = traits(identite);
  return jeunes
    .filter((jeune) => jeune.identite && jeune.identite !== identite)
    .map((jeune) => {
      const autres = traitsConnus(/** @type {Identite} */ (jeune.identite));
      return { jeune, rang: RAISONS.findIndex(([, vraie]) => vraie(siens, autres)) };
    })
    .filter(({ rang }) => rang >= 0)
    .sort((a, b) => a.rang - b.rang)
    .map(({ jeune, rang }) => ({ jeune, raison: RAISONS[rang][0] }));
}
