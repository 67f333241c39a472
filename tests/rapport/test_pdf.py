"""The PDF of a report: every figure, in order; readable by a screen reader; the same bytes each time."""

import io
import subprocess
import sys
from collections import Counter
from dataclasses import replace

import pytest
from pypdf import PdfReader

from allervers.rapport.document import (
    Couverture,
    Document,
    Forme,
    SectionDuDocument,
    Texte,
)
from allervers.rapport.presentation import presenter
from allervers.rapport.prose import lire_prose
from allervers.rapport.rendus.mise_en_page import rangees
from allervers.rapport.rendus.pdf import rendre_pdf

from .exemple import document_exemple
from .test_docx import large, tableau

HOSTILE = '#panic("x") $x^2$ *a* _b_ @ref <label> \\ "guillemets" [crochets] // rien'


def lire(document) -> PdfReader:
    return PdfReader(io.BytesIO(rendre_pdf(document)))


def texte(document) -> str:
    return "\n".join(page.extract_text() for page in lire(document).pages)


def mots(chaine: str) -> Counter:
    return Counter(chaine.replace("\u202f", "").replace("\u00a0", " ").split())


def chiffres(*tableaux) -> Counter:
    """Every number that the tables show, however often."""
    return sum(
        (
            mots(" ".join(cellule.texte for cellule in ligne.cellules))
            for un in tableaux
            for grille in presenter(un).grilles
            for genre, ligne in rangees(grille)
            if genre not in ("titre", "precision")
        ),
        Counter(),
    )


def avec_texte(markdown: str) -> Document:
    section = SectionDuDocument(markdown, 2, "s", (Texte("t", markdown, lire_prose(markdown)),))
    return Document(2024, Forme.COMPLETE, Couverture(markdown, markdown, markdown, markdown), (section,))


@pytest.mark.parametrize("un", [tableau(), large(6), large(25), large(3, 60)], ids=lambda un: un.titre)
def test_every_figure_of_the_tables_is_in_the_pdf(un):
    assert chiffres(un) - mots(texte(document_exemple(un))) == Counter()


def test_a_table_of_25_columns_turns_its_page_and_repeats_what_its_rows_are():
    pages = [
        page for page in lire(document_exemple(large(25))).pages if page.mediabox.width > page.mediabox.height
    ]
    assert pages
    lu = "\n".join(page.extract_text() for page in pages)
    assert lu.count("Ligne 2") > 1
    for rang in range(25):
        assert f"{2000 + rang}" in lu.replace("\u202f", "")


def test_the_header_of_a_long_table_is_on_each_of_its_pages():
    pages = [page.extract_text() for page in lire(document_exemple(large(3, 80))).pages]
    assert len([page for page in pages if "numéro 2" in page.replace("\n", " ")]) >= 2


def test_it_declares_itself_accessible_in_french_with_its_title():
    lu = lire(document_exemple(tableau()))
    racine = lu.trailer["/Root"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in racine["/Metadata"].get_data()
    assert racine["/Lang"].startswith("fr")
    assert racine["/MarkInfo"]["/Marked"].value
    assert racine["/ViewerPreferences"]["/DisplayDocTitle"].value
    assert lu.metadata.title == "Rapport d’activité 2024, SPS des Terrils"


def test_a_drawing_is_told_in_words():
    assert "Deux barres" in str([objet for objet in _objets(document_exemple()) if "/Alt" in objet])


def _objets(document):
    lu = lire(document)
    return [
        lu.get_object(rang) for rang in range(1, len(lu.xref[0]) + 1) if isinstance(lu.get_object(rang), dict)
    ]


@pytest.mark.parametrize("hostile", HOSTILE.split(" "))
def test_what_people_type_is_never_read_as_markup(hostile):
    un = tableau(titre=hostile, notes=(hostile,))
    document = replace(document_exemple(un), avertissements=(hostile,))
    assert texte(document).count(hostile) >= 3


def test_text_that_looks_like_typst_is_kept_as_it_is():
    lu = texte(avec_texte("#let x = 1 $y$ <z> @w"))
    assert lu.count("#let x = 1 $y$ <z> @w") >= 3


def test_the_same_document_gives_the_same_bytes_in_another_process():
    programme = (
        "import os, hashlib, django\n"
        "os.environ['DJANGO_SETTINGS_MODULE'] = 'allervers.config.settings'\n"
        "django.setup()\n"
        "from allervers.rapport.rendus.pdf import rendre_pdf\n"
        "from tests.rapport.exemple import document_exemple\n"
        "from tests.rapport.test_docx import tableau\n"
        "print(hashlib.sha256(rendre_pdf(document_exemple(tableau()))).hexdigest())\n"
    )
    sorties = {
        subprocess.run([sys.executable, "-c", programme], capture_output=True, text=True, check=True).stdout  # noqa: S603
        for _ in range(2)
    }
    assert len(sorties) == 1


def test_headings_follow_each_other_without_a_gap_and_the_contents_name_the_sections():
    lu = lire(document_exemple(tableau()))
    assert [entree.title for entree in lu.outline if not isinstance(entree, list)][-1].startswith(
        "V. Activité"
    )
    sommaire = next(page.extract_text() for page in lu.pages if "Sommaire" in page.extract_text())
    assert "I. Éditorial" in sommaire and "V. 1. Jeunes rencontrés" in sommaire


def test_the_publishable_form_says_so():
    assert "Forme publiable" in texte(document_exemple(tableau(), forme=Forme.PUBLIABLE))
    assert "Forme publiable" not in texte(document_exemple(tableau()))


def test_an_empty_report_is_a_report():
    vide = replace(document_exemple(), sections=(), avertissements=())
    assert len(lire(vide).pages) >= 1
