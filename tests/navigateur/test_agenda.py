"""The agenda in a real browser: a grid for the mouse and for the keyboard, a list on a telephone, a form everywhere."""

from datetime import date, time, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from allervers.activite.agenda.lecture import occurrence
from allervers.activite.agenda.models import Prevision
from allervers.activite.agenda.operations import Attente, prevoir
from allervers.activite.agenda.recurrence import Recurrence
from allervers.comptes.models import Affectation, Equipe, Role, Service
from allervers.referentiel.models import Terme
from allervers.referentiel.operations import charger_preset
from tests.comptes_ouverts import embaucher, entrer

from .ecran import TAILLES, deborde, defauts

pytestmark = [pytest.mark.navigateur, pytest.mark.usefixtures("communes")]
MERCREDI = date(2026, 9, 2)


@pytest.fixture
def awa(transactional_db):
    service = Service.objects.create(code="terrils", nom="SPS des Terrils")
    charger_preset(service=service, preset="62", annee=2024)
    equipe = Equipe.objects.create(service=service, code="carvin", nom="Équipe de Carvin")
    awa = embaucher(service, Role.EDUCATEUR, prenom="Awa", nom="Coron")
    Affectation.objects.create(service=service, professionnel=awa, equipe=equipe, debut=date(2024, 1, 1))
    return awa


def attendre(awa, titre, jour=MERCREDI, heure=14, duree=60, recurrence=None) -> Prevision:
    attente = Attente(
        type=Terme.objects.get(code="permanence"), date=jour, heure=time(heure), duree_minutes=duree, titre=titre,
        professionnels=[awa], recurrence=recurrence,
    )  # fmt: skip
    return prevoir(service=awa.service, uuid=uuid4(), attente=attente, par=awa)


def ouvrir(page, live_server, awa, jour=MERCREDI):
    page.emulate_media(reduced_motion="reduce")
    entrer(page, live_server.url, awa)
    page.goto(f"{live_server.url}/agenda/?jour={jour}")


def tirer(page, depuis, colonnes=0, heures=0.0):
    """Take the middle of `depuis` with the mouse, and put it down so many days and hours further."""
    # Once it stands still: a page that comes back scrolls to its item.
    depuis.hover()
    boite = depuis.bounding_box()
    jour = page.locator(".creneaux").first.bounding_box()
    une_heure = jour["height"] / 12
    x, y = boite["x"] + boite["width"] / 2, boite["y"] + boite["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 8, y + 8)
    page.mouse.move(x + colonnes * jour["width"], y + heures * une_heure, steps=4)
    page.mouse.up()


def attendre_le_focus(page, horaire):
    """Wait until the page is back on the item of these hours."""
    page.wait_for_function(
        "(dit) => document.activeElement.matches('.lien') && document.activeElement.textContent.includes(dit)",
        arg=horaire,
    )


def test_the_week_is_kept_with_the_mouse_and_with_the_keyboard(page, live_server, awa):
    une = attendre(awa, "Point partenaire", duree=120)
    serie = attendre(awa, "Réunion", heure=9, recurrence=Recurrence(1, frozenset({2})))
    attendre(awa, "En même temps", heure=15)
    ouvrir(page, live_server, awa)
    carte = page.locator(".prevue", has_text="Point partenaire")
    assert defauts(page) == []
    assert not deborde(page)
    # Two things at once stand side by side.
    droite = page.locator(".prevue", has_text="En même temps").bounding_box()["x"]
    assert droite >= carte.bounding_box()["x"] + carte.bounding_box()["width"] - 1

    tirer(page, carte, colonnes=1, heures=-2)
    page.get_by_text("C’est déplacé.").wait_for()
    # The page comes back on it, and is ready once the focus is there.
    attendre_le_focus(page, "12\u00a0h – 14\u00a0h")
    une.refresh_from_db()
    assert (une.date, une.heure, une.duree_minutes) == (MERCREDI + timedelta(1), time(12), 120)
    tirer(page, carte.locator(".poignee"), heures=1)
    attendre_le_focus(page, "12\u00a0h – 15\u00a0h")
    une.refresh_from_db()
    assert une.duree_minutes == 180

    # By the keyboard: taken, moved, lengthened, put down; only that day of the series.
    page.locator(".prevue", has_text="Réunion").locator(".lien").focus()
    for touche in ("Space", "ArrowRight", "ArrowDown", "ArrowDown", "Shift+ArrowDown"):
        page.keyboard.press(touche)
    assert "jeudi 3 septembre, de 9\u00a0h\u00a030 à 10\u00a0h\u00a045" in page.inner_text("[data-dit]")
    page.keyboard.press("Enter")
    page.get_by_text("cette fois seulement").wait_for()
    lue = occurrence(serie, MERCREDI)
    assert (lue.date, lue.heure, lue.duree_minutes) == (MERCREDI + timedelta(1), time(9, 30), 75)
    assert occurrence(serie, MERCREDI + timedelta(7)).heure == time(9)
    # The focus came back on it; Escape leaves it where it is, Enter opens it.
    attendre_le_focus(page, "9\u00a0h\u00a030 – 10\u00a0h\u00a045")
    for touche in ("Space", "ArrowLeft", "Escape"):
        page.keyboard.press(touche)
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Cette fois seulement").wait_for()
    assert defauts(page) == []
    assert page.erreurs == []

    # An empty hour of the grid opens the form at that hour.
    page.goto(f"{live_server.url}/agenda/?jour={MERCREDI}")
    vendredi = page.locator("[data-jour='2026-09-04'] .creneaux").bounding_box()
    page.mouse.click(vendredi["x"] + 20, vendredi["y"] + vendredi["height"] * 2.1 / 12)
    page.get_by_role("heading", name="Prévoir").wait_for()
    assert page.get_by_label("De", exact=True).input_value() == "10:00"
    assert page.get_by_label("Le", exact=True).input_value() == "2026-09-04"


@pytest.mark.parametrize("page", TAILLES[:2], indirect=True, ids=lambda taille: f"{taille[0]} px")
def test_on_a_telephone_something_is_expected_then_entered(page, live_server, awa):
    hier = timezone.localdate() - timedelta(1)
    prevision = attendre(awa, "Permanence", jour=hier)
    ouvrir(page, live_server, awa, hier)
    page.get_by_role("link", name="Prévoir", exact=True).click()
    assert defauts(page) == []
    assert not deborde(page)
    page.get_by_label("Titre").fill("Réunion d’équipe")
    page.get_by_label("Type d’activité").select_option(label="Permanence")
    page.get_by_label("De", exact=True).fill("16:00")
    page.get_by_label("De", exact=True).press("Tab")
    assert page.get_by_label("À", exact=True).input_value() == "17:00"
    assert page.get_by_label("jeudi").is_hidden()
    page.get_by_label("Revient").select_option(label="chaque semaine")
    page.get_by_label("jeudi").check()
    page.get_by_role("button", name="Prévoir").click()
    page.get_by_text("C’est prévu.").wait_for()
    assert page.get_by_text("Réunion d’équipe").count() >= 1

    page.goto(f"{live_server.url}/agenda/?jour={hier}")
    assert defauts(page) == []
    assert not deborde(page)
    petites = page.evaluate(
        """() => [...document.querySelectorAll('main a, main button, main select')]
            .filter((e) => e.checkVisibility() && e.getBoundingClientRect().height < 44)
            .map((e) => e.outerHTML.slice(0, 80))"""
    )
    assert petites == []
    lien = page.get_by_role("link", name="Saisir : Permanence").get_attribute("href")
    assert lien == f"/terrain/#prevision={prevision.uuid}&jour={hier}"
    assert page.erreurs == []
