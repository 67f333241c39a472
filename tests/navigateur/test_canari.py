"""The server knows no name: two hundred invented youths go through it, then everything it ever held is searched."""

import base64
import gzip
import os
import re
import socket
import sqlite3
import subprocess
import sys
import time
import zlib
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.comptes_ouverts import MOT_DE_PASSE, code_de_l_application, se_connecter
from tests.personnages import ecrire_dossier

from .empreintes import chercher, ecritures

pytestmark = pytest.mark.navigateur
# Every name, alias, address and note holds this root, which no word of any language holds; phones begin alike.
RACINE = "Kwyzil"
FORMES = ecritures(RACINE) | ecritures("06 39 98") | ecritures("063998")
NB_IMPORTES, NB_A_L_ECRAN = 180, 20


def telephone(rang: int) -> str:
    return f"06 39 98 {rang // 100:02} {rang % 100:02}"


class Serveur:
    """Allervers as it is installed: a process, its folder of data, what it prints."""

    def __init__(self, dossier: Path):
        self.donnees = dossier / "donnees"
        self.dit = (dossier / "dit.txt").open("w+b")
        self.environnement = os.environ | {"ALLERVERS_DONNEES": str(self.donnees), "PYTHONUNBUFFERED": "1"}
        self.environnement.pop("DATABASE_URL", None)
        with socket.create_server(("127.0.0.1", 0)) as prise:
            self.port = prise.getsockname()[1]
        self.adresse = f"http://localhost:{self.port}"

    def commande(self, *arguments) -> str:
        """Run one command on the server's machine; what it prints is searched too."""
        fini = subprocess.run(  # noqa: S603
            [sys.executable, "-m", "allervers", *map(str, arguments)],
            env=self.environnement, capture_output=True, check=True,
        )  # fmt: skip
        self.dit.write(fini.stdout + fini.stderr)
        return fini.stdout.decode()

    def ouvrir(self) -> None:
        self.processus = subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", "allervers", "serveur", "--port", str(self.port)],
            env=self.environnement, stdout=self.dit, stderr=self.dit,
        )  # fmt: skip
        for _ in range(200):
            with socket.socket() as prise:
                if prise.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.1)
        pytest.fail("Le serveur ne s'ouvre pas.")

    def fermer(self) -> None:
        self.processus.terminate()
        self.processus.wait(20)

    def memoire(self) -> bytes:
        """What the server holds in memory, its cache among it: it runs one process, and workers under it."""
        morceaux = []
        for pid in _famille(self.processus.pid):
            zones = re.findall(r"^([0-9a-f]+)-([0-9a-f]+) rw", Path(f"/proc/{pid}/maps").read_text(), re.M)
            with Path(f"/proc/{pid}/mem").open("rb") as memoire:
                for debut, fin in ((int(a, 16), int(b, 16)) for a, b in zones):
                    memoire.seek(debut)
                    try:
                        morceaux.append(memoire.read(fin - debut))
                    except OSError:
                        continue
        return b"".join(morceaux)


def _famille(pid: int) -> list[int]:
    enfants = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(petit for enfant in enfants for petit in _famille(int(enfant)))]


@pytest.fixture
def serveur(tmp_path):
    serveur = Serveur(tmp_path)
    yield serveur
    serveur.fermer()
    serveur.dit.close()


@pytest.fixture
def dossiers(tmp_path):
    """What the association imports: facts, then names."""
    jeunes = [
        {"code": f"J{rang:03}", "premier_contact": "2024-01-12", "niveau": "c", "accord_le": "2024-02-01",
         "accord_mode": "oral"}
        for rang in range(NB_IMPORTES)
    ]  # fmt: skip
    professionnels = [
        {"code": "d", "prenom": "Sacha", "role": "direction", "courriel": "d@exemple.fr"},
        {"code": "e", "prenom": "Awa", "role": "educateur", "courriel": "e@exemple.fr"},
    ]
    noms = [
        {"jeune": jeune["code"], "prenom": f"{RACINE}a{rang}", "nom": f"De {RACINE}ane {rang}",
         "telephone": telephone(rang), "reseaux": f"@{RACINE}{rang}", "adresse": f"{rang} rue {RACINE}"}
        for rang, jeune in enumerate(jeunes)
    ]  # fmt: skip
    faits = ecrire_dossier(tmp_path / "faits", jeunes=jeunes, professionnels=professionnels)
    return faits, ecrire_dossier(tmp_path / "noms", service=(), identites=noms)


def accepter(page, lien: str) -> None:
    page.goto(lien)
    page.get_by_role("heading", name="Bienvenue").wait_for()
    page.locator("#nouveau").fill(MOT_DE_PASSE)
    page.locator("#encore").fill(MOT_DE_PASSE)
    page.locator("#choisir button").click()
    page.get_by_text("Votre compte est prêt").wait_for()


def ecrire_une_fiche(page, adresse: str, rang: int) -> None:
    page.goto(f"{adresse}/jeunes/nouveau/")
    page.locator("form[data-pret=oui]").wait_for()
    page.get_by_label("Prénom ou surnom").fill(f"{RACINE}e{rang}")
    page.get_by_role("button", name="Créer").click()
    page.get_by_role("button", name="Noter son accord").click()
    page.get_by_text("L’accord est noté.").wait_for()
    page.locator("form[data-pret=oui]").first.wait_for()
    page.get_by_label("Nom", exact=True).fill(f"{RACINE}eau")
    page.get_by_label("Téléphone").fill(telephone(NB_IMPORTES + rang))
    page.get_by_label("Adresse").fill(f"{rang} rue {RACINE}")
    page.locator("section[aria-labelledby=titre-identite]").get_by_role("button", name="Enregistrer").click()
    page.get_by_text("C’est enregistré.").wait_for()


def ecrire_sur(page, rang: int) -> None:
    page.locator("form[data-pret=oui]").first.wait_for()
    page.get_by_label("Ce qui s’est passé").fill(f"{RACINE} voulait parler de {RACINE}eau.")
    page.get_by_role("button", name="Ajouter").click()
    page.get_by_text("C’est écrit.").wait_for()
    page.locator("form[data-pret=oui]").first.wait_for()
    page.get_by_label("Ce que l’équipe doit savoir").fill(f"{RACINE}eau, à rappeler au {telephone(rang)}.")
    page.locator("section[aria-labelledby=titre-note]").get_by_role("button", name="Enregistrer").click()
    page.get_by_text("C’est enregistré.").wait_for()


def test_the_search_finds_a_word_in_each_of_its_forms():
    for octets in (
        RACINE.encode(),
        f"un {RACINE} ici".encode("utf-16-le"),
        RACINE.upper().encode().hex().encode(),
        *(base64.b64encode(b"x" * decalage + f"{RACINE}ane".encode()) for decalage in range(3)),
        base64.urlsafe_b64encode(f"au {telephone(1)}".encode()),
        quote(telephone(1)).encode(),
        zlib.compress(f"un {RACINE}".encode()),
        gzip.compress(telephone(1).encode()),
    ):
        assert chercher(octets, FORMES), octets
    assert not chercher(b"Rien de tel, au 06 12 34 56 78.", FORMES)


def test_two_hundred_youths_leave_no_name_on_the_server(serveur, dossiers, navigateur, tmp_path):
    faits, noms = dossiers
    serveur.commande("importe", faits)
    lien = serveur.commande("invite", "d@exemple.fr", "--site", serveur.adresse).split()[-1]
    serveur.ouvrir()
    direction = navigateur.new_context(locale="fr-FR").new_page()
    accepter(direction, lien)
    se_connecter(direction, serveur.adresse, "d@exemple.fr")
    direction.get_by_role("link", name="Activer").click()
    secret = direction.locator("code.cle").inner_text()
    direction.get_by_label("Code", exact=True).fill(code_de_l_application(secret))
    direction.get_by_role("button", name="Activer").click()
    direction.get_by_role("link", name="C’est noté").click()
    direction.goto(f"{serveur.adresse}/coffre/")
    direction.get_by_role("button", name="Créer le coffre").click()
    code = direction.locator("#code").inner_text()
    direction.get_by_label("Retapez-le ici").fill(code)
    direction.get_by_role("button", name="Terminer").click()
    direction.get_by_role("heading", name="Qui l’ouvre").wait_for()

    serveur.commande("importe", noms)
    direction.goto(f"{serveur.adresse}/jeunes/")
    direction.get_by_text(f"{RACINE}a0 De {RACINE}ane 0", exact=True).wait_for()
    assert direction.inner_text("#nombre") == f"{NB_IMPORTES} jeunes"

    # A colleague arrives, is given the vault, and works.
    direction.goto(f"{serveur.adresse}/equipe/")
    direction.get_by_role("listitem").filter(has_text="Awa").get_by_role("button", name="Inviter").click()
    educatrice = navigateur.new_context(locale="fr-FR").new_page()
    accepter(educatrice, direction.get_by_label("Le lien").input_value())
    se_connecter(educatrice, serveur.adresse, "e@exemple.fr")
    educatrice.get_by_text("En attente : un collègue").wait_for()
    direction.goto(f"{serveur.adresse}/coffre/")
    direction.get_by_role("button", name="Lui ouvrir").click()
    direction.get_by_text("ouvert par Sacha").wait_for()
    for rang in range(NB_A_L_ECRAN):
        ecrire_une_fiche(educatrice, serveur.adresse, rang)
        if rang % 5 == 0:
            ecrire_sur(educatrice, rang)

    # The key changes, everything is sealed again; a search, a page that does not exist, a form that is refused.
    direction.goto(f"{serveur.adresse}/coffre/")
    direction.get_by_role("button", name="Changer la clé maintenant").click()
    direction.get_by_text("Clé n°\u00a02").wait_for(timeout=60_000)
    direction.goto(f"{serveur.adresse}/jeunes/")
    direction.get_by_label("Chercher un nom").fill(RACINE)
    direction.get_by_text(f"{RACINE}e0 {RACINE}eau").wait_for()
    assert direction.inner_text("#nombre") == f"{NB_IMPORTES + NB_A_L_ECRAN} jeunes"
    educatrice.goto(f"{serveur.adresse}/introuvable/")
    educatrice.goto(f"{serveur.adresse}/journal/")
    educatrice.goto(f"{serveur.adresse}/compte/")
    memoire = serveur.memoire()
    educatrice.get_by_role("button", name="Se déconnecter").first.click()
    educatrice.get_by_role("heading", name="Connexion").wait_for()
    for page in (direction, educatrice):
        page.context.close()

    _sauvegarder(serveur.donnees / "allervers.sqlite3", tmp_path / "sauvegarde.sqlite3")
    serveur.dit.flush()
    tenus = {
        str(fichier): fichier.read_bytes() for fichier in serveur.donnees.rglob("*") if fichier.is_file()
    }
    tenus |= {
        "sauvegarde": (tmp_path / "sauvegarde.sqlite3").read_bytes(),
        "ce que le serveur a dit": (tmp_path / "dit.txt").read_bytes(),
        "mémoire": memoire,
    }
    assert any(nom.endswith("-wal") for nom in tenus)
    assert len(memoire) > 10_000_000
    for nom, octets in tenus.items():
        assert chercher(octets, FORMES) == [], nom

    # They are all there, for who has the printed code.
    serveur.commande("coffre", "exporte", "--code-de-recuperation", code, "--dossier", tmp_path / "sortie")
    alias = (tmp_path / "sortie" / "jeune-alias.csv").read_text("utf-8-sig")
    assert alias.count(RACINE) == NB_IMPORTES + NB_A_L_ECRAN
    assert (tmp_path / "sortie" / "ecrit-texte.csv").read_text("utf-8-sig").count(
        f"{RACINE} voulait parler"
    ) == 4
    assert chercher((tmp_path / "sortie" / "jeune-identite.csv").read_bytes(), FORMES)
    assert "intact" in serveur.commande("journal", "verifie")


def _sauvegarder(base: Path, copie: Path) -> None:
    with sqlite3.connect(base) as source, sqlite3.connect(copie) as cible:
        source.backup(cible)
