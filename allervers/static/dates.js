// Days in words, as French writes them: the first of a month is « 1er ».

/** @param {Date} jour @param {Intl.DateTimeFormatOptions} options */
export const enLettres = (jour, options) =>
  new Intl.DateTimeFormat("fr-FR", options).format(jour).replace(/(?<=^|\s)1(?=\s\p{L})/u, "1er");
