"""The workbook of a report: typed figures, formulas that recompute to what is shown, the same bytes each time."""

import io
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from decimal import Decimal
from xml.etree import ElementTree  # noqa: S405

import pytest
from python_calamine import CalamineWorkbook

from allervers.rapport.document import Couverture, Document, Forme
from allervers.rapport.rendus.xlsx import rendre_xlsx
from allervers.tableaux.tableau import Entete, Etat, Groupe

from .exemple import document_exemple
from .test_docx import large, tableau

NS = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


def lire(document, feuille=1):
    classeur = CalamineWorkbook.from_filelike(io.BytesIO(rendre_xlsx(document)))
    return classeur.get_sheet_by_index(feuille).to_python(skip_empty_area=False)


def feuille_xml(document, numero=2):
    with zipfile.ZipFile(io.BytesIO(rendre_xlsx(document))) as archive:
        return ElementTree.fromstring(archive.read(f"xl/worksheets/sheet{numero}.xml"))  # noqa: S314


def formules(document):
    return {
        cellule.get("r"): cellule.find("m:f", NS).text
        for cellule in feuille_xml(document).iterfind(".//m:c", NS)
        if cellule.find("m:f", NS) is not None
    }


def corps(document):
    lignes = lire(document)
    unite = next(
        rang for rang, ligne in enumerate(lignes) if any(str(un).startswith("Unité") for un in ligne)
    )
    debut = unite + 2
    fin = next(rang for rang in range(debut + 1, len(lignes)) if not any(str(case) for case in lignes[rang]))
    return [ligne[: len(lignes[debut])] for ligne in lignes[debut:fin]]


def sans_vides(lignes, largeur):
    return [ligne[:largeur] for ligne in lignes]


def test_every_figure_of_the_tables_is_the_catalogue_s():
    assert sans_vides(corps(document_exemple(tableau())), 5) == [
        ["", "Foot", "Vélo", "Total", "Dont nouveaux"],
        ["Partenaires", "CCAS, Mairie", "", "", ""],
        ["Sociales", 1237, 2, 1239, 1],
        ["Mobilité", 1234, 2, 1236, 1],
        ["Logement", 3, "NC", 3, 0],
        ["Écrit", 5.5, 6, 11.5, "—"],
        ["Total", 1242.5, 8, 1250.5, 1],
        ["Familles", 71, 72, 143, 73],
    ]


def test_margins_are_sums_that_a_reader_can_check():
    # Headers are the rows 5 and 6, the subtotal is the row 7, the total the row 11.
    assert formules(document_exemple(tableau())) == {
        "B7": "SUM(B8:B9)", "C7": "SUM(C8:C9)", "D7": "SUM(B7:C7)", "E7": "SUM(E8:E9)",
        "D8": "SUM(B8:C8)", "D9": "SUM(B9:C9)", "D10": "SUM(B10:C10)", "D12": "SUM(B12:C12)",
        "B11": "SUM(B8:B10)", "C11": "SUM(C8:C10)", "D11": "SUM(B11:C11)", "E11": "SUM(E8:E10)",
    }  # fmt: skip


def test_a_total_leaves_out_the_subtotals_of_groups():
    deux = tableau(
        lignes=(Entete("a", "a", "Un"), Entete("b", "b", "Deux"), Entete("c", "c")),
        colonnes=(Entete("x", "x"),),
        cellules=((1,), (2,), (4,)), totaux_lignes=None, totaux_colonnes=(7,), total=None,
        groupes=(Groupe("Un", (1,), None), Groupe("Deux", (2,), None)),
    )  # fmt: skip
    assert formules(document_exemple(deux))["B11"] == "SUM(B7,B9:B10)"


def test_a_margin_that_its_cells_do_not_add_up_to_is_a_plain_number():
    faux = tableau(totaux_colonnes=(Decimal("1242.49"), 9, 1), total=Decimal("1251.49"))
    document = document_exemple(faux)
    assert not {"B11", "C11"} & formules(document).keys()
    assert corps(document)[6][1:3] == [1242.49, 9]


def test_a_table_whose_rows_do_not_add_up_has_no_formula():
    assert formules(document_exemple(tableau(est_additif=False))) == {}
    assert formules(document_exemple(tableau())) != {}


def test_a_margin_that_is_not_known_is_never_a_sum():
    document = document_exemple(tableau(totaux_colonnes=(Etat.NC, 8, 1), total=Etat.NON_RENSEIGNE))
    assert not {"B11", "D11"} & formules(document).keys()
    assert corps(document)[6][1:4] == ["NC", 8, "—"]


@pytest.mark.parametrize(
    ("valeur", "decimales", "motif"),
    [
        (1234, 0, "#,##0"),
        (Decimal("15.5"), 0, "#,##0.0"),
        (6, 2, "#,##0.00"),
        (Decimal("100.0"), 0, "#,##0.0"),
    ],
)
def test_numbers_show_the_decimals_of_the_table(valeur, decimales, motif):
    seul = tableau(
        lignes=(Entete("a", "a"),), colonnes=(Entete("x", "x"),), cellules=((valeur,),), decimales=decimales,
        totaux_lignes=None, totaux_colonnes=None, total=None, groupes=(),
    )  # fmt: skip
    document = document_exemple(seul)
    style = int(feuille_xml(document).find(".//m:c[@r='B6']", NS).get("s"))
    with zipfile.ZipFile(io.BytesIO(rendre_xlsx(document))) as archive:
        styles = ElementTree.fromstring(archive.read("xl/styles.xml"))  # noqa: S314
    numero = styles.findall("m:cellXfs/m:xf", NS)[style].get("numFmtId")
    declares = {fmt.get("numFmtId"): fmt.get("formatCode") for fmt in styles.iterfind(".//m:numFmt", NS)}
    assert ({"3": "#,##0", "4": "#,##0.00"} | declares)[numero] == motif


def test_what_a_table_means_stands_below_it():
    textes = [ligne[0] for ligne in lire(document_exemple(tableau()))]
    assert "Unité\u202f: jeunes" in textes
    assert textes[-4:] == [
        "Base\u202f: 195 jeunes accompagnés. Une règle. Règle en vigueur depuis 2023.",
        "Une note.",
        "NC\u202f: non communiqué\u202f; —\u202f: non renseigné.",
        "En 2023\u202f: 182 (+ 13)",
    ]


def test_precisions_of_rows_stand_beside_their_numbers():
    detaille = tableau(
        lignes=(Entete("a", "PAEI", precisions=(("Définition", "Un projet"),)), Entete("b", "ASEP")),
        cellules=((1, 2, 3), (4, 5, 6)), groupes=(), totaux_lignes=None, totaux_colonnes=None,
    )  # fmt: skip
    lignes = sans_vides(corps(document_exemple(detaille)), 5)
    assert [ligne[4] for ligne in lignes] == ["Définition", "", "Un projet", ""]


def test_grouped_columns_say_their_group_and_lose_nothing():
    communes = tableau(
        colonnes=(Entete("x", "Foot", "Carvin"), Entete("y", "Vélo", "Carvin"), Entete("z", "Foot", "Oignies")),
        cellules=((1, 2, 3),) * 4, groupes=(), totaux_lignes=(6,) * 4, totaux_colonnes=(3, 6, 9), total=18,
    )  # fmt: skip
    lignes = sans_vides(corps(document_exemple(communes)), 5)
    assert lignes[0] == ["", "Carvin", "", "Oignies", ""]
    assert lignes[1] == ["", "Foot", "Vélo", "Foot", "Total"]
    assert lignes[2] == ["Mobilité", 1, 2, 3, 6]
    assert lignes[5] == ["Total", 3, 6, 9, 18]


def test_a_table_of_25_columns_loses_nothing_and_lies_on_its_side():
    document = document_exemple(large(25))
    for rang, ligne in enumerate(corps(document)[1:]):
        assert ligne[1:26] == [1000 * rang + n for n in range(25)]
    feuille = feuille_xml(document)
    assert feuille.find("m:pageSetup", NS).get("orientation") == "landscape"
    # Printed, its letters can be read: it takes several pages.
    assert int(feuille.find("m:pageSetup", NS).get("scale")) >= 75
    assert feuille.findall("m:colBreaks/m:brk", NS)
    assert feuille_xml(document_exemple(tableau())).find("m:pageSetup", NS).get("orientation") == "portrait"


def test_headers_stay_in_sight_and_on_every_page():
    document = document_exemple(tableau())
    vue = feuille_xml(document).find(".//m:pane", NS)
    assert (vue.get("topLeftCell"), vue.get("state")) == ("B7", "frozen")
    with zipfile.ZipFile(io.BytesIO(rendre_xlsx(document))) as archive:
        classeur = archive.read("xl/workbook.xml").decode()
    assert "!$5:$6" in classeur


def test_the_first_sheet_leads_to_every_table_and_each_leads_back():
    document = document_exemple(tableau(), large(3), forme=Forme.PUBLIABLE)
    classeur = CalamineWorkbook.from_filelike(io.BytesIO(rendre_xlsx(document)))
    assert classeur.sheet_names == ["Sommaire", "1. Jeunes", "2. Large de 3"]
    liens = [lien.get("location") for lien in feuille_xml(document, 1).iterfind(".//m:hyperlink", NS)]
    assert liens == ["'1. Jeunes'!A1", "'2. Large de 3'!A1"]
    for numero in (2, 3):
        [retour] = feuille_xml(document, numero).iterfind(".//m:hyperlink", NS)
        assert retour.get("location") == "'Sommaire'!A1"
    textes = [str(case) for ligne in lire(document, 0) for case in ligne]
    assert {"SPS des Terrils", document.couverture.mention, *document.avertissements} <= set(textes)
    assert any("Forme publiable" in texte for texte in textes)


def test_names_of_sheets_are_such_as_excel_accepts():
    titre = "L'évaluation [très] longue : des heures/jour, *toutes* ? \\ et encore plus de mots"
    noms = CalamineWorkbook.from_filelike(
        io.BytesIO(rendre_xlsx(document_exemple(tableau(titre=titre), tableau(titre=titre))))
    ).sheet_names
    assert len(set(noms)) == 3
    assert all(len(nom) <= 31 and not re.search(r"[\[\]:*?/\\']", nom) for nom in noms)


@pytest.mark.parametrize(
    "hostile", ["=1+1", "+1", "-1", "@SUM(A1)", "{=1}", "=HYPERLINK(A1)", "http://exemple.fr"]
)
def test_a_hostile_text_stays_text(hostile):
    piege = tableau(
        titre=hostile, unite=hostile, regle=hostile, notes=(hostile,), est_additif=False, base=None, depuis=None,
        lignes=tuple(Entete(str(n), hostile, precisions=((hostile, hostile),)) for n in range(4)), groupes=(),
        colonnes=tuple(Entete(str(n), hostile, hostile, ((hostile, hostile),)) for n in range(3)),
    )  # fmt: skip
    document = document_exemple(piege)
    document = replace(document, couverture=Couverture(*[hostile] * 4), avertissements=(hostile,))
    assert formules(document) == {}
    for numero, nb_liens in ((1, 1), (2, 1)):
        feuille = feuille_xml(document, numero)
        assert feuille.find(".//m:f", NS) is None
        assert len(feuille.findall(".//m:hyperlink", NS)) == nb_liens
    assert [ligne[0] for ligne in lire(document)].count(hostile) >= 6


def test_an_empty_report_can_be_read():
    vide = Document(2024, Forme.COMPLETE, Couverture("Rapport", "SPS", "", "Projet"), ())
    assert lire(vide, 0)[0][0] == "Rapport"


def test_a_table_without_rows_nor_columns_can_be_read():
    vide = tableau(
        lignes=(), colonnes=(), cellules=(), groupes=(), totaux_lignes=(), totaux_colonnes=(), total=0
    )
    assert lire(document_exemple(vide))[1][0] == "Tableau 1. Jeunes"


def test_the_same_report_gives_the_same_bytes_in_another_process():
    ici = rendre_xlsx(document_exemple(tableau()))
    code = (
        "import sys; from allervers.rapport.rendus.xlsx import rendre_xlsx;"
        "from tests.rapport.exemple import document_exemple; from tests.rapport.test_docx import tableau;"
        "sys.stdout.buffer.write(rendre_xlsx(document_exemple(tableau())))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout == ici  # noqa: S603
