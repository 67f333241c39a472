"""SQLite: copied by its backup API, as it was at one instant, while the server writes; put back in one transaction."""

import sqlite3
from contextlib import closing
from pathlib import Path

from django.db import connection

from .refus import SauvegardeRefusee

FICHIER = "base.sqlite3"


def copier(dossier: Path) -> None:
    """Raises SauvegardeRefusee when there is no room for it."""
    connection.ensure_connection()
    with closing(sqlite3.connect(dossier / FICHIER)) as copie:
        try:
            connection.connection.backup(copie, progress=_refuser_l_attente)
            # One file, without the journal that the live database has beside it.
            copie.execute("PRAGMA journal_mode=DELETE")
        except sqlite3.Error as erreur:
            raise _refus("La base n'a pas pu être copiée", erreur) from erreur


def verifier(dossier: Path) -> None:
    """Read each page and each foreign key again. Raises SauvegardeRefusee."""
    with closing(sqlite3.connect(dossier / FICHIER)) as copie:
        try:
            est_saine = copie.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            est_saine = est_saine and not copie.execute("PRAGMA foreign_key_check").fetchall()
        except sqlite3.DatabaseError:
            est_saine = False
    if not est_saine:
        raise SauvegardeRefusee(
            "La base de cette sauvegarde est abîmée. Prenez-en une autre\u202f: rien n'a changé."
        )


def remplacer(dossier: Path) -> None:
    """Make the live database what the copy is: in one transaction of its own journal, or not at all."""
    connection.ensure_connection()
    with closing(sqlite3.connect(dossier / FICHIER)) as copie:
        try:
            copie.backup(connection.connection, progress=_refuser_l_attente)
        except sqlite3.Error as erreur:
            raise _refus("La base n'a pas pu être remplacée", erreur) from erreur
        finally:
            connection.close()


def fichiers_vivants() -> list[Path]:
    """Return the files of the live database: the copy stands for them."""
    base = Path(connection.settings_dict["NAME"])
    return [base.with_name(base.name + suite) for suite in ("", "-wal", "-shm", "-journal")]


def _refuser_l_attente(etat: int, reste: int, total: int) -> None:
    """SQLite has waited already, as long as the settings say; Python would ask it again for ever."""
    if etat in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        raise sqlite3.OperationalError("database is locked")


def _refus(quoi: str, erreur: sqlite3.Error) -> SauvegardeRefusee:
    return SauvegardeRefusee(
        f"{quoi} ({erreur}). Rien n'a changé\u202f: vérifiez la place qui reste sur le disque."
    )
