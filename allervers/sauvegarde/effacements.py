"""Who was erased at the end of retention, known outside of the database: a restored backup is purged again.

Random identifiers, which name nobody once their rows are gone. A restored backup adds its lines, and takes none away.
"""

import os
from collections.abc import Iterable
from pathlib import Path
from uuid import UUID

from django.conf import settings

# One UUID a line.
FICHIER = "effacements"
_LONGUEUR = 36


def noter(uuids: Iterable[UUID]) -> None:
    """Note these records as erased. Call it before their rows go: after a power cut a line too many, never one less."""
    fichier = settings.DONNEES / FICHIER
    with fichier.open("a", encoding="ascii") as sortie:
        # A line that a power cut left unfinished stays alone.
        sortie.writelines(f"\n{uuid}\n" for uuid in uuids)
        sortie.flush()
        os.fsync(sortie.fileno())


def effaces(fichier: Path | None = None) -> set[UUID]:
    """Return what must be in the database no more: to be erased again whenever some of it is there."""
    fichier = fichier or settings.DONNEES / FICHIER
    lignes = fichier.read_text("ascii").split() if fichier.exists() else []
    return {UUID(ligne) for ligne in lignes if len(ligne) == _LONGUEUR}


def reunir(fichier: Path) -> None:
    """Add what the ledger of a backup says to the one of this server."""
    if nouveaux := effaces(fichier) - effaces():
        noter(sorted(nouveaux))
