// French telephone numbers, however they are written.

const SIGNE = "[ \\t\\u00a0\\u202f\\u2009.\\-–/_]{0,2}";
// France and its overseas departments; another country's number only with its code.
const NUMERO = new RegExp(
  `(?<!\\d|\\d[./-])(?:` +
    `(?:(?:\\+|00)${SIGNE}(?:33|262|59[046])${SIGNE}(?:\\(0\\)${SIGNE}|0)?|0)[1-9](?:${SIGNE}\\d){8}` +
    `|(?:\\+|00)[1-9](?:${SIGNE}\\d){8,12}` +
    `)(?!\\d|[./-]\\d)`,
  "g",
);
const DATE = /^\d\d(?:([/.-])\d\d\1(?:19|20)\d\d|\/\d\d\/\d\d[ \u00a0\u202f])/;

/** As it is dialled in France: « +33 (0)6 12… » → « 0612… »; another country's keeps its code, without « + ».
 * Works on the beginning of a number too, as it is being typed. @param {string} texte */
export function national(texte) {
  return texte
    .replace(/\(0\)/g, "")
    .replace(/[^\d+]/g, "")
    .replace(/^(?:\+|00)(?:33|262|59[046])0?/, "0")
    .replace(/^(?:\+|00)/, "");
}

/** @param {string} numero as `national` gives it */
export const estMobile = (numero) => /^0[67]\d{8}$/.test(numero);

/** Where a text holds numbers; a date with its hour (« 06/07/2024 14 h ») is none.
 * @param {string} texte @returns {{ debut: number, fin: number, numero: string }[]} */
export function trouverNumeros(texte) {
  return [...texte.matchAll(NUMERO)]
    .filter(([extrait]) => !DATE.test(extrait))
    .map((trouve) => ({
      debut: trouve.index,
      fin: trouve.index + trouve[0].length,
      numero: national(trouve[0]),
    }));
}

/** The numbers of a youth's field, which may hold several, or one that is not whole. @param {string} [champ] */
export function numeros(champ = "") {
  const trouves = trouverNumeros(champ).map(({ numero }) => numero);
  const chiffres = national(champ);
  return trouves.length || chiffres.length < 4 ? trouves : [chiffres];
}
