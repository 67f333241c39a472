"""The browser and Python write the same bytes: what one seals, derives or wraps, the other opens."""

import json
from pathlib import Path
from uuid import uuid4

import pytest

from allervers.coffre import cles
from allervers.coffre.enveloppe import Ouverture, Scellement, ouvrir_la_cle, sceller_la_cle

from . import vecteur_rfc9180 as vecteur

pytestmark = pytest.mark.navigateur
SERVICE, JEUNE = str(uuid4()), str(uuid4())
# Written once, by the first version: what was sealed must open for ever, here and there.
VECTEURS = json.loads((Path(__file__).parent / "vecteurs.json").read_text("utf-8"))
IDENTITE = {"nom": "Lemoine-Ünal", "telephone": "06 00 00 00 00", "note": "œuf « à part »\n😀"}


@pytest.fixture
def module(modules):
    """Run a JavaScript function (modules, argument) with the vault's modules."""
    return lambda fonction, argument=None: modules(
        fonction, argument, "octets", "cles", "enveloppe", "../vendor/hpke/hpke"
    )


@pytest.fixture
def paire():
    paire = cles.nouvelle_paire()
    return paire, {
        "privee": cles.en_texte(cles.cle_privee(paire)),
        "publique": cles.en_texte(cles.cle_publique(paire)),
    }


LIRE_PAIRE = (
    "const paire = { privee: await m.lirePrivee(m.enOctets(a.privee)), publique: m.enOctets(a.publique) };"
)


def test_the_browser_opens_what_the_rfc_published(module):
    clair = module(
        """async (m, a) => {
            const octets = (hexa) => new Uint8Array(hexa.match(/../g).map((deux) => parseInt(deux, 16)));
            // The published vector is for AES-128-GCM; the two suites differ by the AEAD alone.
            class Aes128Gcm extends m.Aes256Gcm { id = 1; keySize = 16; }
            const [kem, kdf, aead] = [new m.DhkemP256HkdfSha256(), new m.HkdfSha256(), new Aes128Gcm()];
            const suite = new m.CipherSuite({ kem, kdf, aead });
            const publicKey = await suite.kem.deserializePublicKey(octets(a.publique));
            const privateKey = await suite.kem.importKey("raw", octets(a.privee), false);
            const params = { recipientKey: { publicKey, privateKey }, enc: octets(a.enc), info: octets(a.info) };
            return m.enTexte(await suite.open(params, octets(a.chiffre), octets(a.aad)));
        }""",
        {
            "publique": vecteur.CLE_PUBLIQUE.hex(),
            "privee": vecteur.CLE_PRIVEE.hex(),
            "enc": vecteur.ENC.hex(),
            "info": vecteur.INFO.hex(),
            "chiffre": vecteur.CHIFFRE.hex(),
            "aad": vecteur.AAD.hex(),
        },
    )
    assert cles.en_octets(clair) == vecteur.CLAIR


def test_python_opens_the_shared_vectors():
    mot, code = VECTEURS["mot_de_passe"], VECTEURS["code"]
    derivees = cles.deriver_du_mot_de_passe(mot["texte"], cles.en_octets(mot["sel"]))
    assert [derivees.preuve, cles.en_texte(derivees.cle)] == [mot["preuve"], mot["cle"]]
    du_code = cles.deriver_du_code_de_secours(code["texte"])
    assert [du_code.preuve, cles.en_texte(du_code.cle)] == [code["preuve"], code["cle"]]
    membre = cles.developper(
        cles.en_octets(VECTEURS["cle_privee_enveloppee"]), derivees.cle, VECTEURS["proprietaire"]
    )
    service, version = VECTEURS["service"], VECTEURS["version"]
    coffre = ouvrir_la_cle(service, version, cles.en_octets(VECTEURS["cle_du_coffre_scellee"]), membre)
    assert cles.en_texte(cles.cle_privee(coffre)) == VECTEURS["coffre"]["privee"]
    ouverture = Ouverture(service, {version: coffre})
    for une in VECTEURS["enveloppes"]:
        enveloppe = cles.en_octets(une["enveloppe"])
        assert ouverture.ouvrir("jeune", VECTEURS["jeune"], une["champ"], enveloppe) == une["valeur"]


def test_the_browser_opens_the_shared_vectors(module):
    ouvert = module(
        """async (m, v) => {
            const exporter = async (cle) => m.enTexte(await crypto.subtle.exportKey("raw", cle));
            const mot = await m.deriverDuMotDePasse(v.mot_de_passe.texte, m.enOctets(v.mot_de_passe.sel));
            const code = await m.deriverDuCodeDeSecours(v.code.texte);
            const privee = await m.developper(m.enOctets(v.cle_privee_enveloppee), mot.cle, v.proprietaire);
            const membre = { privee, publique: m.enOctets(v.membre.publique) };
            const duCoffre = await m.ouvrirLaCle(v.service, v.version, m.enOctets(v.cle_du_coffre_scellee), membre);
            const paire = { privee: duCoffre, publique: m.enOctets(v.coffre.publique) };
            const ouverture = new m.Ouverture(v.service, new Map([[v.version, paire]]));
            const valeurs = v.enveloppes.map(({ champ, enveloppe }) =>
                ouverture.ouvrir({ genre: "jeune", objet: v.jeune, champ }, m.enOctets(enveloppe)));
            return {
                mot: [mot.preuve, await exporter(mot.cle)],
                code: [code.preuve, await exporter(code.cle)],
                valeurs: await Promise.all(valeurs),
            };
        }""",
        VECTEURS,
    )
    assert ouvert == {
        "mot": [VECTEURS["mot_de_passe"]["preuve"], VECTEURS["mot_de_passe"]["cle"]],
        "code": [VECTEURS["code"]["preuve"], VECTEURS["code"]["cle"]],
        "valeurs": [une["valeur"] for une in VECTEURS["enveloppes"]],
    }


def test_what_python_seals_the_browser_opens(module, paire):
    cle, textes = paire
    enveloppe = Scellement(SERVICE, 7, cles.cle_publique(cle)).sceller("jeune", JEUNE, "identite", IDENTITE)
    ouverte = module(
        "async (m, a) => {"
        + LIRE_PAIRE
        + """return new m.Ouverture(a.service, new Map([[7, paire]]))
            .ouvrir({ genre: "jeune", objet: a.jeune, champ: "identite" }, m.enOctets(a.enveloppe)); }""",
        textes | {"service": SERVICE, "jeune": JEUNE, "enveloppe": cles.en_texte(enveloppe)},
    )
    assert ouverte == IDENTITE


def test_what_the_browser_seals_python_opens(module, paire):
    cle, textes = paire
    enveloppe = module(
        """async (m, a) => {
            const scellement = await m.Scellement.commencer(a.service, 7, m.enOctets(a.publique));
            const lien = { genre: "jeune", objet: a.jeune, champ: "identite" };
            return m.enTexte(await scellement.sceller(lien, JSON.parse(a.valeur)));
        }""",
        textes | {"service": SERVICE, "jeune": JEUNE, "valeur": json.dumps(IDENTITE)},
    )
    ouverture = Ouverture(SERVICE, {7: cle})
    assert ouverture.ouvrir("jeune", JEUNE, "identite", cles.en_octets(enveloppe)) == IDENTITE


def test_an_envelope_moved_elsewhere_does_not_open_in_the_browser(module, paire):
    cle, textes = paire
    enveloppe = Scellement(SERVICE, 7, cles.cle_publique(cle)).sceller("jeune", JEUNE, "identite", IDENTITE)
    refus = module(
        "async (m, a) => {"
        + LIRE_PAIRE
        + """const ouverture = new m.Ouverture(a.service, new Map([[7, paire]]));
            const lien = { genre: "jeune", objet: a.jeune, champ: "identite" };
            const essais = [{ objet: "autre" }, { champ: "alias" }, { genre: "note" }].map((change) =>
                ouverture.ouvrir({ ...lien, ...change }, m.enOctets(a.enveloppe)));
            return (await Promise.allSettled(essais)).map((essai) => essai.status); }""",
        textes | {"service": SERVICE, "jeune": JEUNE, "enveloppe": cles.en_texte(enveloppe)},
    )
    assert refus == ["rejected"] * 3


def test_a_password_and_a_recovery_code_give_the_same_keys_on_both_sides(module):
    sel, code = bytes(range(16)), cles.nouveau_code_de_secours()
    # The same letters composed otherwise: a phone and a desktop may send either.
    for mot_de_passe in ("crème brûlée du matin", "cre\u0300me bru\u0302le\u0301e du matin"):
        du_navigateur = module(
            """async (m, a) => {
                const exporter = async (cle) => m.enTexte(await crypto.subtle.exportKey("raw", cle));
                const mot = await m.deriverDuMotDePasse(a.motDePasse, m.enOctets(a.sel));
                const code = await m.deriverDuCodeDeSecours(a.code);
                return [[mot.preuve, await exporter(mot.cle)], [code.preuve, await exporter(code.cle)]];
            }""",
            {"motDePasse": mot_de_passe, "sel": cles.en_texte(sel), "code": code},
        )
        ici = [
            cles.deriver_du_mot_de_passe("crème brûlée du matin", sel),
            cles.deriver_du_code_de_secours(code),
        ]
        assert du_navigateur == [[derivees.preuve, cles.en_texte(derivees.cle)] for derivees in ici]


def test_a_code_made_by_the_browser_is_read_by_python(module):
    code, preuve = module(
        """async (m) => {
            const code = m.nouveauCodeDeSecours();
            return [code, (await m.deriverDuCodeDeSecours(code)).preuve];
        }"""
    )
    assert cles.deriver_du_code_de_secours(code).preuve == preuve


def test_keys_wrapped_and_sealed_on_one_side_open_on_the_other(module, paire):
    cle, textes = paire
    membre = cles.nouvelle_paire()
    aes, proprietaire = bytes(range(32)), str(uuid4())
    retour = module(
        "async (m, a) => {"
        + LIRE_PAIRE
        + """const aes = await m.cleAes(m.enOctets(a.aes));
            const privee = await m.developper(m.enOctets(a.enveloppee), aes, a.proprietaire);
            const membre = { privee, publique: m.enOctets(a.membre) };
            const duCoffre = await m.ouvrirLaCle(a.service, 7, m.enOctets(a.scellee), membre);
            return [
                m.enTexte(await m.envelopper(duCoffre, aes, a.proprietaire)),
                m.enTexte(await m.scellerLaCle(a.service, 7, paire.privee, membre.publique)),
            ]; }""",
        textes
        | {
            "service": SERVICE,
            "proprietaire": proprietaire,
            "aes": cles.en_texte(aes),
            "membre": cles.en_texte(cles.cle_publique(membre)),
            "enveloppee": cles.en_texte(cles.envelopper(membre, aes, proprietaire)),
            "scellee": cles.en_texte(
                sceller_la_cle(SERVICE, 7, cles.cle_privee(cle), cles.cle_publique(membre))
            ),
        },
    )
    enveloppee, scellee = map(cles.en_octets, retour)
    attendue = cles.cle_privee(cle)
    assert cles.cle_privee(cles.developper(enveloppee, aes, proprietaire)) == attendue
    assert cles.cle_privee(ouvrir_la_cle(SERVICE, 7, scellee, membre)) == attendue
