"""Home, dashboard and settings in a real browser: each path whole, accessible, on a phone and on a desk."""

import pytest
from django.utils import timezone

from allervers.comptes.models import Utilisateur
from allervers.referentiel.lecture import referentiel_du_service
from tests.comptes_ouverts import entrer

from .ecran import defauts_aux_tailles, trop_petites

pytestmark = [pytest.mark.navigateur, pytest.mark.usefixtures("communes")]


def sans_defaut(page) -> None:
    """At each size, nothing that axe finds, nothing wider than the screen; on a phone, all can be touched."""
    assert defauts_aux_tailles(page) == []
    assert trop_petites(page, sauf=".par-defaut") == []


def test_from_the_home_page_to_the_dashboard_and_back_to_its_table(page, live_server, annee):
    entrer(page, live_server.url, annee)
    page.goto(live_server.url)
    page.get_by_role("heading", name="Bonjour").wait_for()
    chiffre = page.locator(".chiffre").first
    chiffre.wait_for()
    page.locator(".alertes a").first.wait_for()
    heures = chiffre.inner_text()
    sans_defaut(page)

    page.get_by_role("link", name="Tableau de bord 2024").click()
    page.get_by_role("heading", name="Heures par mois").wait_for()
    assert page.locator(".chiffre").first.inner_text() == heures
    assert page.get_by_role("img").count() >= 3
    sans_defaut(page)

    page.get_by_role("link", name="Heures", exact=True).click()
    page.get_by_role("heading", name="Heures par type").first.wait_for()
    assert heures in page.locator("main").inner_text()

    page.goto(f"{live_server.url}/mes-heures/")
    sans_defaut(page)
    assert page.erreurs == []


def test_a_list_is_set_by_keyboard_and_says_before_what_it_changes(page, live_server, annee):
    entrer(page, live_server.url, annee)
    page.goto(f"{live_server.url}/reglages/")
    sans_defaut(page)
    page.get_by_role("link", name="Scolarité et situation").click()
    libelle = page.get_by_label("Libellé de « Collège »")
    libelle.fill("Collège ou SEGPA")
    page.get_by_label("Libellé", exact=True).fill("Service civique")
    page.get_by_role("button", name="Ajouter à la liste").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Libellé de « Service civique »").wait_for()
    sans_defaut(page)
    # Enter in a field asks what it changes: it never moves nor removes a line.
    page.get_by_label("Libellé de « Service civique »").press("Enter")
    page.get_by_role("heading", name="Ce qui change").wait_for()
    assert "« Collège » s’appelle « Collège ou SEGPA »" in page.locator("main").inner_text().replace(
        "\xa0", " "
    )
    sans_defaut(page)
    page.get_by_role("button", name="Enregistrer").click()
    page.get_by_text("C’est enregistré").wait_for()
    service = Utilisateur.objects.get(pk=annee.pk).service
    libelles = referentiel_du_service(service, timezone.localdate().year).libelles("situation").values()
    assert {"Collège ou SEGPA", "Service civique"} <= set(libelles)
    for ailleurs in ("statuts", "tranches", "prevu", "lieux"):
        page.goto(f"{live_server.url}/reglages/{ailleurs}/")
        sans_defaut(page)
    assert page.erreurs == []
