"""An action in a real browser, from the idea to a photo that may leave: by the pages alone."""

import io

import pytest
from PIL import Image

from allervers.actions.models import ActionCollective, Photo
from allervers.referentiel.operations import charger_preset

from .coffre_ouvert import reprendre
from .ecran import TAILLES, deborde, defauts

pytestmark = [pytest.mark.navigateur, pytest.mark.usefixtures("communes")]


def photo() -> dict:
    sortie = io.BytesIO()
    Image.new("RGB", (400, 300), "teal").save(sortie, "JPEG")
    return {"name": "photo.jpg", "mimeType": "image/jpeg", "buffer": sortie.getvalue()}


@pytest.mark.parametrize("page", [TAILLES[1]], indirect=True)
def test_an_action_goes_from_the_idea_to_a_photo_that_may_leave(page, live_server, maison):
    charger_preset(service=maison.service, annee=2023, preset="62")
    reprendre(page, live_server.url, maison.educatrice)
    page.get_by_text("Projets", exact=True).click()
    page.get_by_role("link", name="Actions", exact=True).click()
    page.get_by_role("link", name="Noter la première").click()
    page.get_by_label("Intitulé").fill("Fête du quartier")
    page.get_by_label("Nature").select_option(label="Développement social local")
    page.get_by_text("Compléter tout de suite").click()
    page.get_by_label("Objectif 1").fill("Se rencontrer")
    assert defauts(page) == [] and not deborde(page)
    page.get_by_role("button", name="Créer l’action").click()
    page.get_by_role("link", name="Noter une séance").wait_for()
    assert defauts(page) == []

    # A session: the youth is found by a name that the server does not know.
    page.get_by_role("link", name="Noter une séance").click()
    page.get_by_label("Chercher un prénom, un code").wait_for()
    page.get_by_text("Zélie").wait_for()
    page.get_by_label("Chercher un prénom, un code").fill("zeli")
    page.get_by_label("Zélie").check()
    page.get_by_label("Durée").fill("1h30")
    assert defauts(page) == [] and not deborde(page)
    page.get_by_role("button", name="Noter la séance").click()
    page.get_by_text("1 séance, 1 jour").wait_for()
    # And corrected from there.
    page.locator(".seances").get_by_role("link").click()
    assert page.get_by_label("Zélie").is_checked()
    page.get_by_label("Durée").fill("2h")
    assert defauts(page) == [] and not deborde(page)
    page.get_by_role("button", name="Enregistrer").click()
    page.get_by_text("2 h, 1 professionnel").wait_for()

    # Two photos at once: the agreement of the first is taken again for the second.
    page.get_by_role("link", name="Ajouter des photos").click()
    page.get_by_label("Photos", exact=True).set_input_files([photo(), photo()])
    page.get_by_label("Légende").fill("La place en fête")
    page.get_by_role("button", name="Ajouter", exact=True).click()
    page.locator(".photos a").first.click()
    page.locator("form[data-pret=oui]").wait_for()
    page.get_by_label("Qui a donné son accord").fill("Les parents de Zélie")
    page.get_by_label("Accord donné le").fill("2024-06-01")
    page.get_by_label("Valable jusqu’au").fill("2099-06-01")
    assert defauts(page) == [] and not deborde(page)
    page.get_by_role("button", name="Enregistrer").click()
    page.get_by_text("Voici la suivante").wait_for()
    page.locator("form[data-pret=oui]").wait_for()
    page.get_by_role("button", name="Reprendre cet accord").click()
    assert page.get_by_label("Qui a donné son accord").input_value() == "Les parents de Zélie"
    page.get_by_role("button", name="Enregistrer").click()
    page.get_by_text("accord jusqu’au 1er juin 2099").last.wait_for()
    assert defauts(page) == [] and not deborde(page)
    assert page.erreurs == []

    une, autre = Photo.objects.filter(action=ActionCollective.objects.get())
    assert une.accord_jusqu_au == autre.accord_jusqu_au and bytes(une.accord_de) != bytes(autre.accord_de)
    assert b"Z\xc3\xa9lie" not in bytes(une.accord_de) + bytes(autre.accord_de)
