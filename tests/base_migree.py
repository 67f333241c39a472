"""The database of the tests, migrated once: a second worker copies it, and on SQLite the next run too.

Migrating takes Django fifteen seconds, most of them to picture every model after every change.
"""

import fcntl
import hashlib
import sqlite3
from contextlib import closing
from functools import cached_property
from pathlib import Path

import allervers

RACINE = Path(allervers.__file__).parents[1]
# What the migrations run, and with what.
SOURCES = (
    "allervers/*/migrations/*", "allervers/comptes/contraintes.py", "allervers/coffre/champs.py",
    "allervers/config/settings.py", "requirements.txt",
)  # fmt: skip


class BaseMigree:
    """What the migrations made. `preparer` comes before Django makes its test database, `garder` after."""

    def __init__(self, connection, dossier: Path):
        self.connection, self.dossier = connection, dossier
        copie = {"sqlite": CopieSqlite, "postgresql": CopiePostgresql}[connection.vendor]
        self.copie = copie(connection, dossier, _empreinte())

    def preparer(self) -> None:
        """One worker migrates, the others wait for its copy."""
        self.verrou = (self.dossier / "verrou").open("w")
        fcntl.flock(self.verrou, fcntl.LOCK_EX)
        self.est_prete = self.copie.existe()
        if self.est_prete:
            self.connection.settings_dict["TEST"] |= {"MIGRATE": False} | self.copie.reglages

    def garder(self) -> None:
        if self.est_prete:
            self.copie.rendre()
        else:
            self.copie.faire()
        self.verrou.close()

    def rendre(self) -> None:
        self.copie.rendre()


def _empreinte() -> str:
    empreinte = hashlib.sha256()
    for motif in SOURCES:
        for fichier in sorted(RACINE.glob(motif)):
            if fichier.is_file():
                empreinte.update(fichier.read_bytes())
    return empreinte.hexdigest()[:16]


class CopieSqlite:
    reglages = {}

    def __init__(self, connection, dossier: Path, empreinte: str):
        self.connection, self.fichier = connection, dossier / f"{empreinte}.sqlite3"

    def existe(self) -> bool:
        return self.fichier.exists()

    def faire(self) -> None:
        for ancien in self.fichier.parent.glob("*.sqlite3"):
            ancien.unlink()
        self.connection.ensure_connection()
        en_cours = self.fichier.with_suffix(".en_cours")
        en_cours.unlink(missing_ok=True)
        self.connection.connection.execute("VACUUM INTO ?", [str(en_cours)])
        en_cours.rename(self.fichier)

    def rendre(self) -> None:
        # A test in a browser has a connection of its own, that it may never have opened.
        self.connection.ensure_connection()
        self._en_memoire.backup(self.connection.connection)

    @cached_property
    def _en_memoire(self) -> sqlite3.Connection:
        memoire = sqlite3.connect(":memory:")
        with closing(sqlite3.connect(self.fichier)) as fichier:
            fichier.backup(memoire)
        return memoire


class CopiePostgresql:
    def __init__(self, connection, dossier: Path, empreinte: str):
        self.connection, self.nom = connection, f"allervers_{empreinte}"
        # Models alone do not make the extension that their constraints need: the copy has it, and their tables.
        self.reglages = {"TEMPLATE": self.nom}

    def existe(self) -> bool:
        with self.connection._nodb_cursor() as curseur:
            curseur.execute("SELECT 1 FROM pg_database WHERE datname = %s", [self.nom])
            return curseur.fetchone() is not None

    def faire(self) -> None:
        self._copier(self.connection.settings_dict["NAME"], self.nom)

    def rendre(self) -> None:
        self._copier(self.nom, self.connection.settings_dict["NAME"])

    def _copier(self, de: str, vers: str) -> None:
        self.connection.close()
        with self.connection._nodb_cursor() as curseur:
            curseur.execute(f'DROP DATABASE IF EXISTS "{vers}" WITH (FORCE)')
            curseur.execute(f'CREATE DATABASE "{vers}" TEMPLATE "{de}"')
