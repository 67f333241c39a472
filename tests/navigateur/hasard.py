"""Whatever happens to a phone, drawn at random from a seed: every entry that it noted arrives exactly once."""

import random
import time
from contextlib import suppress

from playwright.sync_api import Error, Page, Route

from allervers.activite.models import Intervention
from allervers.terrain import application
from allervers.terrain.models import Saisie
from tests.comptes_ouverts import MOT_DE_PASSE

ENTREES = 4
# Of 100 posts: received and their reply lost, never received, answered by a portal, answered by a server that fails.
PERDUES, COUPEES, PORTAIL, PANNE = 50, 10, 5, 5


class Epreuve:
    """One run over a phone already signed in. `page` is its present page: pages are killed and opened again."""

    def __init__(self, graine: int, page: Page, adresse: str):
        self.hasard, self.page, self.adresse = random.Random(graine), page, f"{adresse}/terrain/"  # noqa: S311
        self.contexte = page.context
        self.perdues = self.envois = 0

    def jouer(self) -> None:
        """Enter ENTREES times under faults, then let everything settle."""
        self.contexte.route("**/terrain/saisies/", self._malmener)
        for _ in range(ENTREES):
            self.hasard.choice(
                [self._rien, self._tuer, self._couper, self._arreter, self._vieillir, self._remplir]
            )()
            self._saisir()
        self.contexte.unroute("**/terrain/saisies/")
        self.contexte.set_offline(False)
        self._rouvrir()
        self.page.locator("body[data-envoi=fait]:not(:has(#etat:not([hidden])))").wait_for()

    def arrivees(self) -> tuple[set[str], list[str]]:
        """Return the entries received, and the interventions that are counted."""
        saisies = {str(uuid) for uuid in Saisie.objects.values_list("uuid", flat=True)}
        return saisies, sorted(str(uuid) for uuid in Intervention.objects.values_list("uuid", flat=True))

    def _saisir(self) -> None:
        autre = self.page.get_by_role("button", name="Autre temps")
        autre.click()
        self.page.get_by_role("button", name="Enregistrer").click()
        erreur = self.page.get_by_role("alert").filter(has_text="n’a plus de place")
        # Noted: the day is back. « C’est noté. » may still be that of the entry before.
        autre.or_(erreur).first.wait_for()
        if erreur.is_visible():
            # Nothing was lost: what was typed is still there, and goes once there is room.
            self._quota(None)
            self.page.get_by_role("button", name="Enregistrer").click()
            autre.wait_for()

    def _malmener(self, route: Route) -> None:
        self.envois += 1
        tirage = self.hasard.randrange(100)
        with suppress(Error):
            if tirage < PERDUES:
                self.perdues += 1
                route.fetch()
                route.abort()
            elif tirage < PERDUES + COUPEES:
                route.abort()
            elif tirage < PERDUES + COUPEES + PORTAIL:
                route.fulfill(status=200, body="<h1>Bienvenue</h1>")
            elif tirage < PERDUES + COUPEES + PORTAIL + PANNE:
                route.fulfill(status=502, body="")
            else:
                route.continue_()

    def _rien(self) -> None:
        pass

    def _rouvrir(self) -> None:
        self.page.close()
        self.page = self.contexte.new_page()
        self.page.goto(self.adresse)
        self._deverrouiller()

    def _deverrouiller(self) -> None:
        verrou = self.page.get_by_role("heading", name="Terrain verrouillé")
        self.page.get_by_role("heading", name="Aujourd’hui").or_(verrou).wait_for()
        if verrou.is_visible():
            self.page.get_by_label("Mot de passe").fill(MOT_DE_PASSE)
            self.page.get_by_role("button", name="Ouvrir").click()
            self.page.get_by_role("heading", name="Aujourd’hui").wait_for()

    def _tuer(self) -> None:
        """The page dies under the finger, with an outing under way."""
        self.page.get_by_role("button", name="Sortie Rue").click()
        self.page.get_by_role("button", name="fille, 15 à 18 ans").click()
        self._rouvrir()
        self.page.get_by_role("button", name="Abandonner").click()

    def _couper(self) -> None:
        self.contexte.set_offline(not self.hasard.getrandbits(1))

    def _arreter(self) -> None:
        """The browser stops the service worker; the server has a new version of the application."""
        session = self.contexte.new_cdp_session(self.page)
        session.send("ServiceWorker.enable")
        session.send("ServiceWorker.stopAllWorkers")
        application.version.cache_clear()

    def _vieillir(self) -> None:
        """The phone's clock jumps, to some day of the last years."""
        maintenant = time.time()
        self.page.clock.set_system_time(maintenant - self.hasard.randrange(80_000_000))
        # Someone is here: after a jump forward the application may already have locked itself, and will not any more.
        self.page.keyboard.press("Shift")
        self._deverrouiller()

    def _remplir(self) -> None:
        self._quota(1)

    def _quota(self, octets: int | None) -> None:
        session = self.contexte.new_cdp_session(self.page)
        options = {} if octets is None else {"quotaSize": octets}
        session.send(
            "Storage.overrideQuotaForOrigin", {"origin": self.adresse.removesuffix("/terrain/")} | options
        )
