"""What people write is read as Markdown, and nothing that they type can become markup."""

import pytest
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from allervers.rapport.prose import Element, Intertitre, Liste, Paragraphe, Segment, lire_prose


def test_the_editor_s_markup_is_understood():
    prose = lire_prose(
        "### Titre\n\nUn **mot** et *un autre*, [un lien](https://exemple.fr).\n\n- un\n- deux"
    )
    assert prose == (
        Intertitre(1, (Segment("Titre"),)),
        Paragraphe(
            (
                Segment("Un "), Segment("mot", est_gras=True), Segment(" et "), Segment("un autre", est_italique=True),
                Segment(", "), Segment("un lien", lien="https://exemple.fr"), Segment("."),
            )
        ),
        Liste(False, (Element(0, (Segment("un"),)), Element(0, (Segment("deux"),)))),
    )  # fmt: skip


def test_no_level_of_heading_is_skipped():
    niveaux = [a.niveau for a in lire_prose("### a\n\n##### b\n\n# c\n\n## d") if isinstance(a, Intertitre)]
    assert niveaux == [1, 2, 1, 2]


@pytest.mark.parametrize("vide", ["", "  \n\n ", "\t", "-", "1.\n2."])
def test_a_blank_text_says_nothing(vide):
    assert lire_prose(vide) == ()


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "[clic](javascript:alert(1))",
        "<img src=x onerror=alert(1)>",
        "[clic](data:text/html,<script>)",
        '[a](https://x.fr"onclick="alert)',
    ],
)
def test_nothing_typed_becomes_markup(hostile):
    html = render_to_string("rapport/_prose.html", {"prose": lire_prose(hostile), "niveau": 2})
    assert "<script" not in html
    assert "<img" not in html
    assert 'href="javascript' not in html
    assert 'href="data' not in html
    assert 'onclick="' not in html


@given(st.text())
def test_any_text_can_be_read_and_shown(texte):
    prose = lire_prose(texte)
    assert isinstance(prose, tuple)
    assert "<script" not in render_to_string("rapport/_prose.html", {"prose": prose, "niveau": 2})
