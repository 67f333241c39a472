from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from allervers.tableaux.arrondi import arrondir, arrondir_ensemble, pourcentages

UNITE = {0: Decimal(1), 1: Decimal("0.1"), 2: Decimal("0.01")}


@given(st.lists(st.integers(0, 10**6), min_size=1).filter(any), st.sampled_from([0, 1, 2]))
def test_percentages_add_up_to_one_hundred_and_none_moves_by_a_unit(effectifs, decimales):
    parts = pourcentages(effectifs, decimales)
    assert sum(parts) == 100
    for effectif, part in zip(effectifs, parts, strict=True):
        assert abs(Fraction(part) - Fraction(100 * effectif, sum(effectifs))) < Fraction(UNITE[decimales])


def test_percentages_of_nothing_are_zero():
    assert pourcentages([0, 0], 1) == [0, 0]


@given(st.lists(st.fractions(0, 10**5, max_denominator=60)), st.sampled_from([0, 2]))
def test_rounded_values_add_up_to_the_rounded_sum(valeurs, decimales):
    assert sum(arrondir_ensemble(valeurs, decimales)) == arrondir(sum(valeurs, Fraction()), decimales)


def test_the_published_hours_of_2024_get_the_shares_of_the_largest_remainder():
    heures = [120800, 59898, 124350, 232950, 20400, 129800, 80100]
    assert [str(part) for part in pourcentages(heures, 2)] == [
        "15.72", "7.80", "16.18", "30.32", "2.66", "16.89", "10.43",
    ]  # fmt: skip
