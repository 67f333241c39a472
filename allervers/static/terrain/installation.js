// The service worker: registered with background sync where the browser has it, and its new versions.

import { bouton, noeud } from "./noeud.js";

/** @param {(texte: string) => void} annoncer */
export async function installer(annoncer) {
  if (!navigator.serviceWorker) return;
  const avecEnvoi = "SyncManager" in window;
  const adresse = avecEnvoi ? "/terrain/travailleur.js?envoi" : "/terrain/travailleur.js";
  try {
    const travailleur = await navigator.serviceWorker.register(adresse, { scope: "/terrain/", type: avecEnvoi ? "module" : "classic" });
    const proposer = () => travailleur.waiting && navigator.serviceWorker.controller && proposerLaVersion(travailleur.waiting);
    proposer();
    travailleur.addEventListener("updatefound", () => travailleur.installing?.addEventListener("statechange", proposer));
    // What must last is not left to the browser's housekeeping.
    navigator.storage?.persist?.();
  } catch {
    annoncer("Sur ce navigateur, le terrain ne s’ouvre pas sans réseau.");
  }
}

/** @param {ServiceWorker} nouvelle */
function proposerLaVersion(nouvelle) {
  if (document.getElementById("nouvelle-version")) return;
  const recharger = () => {
    navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
    nouvelle.postMessage("passer");
  };
  document.getElementById("annonces")?.after(
    noeud("p", { class: "annonce", id: "nouvelle-version", role: "status" }, "Une nouvelle version est prête. Rien de ce qui est saisi n’est perdu. ", bouton("Mettre à jour", recharger)),
  );
}
