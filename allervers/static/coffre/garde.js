// The guard of a clear text: what in it would let someone outside the team recognise a youth. It points out, it never decides.

import { Lecture, estCourant, ouvreUnePhrase, preparer } from "./garde-lecture.js";
import { inconnus } from "./garde-inconnus.js";
import { CAPITALES, PREPOSITIONS, RARES } from "./garde-mots.js";
import { normaliser } from "./recherche.js";
import { estMobile, trouverNumeros } from "./telephone.js";

export { preparer };

/** `mot` goes among `motsGardes` for this not to be pointed out again; `indice` is what stands near a first name.
 * @typedef {{ debut: number, fin: number, extrait: string, raison: string, gravite: "forte" | "moyenne" | "faible",
 *   genre: "nom" | "prenom" | "telephone", mot: string, indice?: string }} Alerte
 * @typedef {import("./garde-lecture.js").Formes} Formes
 * @typedef {import("./garde-lecture.js").Noms} Noms
 * @typedef {import("./garde-lecture.js").Indice} Indice
 */

/** The names of a service that this browser will never know. */
export const INCONNUS = preparer([]);

/** @param {string} texte
 * @param {{ jeunes?: import("./recherche.js").Jeune[], lieux?: string[], motsGardes?: Set<string>,
 *   noms?: Noms }} connus `noms`, from `preparer`, spares making it again at each reading
 * @returns {Alerte[]} in the order of the text */
export function relire(texte, { jeunes = [], lieux = [], motsGardes = new Set(), noms = preparer(jeunes, lieux) }) {
  const lecture = new Lecture(texte, noms, motsGardes);
  // In this order: a first name that belongs to a full name is not looked at again.
  const alertes = [...telephones(lecture), ...complets(lecture), ...prenoms(lecture), ...(noms === INCONNUS ? inconnus(lecture) : [])];
  return alertes
    .map((alerte) => ({ ...alerte, extrait: texte.slice(alerte.debut, alerte.fin) }))
    .sort((a, b) => a.debut - b.debut);
}

/** @param {Lecture} lecture @returns {Alerte[]} */
function telephones({ texte, noms, gardes }) {
  return trouverNumeros(texte)
    .filter(({ numero }) => (estMobile(numero) || noms.numeros.has(numero)) && !gardes.has(numero))
    .map(({ debut, fin, numero }) => {
      const raison = noms.numeros.has(numero) ? "téléphone d’un jeune" : "numéro de mobile";
      return { debut, fin, extrait: texte.slice(debut, fin), raison, gravite: "forte", genre: "telephone", mot: numero };
    });
}

/** First and last names of the same youth, in either order. @param {Lecture} lecture @returns {Alerte[]} */
function complets(lecture) {
  const { mots, noms, gardes } = lecture;
  const alertes = [];
  for (let i = 0; i < mots.length; i += 1) {
    const n = nomComplet(lecture, i, noms.premiers, noms.derniers, /^[ \n-]$/) ||
      nomComplet(lecture, i, noms.derniers, noms.premiers, /^(?:, |[ \n-])$/);
    if (!n || mots[i].pris) continue;
    for (const mot of mots.slice(i, i + n)) mot.pris = true;
    const alerte = alerter(lecture, i, n, { genre: "nom", gravite: "forte", raison: "nom d’un jeune" });
    if (!gardes.has(alerte.mot)) alertes.push(alerte);
  }
  return alertes;
}

/** How many words it takes, 0 for none. @param {Lecture} lecture @param {number} i
 * @param {Formes} avant @param {Formes} apres @param {RegExp} lien */
function nomComplet(lecture, i, avant, apres, lien) {
  for (const un of lecture.formesA(i, avant)) {
    const j = i + un.n;
    if (!lecture.suit(j, lien) || lecture.mots[j].pris) continue;
    for (const deux of lecture.formesA(j, apres)) {
      const mots = lecture.mots.slice(i, j + deux.n);
      const ecrit = mots.every(({ mot, capitale }) => capitale || !(estCourant(mot) || RARES.has(mot)));
      if (ecrit && un.rangs.some((rang) => deux.rangs.includes(rang))) return un.n + deux.n;
    }
  }
  return 0;
}

/** First names and aliases, where a clue stands with them. @param {Lecture} lecture @returns {Alerte[]} */
function prenoms(lecture) {
  const { mots } = lecture;
  const alertes = [];
  for (let i = 0; i < mots.length; i += 1) {
    const [prenom] = lecture.formesA(i, lecture.noms.premiers);
    if (!prenom || mots[i].pris || mots[i].lieu || !lecture.commeUnNom(i, prenom.n)) continue;
    // « Grâce à… » thanks someone else.
    if (mots[i].mot === "grace" && /^(?:a|aux?)$/.test(mots[i + 1]?.mot)) continue;
    const indice = indicePres(lecture, i, prenom.n);
    if (!indice) continue;
    const j = i + prenom.n;
    const nom = mots[j]?.debut === indice.debut && lecture.suit(j, /^ $/) ? lecture.dernierA(j) : undefined;
    const n = prenom.n + (nom?.n ?? 0);
    const gravite = indice.phrase === mots[i].phrase ? "moyenne" : "faible";
    // « Karim Durand », of two families: pointed out, and replaced, as a whole.
    const { extrait } = indice;
    const alerte = nom
      ? alerter(lecture, i, n, { genre: "nom", gravite, raison: "prénom et nom de deux jeunes" })
      : alerter(lecture, i, n, { genre: "prenom", gravite, raison: `prénom, avec « ${extrait} »`, indice: extrait });
    if (!lecture.gardes.has(alerte.mot)) alertes.push(alerte);
    i += n - 1;
  }
  return alertes;
}

/** Where a clue must start at the latest when the name is also a word.
 * @param {Lecture} lecture @param {number} i @param {number} n */
function limiteDeLIndice({ texte, mots }, i, n) {
  const { mot, ouvre, fin } = mots[i];
  if (n > 1) return undefined;
  if (CAPITALES.has(mot) && PREPOSITIONS.has(mots[i - 1]?.mot)) return -1;
  if (!CAPITALES.has(mot) && !(ouvre && estCourant(mot))) return undefined;
  // « Rose, 16 ans », « Pierre et sa mère », not « Victoire à Carvin »: the clue comes right after.
  const liaison = /^ (?:a|et|est|âgée?(?: de)?) /.exec(texte.slice(fin, fin + 20))?.[0] ?? "";
  return mots.find(({ debut }) => debut >= fin + liaison.length)?.debut ?? Infinity;
}

/** The nearest clue, in the sentence rather than in the paragraph.
 * @param {Lecture} lecture @param {number} i @param {number} n */
function indicePres(lecture, i, n) {
  const { mots, indices } = lecture;
  const { debut, phrase, paragraphe } = mots[i];
  const { fin } = mots[i + n - 1];
  const limite = limiteDeLIndice(lecture, i, n);
  let [choisi, ecart] = [/** @type {Indice | undefined} */ (undefined), Infinity];
  for (const indice of indices) {
    const distance = indice.debut >= fin ? indice.debut - fin : debut - indice.fin;
    if (indice.paragraphe !== paragraphe || distance < 0) continue;
    if (limite !== undefined && (indice.debut < fin || indice.debut > limite || indice.phrase !== phrase)) continue;
    const sien = distance + (indice.phrase === phrase ? 0 : 1e6);
    if (sien < ecart) [choisi, ecart] = [indice, sien];
  }
  return choisi;
}

/** @param {Lecture} lecture @param {number} i @param {number} n
 * @param {Pick<Alerte, "genre" | "gravite" | "raison" | "indice">} quoi @returns {Alerte} */
function alerter(lecture, i, n, quoi) {
  const extrait = lecture.extrait(i, n);
  return { debut: lecture.mots[i].debut, fin: lecture.mots[i + n - 1].fin, extrait, mot: normaliser(extrait), ...quoi };
}

/** What becomes of the end of what stands before, in this order; `$1` keeps its case. */
const LIAISONS = /** @type {[RegExp, string][]} */ ([
  [/(?<!\p{L})(d)(?:e\s+|['’]\s?)([*_]*)$/iu, "$1’$2"],
  [/(?<!\p{L})((?:lors|puis|quoi|jus)?qu)(?:e\s+|['’]\s?)([*_]*)$/iu, "$1’$2"],
]);
const LIAISONS_DU_NUMERO = /** @type {[RegExp, string][]} */ ([
  [/(?<!\p{L})(d)u\s+$/iu, "$1’"],
  [/(?<!\p{L})au\s+$/u, "à "],
  [/(?<!\p{L})Au\s+$/u, "À "],
  [/(?<!\p{L})le\s+$/iu, ""],
]);

/** The text where « un jeune » stands for a name, « un numéro » for a number. @param {string} texte @param {Alerte} alerte
 * @returns {string} whose other alerts have moved: read it again, or replace from the end */
export function remplacer(texte, alerte) {
  let avant = texte.slice(0, alerte.debut);
  const apres = texte.slice(alerte.fin);
  // « le jeune Karim » → « le jeune »
  if (alerte.genre !== "telephone" && /(?<!\p{L})jeune\s+$/iu.test(avant)) return avant.trimEnd() + apres;
  for (const [forme, signe] of alerte.genre === "telephone" ? LIAISONS_DU_NUMERO : LIAISONS) {
    if (forme.test(avant)) {
      avant = avant.replace(forme, signe);
      break;
    }
  }
  const mots = alerte.genre === "telephone" ? "un numéro" : "un jeune";
  return avant + (ouvreUnePhrase(avant) ? mots[0].toUpperCase() + mots.slice(1) : mots) + apres;
}
