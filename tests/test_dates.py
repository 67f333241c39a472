"""The first of a month is « 1er », wherever a day is written in words."""

from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template

from allervers.dates import jour_en_lettres, moment_en_lettres

PREMIER, ONZE = date(2024, 9, 1), date(2024, 8, 11)


@pytest.mark.parametrize(
    ("forme", "premier", "onze"),
    [
        ("j F Y", "1er septembre 2024", "11 août 2024"),
        ("l j F", "dimanche 1er septembre", "dimanche 11 août"),
        ("Y-m-d", "2024-09-01", "2024-08-11"),
    ],
)
def test_a_day_of_a_page(forme, premier, onze):
    page = Template(
        f'{{{{ premier|date:"{forme}" }}}}, {{{{ onze|date:"{forme}" }}}}{{{{ rien|date:"{forme}" }}}}'
    )
    assert page.render(Context({"premier": PREMIER, "onze": ONZE, "rien": None})) == f"{premier}, {onze}"


def test_a_day_and_a_moment_of_a_sentence():
    assert [jour_en_lettres(jour) for jour in (PREMIER, ONZE)] == ["1er septembre 2024", "11 août 2024"]
    instant = datetime(2024, 9, 1, 9, 5, tzinfo=UTC)
    assert moment_en_lettres(instant) == "1er septembre 2024 à 9 h 05"
    page = Template(r'{{ instant|date:"j F à H \h i" }}')
    assert page.render(Context({"instant": instant})) == "1er septembre à 11 h 05"


@pytest.mark.navigateur
def test_a_day_written_by_the_browser(modules):
    dits = modules(
        """(m, jours) => jours.map((jour) =>
            m.enLettres(new Date(jour), { weekday: "short", day: "numeric", month: "long" }))""",
        ["2024-09-01T12:00", "2024-08-11T12:00"],
        "../dates",
    )
    assert dits == ["dim. 1er septembre", "dim. 11 août"]
