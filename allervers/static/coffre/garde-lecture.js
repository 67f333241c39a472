// A clear text cut into words, the names of a service, and where the ones stand in the other.

import { COURANTS, DETERMINANTS, INDICES, NOMMES, RARES } from "./garde-mots.js";
import { normaliser } from "./recherche.js";
import { numeros } from "./telephone.js";

/** Forms as `normaliser` writes them, each with the ranks of its youths; `longueurs` says how many words a form may have
 * from its first one.
 * @typedef {Map<string, number[]>} Formes
 * @typedef {{ premiers: Formes, derniers: Formes, lieux: Formes, longueurs: Map<string, number>, numeros: Set<string> }} Noms
 * @typedef {{ debut: number, fin: number, mot: string, capitale: boolean, ouvre: boolean, phrase: number, paragraphe: number,
 *   sigle: boolean, pris: boolean, lieu: boolean }} Mot `ouvre` a sentence; `sigle`, maybe initials (« PRE »); `pris` by the
 *   name of a street, of a school, or by an alert
 * @typedef {{ debut: number, fin: number, extrait: string, phrase: number, paragraphe: number }} Indice
 */

/** Made once for a service. @param {import("./recherche.js").Jeune[]} jeunes @param {string[]} [lieux] @returns {Noms} */
export function preparer(jeunes, lieux = []) {
  /** @type {Noms} */
  const noms = { premiers: new Map(), derniers: new Map(), lieux: new Map(), longueurs: new Map(), numeros: new Set() };
  /** @param {Formes} formes @param {string} forme @param {number} rang */
  const noter = (formes, forme, rang) => {
    if (forme.length < 2 || /^[\d ]+$/.test(forme)) return;
    const rangs = formes.get(forme);
    if (!rangs) formes.set(forme, [rang]);
    else if (rangs.at(-1) !== rang) rangs.push(rang);
    const mots = forme.split(" ");
    noms.longueurs.set(mots[0], Math.max(noms.longueurs.get(mots[0]) ?? 0, mots.length));
  };
  /** « Ben Ali » is also written « Benali ». @param {Formes} formes @param {string} forme @param {number} rang */
  const noterAussiColle = (formes, forme, rang) => {
    noter(formes, forme, rang);
    if (forme.includes(" ")) noter(formes, forme.replaceAll(" ", ""), rang);
  };
  jeunes.forEach(({ identite }, rang) => {
    const [prenom, surnom, nom] = [identite?.prenom, identite?.surnom, identite?.nom].map((texte) => normaliser(texte));
    noterAussiColle(noms.premiers, prenom, rang);
    noterAussiColle(noms.premiers, surnom, rang);
    noterAussiColle(noms.derniers, nom, rang);
    // « Mohamed Amine » is called « Mohamed »; « Benali-Durand » signs « Benali ».
    const [seul] = prenom.split(" ");
    if (seul.length > 2) noter(noms.premiers, seul, rang);
    for (const mot of nom.split(" ")) if (mot.length > 3) noter(noms.derniers, mot, rang);
    for (const numero of numeros(identite?.telephone)) noms.numeros.add(numero);
  });
  for (const lieu of lieux.map((lieu) => normaliser(lieu))) {
    noter(noms.lieux, lieu, 0);
    noter(noms.lieux, lieu.replace(/^(?:l|la|le|les) /, ""), 0);
  }
  return noms;
}

/** Words short of three letters are always ordinary ones first. @param {string} mot */
export const estCourant = (mot) => mot.length < 3 || COURANTS.has(mot);

/** @param {string} avant what comes before a place in the text */
export const ouvreUnePhrase = (avant) => /(?:^|[.!?…\n]|:\s?[«“"])[\s*_#>•«“"(–—-]*$/.test(avant.slice(-40));

/** @param {string} texte @returns {Mot[]} */
function decouper(texte) {
  const mots = [];
  let [phrase, paragraphe, fin, precedent] = [0, 0, 0, ""];
  for (const { index: debut, 0: mot } of texte.matchAll(/[\p{L}\p{M}\p{N}]+/gu)) {
    const entre = texte.slice(fin, debut);
    const abrege = precedent.length === 1 || /^(?:mm?|mme|mlle|dr|ste?|av|bd)$/i.test(precedent);
    const ouvre = fin === 0 || /\n|[!?…:]|\.(?:\W|$)/.test(entre);
    if (/\n[ \t]*\n|\n[ \t]*[-*•#>]/.test(entre)) paragraphe += 1;
    if (/\n|[!?…]/.test(entre) || (/\.(?:\W|$)/.test(entre) && !abrege)) phrase += 1;
    fin = debut + mot.length;
    precedent = mot;
    const capitale = /^\p{Lu}/u.test(mot);
    const sigle = /^\p{Lu}{2,4}$/u.test(mot);
    mots.push({ debut, fin, mot: normaliser(mot), capitale, sigle, ouvre, phrase, paragraphe, pris: false, lieu: false });
  }
  return mots;
}

export class Lecture {
  /** @param {string} texte @param {Noms} noms @param {Set<string>} gardes words that are not names */
  constructor(texte, noms, gardes) {
    this.texte = texte.replace(/[\u00a0\u202f\u2009]/g, " ");
    this.noms = noms;
    this.gardes = gardes;
    this.mots = decouper(this.texte);
    for (const { index, 0: extrait } of this.trouver(NOMMES)) {
      for (let i = this.rangA(index); this.mots[i]?.debut < index + extrait.length; i += 1) this.mots[i].pris = true;
    }
    /** @type {Indice[]} */
    this.indices = this.trouver(INDICES).map(({ index, 0: extrait }) => this.indice(this.rangA(index), index, extrait));
    this.lireLesLieux();
    this.lireLesDerniers();
  }

  /** @param {RegExp[]} motifs */
  trouver(motifs) {
    return motifs.flatMap((motif) => [...this.texte.matchAll(motif)]);
  }

  /** @param {number} position @returns {number} the rank of the first word that starts there or after */
  rangA(position) {
    let [bas, haut] = [0, this.mots.length];
    while (bas < haut) {
      const milieu = (bas + haut) >> 1;
      if (this.mots[milieu].debut < position) bas = milieu + 1;
      else haut = milieu;
    }
    return bas;
  }

  /** @param {number} i @param {number} n */
  extrait(i, n) {
    return this.texte.slice(this.mots[i].debut, this.mots[i + n - 1].fin);
  }

  /** @param {number} i @param {RegExp} lien what may stand between the words i - 1 and i */
  suit(i, lien) {
    return i > 0 && i < this.mots.length && lien.test(this.texte.slice(this.mots[i - 1].fin, this.mots[i].debut));
  }

  /** The forms that the words make from `i` on, the longest first. @param {number} i @param {Formes} formes */
  formesA(i, formes) {
    const trouvees = [];
    let forme = "";
    for (let n = 1; n <= (this.noms.longueurs.get(this.mots[i]?.mot) ?? 0) && i + n <= this.mots.length; n += 1) {
      if (n > 1 && !this.suit(i + n - 1, /^[ \n'’-]$/)) break;
      forme += (n > 1 ? " " : "") + this.mots[i + n - 1].mot;
      const rangs = formes.get(forme);
      if (rangs && !this.gardes.has(forme)) trouvees.unshift({ n, forme, rangs });
    }
    return trouvees;
  }

  /** Written as a name is: a capital for what is also a word, and no « le » nor « une » before.
   * @param {number} i @param {number} n */
  commeUnNom(i, n) {
    const determine = i > 0 && DETERMINANTS.has(this.mots[i - 1].mot) && this.suit(i, /^[ '’]$/);
    return this.mots.slice(i, i + n).every(({ mot, capitale, sigle }) => {
      if (DETERMINANTS.has(mot)) return n > 1;
      return estCourant(mot) ? capitale && !sigle && !determine : capitale || !(determine || RARES.has(mot));
    });
  }

  /** A last name at `i`, apart from what the street or the town is called. @param {number} i */
  dernierA(i) {
    const [nom] = this.formesA(i, this.noms.derniers);
    const { pris, lieu } = this.mots[i];
    return nom && !pris && !lieu && this.commeUnNom(i, nom.n) ? nom : undefined;
  }

  lireLesLieux() {
    for (let i = 0; i < this.mots.length; i += 1) {
      const [lieu] = this.formesA(i, this.noms.lieux);
      const mots = this.mots.slice(i, i + (lieu?.n ?? 0));
      if (!mots.some(({ mot, capitale }) => capitale || !(estCourant(mot) || RARES.has(mot)))) continue;
      for (const mot of mots) mot.lieu = true;
      this.indices.push(this.indice(i, this.mots[i].debut, this.extrait(i, mots.length)));
      i += mots.length - 1;
    }
  }

  /** Last names that are nobody's first name, unless a first name comes right before: « Karim Thomas ». */
  lireLesDerniers() {
    const { premiers } = this.noms;
    for (let i = 0; i < this.mots.length; i += 1) {
      const nom = this.dernierA(i);
      if (!nom) continue;
      const { debut, mot, capitale, ouvre } = this.mots[i];
      const seul = capitale && !this.formesA(i, premiers).length && !(ouvre && estCourant(mot));
      const apresUnPrenom = this.suit(i, /^ $/) && this.formesA(i - 1, premiers).length > 0 && this.commeUnNom(i - 1, 1);
      if (seul || apresUnPrenom) this.indices.push(this.indice(i, debut, this.extrait(i, nom.n)));
    }
  }

  /** @param {number} i @param {number} debut @param {string} extrait @returns {Indice} */
  indice(i, debut, extrait) {
    const { phrase, paragraphe } = this.mots[i];
    return { debut, fin: debut + extrait.length, extrait, phrase, paragraphe };
  }
}
