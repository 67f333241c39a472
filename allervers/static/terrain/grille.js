// The grid: one tap is one youth met. A long press, or the minus, takes one back; « Nouveau » marks the next one.

import { caseDe } from "./document.js";
import { noeud, puce } from "./noeud.js";

const SEXES = [
  { code: "fille", titre: "Filles", un: "fille" },
  { code: "garcon", titre: "Garçons", un: "garçon" },
  { code: "autre", titre: "Autre", un: "autre" },
  { code: "non_renseigne", titre: "?", un: "sexe non connu" },
];
const APPUI_LONG = 500; // ms
const MAXIMUM = 999;

/** @param {{ code: string, nom: string }[]} tranches @param {Record<string, number>} comptages changed in place
 * @param {() => void} change */
export function grille(tranches, comptages, change) {
  const lignes = [...tranches, { code: "", nom: "Âge ?" }];
  let nouveau = false;
  let retrait = false;
  const total = noeud("p", { class: "total", role: "status" });

  const marque = puce("Nouveau", false, (pressee) => (nouveau = pressee));
  const moins = puce("− Retirer", false, (pressee) => (retrait = pressee));
  const table = noeud("table", { class: "grille" }, noeud("caption", { class: "lu" }, "Jeunes rencontrés sans être connus : un appui compte un jeune"));
  table.append(
    noeud("thead", {}, noeud("tr", {}, noeud("td"), ...SEXES.map(({ titre, un }) => noeud("th", { scope: "col", "aria-label": un }, titre)))),
  );
  const corps = noeud("tbody");
  for (const tranche of lignes) {
    const ligne = noeud("tr", {}, noeud("th", { scope: "row" }, tranche.nom));
    for (const sexe of SEXES) ligne.append(noeud("td", {}, caseDeLaGrille(sexe, tranche)));
    corps.append(ligne);
  }
  table.append(corps);
  dire();
  return noeud("div", { class: "comptage" }, noeud("div", { class: "outils" }, marque, moins, total), table);

  /** @param {typeof SEXES[number]} sexe @param {{ code: string, nom: string }} tranche */
  function caseDeLaGrille(sexe, tranche) {
    const [connus, nouveaux] = [false, true].map((est) => caseDe(sexe.code, tranche.code || null, est));
    const une = noeud("button", { type: "button", class: "case" });
    let minuterie = 0;
    let estLong = false;
    const montrer = () => {
      const [tous, neufs] = [(comptages[connus] ?? 0) + (comptages[nouveaux] ?? 0), comptages[nouveaux] ?? 0];
      une.replaceChildren(noeud("b", {}, tous ? String(tous) : "+"), ...(neufs ? [noeud("small", {}, `${neufs} nouv.`)] : []));
      une.classList.toggle("vide", !tous);
      const dont = neufs ? `, dont ${neufs} nouveau${neufs > 1 ? "x" : ""}` : "";
      une.setAttribute("aria-label", `${sexe.un}, ${tranche.nom} : ${tous}${dont}. Appuyer pour en ajouter un.`);
    };
    const retirer = () => {
      const cle = comptages[nouveaux] && (nouveau || !comptages[connus]) ? nouveaux : connus;
      if (!comptages[cle]) return;
      comptages[cle] -= 1;
      fini();
    };
    const ajouter = () => {
      const cle = nouveau ? nouveaux : connus;
      comptages[cle] = Math.min(MAXIMUM, (comptages[cle] ?? 0) + 1);
      fini();
    };
    const fini = () => {
      // « Nouveau » is for the next youth, not for all that follow.
      if (nouveau) marque.click();
      navigator.vibrate?.(15);
      montrer();
      dire();
      change();
    };
    une.addEventListener("pointerdown", () => {
      estLong = false;
      minuterie = window.setTimeout(() => {
        estLong = true;
        retirer();
      }, APPUI_LONG);
    });
    for (const fin of ["pointerup", "pointerleave", "pointercancel"]) une.addEventListener(fin, () => clearTimeout(minuterie));
    une.addEventListener("contextmenu", (evenement) => evenement.preventDefault());
    une.addEventListener("click", () => (estLong ? (estLong = false) : retrait ? retirer() : ajouter()));
    une.addEventListener("keydown", ({ key }) => ["-", "Backspace", "Delete"].includes(key) && retirer());
    montrer();
    return une;
  }

  function dire() {
    const [tous, neufs] = totaux(comptages);
    total.textContent = `${tous} jeune${tous > 1 ? "s" : ""}${neufs ? `, dont ${neufs} nouveau${neufs > 1 ? "x" : ""}` : ""}`;
  }
}

/** All, and the new ones among them. @param {Record<string, number>} comptages @returns {[number, number]} */
export const totaux = (comptages) =>
  Object.entries(comptages).reduce(([tous, neufs], [cle, nombre]) => [tous + nombre, neufs + (cle.endsWith("|n") ? nombre : 0)], /** @type {[number, number]} */ ([0, 0]));
