"""What measures stand on: an empty base of their own, and the real server over it."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def base_neuve() -> Iterator[None]:
    """Django over an empty SQLite, in a folder that goes afterwards."""
    import django

    with tempfile.TemporaryDirectory() as donnees:
        os.environ |= {"ALLERVERS_DONNEES": donnees, "DJANGO_SETTINGS_MODULE": "allervers.config.settings"}
        os.environ.pop("DATABASE_URL", None)
        django.setup()
        yield


def port_libre() -> int:
    with socket.create_server(("127.0.0.1", 0)) as prise:
        return prise.getsockname()[1]


@contextmanager
def serveur(port: int) -> Iterator[None]:
    """`allervers serveur` over the same data, from the moment it answers."""
    commande = [sys.executable, "-m", "allervers", "serveur", "--port", str(port)]
    processus = subprocess.Popen(commande, stdout=subprocess.DEVNULL)  # noqa: S603
    try:
        _attendre(port)
        yield
    finally:
        processus.terminate()
        processus.wait(20)


def _attendre(port: int) -> None:
    for _ in range(300):
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("Le serveur ne s'ouvre pas.")
