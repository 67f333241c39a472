"""Partners, placements and means in a real browser, by the pages alone, on a phone then on a desk."""

import re

import pytest

from allervers.activite import presents
from allervers.activite.models import Accueil, Intervention
from allervers.comptes.models import Role
from allervers.jeunes.models import Jeune
from allervers.moyens.models import Poste
from allervers.partenaires.models import Partenaire
from allervers.referentiel.models import Terme
from allervers.referentiel.operations import charger_preset
from tests.comptes_ouverts import embaucher, entrer

from .coffre_ouvert import reprendre
from .ecran import TAILLES, defauts_aux_tailles

pytestmark = [pytest.mark.navigateur, pytest.mark.usefixtures("communes")]


def regarder(page) -> None:
    """Look at the screen at both widths."""
    assert defauts_aux_tailles(page, TAILLES[1:]) == [], page.url


@pytest.mark.parametrize("page", [TAILLES[1]], indirect=True)
def test_a_partner_its_network_then_a_youth_received_on_ticked_days(page, live_server, maison, monkeypatch):
    charger_preset(service=maison.service, annee=2024, preset="62")
    # In a great service the page proposes the latest met; the others are searched by their name.
    monkeypatch.setattr(presents, "PROPOSES", 1)
    Jeune.objects.create(
        service=maison.service, code="P3Q9", premier_contact="2024-01-05", dernier_contact="2030-01-05"
    )
    reprendre(page, live_server.url, maison.educatrice)
    page.get_by_text("Projets", exact=True).click()
    page.get_by_role("link", name="Partenaires", exact=True).click()
    page.get_by_role("link", name="Noter le premier").click()
    page.get_by_label("Nom").fill("Collège Vinci")
    page.get_by_label("Catégorie").select_option(label="Éducation nationale")
    page.get_by_role("button", name="Enregistrer").click()
    page.get_by_role("link", name="Ajouter une convention").click()
    page.get_by_label("Objet").fill("Accueil des exclus")
    page.get_by_label("Prend effet le").fill("2024-09-01")
    page.get_by_label("Prend fin le").fill("2024-12-31")
    page.get_by_role("button", name="Enregistrer").click()
    page.get_by_role("link", name="Accueil des exclus").wait_for()
    regarder(page)

    page.goto(f"{live_server.url}/partenaires/")
    page.get_by_label("Chercher un nom").fill("college")
    page.locator("#partenaires").get_by_role("link", name="Collège Vinci").wait_for()
    page.get_by_label("Chercher un nom").fill("mairie")
    page.get_by_text("Aucun partenaire ne correspond").wait_for()
    regarder(page)

    page.get_by_role("link", name="Accueils", exact=True).click()
    page.get_by_role("link", name="Noter le premier").click()
    page.get_by_label("Nom").fill("Les collèges")
    page.get_by_label("Objet de l’accueil").select_option(label="Mesures d'exclusion")
    page.get_by_role("button", name="Enregistrer").click()
    page.get_by_role("link", name="Noter un accueil").click()
    page.get_by_label("À partir du").fill("2024-03-04")
    page.get_by_label("P3Q9").wait_for()
    assert page.get_by_role("radio").count() == 2
    page.get_by_label("Chercher un prénom").fill("zeli")
    page.get_by_label("Zélie").check()
    regarder(page)
    page.get_by_role("button", name="Enregistrer").click()
    for demi in ("lundi 4 mars, matin", "lundi 4 mars, après-midi", "mardi 5 mars, matin"):
        page.get_by_label(demi).check()
    regarder(page)
    page.get_by_role("button", name="Enregistrer ce mois").click()
    page.get_by_text("1 jour ½").wait_for()
    page.get_by_role("heading", name="Zélie").wait_for()
    accueil = Accueil.objects.get()
    assert (accueil.jeune, accueil.journees.count()) == (maison.jeune, 3)

    # Among many partners, those of a meeting are searched; what is ticked stays in sight.
    Partenaire.objects.bulk_create(
        Partenaire(service=maison.service, code=f"p{rang}", nom=f"Mairie {rang}") for rang in range(12)
    )
    page.goto(f"{live_server.url}/partenaires/{Partenaire.objects.get(nom='Collège Vinci').uuid}/")
    page.get_by_role("link", name="Noter une réunion").click()
    assert page.get_by_label("Collège Vinci").is_checked()
    page.get_by_role("group", name="Partenaires présents").get_by_role("searchbox").fill("mairie 11")
    page.get_by_label("Mairie 11").check()
    assert page.get_by_role("checkbox", name="Mairie").count() == 1
    assert page.get_by_label("Collège Vinci").is_visible()
    regarder(page)
    assert page.erreurs == []


def test_the_secretary_tells_the_means_of_a_year_and_reads_them_in_the_report(page, live_server, maison):
    charger_preset(service=maison.service, annee=2024, preset="62")
    entrer(page, live_server.url, embaucher(maison.service, Role.SECRETARIAT))
    page.goto(live_server.url)
    page.get_by_text("Service", exact=True).click()
    page.get_by_role("link", name="Moyens", exact=True).click()
    page.goto(f"{live_server.url}/moyens/?annee=2024")
    page.get_by_role("link", name="Ajouter un poste").click()
    page.get_by_label("Intitulé").select_option(label="Secrétaire")
    page.get_by_label("ETP", exact=True).fill("0,72")
    page.get_by_label("Commence le").fill("2024-05-01")
    page.get_by_label("Département").fill("0,8")
    page.get_by_role("button", name="Enregistrer").click()
    page.get_by_text("paient 0,8 ETP").wait_for()
    regarder(page)
    page.get_by_label("Département").fill("0,5")
    page.get_by_role("button", name="Enregistrer").click()
    page.get_by_role("link", name="Ajouter un poste").wait_for()
    page.get_by_text("0,72 ETP").wait_for()
    regarder(page)
    assert Poste.objects.get().annee == 2024

    page.get_by_role("link", name="Horaires").click()
    page.get_by_role("link", name="Ajouter").click()
    page.get_by_label("Nature").select_option(label="permanence")
    page.get_by_label("Intitulé").fill("Permanence")
    for jour in ("lundi", "jeudi"):
        page.get_by_label(jour).check()
    page.get_by_label("De", exact=True).fill("14:00")
    page.get_by_label("À", exact=True).fill("17:30")
    page.get_by_label("Depuis le").fill("2024-01-01")
    regarder(page)
    page.get_by_role("button", name="Enregistrer").click()
    page.get_by_text("Jeudi, 14:00 à 17:30").wait_for()
    regarder(page)
    # A year stands in the report once something was done in it.
    rue = Terme.objects.get(service=maison.service, liste="type_activite", code="travail_de_rue")
    Intervention.objects.create(service=maison.service, type=rue, date="2024-03-04", duree_minutes=60)
    page.goto(f"{live_server.url}/annees/2024/tableaux/horaires_accueil/")
    page.get_by_text(re.compile(r"14\sh à 17\sh\s30")).first.wait_for()
    # The post that was refused on purpose.
    assert [erreur for erreur in page.erreurs if "422" not in erreur] == []
