"""A rule of days: whatever the month, the year, or the change of hour."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allervers.activite.agenda.feries import jours_feries, paques
from allervers.activite.agenda.recurrence import Recurrence

JOURS = st.dates(date(2000, 1, 1), date(2100, 1, 1))
RECURRENCES = st.builds(
    Recurrence,
    st.integers(1, 8),
    st.frozensets(st.integers(0, 6), min_size=1),
    st.none() | JOURS,
)


def lundi(jour: date) -> date:
    return jour - timedelta(jour.weekday())


@given(RECURRENCES, JOURS, JOURS, st.integers(0, 400))
def test_a_day_is_expected_when_the_rule_says_so_and_never_otherwise(recurrence, depuis, debut, nb):
    fin = debut + timedelta(nb)
    attendus = [
        jour
        for jour in (debut + timedelta(rang) for rang in range(nb))
        if jour >= depuis
        and (recurrence.jusqu_au is None or jour <= recurrence.jusqu_au)
        and jour.weekday() in recurrence.jours
        # The calendar of ISO weeks, which the rule does not use, counts whole weeks too.
        and ((lundi(jour).toordinal() - lundi(depuis).toordinal()) / 7) % recurrence.toutes_les == 0
    ]
    assert list(recurrence.jours_entre(depuis, debut, fin)) == attendus


@given(RECURRENCES, JOURS, st.lists(st.integers(0, 60), max_size=5))
def test_windows_side_by_side_tell_the_same_days_as_one(recurrence, depuis, largeurs):
    bornes = [depuis]
    for largeur in largeurs:
        bornes.append(bornes[-1] + timedelta(largeur))
    morceaux = [
        jour
        for debut, fin in zip(bornes, bornes[1:], strict=False)
        for jour in recurrence.jours_entre(depuis, debut, fin)
    ]
    assert morceaux == list(recurrence.jours_entre(depuis, bornes[0], bornes[-1]))


@given(RECURRENCES, JOURS)
def test_the_first_day_is_the_first_of_all(recurrence, depuis):
    tous = recurrence.jours_entre(depuis, depuis, depuis + timedelta(400))
    assert recurrence.premier_jour(depuis) == next(tous, None)


@pytest.mark.parametrize(
    ("recurrence", "dit"),
    [
        (Recurrence(1, frozenset({1})), "tous les mardis"),
        (Recurrence(1, frozenset({0, 2, 4})), "tous les lundis, mercredis et vendredis"),
        (Recurrence(1, frozenset(range(7))), "tous les jours"),
        (
            Recurrence(2, frozenset({3}), date(2026, 12, 31)),
            "une semaine sur 2, le jeudi, jusqu’au 31/12/2026",
        ),
    ],
)
def test_a_rule_is_said_as_one_says_it(recurrence, dit):
    assert str(recurrence) == dit


@pytest.mark.parametrize(
    ("annee", "dimanche"),
    [(2024, (3, 31)), (2025, (4, 20)), (2026, (4, 5)), (2027, (3, 28)), (2008, (3, 23)), (2038, (4, 25))],
)
def test_easter_is_where_the_calendar_has_it(annee, dimanche):
    assert paques(annee) == date(annee, *dimanche)


@given(st.integers(1900, 2200))
def test_a_year_has_eleven_public_holidays_and_easter_is_a_sunday_of_spring(annee):
    # Labour Day and Victory Day may fall on Ascension: then two names share a day.
    assert 9 <= len(jours_feries(annee)) <= 11
    assert paques(annee).weekday() == 6
    assert date(annee, 3, 22) <= paques(annee) <= date(annee, 4, 25)


def test_some_departements_have_holidays_of_their_own():
    assert jours_feries(2026, ["67"])[date(2026, 4, 3)] == "Vendredi saint"
    assert jours_feries(2026, ["974"])[date(2026, 12, 20)] == "Abolition de l’esclavage"
    assert date(2026, 4, 3) not in jours_feries(2026, ["62"])
    assert jours_feries(2026)[date(2026, 5, 14)] == "Ascension"
