// Background sync, where the browser has it: the outbox empties even with the application closed, as long as the session
// is open. Imported by the service worker.

import { remplirDeNouveau, vider } from "./boite.js";
import { serrureDeLaSession } from "./serrure.js";

self.addEventListener("sync", (/** @type {any} */ evenement) => {
  if (evenement.tag === "boite") evenement.waitUntil(envoyer());
});

/** Rejects when something still waits: the browser then tries again later. */
async function envoyer() {
  const serrure = await serrureDeLaSession();
  if (!serrure.estOuverte) return;
  await remplirDeNouveau(serrure.utilisateur);
  const { arret } = await vider(serrure);
  if (arret === "hors_ligne") throw new Error(arret);
}
