"""A table opens in Excel in France as it stands on the page, and runs nothing there."""

import csv
import io
from decimal import Decimal

import pytest

from allervers.rapport.exports import en_csv
from allervers.tableaux.tableau import Entete, Etat, Groupe, Tableau


def tableau(lignes=("a",), colonnes=("x", "y"), cellules=((1, 2),), **options):
    valeurs = {
        "id": "t", "titre": "T", "unite": "jeunes", "population": "jeunes", "regle": "",
        "lignes": tuple(ligne if isinstance(ligne, Entete) else Entete(ligne, ligne) for ligne in lignes),
        "colonnes": tuple(c if isinstance(c, Entete) else Entete(c, c) for c in colonnes),
    }  # fmt: skip
    return Tableau(cellules=cellules, **(valeurs | options))


def lu(tableau):
    return list(csv.reader(io.StringIO(en_csv(tableau).removeprefix("\ufeff")), delimiter=";"))


def test_excel_is_told_that_the_file_is_utf_8_and_reads_its_lines():
    texte = en_csv(tableau(lignes=("Élèves",)))
    assert texte.encode().startswith(b"\xef\xbb\xbf")
    assert texte == "\ufeff;x;y\r\nÉlèves;1;2\r\n"


def test_totals_close_the_rows_and_the_columns():
    assert lu(tableau(totaux_lignes=(3,), totaux_colonnes=(1, 2), total=3)) == [
        ["", "x", "y", "Total"],
        ["a", "1", "2", "3"],
        ["Total", "1", "2", "3"],
    ]


def test_a_group_of_rows_has_its_column_and_its_own_subtotal():
    groupes = tableau(
        lignes=(Entete("a", "a", "G"), Entete("b", "b", "G"), Entete("n", "Non renseigné")),
        cellules=((1, 2), (1, 0), (0, 1)),
        groupes=(Groupe("G", (1, 2), 3),),
        totaux_colonnes=(1, 3),
    )
    assert lu(groupes) == [
        ["Groupe", "", "x", "y"],
        ["G", "a", "1", "2"],
        ["G", "b", "1", "0"],
        ["G", "Sous-total", "1", "2"],
        ["", "Non renseigné", "0", "1"],
        ["", "Total", "1", "3"],
    ]


def test_two_actions_of_one_name_are_told_apart_by_their_commune():
    actions = tableau(colonnes=(Entete("1", "Sorties", "Carvin"), Entete("2", "Sorties", "Oignies")))
    assert lu(actions)[0] == ["", "Carvin\u202f: Sorties", "Oignies\u202f: Sorties"]


@pytest.mark.parametrize(
    ("cellule", "ecrite"),
    [
        (0, "0"),
        (12345, "12345"),
        (Decimal("7682.98"), "7682,98"),
        (Decimal("1E+2"), "100"),
        (Etat.NON_RENSEIGNE, ""),
        (Etat.NC, "NC"),
    ],
)
def test_a_cell_is_a_number_that_a_french_spreadsheet_adds_up(cellule, ecrite):
    assert lu(tableau(cellules=((cellule, 1),)))[1] == ["a", ecrite, "1"]


@pytest.mark.parametrize("debut", ["=", "+", "-", "@", "\t", "\r"])
def test_a_label_is_never_run_as_a_formula(debut):
    piege = f"{debut}CMD()"
    piege_groupe = Entete("g", "x", piege)
    [entetes, ligne, _] = lu(
        tableau(
            lignes=(Entete("a", piege, piege),),
            colonnes=(Entete("x", piege), piege_groupe),
            groupes=(Groupe(piege, (1, 2), None),),
        )
    )
    textes = [entetes[2], entetes[3], ligne[0], ligne[1]]
    assert all(texte.startswith("'") for texte in textes)


def test_a_separator_inside_a_label_cuts_nothing():
    assert lu(tableau(lignes=('Sport; « culture » et "jeux"',)))[1] == [
        'Sport; « culture » et "jeux"',
        "1",
        "2",
    ]
