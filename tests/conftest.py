"""What all tests share. A browser test that cannot run is a failure in CI, and says so elsewhere."""

import os
import shutil
from importlib import import_module

import pytest
from django.apps import apps
from django.db.backends.base.operations import BaseDatabaseOperations
from django.test import override_settings

CHROMIUM = shutil.which("chromium")
# Playwright runs its own event loop in the thread of the tests; the ORM calls of the tests are safe there.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")


@pytest.fixture(scope="session", autouse=True)
def hachage_rapide():
    """A slow hash is for thieves of databases; what it hashes here is invented."""
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
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
            args=["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
                  "--disable-component-update", "--disable-sync"],
        )  # fmt: skip
        yield chromium
        chromium.close()


@pytest.fixture
def communes(transactional_db):
    """The official communes: a test that commits ends by emptying every table, theirs too."""
    if not apps.get_model("territoires", "Commune").objects.exists():
        import_module("allervers.territoires.migrations.0002_communes_officielles").load(apps, None)


@pytest.fixture(scope="session", autouse=True)
def journal_effacable():
    """A test that commits ends by emptying every table: the triggers of the journal are lifted for that moment."""
    ajout_seul = import_module("allervers.journal.migrations.0003_ajout_seul")
    vider = BaseDatabaseOperations.execute_sql_flush

    def vider_sans_declencheurs(operations, sql):
        vendor = operations.connection.vendor
        vider(operations, [*ajout_seul.LEVER[vendor], *sql, *ajout_seul.POSER[vendor]])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseDatabaseOperations, "execute_sql_flush", vider_sans_declencheurs)
        yield
