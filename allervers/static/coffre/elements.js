// The vault in a page: <x-clair> shows what an envelope holds, <x-coffre> says where the vault stands.

import { demander } from "../connexion/requete.js";
import { quitterLeTelephone } from "../terrain/sortie.js";
import { entretenir } from "./entretien.js";
import { enOctets } from "./octets.js";
import { etatDuCoffre } from "./trousseau.js";

/** <x-clair genre="jeune" objet="UUID" champ="alias" enveloppe="…">K7M2</x-clair>: shows the value in place of what
 * stands there when it cannot be read. A value made of parts shows one of them (`partie="nom"`), or all. `data-clair`
 * says, once tried, whether it was read. */
class Clair extends HTMLElement {
  connectedCallback() {
    this.secours ??= this.textContent ?? "";
    this.lire();
  }

  async lire() {
    const { genre = "", objet = "", champ = "" } = Object.fromEntries([...this.attributes].map((un) => [un.name, un.value]));
    const enveloppe = this.getAttribute("enveloppe");
    if (!enveloppe) return;
    try {
      const { coffre } = await etatDuCoffre();
      this.textContent = coffre ? dire(await coffre.ouvrir({ genre, objet, champ }, enOctets(enveloppe)), this.getAttribute("partie")) : this.secours;
      this.dataset.clair = coffre ? "oui" : "non";
      this.removeAttribute("title");
    } catch {
      this.textContent = this.secours;
      this.dataset.clair = "non";
      this.title = "Ce texte ne s’ouvre pas ici.";
    }
  }
}

/** @param {any} valeur @param {string | null} partie @returns {string} */
const dire = (valeur, partie) =>
  typeof valeur === "string" ? valeur : partie ? (valeur[partie] ?? "—") : Object.values(valeur).join(", ");

/** Says, when something is to be done: create the vault, wait, type one's password, open it to a colleague. */
class EtatDuCoffre extends HTMLElement {
  connectedCallback() {
    this.montrer();
  }

  async montrer() {
    const { etat, trousseau, coffre } = await etatDuCoffre();
    this.replaceChildren();
    if (location.pathname !== this.dataset.page) {
      if (etat === "absent") this.dire("Le coffre n’est pas encore créé.", "Le créer");
      if (etat === "attente") this.dire("En attente\u202f: un collègue qui a le coffre doit vous l’ouvrir.", "Voir qui");
      if (etat === "ouvert" && trousseau.attentes) this.dire(attentes(trousseau.attentes), "Ouvrir");
      else if (etat === "ouvert" && trousseau.abimes) this.dire(abimes(trousseau.abimes), "Voir");
    }
    if (etat === "ferme") this.dire("Le coffre est fermé sur cet appareil.", "L’ouvrir avec le mot de passe", verrouiller);
    document.documentElement.dataset.coffre = etat;
    if (coffre) entretenir(coffre);
  }

  /** @param {string} texte @param {string} lien @param {() => void} [geste] */
  dire(texte, lien, geste) {
    const ligne = Object.assign(document.createElement("p"), { className: "annonce annonce-warning etat-du-coffre", textContent: `${texte} ` });
    ligne.setAttribute("role", "status");
    const suite = document.createElement(geste ? "button" : "a");
    suite.className = "btn bouton";
    suite.textContent = lien;
    if (geste) suite.addEventListener("click", geste);
    else suite.setAttribute("href", this.dataset.page ?? "");
    ligne.append(suite);
    this.replaceChildren(ligne);
  }
}

/** @param {number} nombre */
const attentes = (nombre) =>
  nombre === 1 ? "Un collègue attend l’accès au coffre." : `${nombre} collègues attendent l’accès au coffre.`;

/** @param {number} nombre */
const abimes = (nombre) =>
  nombre === 1 ? "Un texte chiffré est abîmé et ne s’ouvre plus." : `${nombre} textes chiffrés sont abîmés et ne s’ouvrent plus.`;

/** The page that follows asks for the password. */
async function verrouiller() {
  await demander("/session/verrouiller/", {});
  location.reload();
}

document.addEventListener("coffre:change", () => {
  for (const un of document.querySelectorAll("x-clair")) /** @type {Clair} */ (un).lire();
  for (const un of document.querySelectorAll("x-coffre")) /** @type {EtatDuCoffre} */ (un).montrer();
});

for (const formulaire of /** @type {NodeListOf<HTMLFormElement>} */ (document.querySelectorAll("form[data-sortir]"))) {
  formulaire.addEventListener("submit", async (evenement) => {
    evenement.preventDefault();
    if (await quitterLeTelephone().catch(() => true)) formulaire.submit();
  });
}

customElements.define("x-clair", Clair);
customElements.define("x-coffre", EtatDuCoffre);
