"""A browser's page, and services to look at."""

import pytest
from django.core.cache import cache

from allervers.comptes.models import Role, Service
from allervers.echanges.operations import importer
from allervers.referentiel.operations import charger_preset
from allervers.territoires.models import Territoire
from tests.comptes_ouverts import embaucher
from tests.personnages import ecrire_annee

from .coffre_ouvert import Maison, fonder, reprendre
from .ecran import TAILLES


@pytest.fixture(scope="session")
def live_server(navigateur, live_server):
    """The server starts once Playwright has: started before, it would have a connection of its own."""
    return live_server


@pytest.fixture
def page(navigateur, request):
    # The limits on sign-in remember the tests before this one.
    cache.clear()
    largeur, hauteur = getattr(request, "param", TAILLES[-1])
    contexte = navigateur.new_context(viewport={"width": largeur, "height": hauteur}, locale="fr-FR")
    page = contexte.new_page()
    page.erreurs = []
    page.on("pageerror", lambda erreur: page.erreurs.append(str(erreur)))
    page.on("console", lambda message: message.type == "error" and page.erreurs.append(message.text))
    yield page
    contexte.close()


@pytest.fixture
def annee(tmp_path):
    """A service with a year, and its director's account."""
    importer(source=ecrire_annee(tmp_path))
    return embaucher(Service.objects.get(), Role.DIRECTION, courriel="d@exemple.fr")


@pytest.fixture
def maison(transactional_db) -> Maison:
    return fonder()


@pytest.fixture
def rue(maison):
    """The small service of the vault, with its lists and two places."""
    charger_preset(service=maison.service, annee=2024, preset="62")
    for code in ("germinal", "stade"):
        Territoire.objects.create(service=maison.service, code=code, nature="quartier", nom=code.capitalize())
    return maison


@pytest.fixture
def ailleurs(navigateur, live_server):
    """Open a page as somebody, in a browser of their own: `ailleurs(user, chemin)` returns it."""
    contextes = []

    def ouvrir(user, chemin="/"):
        contextes.append(navigateur.new_context(locale="fr-FR"))
        page = contextes[-1].new_page()
        reprendre(page, live_server.url, user, chemin)
        return page

    yield ouvrir
    for contexte in contextes:
        contexte.close()
