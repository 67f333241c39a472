"""Serving Allervers, on one machine."""

import socket

from django.db import connections
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from allervers.ligne_de_commande import ErreurDeCommande

from .verrous import SERVEUR, Occupe, tenir

# Requests that are answered at once; the others wait their turn. SQLite has one writer at a time, Python one thread:
# more of them share the same work, each for longer, and end up waiting for the database beyond its patience.
ENSEMBLE = 4


def servir(adresse: str, port: int) -> None:
    """Serve until it is stopped. Raises ErreurDeCommande when the port is taken, or the data are being restored."""
    try:
        socket.create_server((adresse, port)).close()
    except OSError as erreur:
        raise ErreurDeCommande(
            f"Le port {port} de {adresse} est déjà pris, ou interdit. Choisissez-en un autre, "
            f"par exemple\u202f: --port {port + 1}"
        ) from erreur
    try:
        with tenir(SERVEUR, seul=False):
            print(
                f"\nAllervers est ouvert\u202f: http://{adresse}:{port}/  (Ctrl+C pour l'arrêter)", flush=True
            )
            # Those of this process stay its own: the server answers in another.
            connections.close_all()
            Granian(
                "allervers.config.wsgi:application",
                address=adresse,
                port=port,
                interface=Interfaces.WSGI,
                blocking_threads=ENSEMBLE,
                # What fails outside Django is told; requests, whose addresses may hold a secret, are not.
                log_level=LogLevels.warning,
                log_access=False,
            ).serve()
    except Occupe as erreur:
        raise ErreurDeCommande("Ces données sont en cours de restauration. Attendez sa fin.") from erreur
