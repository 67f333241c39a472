"""The vault, in real browsers: made, opened to a colleague, lost, taken back, its key changed while pages are open."""

from uuid import uuid4

import pytest
from playwright.sync_api import expect

from allervers.coffre.membres import cle_courante, versions_ouvertes
from allervers.coffre.models import Acces, CleDuCoffre, EnveloppeAnterieure
from allervers.coffre.rescellement import a_resceller
from allervers.coffre.views import LOT
from allervers.comptes.models import Role, Service
from allervers.connexion.operations import inviter, retirer_personne
from allervers.jeunes.models import Jeune
from tests.comptes_ouverts import MOT_DE_PASSE, ouvrir, se_connecter

from .coffre_ouvert import NOM, PRENOM, TELEPHONE, entrer_par_le_formulaire, reprendre
from .ecran import defauts, defauts_partout

pytestmark = [pytest.mark.navigateur, pytest.mark.usefixtures("communes")]


def fiche_de(maison) -> str:
    return f"/jeunes/{maison.jeune.uuid}/"


def attendre_le_nom(page):
    page.get_by_role("heading", name=PRENOM).wait_for()


def enregistrer(page, dans="titre-identite"):
    page.locator(f"section[aria-labelledby={dans}]").get_by_role("button", name="Enregistrer").click()


def test_a_director_makes_the_vault_and_types_the_printed_code_back(page, live_server):
    service = Service.objects.create(code="neuf", nom="Service neuf")
    direction, _ = ouvrir(service, Role.DIRECTION)
    entrer_par_le_formulaire(page, live_server.url, direction)
    page.get_by_role("link", name="Le créer").click()
    page.get_by_role("button", name="Créer le coffre").click()
    code = page.locator("#code").inner_text()
    assert len(code) == 39
    assert defauts(page) == []
    page.get_by_label("Retapez-le ici").fill(code[:-1] + ("A" if code[-1] != "A" else "B"))
    page.get_by_role("button", name="Terminer").click()
    page.get_by_text("Ce n’est pas le code imprimé").wait_for()
    assert not CleDuCoffre.objects.exists()
    page.get_by_label("Retapez-le ici").fill(code.lower().replace("-", " "))
    page.get_by_role("button", name="Terminer").click()
    page.get_by_role("heading", name="Qui l’ouvre").wait_for()

    page.goto(f"{live_server.url}/jeunes/nouveau/")
    page.locator("form[data-pret=oui]").wait_for()
    page.get_by_label("Prénom ou surnom").fill("Titouan")
    page.get_by_role("button", name="Créer").click()
    page.get_by_role("heading", name="Titouan").wait_for()
    assert b"Titouan" not in bytes(Jeune.objects.get().alias)


def test_a_newcomer_waits_and_a_colleague_opens_the_vault_in_one_tap(page, live_server, maison, ailleurs):
    nouvelle, _ = ouvrir(maison.service, code="nouvelle", courriel="lou@terrils.fr", prenom="Lou")
    reprendre(page, live_server.url, nouvelle)
    page.get_by_text("En attente : un collègue qui a le coffre doit vous l’ouvrir").wait_for()
    page.goto(f"{live_server.url}{fiche_de(maison)}")
    page.get_by_role("heading", name="K7M2").wait_for()
    assert PRENOM not in page.content()
    # Who cannot read yet can write: the public key is enough. What is refused comes back, sealed.
    page.goto(f"{live_server.url}/jeunes/nouveau/")
    page.get_by_text("Vous pouvez écrire").wait_for()
    page.get_by_label("Prénom ou surnom").fill("Titouan")
    page.get_by_label("Année de naissance").fill("10")
    page.get_by_role("button", name="Créer").click()
    page.get_by_text("sur quatre chiffres").wait_for()
    page.get_by_text("Ce que vous avez écrit est gardé, chiffré").wait_for()
    assert defauts(page) == []
    page.get_by_label("Année de naissance").fill("2010")
    page.get_by_role("button", name="Créer").click()
    page.get_by_text("est créé.").wait_for()
    nouveau = Jeune.objects.exclude(pk=maison.jeune.pk).get()
    assert nouveau.alias and b"Titouan" not in bytes(nouveau.alias)

    collegue = ailleurs(maison.educatrice)
    collegue.get_by_text("Un collègue attend l’accès au coffre").wait_for()
    collegue.get_by_role("link", name="Ouvrir").click()
    assert "Attend depuis le" in collegue.inner_text("#membres")
    assert defauts(collegue) == []
    collegue.get_by_role("button", name="Lui ouvrir").click()
    collegue.get_by_text("ouvert par Inès Berline").wait_for()

    page.reload()
    page.get_by_role("heading", name="Titouan").wait_for()
    page.goto(f"{live_server.url}{fiche_de(maison)}")
    attendre_le_nom(page)


def test_after_a_forgotten_password_a_colleague_opens_the_vault_again(page, live_server, maison, ailleurs):
    page.goto(f"{live_server.url}/invitation/#{inviter(utilisateur=maison.educatrice, par=maison.direction)}")
    page.get_by_role("heading", name="Bienvenue Inès").wait_for()
    page.locator("#nouveau").fill("un tout autre secret")
    page.locator("#encore").fill("un tout autre secret")
    page.locator("#choisir button").click()
    page.get_by_text("Votre compte est prêt").wait_for()
    se_connecter(page, live_server.url, maison.educatrice.courriel, "un tout autre secret")
    page.get_by_text("En attente : un collègue").wait_for()

    directrice = ailleurs(maison.direction, "/coffre/")
    directrice.get_by_role("button", name="Lui ouvrir").click()
    directrice.get_by_text("ouvert par Sacha Coron").wait_for()
    page.goto(f"{live_server.url}{fiche_de(maison)}")
    attendre_le_nom(page)


def test_when_nobody_can_open_it_any_more_the_printed_code_does(page, live_server, maison):
    Acces.objects.exclude(membre=None).delete()
    reprendre(page, live_server.url, maison.direction)
    page.get_by_role("link", name="Voir qui").click()
    page.get_by_text("Plus personne ne peut l’ouvrir").click()
    page.get_by_label("Code imprimé").fill("0000-" * 7 + "0000")
    page.get_by_role("button", name="Ouvrir avec ce code").click()
    page.get_by_text("n’est pas celui de ce service").wait_for()
    assert page.get_by_label("Code imprimé").input_value()
    assert defauts(page) == []
    page.get_by_label("Code imprimé").fill(maison.code_de_secours)
    page.get_by_role("button", name="Ouvrir avec ce code").click()
    page.get_by_role("button", name="Changer la clé maintenant").wait_for()
    page.goto(f"{live_server.url}{fiche_de(maison)}")
    attendre_le_nom(page)


def test_a_departure_changes_the_key_and_what_it_sealed_is_sealed_again(page, live_server, maison):
    partante, _ = ouvrir(maison.service, code="partante", courriel="p@terrils.fr", prenom="Lou")
    # As many as a lot, damaged, before what can be sealed again.
    _abimer(maison, LOT)
    reprendre(page, live_server.url, maison.direction, "/coffre/")
    page.get_by_role("button", name="Lui ouvrir").click()
    page.get_by_role("listitem").filter(has_text="Lou").get_by_text("ouvert par Sacha Coron").wait_for()
    assert versions_ouvertes(partante) == {1}

    retirer_personne(utilisateur=partante, par=maison.direction)
    # Any page of any member does it, by itself.
    page.goto(f"{live_server.url}{fiche_de(maison)}")
    attendre_le_nom(page)
    for attendu in (lambda: cle_courante(maison.service).version == 2, lambda: not _restent(maison)):
        for _ in range(50):
            if attendu():
                break
            page.wait_for_timeout(200)
            page.reload()
        assert attendu()
    assert not Acces.objects.filter(membre=partante).exists()
    assert versions_ouvertes(maison.educatrice) == {1, 2}
    assert EnveloppeAnterieure.objects.filter(objet=maison.jeune.uuid).count() == 2
    page.reload()
    attendre_le_nom(page)

    page.get_by_text(f"{LOT} textes chiffrés sont abîmés").wait_for()
    page.get_by_role("link", name="Voir", exact=True).click()
    page.get_by_text("Jeune A0 : prénom ou alias.").wait_for()
    assert defauts(page) == []
    page.get_by_role("button", name="C’est vu").click()
    expect(page.get_by_role("button", name="C’est vu")).to_have_count(0)
    page.get_by_role("heading", name="Textes abîmés").wait_for()
    page.goto(f"{live_server.url}/jeunes/{Jeune.objects.get(code='A0').uuid}/")
    page.get_by_text("Ce texte est abîmé").wait_for()
    assert page.get_by_text("textes chiffrés sont abîmés").count() == 0
    page.get_by_label("Prénom ou surnom").fill("Retrouvé")
    enregistrer(page)
    page.get_by_role("heading", name="Retrouvé").wait_for()


def _restent(maison) -> list:
    return a_resceller(maison.direction, 10)


def _abimer(maison, nombre: int) -> None:
    """Add youths older than that of the service, whose alias was damaged."""
    bonne = bytes(maison.jeune.alias)
    lignes = [
        Jeune(service=maison.service, code=f"A{rang}", premier_contact="2024-01-12", alias=bonne[:-1] + b"?")
        for rang in range(nombre)
    ]
    maison.jeune.delete()
    Jeune.objects.bulk_create(lignes)
    maison.jeune.pk = None
    maison.jeune.save()


def test_a_key_changed_while_a_page_was_open_loses_nothing_typed(page, live_server, maison, ailleurs):
    reprendre(page, live_server.url, maison.educatrice, fiche_de(maison))
    attendre_le_nom(page)
    page.get_by_label("Ce que l’équipe doit savoir").fill("Écrit avant que la clé change.")

    directrice = ailleurs(maison.direction, "/coffre/")
    directrice.get_by_role("button", name="Changer la clé maintenant").click()
    directrice.get_by_text("Clé n°\u00a02").wait_for()

    enregistrer(page, "titre-note")
    page.get_by_text("C’est enregistré.").wait_for()
    directrice.goto(f"{live_server.url}{fiche_de(maison)}")
    attendre_le_nom(directrice)
    expect(directrice.locator("#note")).to_have_value("Écrit avant que la clé change.")


def test_two_colleagues_in_one_field_lose_nothing(page, live_server, maison, ailleurs):
    reprendre(page, live_server.url, maison.educatrice, fiche_de(maison))
    attendre_le_nom(page)
    autre = ailleurs(maison.direction, fiche_de(maison))
    attendre_le_nom(autre)
    autre.get_by_label("Ce que l’équipe doit savoir").fill("Vue par la direction.")
    enregistrer(autre, "titre-note")
    autre.get_by_text("C’est enregistré.").wait_for()

    page.get_by_label("Ce que l’équipe doit savoir").fill("Vue par l’éducatrice.")
    enregistrer(page, "titre-note")
    page.get_by_text("Quelqu’un d’autre a changé ce texte").wait_for()
    expect(page.locator("#titre-note ~ form .annonce")).to_contain_text("Vue par la direction.")
    expect(page.locator("#note")).to_have_value("Vue par l’éducatrice.")
    assert defauts(page) == []
    enregistrer(page, "titre-note")
    page.get_by_text("C’est enregistré.").wait_for()
    expect(page.locator("#note")).to_have_value("Vue par l’éducatrice.")
    # What was there before is shown, with who replaced it.
    page.get_by_text("Versions d’avant").click()
    avant = page.locator(".versions-d-avant li")
    expect(avant).to_contain_text("par Inès Berline")
    expect(avant).to_contain_text("Vue par la direction.")
    assert defauts(page) == []
    # What was only sealed again is no version.
    rescellee = EnveloppeAnterieure.objects.get(champ="note")
    rescellee.pk, rescellee.uuid = None, uuid4()
    rescellee.save()
    page.reload()
    page.get_by_text("Versions d’avant (1)").click()
    expect(avant.filter(visible=True)).to_have_count(1)


def test_what_cannot_be_read_here_cannot_be_overwritten(page, live_server, maison):
    Acces.objects.filter(membre=maison.educatrice).delete()
    reprendre(page, live_server.url, maison.educatrice, fiche_de(maison))
    page.get_by_role("heading", name="K7M2").wait_for()
    page.locator("form[data-pret=non]").first.wait_for()
    assert page.get_by_label("Prénom ou surnom").is_disabled()
    avant = bytes(maison.jeune.alias)
    statut = page.evaluate(
        """async (adresse) => {
            const { demander } = await import("/static/connexion/requete.js");
            const corps = new URLSearchParams({ alias: "WsOpbGll", alias_lue: "" });
            return demander(adresse, corps).catch((erreur) => erreur.statut);
        }""",
        f"/jeunes/{maison.jeune.uuid}/scelle/alias/",
    )
    assert statut == 409
    maison.jeune.refresh_from_db()
    assert bytes(maison.jeune.alias) == avant


def test_the_agreement_opens_the_name_and_its_withdrawal_erases_it(page, live_server, maison):
    Jeune.objects.filter(pk=maison.jeune.pk).update(niveau="b", identite=None, accord_le=None, accord_mode="")
    reprendre(page, live_server.url, maison.educatrice, fiche_de(maison))
    attendre_le_nom(page)
    assert page.get_by_label("Nom", exact=True).is_disabled()
    page.locator("section[aria-labelledby=titre-accord]").get_by_role(
        "button", name="Noter son accord"
    ).click()
    page.get_by_text("L’accord est noté.").wait_for()
    page.locator("form[data-pret=oui]").first.wait_for()
    page.get_by_label("Nom", exact=True).fill(NOM)
    page.get_by_label("Téléphone").fill(TELEPHONE)
    enregistrer(page)
    page.get_by_text("C’est enregistré.").wait_for()
    expect(page.locator("#nom")).to_have_value(NOM)
    maison.jeune.refresh_from_db()
    assert maison.jeune.accord_par == maison.educatrice
    assert NOM.encode() not in bytes(maison.jeune.identite)

    page.get_by_text("Le jeune retire son accord").click()
    page.get_by_role("button", name="Retirer l’accord et effacer").click()
    page.get_by_text("L’accord est retiré.").wait_for()
    maison.jeune.refresh_from_db()
    assert maison.jeune.identite is None
    assert not EnveloppeAnterieure.objects.filter(champ="identite").exists()


def test_the_list_is_searched_by_name_without_accents_and_by_phone(page, live_server, maison):
    reprendre(page, live_server.url, maison.educatrice, "/jeunes/")
    page.get_by_role("link", name=f"{PRENOM} {NOM}").wait_for()
    chercher = page.get_by_label("Chercher un nom")
    for texte in ("zeli", "TAILLAND", "k7m2", "+33 6 39 98"):
        chercher.fill(texte)
        assert page.get_by_role("link", name=f"{PRENOM} {NOM}").is_visible(), texte
    chercher.fill("personne")
    assert page.inner_text("#nombre") == "0 jeune"
    chercher.fill("")
    assert defauts_partout(page) == []
    page.get_by_role("link", name=f"{PRENOM} {NOM}").click()
    attendre_le_nom(page)
    assert defauts_partout(page) == []
    page.goto(f"{live_server.url}/jeunes/nouveau/")
    page.locator("form[data-pret=oui]").wait_for()
    assert defauts_partout(page) == []
    page.get_by_label("Prénom ou surnom").fill("Zelie")
    page.keyboard.press("Tab")
    page.get_by_text("Déjà là, peut-être").wait_for()
    assert page.erreurs == []


def test_signing_out_leaves_nothing_that_opens(page, live_server, maison):
    reprendre(page, live_server.url, maison.educatrice, "/jeunes/")
    page.get_by_role("link", name=f"{PRENOM} {NOM}").wait_for()
    page.get_by_role("button", name="Se déconnecter").click()
    page.get_by_role("heading", name="Connexion").wait_for()
    gardes = page.evaluate(
        """() => import("/static/coffre/rangement.js").then((tiroir) =>
            Promise.all([tiroir.lire("cle"), tiroir.lire("connexion")]))"""
    )
    assert gardes == [None, None]
    assert MOT_DE_PASSE not in page.content()
