// The form that chooses a password: for an invitation, or to change it.

import { enOctets } from "../coffre/octets.js";
import { faiblesse, preparer, reprendre } from "./mot-de-passe.js";

const formulaire = /** @type {HTMLFormElement} */ (document.getElementById("choisir"));
const bouton = /** @type {HTMLButtonElement} */ (formulaire.querySelector("button[type=submit]"));
const champ = (/** @type {string} */ nom) => /** @type {HTMLInputElement} */ (formulaire.querySelector(`[data-champ=${nom}]`));

formulaire.addEventListener("submit", async (evenement) => {
  const nouveau = champ("nouveau");
  if (!nouveau.value && champ("prete").value) return;
  evenement.preventDefault();
  evenement.stopPropagation();
  dire("");
  // Read now: the page of an invitation learns them after it is loaded.
  const { proprietaire = "", personnels = "", sel, clePublique, clePriveeEnveloppee } = formulaire.dataset;
  const faible = faiblesse(nouveau.value, personnels.split("|"));
  if (faible) return dire(faible, nouveau);
  if (nouveau.value !== champ("encore").value) return dire("Les deux mots de passe ne sont pas les mêmes.", champ("encore"));
  bouton.disabled = true;
  try {
    let privee, publique;
    if (sel && clePriveeEnveloppee && clePublique) {
      const ancien = await reprendre(champ("ancien").value, { sel, cle_privee_enveloppee: clePriveeEnveloppee, proprietaire }).catch(() => null);
      if (!ancien) return dire("Le mot de passe actuel n’est pas le bon.", champ("ancien"));
      privee = ancien.privee;
      publique = enOctets(clePublique);
      remplir("ancienne_preuve", ancien.preuve);
    }
    for (const [nom, valeur] of Object.entries(await preparer(nouveau.value, proprietaire, privee, publique))) remplir(nom, valeur);
    champ("prete").value = "oui";
    for (const nom of ["nouveau", "encore", "ancien"]) if (champ(nom)) champ(nom).value = "";
    formulaire.requestSubmit();
  } finally {
    bouton.disabled = false;
  }
});

/** @param {string} nom @param {string} valeur */
function remplir(nom, valeur) {
  /** @type {HTMLInputElement} */ (formulaire.elements.namedItem(nom)).value = valeur;
}

/** @param {string} texte @param {HTMLElement} [ou] */
function dire(texte, ou) {
  const alerte = /** @type {HTMLElement} */ (document.getElementById("erreur"));
  alerte.textContent = texte;
  alerte.hidden = !texte;
  ou?.focus();
}
