"""Everything that the server holds, or ever held: where a name could have been left."""

import sqlite3
from collections.abc import Iterator

from .scenes import Monde


def tout(monde: Monde) -> Iterator[tuple[str, bytes]]:
    """Yield (where, its bytes): each file of the server, its backup, what it said, what it has in memory."""
    yield "la mémoire", monde.serveur.memoire()
    # Database, WAL, uploads, mails, keys: the server writes nowhere else.
    for fichier in monde.serveur.donnees.rglob("*"):
        if fichier.is_file():
            yield str(fichier), fichier.read_bytes()
    yield "la sauvegarde", _sauvegarde(monde)
    yield "ce que le serveur a dit", monde.serveur.paroles.read_bytes()


def _sauvegarde(monde: Monde) -> bytes:
    copie = monde.dossier / "sauvegarde.sqlite3"
    with (
        sqlite3.connect(monde.serveur.donnees / "allervers.sqlite3") as base,
        sqlite3.connect(copie) as cible,
    ):
        base.backup(cible)
    return copie.read_bytes()
