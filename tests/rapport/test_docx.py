"""The DOCX of a report: every figure, real Word structure, the same bytes each time."""

import io
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from decimal import Decimal

import docx
import pytest
import vl_convert
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from allervers.rapport.document import (
    Couverture,
    Document,
    Forme,
    SectionDuDocument,
    TableauDuDocument,
    Texte,
)
from allervers.rapport.presentation import nombre, presenter
from allervers.rapport.prose import lire_prose
from allervers.rapport.rendus.docx import rendre_docx
from allervers.tableaux.tableau import Entete, Etat, Groupe, Tableau

from .exemple import DESSIN, document_exemple

HOSTILE = "=1+1 </w:t> & \x0b😀 <b>"


def tableau(**options):
    valeurs = {
        "id": "t", "titre": "Jeunes", "unite": "jeunes", "population": "jeunes accompagnés", "regle": "Une règle.",
        "lignes": (
            Entete("a", "Mobilité", "Sociales"), Entete("b", "Logement", "Sociales"), Entete("c", "Écrit"),
            Entete("f", "Familles", est_hors_total=True),
        ),
        "colonnes": (
            Entete("x", "Foot", precisions=(("Partenaires", "CCAS, Mairie"),)), Entete("y", "Vélo"),
            Entete("z", "Dont nouveaux", est_hors_total=True),
        ),
        "cellules": ((1234, 2, 1), (3, Etat.NC, 0), (Decimal("5.5"), 6, Etat.NON_RENSEIGNE), (71, 72, 73)),
        "totaux_lignes": (1236, 3, Decimal("11.5"), 143), "totaux_colonnes": (Decimal("1242.5"), 8, 1),
        "total": Decimal("1250.5"), "groupes": (Groupe("Sociales", (1237, 2, 1), 1239),),
        "base": 195, "notes": ("Une note.",), "depuis": 2023,
    }  # fmt: skip
    return Tableau(**(valeurs | options))


def large(nb, nb_lignes=3):
    return tableau(
        titre=f"Large de {nb}",
        lignes=tuple(Entete(f"l{rang}", f"Ligne {rang}") for rang in range(nb_lignes)),
        colonnes=tuple(Entete(f"c{rang}", f"Établissement numéro {rang}") for rang in range(nb)),
        cellules=tuple(tuple(1000 * ligne + rang for rang in range(nb)) for ligne in range(nb_lignes)),
        totaux_lignes=None, totaux_colonnes=None, total=None, groupes=(),
    )  # fmt: skip


def lire(document):
    return docx.Document(io.BytesIO(rendre_docx(document)))


def textes(table):
    return [[cellule.text for cellule in rangee.cells] for rangee in table.rows]


def paragraphes(ecrit, style):
    return [paragraphe.text for paragraphe in ecrit.paragraphs if paragraphe.style.name == style]


def complet(ecrit):
    return "".join(noeud.text or "" for noeud in ecrit.element.body.iter(qn("w:t")))


def test_every_figure_of_the_tables_is_the_catalogue_s():
    [table] = lire(document_exemple(tableau())).tables
    assert textes(table) == [
        ["", "Foot", "Vélo", "Total", "Dont nouveaux"],
        ["Partenaires", "CCAS, Mairie", "", "", ""],
        ["Sociales", nombre(1237), "2", nombre(1239), "1"],
        ["Mobilité", nombre(1234), "2", nombre(1236), "1"],
        ["Logement", "3", "NC", "3", "0"],
        ["Écrit", "5,5", "6", "11,5", "—"],
        ["Total", nombre(Decimal("1242.5")), "8", nombre(Decimal("1250.5")), "1"],
        ["Familles", "71", "72", "143", "73"],
    ]


def test_what_a_table_means_stands_below_it():
    notes = paragraphes(lire(document_exemple(tableau())), "Note de tableau")
    assert notes == [
        "Base\u202f: 195 jeunes accompagnés. Une règle. Règle en vigueur depuis 2023.",
        "Une note.",
        "NC\u202f: non communiqué\u202f; —\u202f: non renseigné.",
        "En 2023\u202f: 182 (+ 13)",
    ]


def test_a_column_that_word_cannot_hold_on_a_page_goes_to_a_next_table():
    ecrit = lire(document_exemple(large(25)))
    assert len(ecrit.tables) > 1
    colonnes = [textes(table) for table in ecrit.tables]
    for table in colonnes:
        assert [rangee[0] for rangee in table] == ["", "Ligne 0", "Ligne 1", "Ligne 2"]
    for rang in range(4):
        attendu = [f"Établissement numéro {n}" for n in range(25)]
        if rang:
            attendu = [nombre(1000 * (rang - 1) + n) for n in range(25)]
        assert [texte for table in colonnes for texte in table[rang][1:]] == attendu


def test_wide_tables_stand_on_landscape_pages_and_the_rest_does_not():
    ecrit = lire(document_exemple(tableau(), large(9), large(10), tableau()))
    sens = [section.orientation for section in ecrit.sections]
    assert sens == [WD_ORIENT.PORTRAIT, WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE, WD_ORIENT.PORTRAIT]
    for section in ecrit.sections:
        est_paysage = section.orientation == WD_ORIENT.LANDSCAPE
        assert (section.page_width > section.page_height) == est_paysage
        largeur = section.page_width - section.left_margin - section.right_margin
        for bloc in section.iter_inner_content():
            if isinstance(bloc, docx.table.Table):
                assert sum(colonne.width for colonne in bloc.columns) <= largeur + 12700


def test_headings_go_with_the_wide_table_that_they_announce():
    sections = (
        SectionDuDocument("V. Activité", 2, "v", ()),
        SectionDuDocument("V. 1. Heures", 3, "v-1", (TableauDuDocument(presenter(large(9))),)),
    )
    ecrit = lire(replace(document_exemple(), sections=sections))
    paysage = next(section for section in ecrit.sections if section.orientation == WD_ORIENT.LANDSCAPE)
    styles = [bloc.style.name for bloc in paysage.iter_inner_content()]
    assert styles[:2] == ["Heading 1", "Heading 2"]


def test_header_rows_are_repeated_and_no_row_is_cut_by_a_page():
    for table in lire(document_exemple(tableau(), large(25))).tables:
        premiere, *autres = table.rows
        assert premiere._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(rangee._tr.trPr.find(qn("w:tblHeader")) is None for rangee in autres)
        assert all(rangee._tr.trPr.find(qn("w:cantSplit")) is not None for rangee in table.rows)


def test_tables_and_pictures_are_described_in_words():
    logo = vl_convert.svg_to_png(DESSIN)
    exemple = document_exemple(tableau(), large(25))
    ecrit = lire(replace(exemple, couverture=replace(exemple.couverture, logo=logo)))
    descriptions = [propriete.get("descr") for propriete in ecrit.element.body.iter(qn("wp:docPr"))]
    assert descriptions == ["Logo de Association des Terrils", "Deux barres\u202f: 120 heures, puis 70."]
    for table in ecrit.tables:
        proprietes = table._tbl.tblPr
        assert proprietes.find(qn("w:tblCaption")).get(qn("w:val"))
        assert "Colonnes" in proprietes.find(qn("w:tblDescription")).get(qn("w:val"))


def test_titles_contents_and_captions_are_those_of_word():
    ecrit = lire(document_exemple(tableau()))
    assert paragraphes(ecrit, "Title") == ["Rapport d’activité 2024"]
    assert paragraphes(ecrit, "Heading 1") == ["I. Éditorial", "V. Activité du SPS"]
    assert paragraphes(ecrit, "Heading 2") == ["V. 1. Jeunes rencontrés"]
    assert paragraphes(ecrit, "Heading 3") == ["Une année dehors"]
    champs = [champ.get(qn("w:instr")).strip() for champ in ecrit.element.body.iter(qn("w:fldSimple"))]
    assert champs == ["SEQ Figure \\* ARABIC", "SEQ Tableau \\* ARABIC"]
    [sommaire] = ecrit.element.body.iter(qn("w:sdt"))
    assert [champ.text for champ in sommaire.iter(qn("w:instrText"))] == [' TOC \\o "1-2" \\h \\z \\u ']
    liens = [lien.get(qn("w:anchor")) for lien in sommaire.iter(qn("w:hyperlink"))]
    signets = [signet.get(qn("w:name")) for signet in ecrit.element.body.iter(qn("w:bookmarkStart"))]
    assert liens == signets
    assert "I. Éditorial" in "".join(noeud.text for noeud in sommaire.iter(qn("w:t")))
    pied = ecrit.sections[0].footer._element
    assert [champ.get(qn("w:instr")).strip() for champ in pied.iter(qn("w:fldSimple"))] == [
        "PAGE",
        "NUMPAGES",
    ]
    assert "updateFields" not in ecrit.settings.element.xml


def test_a_narrative_keeps_its_bold_its_links_and_its_lists():
    ecrit = lire(document_exemple())
    courses = [course for paragraphe in ecrit.paragraphs for course in paragraphe.runs]
    assert "195 jeunes" in [course.text for course in courses if course.bold]
    assert "souvent tard" in [course.text for course in courses if course.italic]
    [lien] = [lien for paragraphe in ecrit.paragraphs for lien in paragraphe.hyperlinks]
    assert (lien.text, lien.address) == ("le collège", "https://exemple.fr/college")
    assert paragraphes(ecrit, "List Bullet 2") == ["quartier Germinal"]
    assert paragraphes(ecrit, "List Number") == ["écouter", "accompagner"]


def test_each_numbered_list_begins_at_one():
    texte = Texte("x", "", lire_prose("1. a\n2. b\n\nPuis :\n\n1. c"))
    ecrit = lire(replace(document_exemple(), sections=(SectionDuDocument("I", 2, "i", (texte,)),)))
    listes = [p._p.pPr.numPr.numId.val for p in ecrit.paragraphs if p.style.name == "List Number"]
    assert len(listes) == 3
    assert listes[0] == listes[1] != listes[2]


def test_every_style_in_use_exists():
    with zipfile.ZipFile(io.BytesIO(rendre_docx(document_exemple(tableau())))) as archive:
        corps, styles = (archive.read(f"word/{nom}.xml").decode() for nom in ("document", "styles"))
    employes = set(re.findall(r'<w:(?:pStyle|rStyle|tblStyle) w:val="([^"]+)"', corps))
    assert employes <= set(re.findall(r'w:styleId="([^"]+)"', styles))
    assert "TableauAllervers" in employes


def test_a_publishable_report_says_so_and_a_complete_one_does_not():
    assert "Forme publiable" in complet(lire(document_exemple(forme=Forme.PUBLIABLE)))
    assert "Forme publiable" not in complet(lire(document_exemple()))


def test_warnings_come_before_the_contents():
    texte = complet(lire(document_exemple()))
    assert texte.index("aucune n’est vraie") < texte.index("Sommaire") < texte.index("195 jeunes")


def test_a_hostile_text_stays_text():
    document = document_exemple(
        tableau(titre=HOSTILE, notes=(HOSTILE,), colonnes=tuple(Entete(str(n), HOSTILE) for n in range(3)))
    )
    ecrit = lire(replace(document, couverture=Couverture(HOSTILE, HOSTILE, HOSTILE, HOSTILE)))
    propre = HOSTILE.replace("\x0b", "")
    assert paragraphes(ecrit, "Title") == [propre]
    assert propre in paragraphes(ecrit, "Note de tableau")
    assert textes(ecrit.tables[0])[0] == ["", propre, propre, propre, "Total"]


def test_an_empty_report_can_be_read():
    vide = Document(2024, Forme.COMPLETE, Couverture("Rapport", "SPS", "", "Projet"), ())
    assert paragraphes(lire(vide), "Title") == ["Rapport"]


def test_a_table_without_columns_says_that_there_is_nothing():
    vide = tableau(
        lignes=(), colonnes=(), cellules=(), groupes=(), totaux_lignes=(), totaux_colonnes=(), total=0
    )
    assert "Rien à compter cette année." in complet(lire(document_exemple(vide)))


def test_two_tables_that_follow_each_other_are_parted_by_a_paragraph():
    communes = tableau(
        colonnes=(Entete("x", "Foot", "Carvin"), Entete("y", "Vélo", "Oignies"), Entete("z", "Judo")),
        groupes=(),
    )
    ecrit = lire(document_exemple(communes, large(25)))
    balises = [element.tag for element in ecrit.element.body]
    assert balises.count(qn("w:tbl")) == len(ecrit.tables) > 4
    assert (qn("w:tbl"), qn("w:tbl")) not in set(zip(balises, balises[1:], strict=False))


def test_the_same_report_gives_the_same_bytes_in_another_process():
    ici = rendre_docx(document_exemple())
    code = (
        "import sys; from allervers.rapport.rendus.docx import rendre_docx;"
        "from tests.rapport.exemple import document_exemple;"
        "sys.stdout.buffer.write(rendre_docx(document_exemple()))"
    )
    assert rendre_docx(document_exemple()) == ici
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout == ici  # noqa: S603


@pytest.mark.parametrize("attribut", ["title", "author"])
def test_the_file_says_what_it_is_and_not_what_wrote_it(attribut):
    proprietes = lire(document_exemple()).core_properties
    assert "Terrils" in getattr(proprietes, attribut)
    assert proprietes.created.year == 2024
    assert proprietes.language == "fr-FR"
    assert "python-docx" not in f"{proprietes.author}{proprietes.comments}{proprietes.last_modified_by}"
