"""The screens, in a real browser, at phone and desktop size: accessible, and usable by keyboard alone."""

from pathlib import Path

import pytest

from allervers.comptes.models import Role, Service
from allervers.demo.chargement import charger
from tests.comptes_ouverts import embaucher
from tests.comptes_ouverts import se_connecter as par_le_formulaire
from tests.personnages import SERVICE

from .ecran import TAILLES, deborde, defauts, se_connecter

pytestmark = [pytest.mark.navigateur, pytest.mark.usefixtures("communes")]


@pytest.mark.parametrize("page", TAILLES, indirect=True, ids=lambda taille: f"{taille[0]} px")
def test_signing_in_and_reading_the_year_without_a_fault_of_accessibility(page, live_server, annee):
    page.goto(live_server.url)
    assert defauts(page) == []
    assert not deborde(page)

    se_connecter(page, live_server.url)
    page.get_by_role("heading", name="L’année 2024").wait_for()
    page.evaluate("document.querySelectorAll('details').forEach((details) => { details.open = true })")
    assert defauts(page) == []
    assert not deborde(page)
    assert page.get_by_role("table").count() > 15
    # Nothing inline, nothing from elsewhere: the strict policy has nothing to complain of.
    assert page.erreurs == []


@pytest.mark.parametrize("page", [TAILLES[1]], indirect=True)
def test_on_the_phone_what_one_touches_is_44_pixels_high(page, live_server, annee):
    se_connecter(page, live_server.url)
    page.get_by_text("Sommaire", exact=True).first.click()
    petites = page.evaluate(
        """() => [...document.querySelectorAll('main a, main button, main select, main summary, header button')]
            .filter((e) => e.checkVisibility() && e.getBoundingClientRect().height < 44)
            .map((e) => e.outerHTML.slice(0, 80))"""
    )
    assert petites == []


def test_the_year_is_read_by_keyboard_alone(page, live_server, annee):
    se_connecter(page, live_server.url)
    page.get_by_role("heading", name="L’année 2024").wait_for()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Aller au contenu"
    page.get_by_label("Lire avec").focus()
    page.keyboard.type("Haut")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/annees/2024/?preset=92")
    assert page.get_by_text("Accompagnement continu").first.is_visible()


def test_a_service_without_activity_is_told_what_to_do_first(page, live_server):
    embaucher(
        Service.objects.create(code="neuf", nom="Service neuf"), Role.DIRECTION, courriel="d@exemple.fr"
    )
    se_connecter(page, live_server.url)
    assert "Pour commencer" in page.inner_text("main")
    assert defauts(page) == []


def test_a_table_is_downloaded_as_excel_reads_it(page, live_server, annee):
    se_connecter(page, live_server.url)
    with page.expect_download() as telechargement:
        page.locator("#statuts").get_by_role("link", name="CSV").click()
    contenu = Path(telechargement.value.path()).read_bytes()
    assert contenu.startswith(b"\xef\xbb\xbf")
    assert "PAEI;1" in contenu.decode("utf-8-sig")


def test_signing_out_closes_the_year(page, live_server, annee):
    se_connecter(page, live_server.url)
    page.get_by_role("button", name="Se déconnecter").click()
    connexion = page.get_by_role("heading", name="Connexion")
    connexion.wait_for()
    page.goto(f"{live_server.url}/annees/2024/")
    assert connexion.is_visible()


def test_the_demonstration_is_read_as_its_director_would(page, live_server):
    compte = next(compte for compte in charger() if compte.courriel.startswith("direction"))
    par_le_formulaire(page, live_server.url, compte.courriel, compte.mot_de_passe)
    page.get_by_role("heading", name="Bonjour").wait_for()
    page.goto(f"{live_server.url}/annees/2024/")
    total = page.locator("#jeunes_accompagnes_sexe_age tfoot td").all_inner_texts()
    assert total == ["70", "125", "195", "74"]
    assert "contredisent" not in page.inner_text("main")
    assert SERVICE["nom"] not in page.inner_text("body")
