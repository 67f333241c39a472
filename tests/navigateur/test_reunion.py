"""What leaves for a cellule de veille, as who leads prepares it: names are looked for, and only what is ticked goes."""

import io
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import docx
import pytest
from django.utils import timezone

from allervers.activite.operations import Compte, Releve, enregistrer_intervention
from allervers.referentiel.models import Terme
from allervers.referentiel.operations import charger_preset
from allervers.territoires.models import Territoire

from .coffre_ouvert import PRENOM, reprendre
from .ecran import TAILLES, defauts_aux_tailles, trop_petites

pytestmark = [pytest.mark.navigateur, pytest.mark.usefixtures("communes")]
ABRI = "Regroupement calme à l’abribus."


@pytest.mark.parametrize("page", [TAILLES[1]], indirect=True, ids=lambda taille: f"{taille[0]} px")
def test_an_extract_is_read_again_for_names_and_only_what_is_ticked_leaves(page, live_server, maison):
    service, jour = maison.service, timezone.localdate()
    charger_preset(service=service, annee=2023, preset="62")
    lieu = Territoire.objects.create(service=service, code="germinal", nature="quartier", nom="Germinal")
    for observation in (ABRI, f"{PRENOM} attend seule sur le banc."):
        releve = Releve(
            type=Terme.objects.get(service=service, liste="type_activite", code="travail_de_rue"),
            date=jour - timedelta(1),
            duree_minutes=60,
            professionnels=[maison.educatrice],
            lieu=lieu,
            observation_lieu=observation,
            comptages=[Compte("garcon", None, False, 12)],
        )
        enregistrer_intervention(service=service, uuid=uuid4(), releve=releve, par=maison.educatrice)
    reprendre(
        page, live_server.url, maison.direction, f"/reunion/extrait/?du={jour - timedelta(3)}&au={jour}"
    )
    page.get_by_text("1 observation à relire de près").wait_for()
    avis = "".join(page.locator(".avis").all_inner_texts())
    assert avis == f"«\u00a0{PRENOM}\u00a0», prénom d’un jeune"
    page.get_by_label(ABRI).check()
    assert defauts_aux_tailles(page) == []
    assert trop_petites(page) == []
    with page.expect_download() as telechargement:
        page.get_by_role("button", name="Télécharger le document Word").click()
    word = docx.Document(io.BytesIO(Path(telechargement.value.path()).read_bytes()))
    dits = "\n".join(un.text for un in word.paragraphs)
    assert ABRI in dits and PRENOM not in dits
    assert page.erreurs == []
