// The vault's page: create it, open it to a colleague, change its key, take it back with the recovery code.

import { assurer } from "../connexion/verrou.js";
import { demander } from "../connexion/requete.js";
import { developper, deriverDuCodeDeSecours, envelopper, nouveauCodeDeSecours, nouvellePaire } from "./cles.js";
import { ouvrirLaCle, scellerLaCle } from "./enveloppe.js";
import { ouvrirA, renouveler, resceller } from "./entretien.js";
import { enOctets, enTexte } from "./octets.js";
import { etatDuCoffre } from "./trousseau.js";

const element = (/** @type {string} */ id) => /** @type {any} */ (document.getElementById(id));

/** Do it once the session is surely open; say in French what went wrong.
 * @param {HTMLButtonElement} bouton @param {() => Promise<void>} geste */
async function faire(bouton, geste) {
  element("erreur").hidden = true;
  bouton.disabled = true;
  try {
    await assurer();
    await geste();
  } catch (erreur) {
    element("erreur").textContent = /** @type {Error} */ (erreur).message;
    element("erreur").hidden = false;
    element("erreur").scrollIntoView({ block: "center" });
  }
  bouton.disabled = false;
}

const creation = element("creation");
if (creation) {
  const { service } = creation.dataset;
  const code = nouveauCodeDeSecours();
  element("commencer").addEventListener("click", () => {
    for (const etape of creation.querySelectorAll("[data-etape]")) etape.hidden = etape.dataset.etape !== "2";
    element("code").textContent = code;
    element("code-retape").focus({ preventScroll: true });
  });
  element("terminer").addEventListener("click", (/** @type {any} */ { target }) =>
    faire(target, async () => {
      const [derive, retape] = await Promise.all([deriverDuCodeDeSecours(code), deriverDuCodeDeSecours(element("code-retape").value)]);
      if (!derive || derive.preuve !== retape?.preuve) {
        element("code-retape").focus();
        throw new Error("Ce n’est pas le code imprimé. Comparez-les, groupe par groupe.");
      }
      const { trousseau } = await etatDuCoffre();
      const [coffre, secours] = await Promise.all([nouvellePaire(), nouvellePaire()]);
      const pour = (/** @type {Uint8Array<ArrayBuffer>} */ publique) => scellerLaCle(service, 1, coffre.privee, publique).then(enTexte);
      await demander("/coffre/creer/", {
        cle_publique: enTexte(coffre.publique),
        cle_scellee: await pour(enOctets(trousseau.cle_publique ?? "")),
        cle_scellee_pour_secours: await pour(secours.publique),
        secours: {
          preuve: derive.preuve,
          cle_publique: enTexte(secours.publique),
          cle_privee_enveloppee: enTexte(await envelopper(secours.privee, derive.cle, service)),
        },
      });
      location.reload();
    }),
  );
}

for (const bouton of /** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll("[data-ouvrir-a]")))
  bouton.addEventListener("click", () => faire(bouton, async () => {
    const { coffre } = await etatDuCoffre();
    if (!coffre) throw new Error("Le coffre est fermé sur cet appareil\u202f: ouvrez-le d’abord avec votre mot de passe.");
    await ouvrirA(coffre, bouton.dataset.ouvrirA ?? "");
    location.reload();
  }));

element("renouveler")?.addEventListener("click", (/** @type {any} */ { target }) =>
  faire(target, async () => {
    const avant = (await etatDuCoffre()).coffre;
    if (!avant) throw new Error("Le coffre est fermé sur cet appareil\u202f: ouvrez-le d’abord avec votre mot de passe.");
    await renouveler(avant);
    const { coffre } = await etatDuCoffre();
    const dire = (/** @type {number} */ nombre) => (element("avancement").textContent = `${nombre} textes rechiffrés…`);
    if (coffre) await resceller(coffre, dire);
    location.reload();
  }),
);

element("secours")?.addEventListener("submit", (/** @type {any} */ evenement) => {
  evenement.preventDefault();
  faire(evenement.submitter, async () => {
    const derive = await deriverDuCodeDeSecours(element("code-de-secours").value);
    if (!derive) throw new Error("Ce code est incomplet\u202f: il a 8 groupes de 4 caractères.");
    const recu = await demander("/coffre/secours/", { preuve: derive.preuve });
    const privee = await developper(enOctets(recu.cle_privee_enveloppee), derive.cle, recu.uuid);
    const secours = { privee, publique: enOctets(recu.cle_publique) };
    const { trousseau } = await etatDuCoffre();
    /** @type {Record<string, string>} */
    const cles_scellees = {};
    for (const { version, cle_scellee } of recu.cles) {
      const duCoffre = await ouvrirLaCle(trousseau.service, version, enOctets(cle_scellee), secours);
      cles_scellees[version] = enTexte(await scellerLaCle(trousseau.service, version, duCoffre, enOctets(trousseau.cle_publique ?? "")));
    }
    await demander("/coffre/secours/", { preuve: derive.preuve, cles_scellees });
    location.reload();
  });
});
