// A youth made on the spot: a first name or an alias, which goes sealed; with the youth's agreement, the file opens.

import { proches } from "../coffre/homonymes.js";
import { enTexte } from "../coffre/octets.js";
import { jourDe, sansConfondre } from "./habitudes.js";
import { bouton, etiqueter, groupe, noeud, puces } from "./noeud.js";

const SEXES = [{ code: "fille", nom: "Fille" }, { code: "garcon", nom: "Garçon" }, { code: "autre", nom: "Autre" }];
const ACCORDS = [{ code: "oral", nom: "D’accord, à l’oral" }, { code: "ecrit", nom: "D’accord, par écrit" }];

/** @param {import("./application.js").Terrain} terrain @param {(uuid: string) => void} fini */
export function nouveauJeune(terrain, fini) {
  const { donnees, serrure } = terrain;
  const uuid = crypto.randomUUID();
  const coffre = serrure?.coffre;
  const saisi = { sexe: "non_renseigne", tranche: /** @type {string | null} */ (null), accord: /** @type {string | null} */ (null) };
  const alias = /** @type {HTMLInputElement} */ (noeud("input", { autocomplete: "off", disabled: !coffre, placeholder: coffre ? "" : "Le coffre ne vous est pas encore ouvert" }));
  const deja = noeud("div", { class: "puces", role: "status" });
  alias.addEventListener("input", () => montrerLesProches());
  const annee = /** @type {HTMLInputElement} */ (noeud("input", { inputmode: "numeric", maxlength: 4, autocomplete: "off" }));
  const equipes = /** @type {HTMLSelectElement} */ (noeud("select", {}, ...donnees.equipes.map((/** @type {any} */ un) => noeud("option", { value: un.uuid }, un.nom)), noeud("option", { value: "" }, "Toutes les équipes")));
  const nom = /** @type {HTMLInputElement} */ (noeud("input", { autocomplete: "off" }));
  const telephone = /** @type {HTMLInputElement} */ (noeud("input", { type: "tel", autocomplete: "off" }));
  const apresAccord = noeud("div", { hidden: true }, etiqueter("Nom", nom), etiqueter("Téléphone", telephone));
  const erreur = noeud("p", { class: "erreur", role: "alert", hidden: true });
  const boite = /** @type {HTMLDialogElement} */ (noeud("dialog", { "aria-labelledby": "titre-nouveau" },
    noeud("form", { novalidate: true, onsubmit: creer },
      noeud("h2", { id: "titre-nouveau" }, "Nouveau jeune"),
      etiqueter("Prénom ou surnom", alias), deja,
      groupe("Sexe", puces(SEXES, ({ code }) => code === saisi.sexe, (un) => (saisi.sexe = un?.code ?? "non_renseigne"))),
      groupe("Âge", puces(donnees.tranches, ({ code }) => code === saisi.tranche, (un) => (saisi.tranche = /** @type {any} */ (un)?.code ?? null)),
        etiqueter("ou année de naissance", annee)),
      etiqueter("Équipe", equipes),
      groupe("Est-il d’accord pour qu’on ouvre une fiche ?", puces(ACCORDS, () => false, (un) => {
        saisi.accord = un?.code ?? null;
        apresAccord.hidden = !un || !coffre;
      }), noeud("p", { class: "aide" }, "Sans réponse, seul ce prénom est gardé, chiffré."), apresAccord),
      erreur,
      noeud("div", { class: "gestes" }, bouton("Annuler", () => boite.close(), "bouton discret"), noeud("button", { class: "bouton principal" }, "Ajouter")))));
  boite.addEventListener("close", () => boite.remove());
  document.body.append(boite);
  boite.showModal();

  /** Two homonyms are two youths; but it may be one whom a colleague knows. */
  function montrerLesProches() {
    const nommer = sansConfondre(terrain.jeunes);
    const trouves = alias.value.trim().length > 1 ? proches({ prenom: alias.value }, terrain.jeunes).slice(0, 4) : [];
    deja.replaceChildren(...(trouves.length ? [noeud("span", { class: "aide" }, "Déjà là, peut-être :")] : []),
      ...trouves.map(({ jeune }) => bouton(nommer(jeune), () => {
        boite.close();
        fini(jeune.uuid);
      }, "puce")));
  }

  /** @param {SubmitEvent} evenement */
  async function creer(evenement) {
    evenement.preventDefault();
    const naissance = annee.value.trim() ? Number(annee.value) : null;
    const cetteAnnee = new Date().getFullYear();
    if (naissance !== null && !(naissance >= cetteAnnee - 40 && naissance <= cetteAnnee)) {
      erreur.textContent = "Écrivez l’année sur quatre chiffres, par exemple 2010.";
      erreur.hidden = false;
      return annee.focus();
    }
    const sceller = async (/** @type {string} */ champ, /** @type {unknown} */ valeur) =>
      coffre && valeur && Object.keys(valeur).length ? enTexte(await coffre.sceller({ genre: "jeune", objet: uuid, champ }, valeur)) : null;
    const identite = Object.fromEntries([["nom", nom.value.trim()], ["telephone", telephone.value.trim()]].filter(([, texte]) => texte));
    const jeune = {
      uuid, genre: "jeune", remplace: null, sexe: saisi.sexe, annee_naissance: naissance, tranche: naissance ? null : saisi.tranche,
      premier_contact: jourDe(new Date()), equipe: equipes.value || null, alias: await sceller("alias", alias.value.trim()),
      accord_mode: saisi.accord, identite: saisi.accord ? await sceller("identite", identite) : null,
    };
    try {
      await terrain.deposer(jeune);
    } catch {
      erreur.textContent = "Ce téléphone n’a plus de place. Libérez-en, puis ajoutez de nouveau.";
      erreur.hidden = false;
      return;
    }
    await terrain.ajouterLesJeunesEnAttente();
    boite.close();
    fini(uuid);
  }
}
