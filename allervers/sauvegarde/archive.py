"""One file in the age format: only a backup key opens it, with Allervers or with `age -d … | tar xz`."""

import os
import shutil
import tarfile
from pathlib import Path

import pyrage
from pyrage.x25519 import Identity, Recipient

from .refus import SauvegardeRefusee

ABIMEE = "« {} » est abîmé, coupé, ou n'est pas une sauvegarde d'Allervers. Prenez-en une autre."
SANS_CLE = "Cette clé n'ouvre pas « {} »\u202f: cette sauvegarde a été faite pour une autre. Rien n'a changé."


def sceller(dossier: Path, fichier: Path, destinataires: list[Recipient]) -> None:
    """Write all that `dossier` holds into the new `fichier`: whole and on the disk, or not at all."""
    lisible = dossier.with_name(f"{dossier.name}.tar.gz")
    with tarfile.open(lisible, "w:gz", compresslevel=6) as archive:
        archive.add(dossier, arcname="", recursive=True)
    partiel = fichier.with_name(f".{fichier.name}.partiel")
    try:
        with lisible.open("rb") as entree, _prive(partiel) as sortie:
            pyrage.encrypt_io(entree, sortie, destinataires)
            sortie.flush()
            os.fsync(sortie.fileno())
        partiel.replace(fichier)
    finally:
        partiel.unlink(missing_ok=True)
        lisible.unlink()
    _noter_sur_le_disque(fichier.parent)


def ouvrir(fichier: Path, identite: Identity, dossier: Path) -> None:
    """Put all that `fichier` holds into the new `dossier`; age authenticates each byte. Raises SauvegardeRefusee."""
    lisible = dossier.with_name(f"{dossier.name}.tar.gz")
    with fichier.open("rb") as entree, _prive(lisible) as sortie:
        try:
            pyrage.decrypt_io(entree, sortie, [identite])
        except pyrage.DecryptError as erreur:
            message = SANS_CLE if "No matching keys" in str(erreur) else ABIMEE
            raise SauvegardeRefusee(message.format(fichier)) from erreur
        except OSError as erreur:
            # A file cut short is told as an error of reading, without a number.
            if erreur.errno:
                raise
            raise SauvegardeRefusee(ABIMEE.format(fichier)) from erreur
    dossier.mkdir()
    with tarfile.open(lisible) as archive:
        for membre in archive:
            _extraire(archive, membre, dossier)
    lisible.unlink()


def _extraire(archive: tarfile.TarFile, membre: tarfile.TarInfo, dossier: Path) -> None:
    """Whoever has the public key can write an archive: of it, only plain files land, and inside `dossier`."""
    fichier = dossier / membre.name
    if membre.isfile() and fichier.resolve().is_relative_to(dossier.resolve()):
        fichier.parent.mkdir(parents=True, exist_ok=True)
        with archive.extractfile(membre) as entree, _prive(fichier) as sortie:
            shutil.copyfileobj(entree, sortie)


def _prive(fichier: Path):
    """Open a new file that its owner alone reads."""
    fichier.touch(mode=0o600)
    return fichier.open("wb")


def _noter_sur_le_disque(dossier: Path) -> None:
    """A new name is on the disk once its folder is."""
    descripteur = os.open(dossier, os.O_RDONLY)
    os.fsync(descripteur)
    os.close(descripteur)
