"""This year beside the last, by the same rule."""

from dataclasses import replace
from decimal import Decimal

import pytest

from allervers.rapport.comparaison import comparer, en_signe, rappeler
from allervers.tableaux.tableau import Entete, Etat

from .test_presentation import tableau


@pytest.mark.parametrize(
    ("ecart", "ecrit"),
    [(13, "+\u00a013"), (-4, "−\u00a04"), (0, "="), (Decimal("-1128.98"), "−\u00a01\u202f128,98")],
)
def test_a_difference_has_its_sign(ecart, ecrit):
    assert en_signe(ecart) == ecrit


def test_rows_are_found_by_their_code_whatever_their_order():
    avant = tableau(
        lignes=(Entete("b", "Ancien nom"), Entete("a", "a")), cellules=((1, 1), (5, 5)), totaux_lignes=(2, 10),
        total=12,
    )  # fmt: skip
    assert [(d.libelle, d.valeur, d.precedente, d.ecart) for d in comparer(tableau(), avant)] == [
        ("a", 3, 10, -7),
        ("b", 7, 2, 5),
        ("Total", 10, 12, -2),
    ]


def test_an_action_is_not_compared_with_another_of_the_same_rank():
    axes = ("action", "financeur")
    assert [d.libelle for d in comparer(tableau(axes=axes), tableau(axes=axes))] == ["Total"]


def test_two_rows_of_one_name_are_told_apart():
    deux = tableau(
        lignes=(
            Entete("a", "Collèges", precisions=(("Objet", "exclusion"),)),
            Entete("b", "Collèges", precisions=(("Objet", "responsabilisation"),)),
        )
    )
    assert [d.libelle for d in comparer(deux, tableau())] == [
        "Collèges (exclusion)", "Collèges (responsabilisation)", "Total",
    ]  # fmt: skip


def test_a_row_that_did_not_exist_counts_from_zero():
    avant = tableau(lignes=(Entete("a", "a"),), cellules=((1, 2),), totaux_lignes=(3,), total=3)
    assert [(d.precedente, d.ecart) for d in comparer(tableau(), avant)] == [(3, 0), (0, 7), (3, 7)]


def test_what_is_not_known_is_not_compared():
    [_, _, total] = comparer(tableau(), tableau(total=Etat.NC))
    assert (total.precedente, total.ecart) == (Etat.NC, None)
    assert rappeler(tableau(), tableau(total=Etat.NC), 2024) == ""
    assert rappeler(tableau(), None, 2024) == ""


def test_the_reminder_says_last_year_s_total():
    assert rappeler(tableau(), tableau(total=8), 2024) == "En 2023 : 8 (+\u00a02)."


def test_a_rule_that_changed_is_said_instead_of_compared():
    assert "a changé en 2024" in rappeler(replace(tableau(), depuis=2024), tableau(total=8), 2024)
