"""From a written report to the one that is sent: files, bundle, validation, publishable form."""

import pytest

from allervers.rapport.models import AnneeFigee

from .ecran import defauts, se_connecter

pytestmark = [pytest.mark.navigateur, pytest.mark.usefixtures("communes")]


@pytest.fixture
def envoi(page, live_server, annee):
    se_connecter(page, live_server.url)
    page.goto(f"{live_server.url}/annees/2024/envoyer/")
    return page


def test_the_five_files_are_prepared_one_after_the_other(envoi):
    recus = []
    envoi.on("download", lambda fichier: recus.append(fichier.suggested_filename))
    envoi.get_by_role("button", name="Préparer les 5 fichiers").click()
    envoi.get_by_text("Tous les fichiers sont prêts.").wait_for()
    envoi.wait_for_timeout(300)
    assert recus == [f"rapport-2024-projet.{format}" for format in ("pdf", "docx", "xlsx", "html", "json")]


def test_a_year_is_frozen_validated_then_published(envoi):
    envoi.get_by_role("button", name="Figer l’année 2024").click()
    envoi.get_by_text("est figée dans la liasse 1").wait_for()
    envoi.get_by_text("Empreinte", exact=True).click()
    assert AnneeFigee.objects.get().empreinte in envoi.inner_text("main")
    assert defauts(envoi) == []

    envoi.get_by_label("Validé par le conseil d’administration le").fill("2025-03-12")
    envoi.get_by_role("button", name="Valider").click()
    envoi.get_by_text("Ses fichiers ne changeront plus").wait_for()
    assert "12 mars 2025" in envoi.inner_text("main")

    envoi.get_by_label("J’ai relu les textes").check()
    envoi.get_by_role("button", name="Faire la forme publiable").click()
    envoi.get_by_text("La forme publiable de 2024 est prête").wait_for()
    assert defauts(envoi) == []
    with envoi.expect_download() as attente:
        envoi.get_by_role("link", name="Page web publiable").click()
    assert "multiple de 5" in attente.value.path().read_text("utf-8")
