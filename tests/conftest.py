"""What all tests share. A browser test that cannot run is a failure in CI, and says so elsewhere."""

import gc
import os
import shutil
import threading
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connection
from django.test import TransactionTestCase, override_settings
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis

import allervers
from allervers.coffre import cles
from tests.base_migree import BaseMigree

CHROMIUM = shutil.which("chromium")
# Nothing that a browser does for itself: it asks the network, and takes its time to start.
SOBRE = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip
STATIQUES = Path(allervers.__file__).parent / "static"
# A slow machine is no fault of the code. CI draws the same examples each time: it fails for a change alone.
hypothesis.register_profile(
    "maison", deadline=None, derandomize="CI" in os.environ, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis.load_profile("maison")
# Playwright runs its own event loop in the thread of the tests; the ORM calls of the tests are safe there.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")


def pytest_collection_modifyitems(config, items):
    """On PostgreSQL, keep the tests that open the database: the others have nothing to do with it."""
    if connection.vendor == "postgresql":
        config.hook.pytest_deselected(items=[test for test in items if not _ouvre_la_base(test)])
        items[:] = filter(_ouvre_la_base, items)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport():
    """To say a failure, pytest parses the source. Memory collected meanwhile may let another thread parse as well (the
    server of the browser tests, for its own faults): CPython 3.11 then calls it its own fault (gh-106905),
    and the worker dies.
    """
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()


def _ouvre_la_base(test) -> bool:
    return (
        test.get_closest_marker("django_db") is not None
        or not {"db", "transactional_db"}.isdisjoint(test.fixturenames)
        or issubclass(test.cls or object, TransactionTestCase)
    )


@pytest.fixture(scope="session", autouse=True)
def hachage_rapide():
    """A slow hash is for thieves of databases; what it hashes here is invented. What a password gives is kept."""
    rapide = override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"])
    with rapide, pytest.MonkeyPatch.context() as patch:
        patch.setattr(cles, "deriver_du_mot_de_passe", cache(cles.deriver_du_mot_de_passe))
        yield


@pytest.fixture(scope="session")
def navigateur():
    """A headless Chromium, Debian's own."""
    if CHROMIUM is None:
        message = (
            "Chromium manque : apt-get install chromium. Les tests dans un navigateur n'ont PAS été exécutés."
        )
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=SOBRE,
        )
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def modules(navigateur):
    """The modules of the static folder, without a server nor a database."""
    contexte, page = _page_seule(navigateur)

    def executer(fonction, argument, *noms):
        """Run a JavaScript function (modules, argument)."""
        return page.evaluate(
            f"""async ([noms, argument]) => {{
                const modules = await Promise.all(noms.map((nom) => import(`/static/coffre/${{nom}}.js`)));
                return ({fonction})(Object.assign({{}}, ...modules), argument);
            }}""",
            [noms, argument],
        )

    yield executer
    contexte.close()


@pytest.fixture
def page_seule(navigateur):
    """An empty page whose origin is the static folder: no server, no database."""
    contexte, page = _page_seule(navigateur)
    page.erreurs = []
    page.on("pageerror", lambda erreur: page.erreurs.append(str(erreur)))
    yield page
    contexte.close()


def _page_seule(navigateur):
    def servir(route):
        fichier = STATIQUES / urlsplit(route.request.url).path.removeprefix("/static/")
        if fichier.suffix in (".js", ".css", ".ttf"):
            return route.fulfill(path=fichier)
        vide = '<!doctype html><html lang="fr"><title>Essai</title><main><h1>Essai</h1></main>'
        return route.fulfill(body=vide, content_type="text/html; charset=utf-8")

    contexte = navigateur.new_context(locale="fr-FR")
    contexte.route("https://allervers.test/**", servir)
    page = contexte.new_page()
    page.goto("https://allervers.test/")
    return contexte, page


@pytest.fixture(scope="session")
def base_migree(pytestconfig):
    return BaseMigree(connection, pytestconfig.cache.mkdir("base"))


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings, django_db_blocker, tmp_path_factory, base_migree
):
    """SQLite is a file, as installed: each thread of the server of the browser tests has its own connection.

    In memory all would share one, transactions included, even while it is given its first state again: SQLite
    forbids that, and may take the whole process with it. What a test writes need not survive a power cut.
    """
    reglages = settings.DATABASES["default"]
    if connection.vendor == "sqlite":
        reglages["TEST"]["NAME"] = str(tmp_path_factory.mktemp("base") / "allervers.sqlite3")
        reglages["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"
    with django_db_blocker.unblock():
        base_migree.preparer()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker, base_migree):
    """After a test that commits, the database is again what the migrations made, communes included, by one copy."""
    with django_db_blocker.unblock():
        base_migree.garder()

    def rendre_la_base(_):
        # Pages just closed may still be asking the server of the browser tests: it reads the same database.
        for fil in threading.enumerate():
            if "process_request_thread" in fil.name:
                fil.join(2)
        base_migree.rendre()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", rendre_la_base)
        yield


@pytest.fixture
def coffre(db):
    """A service with a vault, whose keys the test holds as browsers would."""
    from tests.coffre_ouvert import fonder

    return fonder()


@pytest.fixture
def communes(transactional_db):
    """A test that commits finds the official communes, as any other does (see `django_db_setup`)."""
