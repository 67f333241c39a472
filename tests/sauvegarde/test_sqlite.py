"""SQLite's file itself: copied while it is written to, put back in its own journal."""

import sqlite3
import threading
from contextlib import closing

import pytest
from django.conf import settings
from django.db.utils import ConnectionHandler

from allervers.sauvegarde import sqlite
from allervers.sauvegarde.refus import SauvegardeRefusee

pytestmark = pytest.mark.skipif(
    "sqlite" not in settings.DATABASES["default"]["ENGINE"], reason="SQLite's own"
)


@pytest.fixture
def base(tmp_path, monkeypatch, django_db_blocker):
    """A live database of two accounts, whose sum is always 100."""
    reglages = settings.DATABASES["default"] | {"NAME": tmp_path / "vive.sqlite3"}
    vive = ConnectionHandler({"default": reglages})["default"]
    monkeypatch.setattr(sqlite, "connection", vive)
    with django_db_blocker.unblock():
        vive.ensure_connection()
        vive.connection.executescript(
            "CREATE TABLE compte (id INTEGER PRIMARY KEY, solde INT); INSERT INTO compte VALUES (1, 100), (2, 0)"
        )
        yield tmp_path / "vive.sqlite3"
        vive.close()


def soldes(fichier) -> list[int]:
    with closing(sqlite3.connect(fichier)) as connexion:
        return [solde for (solde,) in connexion.execute("SELECT solde FROM compte ORDER BY id")]


def test_a_copy_made_while_the_server_writes_is_of_one_instant(base, tmp_path):
    fini = threading.Event()

    def virer():
        with closing(sqlite3.connect(base, timeout=20)) as connexion:
            while not fini.is_set():
                with connexion:
                    connexion.execute("UPDATE compte SET solde = solde - 1 WHERE id = 1")
                    connexion.execute("UPDATE compte SET solde = solde + 1 WHERE id = 2")

    ecrivain = threading.Thread(target=virer)
    ecrivain.start()
    try:
        for _ in range(10):
            sqlite.copier(tmp_path)
            sqlite.verifier(tmp_path)
            assert sum(soldes(tmp_path / sqlite.FICHIER)) == 100
    finally:
        fini.set()
        ecrivain.join()


def test_a_copy_put_back_is_what_every_connection_reads_and_the_journal_stays(base, tmp_path):
    sqlite.copier(tmp_path)
    with closing(sqlite3.connect(base)) as autre:
        autre.execute("UPDATE compte SET solde = 7")
        autre.commit()
        sqlite.remplacer(tmp_path)
        assert autre.execute("SELECT solde FROM compte ORDER BY id").fetchall() == [(100,), (0,)]
        assert autre.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_a_base_that_another_program_is_writing_to_is_left_as_it_is(base, tmp_path):
    sqlite.copier(tmp_path)
    sqlite.connection.connection.execute("PRAGMA busy_timeout = 0")
    with closing(sqlite3.connect(base)) as autre:
        autre.execute("UPDATE compte SET solde = 7")
        with pytest.raises(SauvegardeRefusee, match="Rien n'a changé"):
            sqlite.remplacer(tmp_path)
        autre.commit()
    assert soldes(base) == [7, 7]


def test_a_copy_whose_pages_are_damaged_is_refused(base, tmp_path):
    sqlite.copier(tmp_path)
    copie = tmp_path / sqlite.FICHIER
    copie.write_bytes(copie.read_bytes()[:4096] + b"\xff" * 4096)
    with pytest.raises(SauvegardeRefusee, match="abîmée"):
        sqlite.verifier(tmp_path)
