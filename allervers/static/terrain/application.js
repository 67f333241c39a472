// The street application: opens the phone, keeps the draft, empties the outbox, shows one screen at a time.

import "../coffre/garde-texte.js";
import { garderPourLaConnexion } from "../coffre/trousseau.js";
import { definirNoms } from "../coffre/garde-texte.js";
import { demander } from "../connexion/requete.js";
import { deriverPour, deverrouillerLaSession, etatDeLaSession, rouvrirLaSession } from "../connexion/session.js";
import { ecrire, effacer, lire } from "./base.js";
import { deposer, lireLaBoite, nombreEnAttente, remplirDeNouveau, vider } from "./boite.js";
import { nommer, rafraichir, relireLesDonnees } from "./donnees.js";
import { ecranEntree } from "./ecran-entree.js";
import { ecranEnvois } from "./ecran-envois.js";
import { ecranJournee } from "./ecran-journee.js";
import { ecranSaisie } from "./ecran-saisie.js";
import { nouveauJeune } from "./nouveau-jeune.js";
import { installer } from "./installation.js";
import { noeud } from "./noeud.js";
import { ouvrirSurPlace, serrureDeLaSession, serrureGardee } from "./serrure.js";

/** @typedef {import("./boite.js").Arret | "interdit"} Arret */

// The same as the server's (connexion/verrou.py).
const INACTIVITE = 15 * 60 * 1000;
const IMPATIENCE = 4000; // ms to wait for a weak network when the phone can open without it
const RETENTATIVE = 30_000;

export class Terrain {
  constructor() {
    /** @type {import("./serrure.js").Serrure | null} */
    this.serrure = null;
    /** @type {any} what the phone knows; see `donnees.js` */
    this.donnees = null;
    /** @type {import("./habitudes.js").Jeune[]} */
    this.jeunes = [];
    /** @type {import("./boite.js").Lue[]} */
    this.boite = [];
    /** @type {import("./document.js").Brouillon | null} */
    this.brouillon = null;
    /** @type {Arret} why the outbox does not move */
    this.arret = "vide";
    /** What opens the session again while its person is here; never written. @type {import("../coffre/cles.js").Derivees | null} */
    this.derivees = null;
    this.codeAttendu = false;
    /** Entries of colleagues that are not the same outing. @type {Set<string>} */
    this.ecartees = new Set();
    this.geste = Date.now();
    this.enAttente = 0;
  }

  async demarrer() {
    const gardee = await serrureGardee();
    try {
      this.serrure = await serrureDeLaSession(AbortSignal.timeout(gardee ? IMPATIENCE : 5 * IMPATIENCE));
    } catch (erreur) {
      const arrets = /** @type {Record<number, Arret>} */ ({ 401: "fermee", 403: "interdit", 423: "verrouillee" });
      this.arret = arrets[/** @type {any} */ (erreur).statut] ?? "hors_ligne";
      this.serrure = this.arret === "interdit" ? null : gardee;
    }
    if (this.serrure?.estOuverte) await this.ouvrir();
    else this.afficher();
  }

  get estOuvert() {
    return Boolean(this.serrure?.estOuverte && this.donnees);
  }

  /** The password, typed here. @param {string} motDePasse @returns {Promise<boolean>} false for a wrong one */
  async deverrouiller(motDePasse) {
    const serrure = /** @type {import("./serrure.js").Serrure} */ (this.serrure);
    this.derivees = await ouvrirSurPlace(serrure, motDePasse);
    if (this.derivees) {
      await this.ouvrir();
      return true;
    }
    // Changed from another device, perhaps: the server knows.
    if (!navigator.onLine) return false;
    try {
      const { cleDeSession: _, ...derivees } = await deriverPour(serrure.trousseau.courriel, motDePasse);
      this.derivees = derivees;
      await this.reveiller();
      this.serrure = await serrureDeLaSession();
    } catch {
      this.derivees = null;
      return false;
    }
    this.derivees = await ouvrirSurPlace(this.serrure, motDePasse);
    if (this.derivees) await this.ouvrir();
    return this.derivees !== null;
  }

  /** All that is sealed on this phone is read; then the network is asked for news. */
  async ouvrir() {
    const serrure = /** @type {import("./serrure.js").Serrure} */ (this.serrure);
    this.geste = Date.now();
    this.donnees = await relireLesDonnees(serrure);
    if (!this.donnees) await this.actualiser();
    else await this.prendre(this.donnees);
    const brouillon = await lire(`brouillon:${serrure.utilisateur}`);
    if (brouillon) this.brouillon = await serrure.ouvrir("brouillon", brouillon).catch(() => null);
    this.boite = await lireLaBoite(serrure);
    this.afficher();
    await this.envoyer(true);
  }

  /** @param {import("./donnees.js").Donnees} donnees */
  async prendre(donnees) {
    this.donnees = donnees;
    this.jeunes = await nommer(donnees.jeunes, this.serrure?.coffre ?? null);
    definirNoms({ jeunes: this.jeunes, lieux: donnees.lieux.map(({ nom }) => nom) });
    await this.ajouterLesJeunesEnAttente();
    document.dispatchEvent(new Event("terrain:jeunes"));
  }

  /** Youths made here who have not left yet are as well known as the others. */
  async ajouterLesJeunesEnAttente() {
    const serrure = this.serrure;
    if (!serrure?.estOuverte) return;
    const connus = new Set(this.jeunes.map(({ uuid }) => uuid));
    const faits = (await lireLaBoite(serrure)).filter(({ document, etat }) => document?.genre === "jeune" && etat !== "abandonnee" && !connus.has(document.uuid));
    const nouveaux = faits.map(({ document }) => ({ uuid: document.uuid, code: "nouveau", sexe: document.sexe, annee: document.annee_naissance, tranche: document.tranche, vu_le: document.premier_contact, alias: document.alias, identite: document.identite }));
    this.jeunes.push(...(await nommer(nouveaux, serrure.coffre)));
  }

  /** Ask the server for what the phone takes along; without it, what was kept stays. */
  async actualiser() {
    const serrure = this.serrure;
    if (!serrure?.estOuverte) return;
    try {
      await this.prendre(await rafraichir(serrure));
    } catch {
      // What was kept serves.
    }
  }

  /** @param {boolean} [estLaPremiere] after opening: what a restored server lost goes again, and news are asked for */
  async envoyer(estLaPremiere = false) {
    const serrure = this.serrure;
    if (!serrure?.estOuverte) return this.compter();
    document.body.dataset.envoi = "en-cours";
    if (estLaPremiere) await remplirDeNouveau(serrure.utilisateur).catch(() => 0);
    let issue = await vider(serrure);
    if (["verrouillee", "fermee"].includes(issue.arret) && (await this.reveiller())) issue = await vider(serrure);
    this.arret = issue.arret;
    if (issue.parties || estLaPremiere) await this.actualiser();
    if (!serrure.estOuverte) return;
    this.boite = await lireLaBoite(serrure);
    await this.compter();
    if (issue.parties || estLaPremiere) this.afficher({ siLisible: true });
    document.body.dataset.envoi = "fait";
    if (this.enAttente) this.demanderUnEnvoiDeFond();
  }

  /** Open the session again with what the password gave, while its person is here. @returns {Promise<boolean>} */
  async reveiller() {
    if (!this.derivees || !this.serrure) return false;
    const { courriel } = this.serrure.trousseau;
    try {
      const etat = await etatDeLaSession();
      if (etat === "verrouillee") await deverrouillerLaSession(this.derivees.preuve);
      if (etat === "fermee") {
        const { cle_de_session } = await demander("/connexion/sel/", new URLSearchParams({ courriel }));
        await garderPourLaConnexion(this.derivees.cle, cle_de_session);
        this.codeAttendu = await rouvrirLaSession(courriel, this.derivees.preuve);
      }
      return !this.codeAttendu;
    } catch {
      return false;
    }
  }

  /** @param {any} document @param {string[]} [apres] */
  async deposer(document, apres = []) {
    const serrure = /** @type {import("./serrure.js").Serrure} */ (this.serrure);
    const enAttente = new Set(this.boite.filter(({ etat }) => etat !== "envoyee").map(({ uuid }) => uuid));
    await deposer(serrure, document, [...apres, ...(document.jeunes ?? []), document.jeune, document.remplace].filter((uuid) => enAttente.has(uuid)));
    if (serrure.estOuverte) this.boite = await lireLaBoite(serrure);
    await this.compter();
    this.envoyer();
  }

  async compter() {
    this.enAttente = this.serrure ? await nombreEnAttente(this.serrure.utilisateur) : 0;
    this.montrerLEtat();
  }

  /** Every touch is kept, sealed, before the next one. @param {import("./document.js").Brouillon | null} brouillon */
  async garder(brouillon) {
    this.brouillon = brouillon;
    if (this.ecriture) return void (this.aRefaire = true);
    this.ecriture = true;
    try {
      do {
        this.aRefaire = false;
        await this.#ecrireLeBrouillon();
      } while (this.aRefaire);
    } catch {
      this.annoncer("Ce téléphone n’a plus de place : ce que vous saisissez n’est gardé qu’à l’écran.");
    }
    this.ecriture = false;
  }

  async #ecrireLeBrouillon() {
    const serrure = /** @type {import("./serrure.js").Serrure} */ (this.serrure);
    const nom = `brouillon:${serrure.utilisateur}`;
    if (this.brouillon) await ecrire(nom, await serrure.sceller("brouillon", this.brouillon));
    else await effacer(nom);
  }

  verrouiller() {
    if (!this.serrure?.estOuverte) return;
    this.serrure.verrouiller();
    this.derivees = null;
    this.jeunes = [];
    this.boite = [];
    // The lists stay for an outing under way: it goes on being counted.
    this.donnees = this.brouillon?.debut ? { ...this.donnees, jeunes: [], habitudes: [], saisies: [], previsions: [] } : null;
    if (!this.brouillon?.debut) this.brouillon = null;
    definirNoms({ jeunes: [], lieux: [] });
    demander("/session/verrouiller/", {}).catch(() => {});
    this.afficher();
  }

  /** @param {(uuid: string) => void} fini */
  nouveauJeune(fini) {
    nouveauJeune(this, fini);
  }

  /** @param {string} ecran */
  aller(ecran) {
    if (location.hash === `#${ecran}`) this.afficher();
    else location.hash = ecran;
  }

  /** @param {{ siLisible?: boolean }} [options] `siLisible`: not under the fingers of who is typing */
  afficher({ siLisible = false } = {}) {
    const main = /** @type {HTMLElement} */ (document.getElementById("ecran"));
    const nom = location.hash.slice(1).split("=")[0];
    if (siLisible && nom === "saisie") return;
    const ecran = this.estOuvert || (nom === "saisie" && this.brouillon?.debut && this.donnees)
      ? (ECRANS[/** @type {keyof typeof ECRANS} */ (nom)] ?? ecranJournee)(this)
      : ecranEntree(this);
    // What was unfolded stays so when news arrive.
    const ouvertes = siLisible ? [.../** @type {NodeListOf<HTMLElement>} */ (main.querySelectorAll("details[open][data-saisie]"))].map(({ dataset }) => dataset.saisie) : [];
    main.replaceChildren(ecran);
    for (const pli of /** @type {NodeListOf<HTMLDetailsElement>} */ (main.querySelectorAll("details[data-saisie]"))) pli.open = ouvertes.includes(pli.dataset.saisie);
    main.dataset.ecran = this.estOuvert ? nom || "journee" : "entree";
    /** @type {HTMLElement} */ (document.getElementById("verrouiller")).hidden = !this.estOuvert;
    this.montrerLEtat();
    if (!siLisible) scrollTo(0, 0);
  }

  montrerLEtat() {
    const pastille = /** @type {HTMLElement} */ (document.getElementById("etat"));
    const refusees = this.boite.filter(({ etat }) => etat === "refusee").length;
    const mots = refusees ? `${refusees} à revoir` : this.enAttente ? `${this.enAttente} à envoyer` : this.arret === "hors_ligne" ? "Hors réseau" : "";
    pastille.textContent = mots;
    pastille.hidden = !mots;
    pastille.dataset.etat = refusees ? "refusee" : this.enAttente ? "attente" : "vide";
  }

  /** @param {string} texte */
  annoncer(texte) {
    const annonces = /** @type {HTMLElement} */ (document.getElementById("annonces"));
    annonces.replaceChildren(noeud("p", { class: "annonce" }, texte));
    setTimeout(() => annonces.replaceChildren(), 6000);
  }

  demanderUnEnvoiDeFond() {
    navigator.serviceWorker?.ready.then((/** @type {any} */ travailleur) => travailleur.sync?.register("boite")).catch(() => {});
  }
}

const ECRANS = { saisie: ecranSaisie, envois: ecranEnvois, journee: ecranJournee };

const terrain = new Terrain();
addEventListener("hashchange", () => terrain.afficher());
addEventListener("online", () => terrain.envoyer(true));
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && terrain.envoyer());
document.getElementById("verrouiller")?.addEventListener("click", () => terrain.verrouiller());
for (const geste of ["pointerdown", "keydown"]) addEventListener(geste, () => (terrain.geste = Date.now()), { passive: true });
setInterval(() => {
  if (Date.now() - terrain.geste > INACTIVITE) terrain.verrouiller();
  else if (terrain.enAttente) terrain.envoyer();
}, RETENTATIVE);
// While someone is here, the session stays open.
setInterval(() => terrain.estOuvert && Date.now() - terrain.geste < INACTIVITE / 3 && etatDeLaSession().catch(() => {}), INACTIVITE / 3);
installer((texte) => terrain.annoncer(texte));
terrain.demarrer();
