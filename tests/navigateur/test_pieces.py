"""The pieces of the entry screens, in a real browser, without a server."""

import pytest

pytestmark = pytest.mark.navigateur


def test_among_many_partners_those_who_came_are_searched_and_a_few_are_chosen(page_seule):
    page_seule.evaluate(
        """async () => {
            const { plusieurs } = await import("/static/terrain/pieces.js");
            const liste = [...Array(31).keys()].map((rang) => ({ uuid: `u${rang}`, nom: `Collège ${rang}` }));
            window.choisis = [];
            const piece = (nombre) => plusieurs("Partenaires", liste.slice(0, nombre), window.choisis, () => {});
            document.body.append(piece(31), piece(3));
        }"""
    )
    page_seule.get_by_label("Partenaires : chercher").fill("college 17")
    page_seule.get_by_role("group", name="trouvés").get_by_role("button").click()
    assert page_seule.get_by_role("button", name="Collège 17", pressed=True).is_visible()
    page_seule.get_by_label("Partenaires : ajouter").select_option(label="Collège 2")
    assert page_seule.evaluate("window.choisis") == ["u17", "u2"]
    # Pressed again, one is no longer there.
    page_seule.get_by_role("button", name="Collège 17").click()
    assert page_seule.evaluate("window.choisis") == ["u2"]
