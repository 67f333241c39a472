"""The bilan of an action, alone and in annex: what it tells, and what never leaves."""

import io
from dataclasses import replace
from datetime import date, timedelta

import docx
import pytest
from PIL import Image
from pypdf import PdfReader

from allervers.actions.models import ActionCollective, Objectif, Photo
from allervers.comptes.models import Role
from allervers.rapport.composition import composer
from allervers.rapport.document import Forme
from allervers.rapport.gel import figer_annee, matiere_figee
from allervers.rapport.lecture import lire_avec_precedente
from allervers.rapport.matiere import matiere_vivante
from allervers.rapport.rendus import rendre

from .annees import compte, importer_deux_annees


@pytest.fixture
def action(db, tmp_path):
    importer_deux_annees(tmp_path)
    action = ActionCollective.objects.get(code="foot")
    action.recit, action.bilan, action.cout = "Ils ont tout organisé.", "À refaire.", 120
    action.est_en_annexe = True
    action.save()
    Objectif.objects.create(
        service=action.service, action=action, rang=0, texte="Jouer ensemble", atteinte="atteint",
        evaluation="Deux quartiers.",
    )  # fmt: skip
    return action


def photographier(action, legende, **accord):
    sortie = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(sortie, "JPEG")
    return Photo.objects.create(
        service=action.service, action=action, legende=legende, image=sortie.getvalue(), largeur=40, hauteur=30,
        **accord,
    )  # fmt: skip


def accorde(jusqu_au):
    return {"accord_de": b"x", "accord_le": date.today() - timedelta(days=400), "accord_jusqu_au": jusqu_au}


def fichier(client, action, format):
    client.force_login(compte(action.service, Role.EDUCATEUR))
    reponse = client.get(f"/actions/{action.uuid}/bilan.{format}")
    assert reponse.status_code == 200
    return io.BytesIO(reponse.content)


def test_the_bilan_in_word_tells_the_project_the_participants_and_the_evaluation(client, action):
    ecrit = docx.Document(fichier(client, action, "docx"))
    textes = "\n".join(paragraphe.text for paragraphe in ecrit.paragraphs)
    for dit in (
        "Tournoi de football",
        "Collège Vinci",
        "Jouer ensemble, atteint",
        "Deux quartiers",
        "tout organisé",
    ):
        assert dit in textes
    assert "Participants : 28" in textes.replace("\u202f", " ")
    assert not [un for un in ecrit.paragraphs if un.style.name in ("Association", "Subtitle")]
    cellules = [cellule.text for table in ecrit.tables for ligne in table.rows for cellule in ligne.cells]
    assert "28" in cellules and "120,00" in cellules


def test_the_bilan_in_pdf_is_a_page_or_two_that_can_be_read_aloud(client, action):
    lu = PdfReader(fichier(client, action, "pdf"))
    assert len(lu.pages) <= 2
    assert "Sommaire" not in "".join(page.extract_text() for page in lu.pages)


def test_a_photo_leaves_only_while_its_image_rights_hold(client, action):
    photographier(action, "Sans accord")
    photographier(action, "Accord fini", **accorde(date.today() - timedelta(days=1)))
    photographier(action, "La remise des coupes", **accorde(date.today()))
    ecrit = docx.Document(fichier(client, action, "docx"))
    legendes = [paragraphe.text for paragraphe in ecrit.paragraphs if paragraphe.style.name == "Caption"]
    assert len(ecrit.inline_shapes) == 1
    assert [legende for legende in legendes if "coupes" in legende]
    assert not [legende for legende in legendes if "ccord" in legende]


def annexes(document):
    return [bloc for section in document.sections for bloc in section.blocs if bloc.id.startswith("annexe-")]


def test_a_chosen_action_is_an_annex_live_and_frozen_and_published_only_when_it_may_be(action):
    photographier(action, "La remise des coupes", **accorde(date.today()))
    matiere = matiere_vivante(action.service, lire_avec_precedente(action.service, 2024))
    assert [annexe.titre for annexe in annexes(composer(matiere))] == ["Tournoi de football"]
    figee = figer_annee(service=action.service, annee=2024, par=None)
    relue = matiere_figee(figee)
    assert relue.fiches == matiere.fiches
    assert "La remise des coupes" in rendre(composer(relue), "html").decode()
    assert annexes(composer(relue, Forme.PUBLIABLE)) == []
    publiable = replace(relue, fiches=tuple(replace(fiche, est_publiable=True) for fiche in relue.fiches))
    assert len(annexes(composer(publiable, Forme.PUBLIABLE))) == 1


def test_an_action_that_is_not_chosen_stays_out_of_the_report(action):
    ActionCollective.objects.update(est_en_annexe=False)
    matiere = matiere_vivante(action.service, lire_avec_precedente(action.service, 2024))
    assert annexes(composer(matiere)) == []
