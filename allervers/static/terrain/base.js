// The phone's own database: what is kept of the server, and the outbox, apart from every cache of the browser.

import { openDB } from "../vendor/idb/index.js";

/** `appareil` holds values by name; `boite` the entries of every person who used this phone, by UUID.
 * @type {Promise<any> | null} */
let ouverte = null;

export function base() {
  ouverte ??= openDB("allervers-terrain", 1, {
    upgrade(nouvelle) {
      nouvelle.createObjectStore("appareil");
      nouvelle.createObjectStore("boite", { keyPath: "uuid" }).createIndex("a", "a");
    },
    // Another tab brings a newer version of the application: leave it the place.
    blocking() {
      ouverte?.then((une) => une.close());
      ouverte = null;
    },
    terminated() {
      ouverte = null;
    },
  });
  return ouverte;
}

/** @param {string} nom */
export const lire = async (nom) => (await base()).get("appareil", nom);

/** @param {string} nom @param {unknown} valeur */
export const ecrire = async (nom, valeur) => (await base()).put("appareil", valeur, nom);

/** @param {string} nom */
export const effacer = async (nom) => (await base()).delete("appareil", nom);
