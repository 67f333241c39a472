// The first time, in place: four lines, once; and how to keep the application on the phone.

import { ecrire, lire } from "./base.js";
import { bouton, noeud } from "./noeud.js";

const LIGNES = [
  "En arrivant, appuyez sur Sortie : l’heure tourne toute seule.",
  "Dans la grille, un appui compte un jeune rencontré. Un appui long en retire un.",
  "Les jeunes que vous connaissez sont en dessous : un appui, il est là.",
  "En partant : Terminer, puis Enregistrer. Sans réseau aussi : tout part dès qu’il revient.",
];
/** What the browser offers to install with, where it does. @type {any} */
let invitation = null;
addEventListener("beforeinstallprompt", (evenement) => {
  evenement.preventDefault();
  invitation = evenement;
});

/** The card, once a phone; empty afterwards. @returns {HTMLElement} */
export function guide() {
  const place = noeud("div");
  lire("guide-lu").then((lu) => {
    if (lu) return;
    const fermer = async () => {
      place.replaceChildren();
      await ecrire("guide-lu", true);
    };
    const installer = async () => {
      await invitation.prompt();
      await fermer();
    };
    place.append(noeud("div", { class: "carte guide" },
      noeud("h2", {}, "La première fois"),
      noeud("ol", {}, ...LIGNES.map((texte) => noeud("li", {}, texte))),
      noeud("p", { class: "aide" }, "Pour l’avoir sans réseau, ajoutez Allervers à l’écran d’accueil (menu du navigateur). Sur iPhone, un simple onglet est oublié au bout de sept jours."),
      noeud("div", { class: "gestes" }, invitation && bouton("L’installer", installer), bouton("J’ai compris", fermer, "bouton principal"))));
  });
  return place;
}
