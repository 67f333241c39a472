"""Serving Allervers, on one machine."""

import socket

from granian import Granian
from granian.constants import Interfaces

from allervers.ligne_de_commande import ErreurDeCommande

from .verrous import SERVEUR, Occupe, tenir


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
            Granian(
                "allervers.config.wsgi:application",
                address=adresse,
                port=port,
                interface=Interfaces.WSGI,
                log_enabled=False,
            ).serve()
    except Occupe as erreur:
        raise ErreurDeCommande("Ces données sont en cours de restauration. Attendez sa fin.") from erreur
