"""The pieces that screens are made of, in a real browser, without a server."""

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


def test_a_list_of_many_choices_is_searched_and_keeps_what_is_chosen(page_seule):
    page_seule.evaluate(
        """async () => {
            const options = [...Array(50).keys()].map((rang) => `<option value="${rang}">Collège ${rang}</option>`);
            document.body.innerHTML = `<label for="chez">Chez</label><select id="chez"><option value="">Aucun</option>
                ${options.join("")}</select><label for="a">Bref</label><select id="a"><option>Un</option></select>`;
            await import("/static/enregistrements/choix-long.js");
        }"""
    )
    liste = page_seule.get_by_role("combobox", name="Chez", exact=True)
    liste.select_option(label="Collège 3")
    page_seule.get_by_role("searchbox").fill("college 17")
    assert liste.locator("option").all_inner_texts() == ["Aucun", "Collège 3", "Collège 17"]
    assert liste.input_value() == "3"
    liste.select_option(label="Collège 17")
    page_seule.get_by_role("searchbox").fill("")
    assert liste.locator("option").count() == 51 and liste.input_value() == "17"
