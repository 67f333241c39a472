// A drawer of the browser's own database: a few encrypted values, by name.

const BASE = "allervers-coffre";
const TIROIR = "garde";

/** @returns {Promise<IDBDatabase>} */
function ouvrirBase() {
  return new Promise((resolve, reject) => {
    const demande = indexedDB.open(BASE, 1);
    demande.onupgradeneeded = () => demande.result.createObjectStore(TIROIR);
    demande.onsuccess = () => resolve(demande.result);
    demande.onerror = () => reject(demande.error);
  });
}

/** @template T @param {IDBTransactionMode} mode @param {(tiroir: IDBObjectStore) => IDBRequest<T>} geste @returns {Promise<T>} */
async function dansLeTiroir(mode, geste) {
  const base = await ouvrirBase();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = base.transaction(TIROIR, mode);
      const demande = geste(transaction.objectStore(TIROIR));
      transaction.oncomplete = () => resolve(demande.result);
      transaction.onabort = transaction.onerror = () => reject(transaction.error);
    });
  } finally {
    base.close();
  }
}

/** @param {string} nom @returns {Promise<Uint8Array<ArrayBuffer> | undefined>} */
export const lire = (nom) => dansLeTiroir("readonly", (tiroir) => tiroir.get(nom));

/** @param {string} nom @param {Uint8Array<ArrayBuffer>} octets */
export const ecrire = (nom, octets) => dansLeTiroir("readwrite", (tiroir) => tiroir.put(octets, nom));

/** @param {string} nom */
export const effacer = (nom) => dansLeTiroir("readwrite", (tiroir) => tiroir.delete(nom));
