"""Allervers as it is installed: a process, its folder of data, what it prints, what it holds in memory."""

import os
import re
import socket
import subprocess
import sys
import time
from pathlib import Path

RACINE_DU_DEPOT = Path(__file__).parents[3]


class Serveur:
    def __init__(self, dossier: Path):
        self.donnees = dossier / "donnees"
        self.paroles = dossier / "paroles.txt"
        self._dit = self.paroles.open("w+b")
        self.environnement = os.environ | {
            "ALLERVERS_DONNEES": str(self.donnees),
            "DJANGO_SETTINGS_MODULE": "tests.navigateur.canari.reglages",
            "PYTHONUNBUFFERED": "1",
        }
        self.environnement.pop("DATABASE_URL", None)
        with socket.create_server(("127.0.0.1", 0)) as prise:
            self.port = prise.getsockname()[1]
        self.adresse = f"http://localhost:{self.port}"
        self.processus: subprocess.Popen | None = None

    def commande(self, *arguments) -> str:
        """Run one command on the server's machine; what it prints is searched too."""
        fini = subprocess.run(  # noqa: S603
            [sys.executable, "-m", "allervers", *map(str, arguments)],
            env=self.environnement, cwd=RACINE_DU_DEPOT, capture_output=True, check=True,
        )  # fmt: skip
        self._dit.write(fini.stdout + fini.stderr)
        self._dit.flush()
        return fini.stdout.decode()

    def ouvrir(self) -> None:
        self.processus = subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", "allervers", "serveur", "--port", str(self.port)],
            env=self.environnement, cwd=RACINE_DU_DEPOT, stdout=self._dit, stderr=self._dit,
        )  # fmt: skip
        for _ in range(600):
            with socket.socket() as prise:
                if prise.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.1)
        raise TimeoutError("The server does not open.")

    def fermer(self) -> None:
        if self.processus:
            self.processus.terminate()
            self.processus.wait(20)
        self._dit.close()

    def memoire(self) -> bytes:
        """Return what the server holds in memory, its cache among it: it runs one process, and workers under it."""
        morceaux = []
        for pid in _famille(self.processus.pid):
            zones = re.findall(r"^([0-9a-f]+)-([0-9a-f]+) rw", Path(f"/proc/{pid}/maps").read_text(), re.M)
            with Path(f"/proc/{pid}/mem").open("rb") as memoire:
                for debut, fin in ((int(a, 16), int(b, 16)) for a, b in zones):
                    memoire.seek(debut)
                    try:
                        # What was never written says nothing.
                        morceaux.append(memoire.read(fin - debut).strip(b"\0"))
                    except OSError:
                        continue
        return b"".join(morceaux)


def _famille(pid: int) -> list[int]:
    enfants = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(petit for enfant in enfants for petit in _famille(int(enfant)))]
