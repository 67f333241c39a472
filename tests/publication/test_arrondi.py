"""The rounding of the cube: unbiased, never stuck, and honest when it cannot."""

import pytest

from allervers.publication.arrondi import ArrondiImpossible, arrondir
from allervers.publication.cube import Cube, Relation, TableauxContradictoires, cuber
from allervers.publication.declaration import COMPTES, Compte

from .services import compter, inventer
from .test_publication import statuts


def cube(valeurs: dict[str, int], *relations: tuple[dict[str, int], bool]) -> Cube:
    def cle(nom):
        return nom, frozenset()

    return Cube(
        {cle(nom): valeur for nom, valeur in valeurs.items()},
        [
            Relation(tuple((cle(nom), c) for nom, c in termes.items()), est_egalite)
            for termes, est_egalite in relations
        ],
    )


def copies(nombre: int) -> Cube:
    """`nombre` counts of 1 that must stay equal, and their sum."""
    noms = [f"x{rang}" for rang in range(nombre)]
    egales = [({un: 1, autre: -1}, True) for un, autre in zip(noms, noms[1:], strict=False)]
    return cube(
        dict.fromkeys(noms, 1) | {"somme": nombre}, *egales, (dict.fromkeys(noms, 1) | {"somme": -1}, True)
    )


@pytest.mark.parametrize("graine", range(20))
def test_every_relation_is_true_of_the_rounded_tables_and_no_count_moves_by_five(graine):
    tableaux = [
        tableau
        for tableau in compter(inventer(graine, 100 + 40 * graine))
        if COMPTES[tableau.id] is not Compte.AUCUNE_PERSONNE
    ]
    exact = cuber(tableaux)
    arrondis = arrondir(exact, sel=bytes([graine]) * 32)
    assert len(exact.relations) > 400
    assert [relation for relation in exact.relations if not relation.est_tenue(arrondis)] == []
    assert max(abs(arrondis[cle] - valeur) for cle, valeur in exact.valeurs.items()) == 4


@pytest.mark.parametrize("valeur", [1, 2, 3, 4, 8])
def test_a_count_is_rounded_up_as_often_as_its_remainder_says(valeur):
    [cle] = cube({"a": valeur}).valeurs
    essais = [arrondir(cube({"a": valeur}), sel=rang.to_bytes(32))[cle] for rang in range(500)]
    assert abs(sum(essais) / len(essais) - valeur) < 0.3
    assert len(set(essais)) == 2


def test_a_multiple_of_five_stays():
    assert list(arrondir(cube({"a": 0, "b": 15}), sel=bytes(32)).values()) == [0, 15]


def test_a_margin_goes_further_only_where_its_neighbours_cannot_hold():
    assert set(arrondir(copies(5), sel=bytes(32)).values()) in ({0, 5}, {5, 25}, {0})
    assert set(arrondir(copies(6), sel=bytes(32)).values()) == {0}


def test_when_no_rounding_exists_nothing_is_given():
    with pytest.raises(ArrondiImpossible, match="ne peut pas être produite"):
        arrondir(copies(40), sel=bytes(32))


def test_tables_that_contradict_each_other_are_refused():
    with pytest.raises(TableauxContradictoires, match="jeunes ayant eu un statut.*: 7 et 8"):
        cuber([statuts(7), statuts(8)])
    with pytest.raises(TableauxContradictoires, match="Un total se contredit"):
        cuber([statuts(7, 2, total=8, base=8, totaux_colonnes=(8,))])
