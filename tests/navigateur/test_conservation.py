"""Reviewing and erasing files, in a real browser: names are read there alone, and every screen can be used by all."""

import pytest

from allervers.jeunes.models import Jeune

from .coffre_ouvert import PRENOM, reprendre
from .ecran import TAILLES, deborde, defauts, trop_petites

pytestmark = pytest.mark.navigateur


@pytest.fixture(autouse=True)
def donnees(settings, tmp_path):
    settings.DONNEES = tmp_path


def regarder(page) -> None:
    """The screen, whatever is folded in it, has no fault at any size."""
    page.evaluate("document.querySelectorAll('main details').forEach((details) => { details.open = true })")
    assert defauts(page) == []
    for largeur, hauteur in TAILLES:
        page.set_viewport_size({"width": largeur, "height": hauteur})
        assert not deborde(page), (page.url, largeur)
    page.set_viewport_size({"width": 390, "height": 844})
    assert trop_petites(page) == []


def test_a_director_reviews_a_file_by_its_name_erases_it_and_finds_the_bordereau(page, live_server, rue):
    reprendre(page, live_server.url, rue.direction, f"/conservation/demandes/?code={rue.jeune.code}")
    page.get_by_label("Ce qui est demandé").select_option("acces")
    page.get_by_role("button", name="Noter", exact=True).click()
    page.get_by_role("link", name="Répondre").wait_for()
    regarder(page)
    page.get_by_role("link", name="Répondre").click()
    page.get_by_text(PRENOM).wait_for()
    regarder(page)

    page.get_by_role("link", name="À revoir").click()
    page.get_by_text(PRENOM).wait_for()
    regarder(page)
    page.get_by_label(PRENOM).check()
    page.get_by_role("button", name="Revoir ce qui serait effacé").click()
    page.get_by_role("heading", name="Effacer 1 fiche").wait_for()
    page.get_by_text(PRENOM).wait_for()
    regarder(page)
    page.get_by_role("button", name="Effacer pour toujours").click()
    page.get_by_text("Cochez d’abord cette case").wait_for()
    page.get_by_label("J’ai revu ces fiches").check()
    page.get_by_role("button", name="Effacer pour toujours").click()
    page.get_by_text("C’est effacé").wait_for()
    regarder(page)
    with page.expect_download() as telechargement:
        page.get_by_role("link", name="PDF").click()
    assert telechargement.value.suggested_filename == "bordereau-d-elimination-1.pdf"
    assert not Jeune.objects.connus().exists()
    page.get_by_role("link", name="À revoir").click()
    page.get_by_text("Aucune fiche n’est à son terme").wait_for()
    # 422: what the page refuses, and says why.
    assert [erreur for erreur in page.erreurs if "422" not in erreur] == []
