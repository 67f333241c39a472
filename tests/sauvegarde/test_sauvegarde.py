"""What a backup holds, and who can open it."""

import io
import json
import tarfile

import pyrage
import pytest
from django.db import connection
from pyrage.x25519 import Identity

from allervers.comptes.models import Service
from allervers.config.verrous import SAUVEGARDE, SERVEUR, tenir
from allervers.sauvegarde import cles, postgresql
from allervers.sauvegarde.operations import sauvegarder
from allervers.sauvegarde.refus import SauvegardeRefusee

# A copy is of what is committed.
copie_la_base = pytest.mark.django_db(transaction=True)


def contenu(fichier, identite) -> dict[str, bytes]:
    """Open a backup without Allervers: age, then tar."""
    with tarfile.open(fileobj=io.BytesIO(pyrage.decrypt(fichier.read_bytes(), [identite]))) as archive:
        return {un.name: archive.extractfile(un).read() for un in archive if un.isfile()}


@copie_la_base
def test_a_backup_holds_the_database_the_secret_key_and_whatever_else_the_data_folder_has(serveur):
    (serveur.donnees / "photos" / "2024").mkdir(parents=True)
    (serveur.donnees / "photos" / "2024" / "fresque.jpg").write_bytes(b"JPEG")
    for exclu in ("avant-restauration-x.age", "serveur.log", "reste.verrou"):
        (serveur.donnees / exclu).write_text("ne part pas")
    fichiers = contenu(serveur.sauvegarder(), serveur.identite)
    base = {"sqlite": "base.sqlite3", "postgresql": "base.pgdump"}[connection.vendor]
    assert set(fichiers) == {
        "manifeste.json", base, "donnees/cle_secrete", "donnees/cles_de_sauvegarde",
        "donnees/photos/2024/fresque.jpg",
    }  # fmt: skip
    assert json.loads(fichiers["manifeste.json"])["moteur"] == connection.vendor


@copie_la_base
def test_only_a_backup_key_opens_it_each_of_them_does_and_none_is_written_anywhere(serveur):
    second = cles.lire_identite(cles.nouvelle_cle())
    fichier = serveur.sauvegarder()
    secret = str(second).encode()
    assert all(secret not in f.read_bytes() for f in serveur.donnees.parent.rglob("*") if f.is_file())
    assert b"la cl" not in fichier.read_bytes() and b"terrils" not in fichier.read_bytes()
    assert fichier.stat().st_mode & 0o077 == 0
    assert contenu(fichier, serveur.identite).keys() == contenu(fichier, second).keys()
    with pytest.raises(pyrage.DecryptError):
        contenu(fichier, Identity.generate())


@copie_la_base
def test_a_backup_is_made_while_the_server_serves_and_leaves_nothing_in_clear_behind(serveur):
    with tenir(SERVEUR, seul=False):
        serveur.sauvegarder()
    assert {f.suffix for f in serveur.donnees.iterdir()} == {"", ".verrou"}
    assert not (serveur.donnees / "preparation").exists()


@pytest.mark.parametrize(
    ("preparer", "mot"),
    [
        (lambda serveur: (serveur.donnees / cles.FICHIER).unlink(), "--nouvelle-cle"),
        (lambda serveur: (serveur.donnees / cles.FICHIER).write_text("age1faux"), "age1faux"),
        (lambda serveur: Service.objects.all().delete(), "rien à sauvegarder"),
        (lambda serveur: (serveur.ailleurs / "s.age").write_text("déjà"), "existe déjà"),
        (lambda serveur: serveur.ailleurs.rmdir(), "n'existe pas"),
    ],
)
def test_what_cannot_be_backed_up_is_said_and_writes_nothing(serveur, preparer, mot):
    preparer(serveur)
    avant = list(serveur.ailleurs.glob("*"))
    with pytest.raises(SauvegardeRefusee, match=mot):
        sauvegarder(chemin=serveur.ailleurs / "s.age")
    assert list(serveur.ailleurs.glob("*")) == avant


def test_two_backups_at_once_do_not_disturb_each_other(serveur):
    with tenir(SAUVEGARDE, seul=True), pytest.raises(SauvegardeRefusee, match="déjà en cours"):
        serveur.sauvegarder()


def test_missing_tools_of_postgresql_are_named(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(postgresql.Path, "glob", lambda *_: [])
    with pytest.raises(SauvegardeRefusee, match="apt-get install postgresql-client"):
        postgresql.copier(tmp_path)
