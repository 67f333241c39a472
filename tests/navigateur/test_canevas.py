"""The page of the plan in a real browser: accessible, by keyboard alone, with or without a script."""

import pytest

from allervers.referentiel.canevas import masquer
from allervers.referentiel.lecture import referentiel_du_service
from allervers.referentiel.operations import modifier_canevas

from .ecran import TAILLES, deborde, defauts, se_connecter

pytestmark = [pytest.mark.navigateur, pytest.mark.usefixtures("communes")]
EDITORIAL = "section-editorial"


def ouvrir(page, live_server):
    se_connecter(page, live_server.url)
    page.goto(f"{live_server.url}/annees/2024/canevas/")


@pytest.fixture
def plan(page, live_server, annee):
    ouvrir(page, live_server)
    return page


def titres(annee):
    """Return the main sections of the plan, in order."""
    canevas = referentiel_du_service(annee.service, 2024).canevas
    return [section.titre for section in canevas if section.niveau == 2]


def bouton(page, quoi, nom):
    return page.locator(f"#{quoi} > .ligne").get_by_role("button", name=nom)


def attendre_le_focus(page, quoi, geste):
    page.wait_for_function(
        """([quoi, geste]) => document.activeElement.value === geste
            && document.activeElement.closest('[id]').id === quoi""",
        arg=[quoi, geste],
    )


@pytest.mark.parametrize("page", TAILLES, indirect=True, ids=lambda taille: f"{taille[0]} px")
def test_the_page_of_the_plan_has_no_fault_of_accessibility(plan):
    plan.evaluate("document.querySelectorAll('details').forEach((details) => { details.open = true })")
    assert defauts(plan) == []
    assert not deborde(plan)
    petites = plan.evaluate(
        """() => [...document.querySelectorAll('main button, main select, main summary, main input')]
            .map((e) => e.type === 'checkbox' ? e.closest('.champ') : e)
            .filter((e) => e.checkVisibility() && e.getBoundingClientRect().height < 44)
            .map((e) => e.outerHTML.slice(0, 80))"""
    )
    assert petites == []
    assert plan.erreurs == []


def test_every_button_says_what_it_changes(plan):
    noms = plan.locator(".gestes button").all_text_contents()
    assert len(noms) > 150
    assert len(set(noms)) == len(noms)


def test_a_section_is_moved_by_keyboard_and_keeps_the_focus(plan, annee):
    bouton(plan, EDITORIAL, "Descendre").focus()
    for rang in (1, 2):
        plan.keyboard.press("Enter")
        plan.get_by_text("Descendu").wait_for()
        attendre_le_focus(plan, EDITORIAL, "descendre")
        assert titres(annee)[rang] == "Éditorial"
    assert defauts(plan) == []
    assert plan.erreurs == []


def test_what_was_done_is_in_sight_and_told_with_the_button_even_far_down_the_page(plan):
    bouton(plan, "section-annexes", "Monter").click()
    attendre_le_focus(plan, "section-annexes", "monter")
    dit = plan.get_by_text("Monté")
    assert 0 <= dit.bounding_box()["y"] < TAILLES[-1][1]
    assert dit.evaluate("(dit) => dit.id === document.activeElement.getAttribute('aria-describedby')")


def test_at_the_top_the_focus_goes_to_the_button_that_still_serves(plan):
    for geste in ("Descendre", "Monter"):
        bouton(plan, EDITORIAL, geste).click()
        plan.locator(f"text=/{'Monté' if geste == 'Monter' else 'Descendu'}/").wait_for()
    attendre_le_focus(plan, EDITORIAL, "descendre")
    assert bouton(plan, EDITORIAL, "Monter").is_disabled()


def test_what_is_hidden_can_be_shown_again_from_the_same_place(plan):
    bouton(plan, "tableau-scolarite", "Masquer").click()
    attendre_le_focus(plan, "tableau-scolarite", "montrer")
    assert plan.locator("#tableau-scolarite").get_by_text("masqué", exact=True).is_visible()
    assert defauts(plan) == []
    plan.keyboard.press("Enter")
    attendre_le_focus(plan, "tableau-scolarite", "masquer")


def test_a_text_is_added_and_what_it_asks_is_changed(plan):
    section = plan.locator(f"#{EDITORIAL}")
    section.locator(".ajouter > summary").click()
    section.locator(".ajouts").get_by_label("Titre").first.fill("Médiation")
    section.get_by_role("button", name="Ajouter le texte").click()
    texte = plan.locator("#texte-mediation")
    texte.locator("summary").click()
    texte.get_by_label("Consigne").fill("Raconter les médiations de rue.")
    texte.get_by_role("button", name="Enregistrer").click()
    plan.get_by_text("Le changement est enregistré").wait_for()
    assert texte.get_by_label("Consigne").input_value() == "Raconter les médiations de rue."


def test_a_title_already_taken_is_shown_where_it_was_typed(plan):
    section = plan.locator(f"#{EDITORIAL} > .ligne")
    section.locator("summary").click()
    section.get_by_label("Titre").fill("Annexes")
    section.get_by_label("Titre").press("Enter")
    section.get_by_text("s’appelle déjà").wait_for()
    plan.wait_for_function("document.activeElement.getAttribute('aria-invalid') === 'true'")
    assert section.get_by_label("Titre").input_value() == "Annexes"
    assert defauts(plan) == []


def test_the_plan_is_changed_without_a_script(navigateur, live_server, annee):
    contexte = navigateur.new_context(java_script_enabled=False)
    page = contexte.new_page()
    ouvrir(page, live_server)
    bouton(page, EDITORIAL, "Descendre").click()
    page.get_by_text("Descendu").wait_for()
    assert page.url.endswith(f"#{EDITORIAL}")
    assert titres(annee)[1] == "Éditorial"
    contexte.close()


def test_a_plan_changed_by_someone_else_is_said_and_nothing_typed_is_lost(plan, annee):
    plan.locator(f"#{EDITORIAL} .ajouter > summary").click()
    plan.locator(f"#{EDITORIAL} .ajouts").get_by_label("Titre").first.fill("Médiation")
    canevas = referentiel_du_service(annee.service, 2024).canevas
    modifier_canevas(service=annee.service, annee=2024, canevas=masquer(canevas, EDITORIAL), par=annee)
    plan.get_by_role("button", name="Ajouter le texte").locator("visible=true").click()
    plan.get_by_role("heading", name="Le plan a changé entre-temps").wait_for()
    assert plan.get_by_text("Médiation").is_visible()
    assert defauts(plan) == []
    plan.get_by_role("link", name="Voir le plan").click()
    assert plan.locator(f"#{EDITORIAL}").get_by_text("masquée", exact=True).is_visible()
