"""The demonstration's report, read back: every figure of every output is the catalogue's."""

import io
from collections import Counter

import docx
import pytest
from django.db import transaction
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from allervers.comptes.models import Service
from allervers.demo import fabrique
from allervers.demo.chargement import _ecrire_le_rapport
from allervers.echanges.operations import importer
from allervers.rapport.composition import composer
from allervers.rapport.document import TableauDuDocument
from allervers.rapport.lecture import lire_avec_precedente
from allervers.rapport.matiere import matiere_vivante
from allervers.rapport.rendus import rendre
from allervers.rapport.rendus.mise_en_page import rangees
from allervers.tableaux.tableau import Etat

# The year is loaded once for the file: its tests go to one worker.
pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("sorties")]


@pytest.fixture(scope="module")
def document(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        importer(source=fabrique.DOSSIER)
        service = Service.objects.get()
        _ecrire_le_rapport(service)
        resultat = composer(matiere_vivante(service, lire_avec_precedente(service, 2024)))
        transaction.set_rollback(True)
    return resultat


@pytest.fixture(scope="module")
def tableaux(document):
    return [
        bloc for section in document.sections for bloc in section.blocs if isinstance(bloc, TableauDuDocument)
    ]


def montres(bloc) -> Counter:
    """The cells of a table as they are shown, however often."""
    return Counter(
        cellule.texte.replace("\u202f", "")
        for grille in bloc.affiche.grilles
        for genre, ligne in rangees(grille)
        if genre not in ("titre", "precision")
        for cellule in ligne.cellules
    )


def test_every_figure_of_the_pdf(document, tableaux):
    lecteur = PdfReader(io.BytesIO(rendre(document, "pdf")))
    mots = Counter(" ".join(page.extract_text() for page in lecteur.pages).replace("\u202f", "").split())
    assert sum((montres(bloc) for bloc in tableaux), Counter()) - mots == Counter()


def test_every_figure_of_the_docx(document, tableaux):
    ecrit = docx.Document(io.BytesIO(rendre(document, "docx")))
    cellules = Counter(
        cellule.text.replace("\u202f", "")
        for table in ecrit.tables
        for ligne in table.rows
        for cellule in ligne.cells[1:]
    )
    assert sum((montres(bloc) for bloc in tableaux), Counter()) - cellules == Counter()


def test_every_figure_of_the_xlsx(document, tableaux):
    classeur = CalamineWorkbook.from_filelike(io.BytesIO(rendre(document, "xlsx")))
    feuilles = [classeur.get_sheet_by_name(nom).to_python() for nom in classeur.sheet_names[1:]]
    assert len(feuilles) == len(tableaux)
    for feuille, bloc in zip(feuilles, tableaux, strict=True):
        ecrits = Counter(
            round(valeur, 2) for ligne in feuille for valeur in ligne if isinstance(valeur, float)
        )
        tableau = bloc.affiche.tableau
        attendus = Counter(
            round(float(cellule), 2)
            for ligne in (*tableau.cellules, tableau.totaux_lignes or (), tableau.totaux_colonnes or ())
            for cellule in ligne
            if not isinstance(cellule, Etat | None)
        )
        assert attendus - ecrits == Counter(), tableau.id


def test_the_report_has_its_texts_its_charts_its_map_and_no_unknown_figure(document):
    genres = Counter(bloc.genre for section in document.sections for bloc in section.blocs)
    assert genres["texte"] > 30
    assert genres["illustration"] == 10
    html = rendre(document, "html").decode()
    assert "chiffre inconnu" not in html
    assert "Camille Chevalement" in html
