"""The server knows no name: two hundred invented youths go through it, then everything it ever held is searched."""

import base64
import gzip
import sqlite3
import zlib
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection

from .canari.empreintes import chercher
from .canari.fouille import tout
from .canari.scenes import FORMES, NB_JEUNES, RACINE, SCENES, Monde, telephone
from .canari.serveur import Serveur

pytestmark = pytest.mark.navigateur
# Known to the server in clear: the courriel of somebody who works there.
TEMOIN = b"e@exemple.fr"


@pytest.fixture
def monde(tmp_path, navigateur, transactional_db):
    monde = Monde(Serveur(tmp_path), navigateur, tmp_path)
    # What the migrations make, as the other tests have it: making it again takes as long as all the rest.
    monde.serveur.donnees.mkdir()
    with closing(sqlite3.connect(monde.serveur.donnees / "allervers.sqlite3")) as base:
        connection.ensure_connection()
        connection.connection.backup(base)
    yield monde
    for page in monde.pages.values():
        page.context.close()
    monde.serveur.fermer()


def test_the_search_finds_a_word_in_each_of_its_forms():
    for octets in (
        RACINE.encode(),
        f"un {RACINE} ici".encode("utf-16-le"),
        RACINE.upper().encode().hex().encode(),
        *(base64.b64encode(b"x" * decalage + f"{RACINE}ane".encode()) for decalage in range(3)),
        base64.urlsafe_b64encode(f"au {telephone(1)}".encode()),
        quote(telephone(1)).encode(),
        zlib.compress(f"un {RACINE}".encode()),
        gzip.compress(telephone(1).encode()),
    ):
        assert chercher(octets, FORMES), octets
    assert not chercher(b"Rien de tel, au 06 12 34 56 78.", FORMES)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the server of this test keeps its own SQLite base")
def test_two_hundred_youths_leave_no_name_on_the_server(monde):
    fonder, *suite = SCENES
    fonder(monde)
    # While somebody reads, SQLite drops nothing of its WAL: all that is written from here on stays in it.
    with sqlite3.connect(monde.serveur.donnees / "allervers.sqlite3") as lecture:
        lecture.execute("BEGIN")
        lecture.execute("SELECT COUNT(*) FROM comptes_utilisateur").fetchone()
        for scene in suite:
            scene(monde)
        temoins = set()
        for ou, octets in tout(monde):
            assert chercher(octets, FORMES) == [], ou
            if TEMOIN in octets:
                temoins.add(Path(ou).name)
    lecture.close()
    # It was all searched: what is in clear is found in each place.
    assert {"la mémoire", "la sauvegarde", "allervers.sqlite3-wal"} <= temoins

    # They are all there, for who has the printed code.
    sortie = monde.dossier / "sortie"
    monde.serveur.commande("coffre", "exporte", "--code-de-recuperation", monde.code, "--dossier", sortie)
    assert (sortie / "jeune-alias.csv").read_text("utf-8-sig").count(RACINE) == NB_JEUNES
    assert (sortie / "ecrit-texte.csv").read_text("utf-8-sig").count(f"{RACINE} voulait parler") == 2
    assert chercher((sortie / "jeune-identite.csv").read_bytes(), FORMES)
    assert "rien n'a été changé" in monde.serveur.commande("journal", "verifie")
