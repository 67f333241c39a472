"""What a page shows of a table: French numbers, quiet zeros, one grid a commune, and no total lost."""

from decimal import Decimal

import pytest

from allervers.rapport.presentation import afficher, nombre, presenter, soigner
from allervers.tableaux.tableau import Entete, Etat, Groupe, Tableau


def tableau(**options):
    valeurs = {
        "id": "t", "titre": "Jeunes", "unite": "jeunes", "population": "jeunes accompagnés", "regle": "",
        "lignes": (Entete("a", "a"), Entete("b", "b")),
        "colonnes": (Entete("x", "x"), Entete("y", "y")),
        "cellules": ((1, 2), (3, 4)),
        "totaux_lignes": (3, 7), "totaux_colonnes": (4, 6), "total": 10,
    }  # fmt: skip
    return Tableau(**(valeurs | options))


PAR_COMMUNE = tableau(colonnes=(Entete("x", "Foot", "Carvin"), Entete("y", "Foot", "Oignies")))


def textes(grille):
    return [
        [ligne.entete.libelle, *(cellule.texte for cellule in ligne.cellules)]
        for bloc in grille.blocs
        for ligne in bloc.lignes
    ]


@pytest.mark.parametrize(
    ("valeur", "decimales", "ecrit"),
    [
        (0, 0, "0"),
        (195, 0, "195"),
        (7682, 0, "7\u202f682"),
        (1234567, 0, "1\u202f234\u202f567"),
        (Decimal("7682.98"), 2, "7\u202f682,98"),
        (Decimal("15.5"), 0, "15,5"),
        (Decimal("100.0"), 0, "100,0"),
        (6, 2, "6,00"),
        (-3, 0, "-3"),
    ],
)
def test_a_number_is_written_in_french(valeur, decimales, ecrit):
    assert nombre(valeur, decimales) == ecrit


def test_a_zero_is_a_number_and_is_quiet():
    assert (afficher(0).texte, afficher(0).genre) == ("0", "zero")
    assert afficher(Decimal("0.00"), 2).genre == "zero"
    assert afficher(1).genre == ""


@pytest.mark.parametrize(
    ("cellule", "texte", "dite"),
    [(Etat.NON_RENSEIGNE, "—", "non renseigné"), (Etat.NC, "NC", "non communiqué")],
)
def test_a_cell_without_a_number_is_read_aloud(cellule, texte, dite):
    assert (afficher(cellule).texte, afficher(cellule).dite) == (texte, dite)


def test_a_table_has_its_totals_at_the_end_of_each_row_and_column():
    [grille] = presenter(tableau()).grilles
    assert [colonne.libelle for colonne in grille.colonnes] == ["x", "y", "Total"]
    assert textes(grille) == [["a", "1", "2", "3"], ["b", "3", "4", "7"]]
    assert [cellule.texte for cellule in grille.total.cellules] == ["4", "6", "10"]


def test_the_total_stands_before_the_columns_that_it_does_not_count():
    dont = Entete("y", "Dont nouveaux", est_hors_total=True)
    [grille] = presenter(tableau(colonnes=(Entete("x", "x"), dont), totaux_lignes=(1, 3), total=4)).grilles
    assert [colonne.libelle for colonne in grille.colonnes] == ["x", "Total", "Dont nouveaux"]
    assert textes(grille)[0] == ["a", "1", "1", "2"]


def test_grouped_columns_make_one_grid_a_group_and_a_last_one_for_all_of_them():
    affiche = presenter(PAR_COMMUNE)
    assert [grille.titre for grille in affiche.grilles] == ["Carvin", "Oignies", "Ensemble"]
    carvin, oignies, ensemble = affiche.grilles
    assert textes(carvin) == [["a", "1"], ["b", "3"]]
    assert textes(oignies) == [["a", "2"], ["b", "4"]]
    assert textes(ensemble) == [["a", "3"], ["b", "7"]]
    assert [grille.total.cellules[-1].texte for grille in affiche.grilles] == ["4", "6", "10"]
    assert len({grille.id for grille in affiche.grilles}) == len({g.legende for g in affiche.grilles}) == 3


def test_columns_of_one_group_keep_their_totals_beside_them():
    [grille] = presenter(
        tableau(colonnes=(Entete("x", "x", "Tous territoires"), Entete("y", "y", "Tous territoires")))
    ).grilles
    assert grille.titre == "Tous territoires"
    assert textes(grille)[0] == ["a", "1", "2", "3"]


def test_a_table_without_totals_invents_none():
    [grille] = presenter(tableau(totaux_lignes=None, totaux_colonnes=None, total=None)).grilles
    assert [colonne.libelle for colonne in grille.colonnes] == ["x", "y"]
    assert grille.total is None
    assert len(presenter(tableau(colonnes=PAR_COMMUNE.colonnes, totaux_lignes=None)).grilles) == 2


def test_rows_of_a_group_stand_under_its_subtotals():
    groupes = tableau(
        lignes=(Entete("a", "Mobilité", "Sociales"), Entete("b", "Non renseigné")),
        groupes=(Groupe("Sociales", (1, 2), 3),),
        est_additif=False,
    )
    sociales, reste = presenter(groupes).grilles[0].blocs
    assert sociales.groupe.entete.libelle == "Sociales"
    assert [cellule.texte for cellule in sociales.groupe.cellules] == ["1", "2", "3"]
    assert [ligne.entete.libelle for ligne in sociales.lignes] == ["Mobilité"]
    assert reste.groupe is None


def test_the_base_is_said_only_when_there_is_one():
    assert presenter(tableau(base=1950)).base == "1\u202f950"
    assert presenter(tableau(base=0)).base == "0"
    assert presenter(tableau(base=None)).base == ""


def test_a_table_without_columns_shows_no_grid():
    vide = tableau(colonnes=(), cellules=((), ()), totaux_lignes=(0, 0), totaux_colonnes=(), total=0)
    assert presenter(vide).grilles == ()


@pytest.mark.parametrize(
    ("tape", "soigne"),
    [
        ("Cadre d'intervention", "Cadre d’intervention"),
        ("Réseaux : accueils", "Réseaux\u202f: accueils"),
        ("apprentissage; isolement", "apprentissage\u202f; isolement"),
        ("Réalisation « boîte à livres »", "Réalisation «\u00a0boîte à livres\u00a0»"),
        ("un «mot»\u00a0: oui", "un «\u00a0mot\u00a0»\u202f: oui"),
        ("à 14:30, voir https://exemple.fr", "à 14:30, voir https://exemple.fr"),
        ("Autres (préciser)", "Autres (préciser)"),
        ("de 11 à 14 ans, 15,9 % et 8 000 €", "de 11 à 14\u00a0ans, 15,9\u00a0% et 8 000\u00a0€"),
        ("2 hommes, 3 anses", "2 hommes, 3 anses"),
    ],
)
def test_labels_typed_by_hand_get_the_typography_of_french(tape, soigne):
    assert soigner(tape) == soigne
    assert soigner(soigne) == soigne


def test_typography_reaches_every_text_of_a_table_and_no_figure():
    soigne = soigner(tableau(titre="Heures d'activité", notes=("l'an dernier",), base=Decimal("1.5")))
    assert (soigne.titre, soigne.notes) == ("Heures d’activité", ("l’an dernier",))
    assert (soigne.cellules, soigne.base) == (((1, 2), (3, 4)), Decimal("1.5"))
