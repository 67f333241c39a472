"""Who has the data folder for itself: a lock that the system lifts by itself when the program ends, or dies."""

import fcntl
from contextlib import contextmanager

from django.conf import settings

# What the server holds as long as it serves; what a backup or a restoration holds.
SERVEUR, SAUVEGARDE = "serveur", "sauvegarde"


class Occupe(Exception):
    """Another program holds this lock."""


@contextmanager
def tenir(nom: str, *, seul: bool):
    """Hold this lock, with others or alone. Raises Occupe at once, and waits for nobody."""
    with (settings.DONNEES / f"{nom}.verrou").open("w") as fichier:
        try:
            fcntl.flock(fichier, (fcntl.LOCK_EX if seul else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        except BlockingIOError as erreur:
            raise Occupe(nom) from erreur
        yield
