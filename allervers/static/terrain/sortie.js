// Signing out of a phone: what came from the server goes; what has not left yet is told, and stays, sealed.

import { toutEffacer } from "../coffre/trousseau.js";
import { effacer, lire } from "./base.js";
import { nombreEnAttente } from "./boite.js";

/** Asks when something has not left. @returns {Promise<boolean>} whether to go on; then nothing can be read here any more */
export async function quitterLeTelephone() {
  const courant = await lire("courant");
  const nombre = courant ? await nombreEnAttente(courant) : 0;
  if (nombre && !confirm(`${phrase(nombre)} Se déconnecter quand même ?`)) return false;
  await toutEffacer();
  // The draft and the outbox stay: they are their owner's, at the next sign-in.
  await Promise.all([effacer(`trousseau:${courant}`), effacer(`donnees:${courant}`), effacer("courant")]);
  return true;
}

/** @param {number} nombre */
const phrase = (nombre) =>
  nombre === 1
    ? "Une saisie de terrain n’est pas encore partie. Elle reste sur ce téléphone, chiffrée, jusqu’à votre prochaine connexion."
    : `${nombre} saisies de terrain ne sont pas encore parties. Elles restent sur ce téléphone, chiffrées, jusqu’à votre prochaine connexion.`;
