"""The path of a youth, as an educator holds it: taps are counted, words are sealed, the list keeps its place."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from allervers.jeunes.models import Orientation, PeriodeStatut, RevisionObjectif, RevueStatut
from allervers.partenaires.models import Partenaire
from allervers.referentiel.models import Statut
from allervers.referentiel.operations import charger_preset
from allervers.signalements.models import Signalement

from .coffre_ouvert import NOM, PRENOM, reprendre
from .ecran import TAILLES, deborde, defauts

pytestmark = [pytest.mark.navigateur, pytest.mark.usefixtures("communes")]
NOTE = "À ne pas dire devant sa sœur."
DIT, OBSERVE = "Il manque une pièce à son dossier.", "Vue seule dehors tard, trois soirs de suite."
OBJECTIF, PAROLE = "Trouver un stage dans un garage", "Je veux me débrouiller seule"


class Appuis:
    """What is touched, and counted."""

    def __init__(self, page):
        self.page, self.nb = page, 0

    def sur(self, element):
        element.click()
        self.nb += 1

    def combien(self, annonce: str) -> int:
        """Return how many since the last time, once the page says that it is done."""
        self.page.get_by_text(annonce).first.wait_for()
        nb, self.nb = self.nb, 0
        return nb


def petites(page) -> list[str]:
    """Return what one touches and is less than 44 pixels high: a box is touched through its label."""
    return page.evaluate(
        """() => [...document.querySelectorAll('main :is(a, button, select, summary, '
            + 'input:not([type=checkbox], [type=radio]))')]
            .filter((un) => un.checkVisibility() && un.type !== 'hidden' && un.getBoundingClientRect().height < 43.5)
            .map((un) => un.outerHTML.slice(0, 90))"""
    )


@pytest.fixture
def parcours(maison):
    """The lists of the Pas-de-Calais, a partner, a note of the team, a status held for six months."""
    service, jeune = maison.service, maison.jeune
    charger_preset(service=service, annee=2023, preset="62")
    Partenaire.objects.create(service=service, code="cmp", nom="CMP de Carvin")
    maison.sceller("note", NOTE)
    asep = Statut.objects.get(service=service, code="asep")
    PeriodeStatut.objects.create(
        service=service, jeune=jeune, statut=asep, debut=timezone.localdate() - timedelta(200)
    )
    return maison


@pytest.mark.parametrize("page", [TAILLES[1]], indirect=True, ids=lambda taille: f"{taille[0]} px")
def test_an_educator_holds_the_path_of_a_youth_in_two_taps_a_fact(page, live_server, parcours):
    jeune = parcours.jeune
    reprendre(page, live_server.url, parcours.educatrice, f"/jeunes/{jeune.uuid}/")
    page.get_by_role("heading", name=PRENOM).wait_for()
    appuis, noter = Appuis(page), page.locator("section[aria-labelledby=titre-ajouter]")

    # The review is due: kept in one tap, with its reason.
    page.get_by_text("ASEP à revoir").wait_for()
    appuis.sur(page.get_by_role("button", name="Le travail suit son cours"))
    assert (appuis.combien("Le statut est revu."), RevueStatut.objects.count()) == (1, 1)
    assert page.get_by_text("ASEP à revoir").count() == 0

    appuis.sur(page.locator(".barreau > summary", has_text="PAEI"))
    appuis.sur(page.get_by_role("button", name="Un projet est construit avec le jeune"))
    assert appuis.combien("Le statut est changé.") == 2
    appuis.sur(noter.locator("summary", has_text="Situation"))
    appuis.sur(noter.get_by_role("button", name="Collège"))
    assert appuis.combien("La situation est notée.") == 2
    appuis.sur(noter.locator("summary", has_text="Problématique"))
    appuis.sur(noter.get_by_role("button", name="Mobilité"))
    assert appuis.combien("La problématique est notée.") == 2
    appuis.sur(noter.locator("summary", has_text="Orientation"))
    appuis.sur(noter.get_by_role("button", name="Mission locale"))
    assert appuis.combien("L’orientation est notée.") == 2
    appuis.sur(page.get_by_role("button", name="Ils se sont rencontrés", exact=True))
    assert (appuis.combien("Jonction faite"), Orientation.objects.get().jonction) == (1, True)

    # An objective, in the words of the youth: the server holds none of them.
    projet = page.locator("#projet")
    projet.get_by_text("Nouvel objectif").click()
    projet.get_by_label("L’objectif, avec ses mots").fill(OBJECTIF)
    projet.get_by_role("button", name="Poser cet objectif").click()
    projet.get_by_text(OBJECTIF).first.wait_for()
    projet.get_by_text("Faire le point").click()
    projet.get_by_text("À mi-chemin").click()
    projet.get_by_label("Ce que le jeune en dit").first.fill(PAROLE)
    projet.get_by_role("button", name="Garder ce point").click()
    page.locator(".fil").get_by_text(PAROLE).wait_for()
    assert projet.get_by_text(OBJECTIF).first.is_visible()
    scelles = b"".join(bytes(une.texte or une.parole) for une in RevisionObjectif.objects.all())
    assert scelles and not any(dit.encode() in scelles for dit in (OBJECTIF, PAROLE))

    # What is told to another service: the youth will read it.
    noter.locator("summary", has_text="Partage").click()
    for champ, choix in (
        ("Avec", "CMP de Carvin"),
        ("Sur quoi", "Démarches et droits"),
        ("Le jeune le savait", "oui, avant"),
        ("Ses parents le savaient", "non, pas joignable à temps"),
    ):
        noter.get_by_label(champ, exact=True).select_option(label=choix)
    noter.get_by_label("Ce qui a été dit").fill(DIT)
    noter.get_by_label("Pourquoi").fill("Elle le demande.")
    noter.get_by_role("button", name="Noter ce partage").click()
    page.locator(".fil").get_by_text(DIT).wait_for()

    # The restricted register, from the file, which will not tell of it.
    noter.get_by_role("link", name="Information préoccupante").click()
    page.get_by_label("Ce qui a été observé").fill(OBSERVE)
    page.get_by_role("button", name="Inscrire au registre").click()
    page.locator(".registre").get_by_text(PRENOM).click()
    page.get_by_text(OBSERVE).wait_for()
    page.get_by_text("Compléter, corriger").click()
    page.get_by_label("Suite donnée").select_option(label="Sans suite")
    page.get_by_label("Suite connue le").fill(f"{timezone.localdate():%Y-%m-%d}")
    page.get_by_role("button", name="Enregistrer").click()
    page.get_by_text("Sans suite, connue le").wait_for()
    page.evaluate("document.querySelectorAll('main details').forEach((un) => { un.open = true })")
    assert (defauts(page), deborde(page), petites(page)) == ([], False, [])
    page.get_by_role("link", name="Registre").click()
    page.get_by_text("Les rappels, et leurs délais").click()
    assert (defauts(page), deborde(page), petites(page)) == ([], False, [])
    assert OBSERVE.encode() not in bytes(Signalement.objects.get().observe)
    page.goto(f"{live_server.url}/reunion/")
    page.get_by_role("link", name=PRENOM).first.wait_for()
    assert (defauts(page), deborde(page), petites(page)) == ([], False, [])
    page.goto(f"{live_server.url}/jeunes/{jeune.uuid}/")
    page.get_by_role("heading", name=PRENOM).wait_for()

    page.evaluate(
        "document.querySelectorAll('main details').forEach((un) => { un.removeAttribute('name'); un.open = true })"
    )
    assert defauts(page) == []
    assert not deborde(page)
    assert petites(page) == []

    # Read with the youth: everything but the team's note.
    page.get_by_role("link", name="Lire avec le jeune").click()
    page.locator("#document").get_by_text(PAROLE).first.wait_for()
    assert NOTE not in page.inner_text("body")
    assert defauts(page) == []
    assert not deborde(page)
    page.goto(f"{live_server.url}/jeunes/{jeune.uuid}/droit-d-acces/")
    page.get_by_text("le document est complet").wait_for()
    with page.expect_download() as telechargement:
        page.get_by_role("button", name="Télécharger le document").click()
    document = Path(telechargement.value.path()).read_text("utf-8")
    for texte in (PRENOM, NOM, NOTE, OBJECTIF, PAROLE, DIT, "Mission locale", "Collège", "Inès Berline"):
        assert texte in document, texte
    assert "x-clair" not in document and OBSERVE not in document
    assert defauts(page) == []
    assert page.erreurs == []


@pytest.mark.parametrize(
    "page", [TAILLES[0], TAILLES[2]], indirect=True, ids=lambda taille: f"{taille[0]} px"
)
def test_the_list_is_filtered_searched_kept_and_found_again_on_the_way_back(page, live_server, parcours):
    reprendre(page, live_server.url, parcours.educatrice, "/jeunes/")
    page.get_by_role("link", name=PRENOM).wait_for()
    assert page.get_by_text("ASEP à revoir").is_visible()
    page.locator("#filtrer summary").click()
    page.get_by_label("Statut", exact=True).select_option("ASEP")
    page.wait_for_url("**/jeunes/?statut=asep")
    page.get_by_label("À faire", exact=True).select_option("Statut à revoir")
    page.get_by_label("Chercher un nom").fill(PRENOM)
    assert page.inner_text("#nombre") == "1 jeune"
    # What is searched is a name: no address says it, and what the browser keeps of it is sealed.
    assert PRENOM not in page.url
    page.wait_for_timeout(200)
    assert PRENOM not in page.evaluate("String.fromCharCode(...(history.state?.recherche ?? []))")
    assert page.url.endswith("?statut=asep&alerte=statut_a_revoir")
    page.get_by_role("link", name=PRENOM).click()
    page.get_by_role("heading", name=PRENOM).wait_for()
    page.go_back()
    page.locator("html[data-liste=prete]").wait_for()
    assert page.get_by_label("Chercher un nom").input_value() == PRENOM
    assert page.inner_text("#nombre") == "1 jeune"

    page.locator("#filtrer summary").click()
    page.get_by_label("Garder ces filtres").fill("ASEP à revoir")
    page.get_by_role("button", name="Garder").click()
    page.get_by_text("est gardée pour toute l’équipe").wait_for()
    assert page.url.endswith("?statut=asep&alerte=statut_a_revoir")
    page.get_by_role("link", name="Suivis").click()
    page.get_by_role("link", name="ASEP à revoir").click()
    page.locator(".vues [aria-current=page]", has_text="ASEP à revoir").wait_for()
    page.locator("#filtrer summary").click()
    assert defauts(page) == []
    assert not deborde(page)
    page.goto(f"{live_server.url}/jeunes/alertes/")
    assert defauts(page) == []
    assert not deborde(page)
    assert page.erreurs == []
