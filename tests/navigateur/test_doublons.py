"""Two files for one youth: hinted at, compared, chosen from, made one; the server reads no name meanwhile."""

import pytest

from allervers.coffre.enveloppe import Scellement
from allervers.coffre.membres import cle_courante
from allervers.jeunes.models import Distinction, Fusion, Jeune

from .coffre_ouvert import NOM, PRENOM, TELEPHONE, reprendre
from .ecran import TAILLES, deborde, defauts

pytestmark = pytest.mark.navigateur
NOTE, AUTRE_NOTE = "Passe par sa tante pour la joindre.", "Préfère les messages."
AUTRE_TELEPHONE = "06 39 98 56 78"


@pytest.fixture
def doublon(maison):
    """A colleague opened another file for the same youth, with another telephone; and there is a homonym."""
    service = maison.service
    cle = cle_courante(service)
    scellement = Scellement(service.uuid, cle.version, bytes(cle.cle_publique))

    def ouvrir(code, **textes):
        jeune = Jeune.objects.create(
            service=service, code=code, sexe="fille", premier_contact="2023-09-04", niveau="c", accord_le="2023-10-01",
            accord_mode="oral",
        )  # fmt: skip
        for champ, valeur in textes.items():
            setattr(jeune, champ, scellement.sceller("jeune", jeune.uuid, champ, valeur))
        jeune.save()
        return jeune

    maison.sceller("note", NOTE)
    ouvrir("H4X9", alias=PRENOM)
    return ouvrir("P3QX", alias=PRENOM, identite={"nom": NOM, "telephone": AUTRE_TELEPHONE}, note=AUTRE_NOTE)


def ouverte(page) -> None:
    """Wait until every sealed form of the file is filled."""
    page.locator("form[data-pret=oui]").first.wait_for()
    page.locator("form[data-genre]:not([data-pret=oui])").first.wait_for(state="detached")


@pytest.mark.parametrize("page", [TAILLES[1]], indirect=True, ids=lambda taille: f"{taille[0]} px")
def test_two_files_of_a_youth_are_hinted_at_made_one_and_two_again(page, live_server, maison, doublon):
    reprendre(page, live_server.url, maison.educatrice, "/jeunes/doublons/")
    page.get_by_text("3 paires").wait_for()
    assert defauts(page) == []
    assert not deborde(page)
    # A homonym is said to be another youth: the hint stops.
    page.get_by_role("button", name="H4X9").first.click()
    page.locator(".paire").nth(2).wait_for(state="detached")
    assert Distinction.objects.count() == 1
    page.reload()
    page.get_by_text("2 paires").wait_for()

    page.goto(f"{live_server.url}/jeunes/{maison.jeune.uuid}/reunir/{doublon.uuid}/")
    page.get_by_text(AUTRE_TELEPHONE).click()
    assert page.get_by_text("Les deux, à la suite").is_visible()
    assert page.get_by_text("né·e en 2010").is_visible()
    assert defauts(page) == []
    assert not deborde(page)
    page.get_by_role("button", name="C’est le même").click()
    page.get_by_text("ne font qu’une fiche").wait_for()
    ouverte(page)
    assert page.get_by_label("Téléphone").input_value() == AUTRE_TELEPHONE
    note = page.locator("[data-scelle=note]").input_value()
    assert NOTE in note and AUTRE_NOTE in note
    reunie = Jeune.objects.get(code="K7M2")
    assert not any(dit.encode() in bytes(reunie.note) for dit in (NOTE, AUTRE_NOTE))

    # What is written on a paper, or remembered, finds the file that stays.
    page.goto(f"{live_server.url}/jeunes/")
    page.get_by_label("Chercher un nom").fill("p3qx")
    page.locator("#nombre", has_text="1 jeune").wait_for()
    page.locator("#liste tbody a").click()
    ouverte(page)
    page.get_by_role("link", name="Les séparer").click()
    page.get_by_role("heading", name="Séparer P3QX").wait_for()
    assert defauts(page) == []
    page.get_by_role("button", name="Séparer les deux fiches").click()
    page.get_by_text("sont de nouveau deux fiches").wait_for()
    ouverte(page)
    assert page.get_by_label("Téléphone").input_value() == AUTRE_TELEPHONE
    page.goto(f"{live_server.url}/jeunes/{maison.jeune.uuid}/")
    ouverte(page)
    assert page.get_by_label("Téléphone").input_value() == TELEPHONE
    assert page.locator("[data-scelle=note]").input_value() == NOTE
    assert not Fusion.objects.exists()
    assert page.erreurs == []
