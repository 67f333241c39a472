// Bytes, and how they travel: base64url without padding in pages and JSON.

/** @param {ArrayBuffer | Uint8Array} octets */
export function enTexte(octets) {
  let binaire = "";
  for (const octet of new Uint8Array(octets)) binaire += String.fromCharCode(octet);
  return btoa(binaire).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

/** @param {string} texte @returns {Uint8Array<ArrayBuffer>} */
export function enOctets(texte) {
  const binaire = atob(texte.replace(/-/g, "+").replace(/_/g, "/"));
  const octets = new Uint8Array(binaire.length);
  for (let rang = 0; rang < binaire.length; rang++) octets[rang] = binaire.charCodeAt(rang);
  return octets;
}

/** @param {string} texte @returns {Uint8Array<ArrayBuffer>} */
export const utf8 = (texte) => new TextEncoder().encode(texte);

/** @param {...Uint8Array} morceaux @returns {Uint8Array<ArrayBuffer>} */
export function joindre(...morceaux) {
  const tout = new Uint8Array(morceaux.reduce((somme, morceau) => somme + morceau.length, 0));
  let rang = 0;
  for (const morceau of morceaux) {
    tout.set(morceau, rang);
    rang += morceau.length;
  }
  return tout;
}
