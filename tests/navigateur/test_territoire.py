"""The diagnosis of a place in a real browser: typed, brought by a file, copied and told, on a phone then on a desk."""

from datetime import date
from uuid import uuid4

import pytest

from allervers.activite.operations import Releve, enregistrer_intervention
from allervers.comptes.models import Role
from allervers.referentiel.models import Terme
from allervers.referentiel.operations import charger_preset
from allervers.territoires.models import ValeurIndicateur
from tests.comptes_ouverts import embaucher, entrer
from tests.territoires.conftest import placer

from .ecran import TAILLES, defauts_aux_tailles

pytestmark = [pytest.mark.navigateur, pytest.mark.usefixtures("communes")]
FICHIER = "CODGEO;P21_POP;P21_CHOM;P21_ACT\n62215;17520;1850;7811\n"


def test_a_place_is_told_by_hand_by_a_file_and_by_its_outings(page, live_server, maison):
    charger_preset(service=maison.service, annee=2024, preset="62")
    lieux = placer(maison.service)
    enregistrer_intervention(
        service=maison.service,
        uuid=uuid4(),
        releve=Releve(
            type=Terme.objects.get(service=maison.service, liste="type_activite", code="travail_de_rue"),
            date=date(2024, 7, 3), duree_minutes=60, lieu=lieux["germinal"], professionnels=[maison.educatrice],
            observation_lieu="Le city stade est plein.",
            etiquettes=[Terme.objects.get(service=maison.service, liste="etiquette", code="regroupement")],
        ),
        par=maison.educatrice,
    )  # fmt: skip
    entrer(page, live_server.url, embaucher(maison.service, Role.SECRETARIAT))

    def regarder():
        assert defauts_aux_tailles(page, TAILLES[1:]) == [], page.url

    page.goto(live_server.url)
    page.get_by_text("Projets", exact=True).click()
    page.get_by_role("link", name="Territoire", exact=True).click()
    page.goto(f"{live_server.url}/territoires/?annee=2023")
    page.get_by_role("link", name="Germinal").click()
    page.get_by_role("link", name="Saisir des chiffres officiels").click()
    page.get_by_label("Source facultatif").fill("INSEE")
    # By the keyboard alone: each value, then its own source, which stays empty.
    page.get_by_label("Population globale", exact=True).fill("2 450")
    for valeur in ("43,5", "NC"):
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        page.keyboard.type(valeur)
    regarder()
    page.keyboard.press("Enter")
    page.get_by_text("Les chiffres sont notés.").wait_for()
    page.get_by_role("link", name="Ajouter un groupe").click()
    page.get_by_label("Saison").select_option(label="été")
    page.get_by_label("Jeunes, environ").fill("8")
    page.get_by_label("Où, quand, autour de quoi").fill("Le soir, au city stade")
    page.get_by_role("button", name="Enregistrer").click()
    page.get_by_role("link", name="Ajouter un équipement").click()
    page.get_by_label("Nature").select_option(label="équipement")
    page.get_by_label("Nom").fill("City stade")
    page.get_by_role("button", name="Enregistrer").click()

    page.get_by_text("C’est noté.").wait_for()
    assert page.url.endswith("?annee=2023")
    page.goto(page.url.replace("2023", "2024"))
    page.get_by_role("button", name="Reprendre 2023").click()
    page.get_by_role("heading", name="À relire").wait_for()
    page.get_by_role("link", name="Juillet (1)").click()
    page.get_by_text("Le city stade est plein.").wait_for()
    regarder()
    page.get_by_role("button", name="C’est juste").click()
    page.get_by_role("heading", name="À relire").wait_for(state="hidden")

    page.goto(f"{live_server.url}/territoires/?annee=2024")
    regarder()
    page.get_by_role("link", name="Apporter un fichier officiel").click()
    regarder()
    page.get_by_label("Fichier").set_input_files(
        {"name": "base-cc-2021.csv", "mimeType": "text/csv", "buffer": FICHIER.encode()}
    )
    page.get_by_role("button", name="Lire le fichier").click()
    page.get_by_label("Population globale", exact=True).select_option("P21_POP")
    page.get_by_label("Taux de chômage 15-64 ans, %", exact=True).select_option("P21_CHOM")
    page.get_by_label("En % de, pour « Taux de chômage").select_option("P21_ACT")
    regarder()
    page.get_by_role("button", name="Voir ce que cela donne").click()
    page.get_by_role("cell", name="23,68").wait_for()
    regarder()
    page.get_by_role("button", name="Enregistrer 2 chiffres").click()
    page.get_by_text("2 chiffres notés.").wait_for()
    assert ValeurIndicateur.objects.filter(territoire=lieux["carvin"], annee=2021).count() == 2
    assert page.erreurs == []
