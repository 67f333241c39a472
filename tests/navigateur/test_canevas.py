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


def test_the_page_of_the_plan_has_no_fault_of_accessibility(plan):
    plan.evaluate("document.querySelectorAll('details').forEach((details) => { details.open = true })")
    assert defauts(plan) == []
    for largeur, hauteur in TAILLES:
        plan.set_viewport_size({"width": largeur, "height": hauteur})
        assert not deborde(plan), largeur
        petites = plan.evaluate(
            """() => [...document.querySelectorAll('main button, main select, main summary, main input')]
                .map((e) => e.type === 'checkbox' ? e.closest('.champ') : e)
                .filter((e) => e.checkVisibility() && e.getBoundingClientRect().height < 44)
                .map((e) => e.outerHTML.slice(0, 80))"""
        )
        assert petites == [], largeur
    assert plan.erreurs == []


def test_on_a_phone_the_plan_is_short_and_stays_open_where_one_works(plan, annee):
    plan.set_viewport_size({"width": 390, "height": 844})
    plan.reload()
    assert plan.evaluate("document.documentElement.scrollHeight") < 4500
    tableau = plan.locator("#tableau-scolarite")
    assert not tableau.is_visible()
    plan.locator("#section-jeunes-accompagnes > .dedans > summary").click()
    with plan.expect_navigation():
        bouton(plan, "tableau-scolarite", "Masquer").click()
    attendre_le_focus(plan, "tableau-scolarite", "montrer")
    assert tableau.is_visible()
    with plan.expect_navigation():
        bouton(plan, EDITORIAL, "Descendre").click()
    attendre_le_focus(plan, EDITORIAL, "descendre")
    assert tableau.is_visible()
    assert not plan.locator("#texte-editorial").is_visible()
    assert defauts(plan) == []
    assert plan.erreurs == []


def test_a_section_is_moved_by_keyboard_and_keeps_the_focus(plan, annee):
    noms = plan.locator(".gestes button").all_text_contents()
    assert len(noms) > 150
    assert len(set(noms)) == len(noms), "every button says what it changes"

    bouton(plan, EDITORIAL, "Descendre").focus()
    for rang in (1, 2):
        with plan.expect_navigation():
            plan.keyboard.press("Enter")
        plan.get_by_text("Descendu").wait_for()
        attendre_le_focus(plan, EDITORIAL, "descendre")
        assert titres(annee)[rang] == "Éditorial"

    # At the top, the focus goes to the button that still serves.
    for rang in (1, 0):
        with plan.expect_navigation():
            bouton(plan, EDITORIAL, "Monter").click()
        attendre_le_focus(plan, EDITORIAL, "monter" if rang else "descendre")
        assert titres(annee)[rang] == "Éditorial"
    assert bouton(plan, EDITORIAL, "Monter").is_disabled()

    # What was done is in sight, and told with the button, even far down the page.
    with plan.expect_navigation():
        bouton(plan, "section-annexes", "Monter").click()
    attendre_le_focus(plan, "section-annexes", "monter")
    dit = plan.get_by_text("Monté")
    assert 0 <= dit.bounding_box()["y"] < TAILLES[-1][1]
    assert dit.evaluate("(dit) => dit.id === document.activeElement.getAttribute('aria-describedby')")
    assert defauts(plan) == []
    assert plan.erreurs == []


def test_what_the_plan_holds_is_hidden_shown_added_and_changed_in_place(plan):
    bouton(plan, "tableau-scolarite", "Masquer").click()
    attendre_le_focus(plan, "tableau-scolarite", "montrer")
    assert plan.locator("#tableau-scolarite").get_by_text("masqué", exact=True).is_visible()
    plan.keyboard.press("Enter")
    attendre_le_focus(plan, "tableau-scolarite", "masquer")

    section = plan.locator(f"#{EDITORIAL}")
    section.locator(".ajouter > summary").click()
    section.locator(".ajouts").get_by_label("Titre").first.fill("Médiation")
    section.get_by_role("button", name="Ajouter le texte").click()
    texte = plan.locator("#texte-mediation")
    texte.locator("summary").click()
    texte.get_by_label("Consigne").fill("Raconter les médiations de rue.")
    texte.locator(".page-ecrite").click()
    assert texte.get_by_role("textbox", name="Texte proposé").evaluate("(e) => e === document.activeElement")
    plan.keyboard.press("Control+b")
    plan.keyboard.type("Médiation")
    texte.get_by_role("button", name="Enregistrer").click()
    plan.get_by_text("Le changement est enregistré").wait_for()
    assert texte.get_by_label("Consigne").input_value() == "Raconter les médiations de rue."
    assert texte.locator("textarea[name=contenu]").input_value() == "**Médiation**"

    # A title already taken is shown where it was typed.
    ligne = plan.locator(f"#{EDITORIAL} > .ligne")
    ligne.locator("summary").click()
    ligne.get_by_label("Titre").fill("Annexes")
    ligne.get_by_label("Titre").press("Enter")
    ligne.get_by_text("s’appelle déjà").wait_for()
    plan.wait_for_function("document.activeElement.getAttribute('aria-invalid') === 'true'")
    assert ligne.get_by_label("Titre").input_value() == "Annexes"
    assert defauts(plan) == []


def test_the_plan_is_changed_without_a_script_and_nothing_typed_is_lost(navigateur, live_server, annee):
    contexte = navigateur.new_context(java_script_enabled=False)
    page = contexte.new_page()
    ouvrir(page, live_server)
    bouton(page, EDITORIAL, "Descendre").click()
    page.get_by_text("Descendu").wait_for()
    assert page.url.endswith(f"#{EDITORIAL}")
    assert titres(annee)[1] == "Éditorial"

    # Someone else changes the plan.
    page.locator(f"#{EDITORIAL} .ajouter > summary").click()
    page.locator(f"#{EDITORIAL} .ajouts").get_by_label("Titre").first.fill("Médiation")
    canevas = referentiel_du_service(annee.service, 2024).canevas
    modifier_canevas(service=annee.service, annee=2024, canevas=masquer(canevas, EDITORIAL), par=annee)
    page.get_by_role("button", name="Ajouter le texte").locator("visible=true").click()
    page.get_by_role("heading", name="Le plan a changé entre-temps").wait_for()
    assert page.get_by_text("Médiation").is_visible()
    page.get_by_role("link", name="Voir le plan").click()
    assert page.locator(f"#{EDITORIAL}").get_by_text("masquée", exact=True).is_visible()
    contexte.close()
