// How the live figures read today: what the list of the page shows, and what the server says of those already cited.

/** `libelle` is empty for a figure of which only the value is known. @typedef {{ valeur: string, libelle: string }} Lu */

/** @type {Map<string, Lu>} */
const connues = new Map();

export const valeurs = {
  /** @param {string} nom @param {Lu} lu */
  noter(nom, lu) {
    connues.set(nom, lu);
  },

  /** What the server says of the figures of a text; those on the page follow. @param {Record<string, string>} dites */
  suivre(dites) {
    for (const [nom, valeur] of Object.entries(dites)) {
      if (connues.get(nom)?.valeur === valeur) continue;
      connues.set(nom, { valeur, libelle: connues.get(nom)?.libelle ?? "" });
      for (const montre of document.querySelectorAll(`.chiffre[data-nom="${CSS.escape(nom)}"]`)) {
        const [, attributs, texte] = this.montrer(nom);
        montre.className = attributs.class;
        montre.textContent = texte;
      }
    }
  },

  /** An empty value: no table has this figure, or not yet. @param {string} nom @returns {Lu} */
  lire(nom) {
    const { valeur, libelle } = connues.get(nom) ?? { valeur: "", libelle: "" };
    return { valeur: valeur || `chiffre inconnu\u202f: ${nom}`, libelle };
  },

  /** @param {string} nom @returns {[string, Record<string, string>, string]} */
  montrer(nom) {
    const { valeur, libelle } = this.lire(nom);
    const classe = connues.get(nom)?.valeur ? "chiffre" : "chiffre inconnu";
    return ["span", { class: classe, "data-nom": nom, title: libelle || "Chiffre d’un tableau" }, valeur];
  },
};
