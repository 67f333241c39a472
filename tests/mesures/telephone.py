"""The street application on a phone-sized Chromium: what the first load weighs, how soon a later start is usable.

Run by `make bench`, over the demonstration served by the real server: `python -m tests.mesures.telephone`.
"""

import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request

RALENTI = 4
DEMARRAGES = 7
EDUCATRICE, MOT_DE_PASSE = "e1@coquelicots.example", "terrils-et-corons-2024"


def main() -> None:
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as donnees, sync_playwright() as playwright:
        adresse, serveur = servir(donnees)
        chromium = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        page = chromium.new_context(viewport={"width": 390, "height": 844}, locale="fr-FR").new_page()
        try:
            page.goto(f"{adresse}/connexion/?next=/terrain/")
            page.get_by_label("Courriel").fill(EDUCATRICE)
            page.get_by_label("Mot de passe").fill(MOT_DE_PASSE)
            octets = peser(page, lambda: page.get_by_role("button", name="Se connecter").click())
            print(f"terrain, premier chargement, jeunes compris : {octets / 1000:.0f} Ko reçus")
            mesurer(page, f"{adresse}/terrain/")
        finally:
            chromium.close()
            serveur.kill()


def servir(donnees: str) -> tuple[str, subprocess.Popen]:
    """Load the demonstration into `donnees`, serve it, and return its address once it answers."""
    with socket.create_server(("127.0.0.1", 0)) as prise:
        port = prise.getsockname()[1]
    commande = [sys.executable, "-m", "allervers", "demo", "--port", str(port)]
    environnement = os.environ | {"ALLERVERS_DONNEES": donnees}
    muet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    serveur = subprocess.Popen(commande, env=environnement, **muet)  # noqa: S603
    adresse = f"http://127.0.0.1:{port}"
    for _ in range(600):
        try:
            urllib.request.urlopen(f"{adresse}/connexion/")  # noqa: S310
        except OSError:
            time.sleep(0.5)
        else:
            return adresse, serveur
    raise RuntimeError("Le serveur de démonstration n'a pas répondu.")


def peser(page, geste) -> int:
    """Return how many bytes came through the network to the page and its service worker until the day is shown."""
    recus = []
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda fin: recus.append(fin["encodedDataLength"]))
    geste()
    page.get_by_role("heading", name="Aujourd’hui").wait_for()
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    return round(sum(recus))


def mesurer(page, adresse: str) -> None:
    """Print how long later starts take, from the cache: with the session open, and offline from the password on."""
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": RALENTI})
    ouvrir, jour = page.get_by_role("button", name="Ouvrir"), page.get_by_role("heading", name="Aujourd’hui")
    durees = [chronometrer(lambda: page.goto(adresse), jour) for _ in range(DEMARRAGES)]
    dire(f"terrain, démarrage depuis le cache, processeur ralenti {RALENTI} fois", durees)
    page.context.set_offline(True)
    ecran, cle = [], []
    for _ in range(DEMARRAGES):
        ecran.append(chronometrer(lambda: page.goto(adresse), ouvrir))
        page.get_by_label("Mot de passe").fill(MOT_DE_PASSE)
        cle.append(chronometrer(ouvrir.click, jour))
    dire("terrain, hors réseau, jusqu'au mot de passe", ecran)
    dire("terrain, hors réseau, du mot de passe au jour", cle)


def chronometrer(geste, visible) -> float:
    debut = time.perf_counter()
    geste()
    visible.wait_for()
    return time.perf_counter() - debut


def dire(quoi: str, durees: list[float]) -> None:
    print(
        f"{quoi} : {statistics.median(durees):.2f} s (de {min(durees):.2f} à {max(durees):.2f} sur {len(durees)})"
    )


if __name__ == "__main__":
    main()
