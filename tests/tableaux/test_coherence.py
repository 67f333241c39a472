"""The coherence check finds what is wrong in published figures, and nothing in ours (see the specifications)."""

from dataclasses import replace
from decimal import Decimal

import pytest

from allervers.tableaux.coherence import incoherences
from allervers.tableaux.tableau import Entete, Tableau


def tableau(id, cellules, *, lignes=("a", "b"), colonnes=("x", "y"), **options):
    valeurs = {
        "titre": id, "unite": "jeunes", "population": f"jeunes de {id}", "regle": "",
        "lignes": tuple(Entete(nom, nom) for nom in lignes),
        "colonnes": tuple(Entete(nom, nom) for nom in colonnes),
        "cellules": cellules,
        "totaux_lignes": tuple(sum(ligne) for ligne in cellules),
        "totaux_colonnes": tuple(map(sum, zip(*cellules, strict=True))),
        "total": sum(map(sum, cellules)), "base": sum(map(sum, cellules)), "axes": ("age", "sexe"),
    }  # fmt: skip
    return Tableau(id=id, **(valeurs | options))


JUSTE = tableau("t", ((1, 2), (3, 4)))


def test_a_table_that_adds_up_says_nothing():
    assert incoherences([JUSTE]) == []


@pytest.mark.parametrize(
    ("faux", "mot"),
    [
        (replace(JUSTE, totaux_lignes=(3, 8)), "ligne « b »"),
        (replace(JUSTE, totaux_colonnes=(4, 5)), "colonne « y »"),
        (replace(JUSTE, total=11), "totaux"),
    ],
)
def test_a_margin_that_is_not_the_sum_of_its_cells_is_named(faux, mot):
    assert any(mot in str(incoherence) for incoherence in incoherences([faux]))


def test_distinct_counts_may_be_less_than_the_sum_but_not_less_than_a_cell():
    multiple = replace(JUSTE, est_additif=False, totaux_lignes=(2, 5), totaux_colonnes=(3, 5), total=6)
    assert incoherences([multiple]) == []
    assert incoherences([replace(multiple, total=4)])


def test_two_profiles_of_the_same_youths_are_a_contradiction():
    un = tableau("sexe", ((1, 2), (3, 4)), population="jeunes accompagnés")
    autre = tableau("duree", ((2, 2), (2, 4)), population="jeunes accompagnés")
    messages = [str(incoherence) for incoherence in incoherences([un, autre])]
    assert any("« a » : 3 d'un côté, 4 de l'autre" in message for message in messages)


def test_two_bases_of_the_same_population_are_a_contradiction():
    un = tableau("sexe", ((1, 2), (3, 4)), population="jeunes accompagnés")
    autre = replace(un, id="autre", base=11)
    assert "10 d'un côté, 11 de l'autre" in str(incoherences([un, autre])[0])


def test_hours_beyond_the_working_time_of_the_posts_are_a_contradiction():
    heures = tableau("heures_par_type_activite", ((Decimal(1608),),), lignes=("h",), colonnes=("x",))
    postes = tableau("organigramme_etp", ((Decimal(1),),), lignes=("p",), colonnes=("etp",))
    assert "1608 heures saisies" in str(incoherences([heures, postes])[0])


def test_a_column_of_those_who_are_new_cannot_exceed_the_row():
    colonnes = (Entete("x", "Filles"), Entete("n", "Dont nouveaux", est_hors_total=True))
    faux = replace(
        JUSTE,
        colonnes=colonnes,
        totaux_lignes=(1, 3),
        totaux_colonnes=(4, 6),
        total=4,
        cellules=((1, 2), (3, 4)),
    )
    assert any("dépasse" in str(incoherence) for incoherence in incoherences([faux]))
