"""The file itself: whole and for its keys, or nothing."""

import pytest
from pyrage.x25519 import Identity

from allervers.sauvegarde import archive
from allervers.sauvegarde.refus import SauvegardeRefusee


@pytest.fixture
def identite():
    return Identity.generate()


@pytest.fixture
def envoi(tmp_path):
    (tmp_path / "envoi").mkdir()
    (tmp_path / "envoi" / "bon").write_bytes(b"bon" * 50_000)
    return tmp_path / "envoi"


@pytest.fixture
def fichier(envoi, identite):
    fichier = envoi.with_name("s.age")
    archive.sceller(envoi, fichier, [identite.to_public()])
    return fichier


def test_what_was_sealed_comes_out_the_same(fichier, envoi, identite, tmp_path):
    archive.ouvrir(fichier, identite, tmp_path / "recu")
    assert (tmp_path / "recu" / "bon").read_bytes() == (envoi / "bon").read_bytes()
    assert (tmp_path / "recu" / "bon").stat().st_mode & 0o077 == fichier.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "abimer",
    [
        lambda octets: octets[: len(octets) // 2],
        lambda octets: octets[:-1],
        lambda octets: octets[:-9] + bytes([octets[-9] ^ 1]) + octets[-8:],
        lambda octets: b"",
        lambda octets: b"autre chose",
    ],
    ids=["half", "one byte less", "one bit", "empty", "another file"],
)
def test_a_damaged_file_gives_nothing(fichier, identite, tmp_path, abimer):
    fichier.write_bytes(abimer(fichier.read_bytes()))
    with pytest.raises(SauvegardeRefusee, match="abîmé, coupé"):
        archive.ouvrir(fichier, identite, tmp_path / "recu")
    assert not (tmp_path / "recu").exists()


def test_another_key_opens_nothing(fichier, tmp_path):
    with pytest.raises(SauvegardeRefusee, match="n'ouvre pas"):
        archive.ouvrir(fichier, Identity.generate(), tmp_path / "recu")


def test_a_disk_that_fills_up_leaves_no_half_file(envoi, identite, tmp_path, monkeypatch):
    def plein(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(archive.os, "fsync", plein)
    with pytest.raises(OSError):
        archive.sceller(envoi, tmp_path / "s.age", [identite.to_public()])
    assert [f.name for f in tmp_path.iterdir()] == ["envoi"]


def test_nothing_of_an_archive_lands_elsewhere(envoi, identite, tmp_path, monkeypatch):
    (envoi / "lien").symlink_to("/etc/hostname")
    (envoi / "mauvais").write_text("mauvais")
    vrai = archive.tarfile.TarFile.addfile

    def addfile(ouverte, membre, contenu=None):
        membre.name = "../../ailleurs" if membre.name == "mauvais" else membre.name
        vrai(ouverte, membre, contenu)

    monkeypatch.setattr(archive.tarfile.TarFile, "addfile", addfile)
    archive.sceller(envoi, tmp_path / "s.age", [identite.to_public()])
    archive.ouvrir(tmp_path / "s.age", identite, tmp_path / "recu")
    assert [f.name for f in (tmp_path / "recu").iterdir()] == ["bon"]
    assert not list(tmp_path.parent.glob("ailleurs"))
