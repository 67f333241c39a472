"""No entry is lost: under drawn faults, and when the browser is killed."""

import os
import random
import signal
from contextlib import suppress
from pathlib import Path

import pytest

from allervers.terrain.models import Saisie
from tests.comptes_ouverts import MOT_DE_PASSE
from tests.conftest import CHROMIUM, SOBRE

from .coffre_ouvert import NOM, PRENOM, reprendre
from .hasard import ENTREES, Epreuve

pytestmark = pytest.mark.navigateur
# `make bench` asks for more.
PASSAGES = int(os.environ.get("ALLERVERS_PASSAGES", "20"))
OBSERVATION = "Du monde devant le stade"


def test_every_entry_arrives_exactly_once_whatever_happens(page, live_server, rue):
    reprendre(page, live_server.url, rue.educatrice, "/terrain/")
    page.get_by_role("button", name="J’ai compris").click()
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    perdues = envois = 0
    graine = int(os.environ.get("ALLERVERS_GRAINE") or random.randrange(10**9))  # noqa: S311
    for rang in range(PASSAGES):
        print(f"graine {graine + rang}")
        epreuve = Epreuve(graine + rang, page, live_server.url)
        epreuve.jouer()
        page, perdues, envois = epreuve.page, perdues + epreuve.perdues, envois + epreuve.envois
        saisies, comptees = epreuve.arrivees()
        assert len(comptees) == (rang + 1) * ENTREES and saisies == set(comptees)
    print(f"{perdues} réponses perdues sur {envois} envois, {len(comptees)} saisies")
    assert perdues >= 0.3 * envois


@pytest.fixture
def telephone(navigateur, tmp_path):
    """A phone, whose browser keeps its profile in `telephone.profil`."""
    telephone = Telephone(navigateur.browser_type, tmp_path / "profil")
    yield telephone
    telephone.tuer()


class Telephone:
    def __init__(self, chromium, profil):
        self.chromium, self.profil = chromium, profil

    def allumer(self):
        """Start the browser on the profile, and return its page."""
        options = {"executable_path": CHROMIUM, "locale": "fr-FR", "args": SOBRE}
        return self.chromium.launch_persistent_context(self.profil, **options).pages[0]

    def tuer(self) -> None:
        """End the browser as a phone whose battery dies: no farewell."""
        # Only Chromium's processes are told so of this profile.
        sien = f"--user-data-dir={self.profil}".encode()
        for dossier in Path("/proc").glob("[0-9]*"):
            with suppress(FileNotFoundError, ProcessLookupError):
                if sien in (dossier / "cmdline").read_bytes():
                    os.kill(int(dossier.name), signal.SIGKILL)


def test_a_browser_killed_just_after_noting_loses_nothing_and_its_files_hold_no_name(
    telephone, live_server, rue
):
    page = telephone.allumer()
    reprendre(page, live_server.url, rue.educatrice, "/terrain/")
    page.get_by_role("button", name="J’ai compris").click()
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    for rang in range(PASSAGES):
        if rang:
            page = telephone.allumer()
            page.goto(f"{live_server.url}/terrain/")
            page.get_by_label("Mot de passe").fill(MOT_DE_PASSE)
            page.get_by_role("button", name="Ouvrir").click()
        page.context.route("**/terrain/saisies/", lambda route: route.abort())
        page.get_by_role("button", name="Sortie Rue").click()
        page.get_by_role("button", name="fille, 15 à 18 ans").click()
        page.get_by_text(PRENOM).click()
        page.get_by_label("Observation").fill(OBSERVATION)
        page.get_by_role("button", name="Terminer").click()
        page.get_by_role("button", name="Enregistrer").click()
        page.get_by_text("C’est noté.").wait_for()
        telephone.tuer()
    assert not Saisie.objects.exists()
    fichiers = [fichier for fichier in telephone.profil.rglob("*") if fichier.is_file()]
    assert len(fichiers) > 50
    for fichier in fichiers:
        contenu = fichier.read_bytes()
        for secret in (PRENOM, NOM, OBSERVATION, "Germinal"):
            assert secret.encode() not in contenu and secret.encode("utf-16-le") not in contenu, (
                fichier,
                secret,
            )

    page = telephone.allumer()
    reprendre(page, live_server.url, rue.educatrice, "/terrain/")
    page.locator("body[data-envoi=fait]:not(:has(#etat:not([hidden])))").wait_for()
    assert Saisie.objects.count() == PASSAGES
