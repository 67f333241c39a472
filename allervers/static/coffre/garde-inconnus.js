// Where nobody's name is known (who has no vault types a text): what reads as a first name, and how little one can tell.

import { estCourant } from "./garde-lecture.js";
import { CAPITALES, DE_QUELQU_UN, DETERMINANTS, PREPOSITIONS } from "./garde-mots.js";
import { normaliser } from "./recherche.js";

/** @typedef {import("./garde-lecture.js").Lecture} Lecture
 * @typedef {import("./garde.js").Alerte} Alerte
 */

const PRES = 25; // letters between a name and what is said of someone
const APPELE = new Set("jeune appele appelee appelle nomme nommee prenomme prenommee surnomme surnommee".split(" "));
/** A professional, an elected person, a parent: they are named openly. */
const CIVILITES = new Set("m mm mr mme mmes mlle monsieur madame mademoiselle docteur dr maitre".split(" "));
/** Right after a word that opens a sentence, which has a capital whatever it is. */
const SUITE = /^(?:, (?:âgée? (?:de|d['’]) ?)?\d\d? ans| et s(?:a|on|es) )/;

/** @param {Lecture} lecture @returns {Omit<Alerte, "extrait">[]} */
export function inconnus(lecture) {
  const { texte, mots, gardes } = lecture;
  const dits = lecture.trouver(DE_QUELQU_UN).map(({ index, 0: extrait }) => lecture.indice(lecture.rangA(index), index, extrait));
  const alertes = [];
  for (let i = 0; i < mots.length; i += 1) {
    if (!estPropre(mots[i])) continue;
    let n = 1;
    while (lecture.suit(i + n, /^[ -]$/) && estPropre(mots[i + n])) n += 1;
    const [debut, fin] = [mots[i].debut, mots[i + n - 1].fin];
    const mot = normaliser(texte.slice(debut, fin));
    const indice = indicePres(lecture, dits, i, n);
    if (!gardes.has(mot) && (indice || estAppele(lecture, i)))
      alertes.push(/** @type {const} */ ({ debut, fin, mot, genre: "prenom", gravite: "moyenne", raison: "peut-être le nom d’un jeune", indice }));
    i += n - 1;
  }
  return alertes;
}

/** @param {import("./garde-lecture.js").Mot} mot */
const estPropre = ({ mot, capitale, sigle, pris, lieu }) => capitale && !sigle && !pris && !lieu && !estCourant(mot) && !CAPITALES.has(mot);

/** « le jeune Karim », « un jeune, Karim ». @param {Lecture} lecture @param {number} i */
const estAppele = ({ mots, ...lecture }, i) => i > 0 && APPELE.has(mots[i - 1].mot) && !mots[i - 1].capitale && !mots[i].ouvre && /^,? $/.test(lecture.texte.slice(mots[i - 1].fin, mots[i].debut));

/** What is said of someone, near enough. After a preposition a capital is often a town's: it must come right after.
 * @param {Lecture} lecture @param {import("./garde-lecture.js").Indice[]} dits @param {number} i @param {number} n */
function indicePres(lecture, dits, i, n) {
  const { texte, mots } = lecture;
  const [{ debut, phrase, ouvre, mot }, { fin }] = [mots[i], mots[i + n - 1]];
  const avant = lecture.suit(i, /^(?:\. |[ '’])$/) ? mots[i - 1].mot : "";
  if (CIVILITES.has(avant) || CIVILITES.has(mot)) return undefined;
  if (DETERMINANTS.has(avant) && avant !== "d" && avant !== "de") return undefined;
  const doitSuivre = ouvre || PREPOSITIONS.has(avant);
  if (doitSuivre && !SUITE.test(texte.slice(fin, fin + 30))) return undefined;
  const trouve = dits.find((un) => un.phrase === phrase && (un.debut >= fin ? un.debut - fin : !doitSuivre && un.fin <= debut ? debut - un.fin : Infinity) <= PRES);
  return trouve?.extrait;
}
