"""The two commands of backups. They print in French; what cannot be done is an ErreurDeCommande."""

import errno
import getpass
import sys
from contextlib import contextmanager
from pathlib import Path

from babel.numbers import format_decimal
from django.conf import settings
from django.utils import timezone
from pyrage.x25519 import Identity

from allervers.dates import moment_en_lettres
from allervers.ligne_de_commande import ErreurDeCommande

from . import cles, operations
from .refus import SauvegardeRefusee

RAISONS = {
    errno.ENOENT: "n'existe pas",
    errno.ENOSPC: "ne peut pas être écrit\u202f: il n'y a plus de place sur le disque",
}


def sauvegarde(chemin: Path | None, nouvelle_cle: bool) -> None:
    """Write a backup into `chemin`; with `nouvelle_cle`, make a key before, and show it once."""
    with _en_francais():
        if nouvelle_cle:
            print(
                "Clé de sauvegarde, à imprimer ou à recopier maintenant\u202f: elle ne sera plus jamais montrée.\n\n"
                f"    {cles.nouvelle_cle()}\n\n"
                "Les prochaines sauvegardes s'ouvriront avec elle, et avec elle seulement, ou avec une autre de vos\n"
                "clés. Gardez-la hors de ce serveur, en deux endroits, comme le code de récupération du coffre."
            )
        elif chemin is None:
            raise SauvegardeRefusee("Indiquez où écrire la sauvegarde\u202f: un fichier, ou un dossier.")
        if chemin is not None:
            fichier = operations.sauvegarder(chemin=chemin)
            print(f"Sauvegarde écrite\u202f: {fichier} ({_taille(fichier)})")


def restaure(fichier: Path, cle: Path | None, essai: bool, remplacer: bool) -> None:
    """Put a backup back; with `essai`, only make sure that it would be. The key is asked for, or read from `cle`."""
    with _en_francais():
        if not fichier.is_file():
            raise SauvegardeRefusee(f"« {fichier} » n'existe pas. Vérifiez son nom.")
        identite = _identite(cle)
        if essai:
            le = operations.essayer(fichier=fichier, identite=identite)
            print(
                f"Essai réussi\u202f: la sauvegarde du {_instant(le)} peut être restaurée ici. Rien n'a changé."
            )
            return
        faite = operations.restaurer(fichier=fichier, identite=identite, remplacer=remplacer)
        print(
            f"La sauvegarde du {_instant(faite.le)} est restaurée ({_compte(faite.nb_services, 'service')})."
        )
        if faite.mise_de_cote:
            print(
                f"Ce qui était là est mis de côté\u202f: {faite.mise_de_cote}\n"
                f"Pour revenir en arrière\u202f: allervers restaure {faite.mise_de_cote} --remplacer"
            )
        print(
            "Chacun se reconnecte\u202f; les téléphones renverront d'eux-mêmes ce qu'ils avaient envoyé depuis."
        )


def _identite(cle: Path | None) -> Identity:
    """Never from an argument, which other accounts of the machine could read."""
    if cle is not None:
        return cles.lire_identite(cle.read_text("utf-8"))
    demander = getpass.getpass if sys.stdin.isatty() else input
    return cles.lire_identite(demander("Clé de sauvegarde\u202f: "))


@contextmanager
def _en_francais():
    """A key that does not open, a disk that is full, a folder that is not ours: in words."""
    try:
        yield
    except SauvegardeRefusee as refus:
        raise ErreurDeCommande(str(refus)) from refus
    except OSError as erreur:
        raison = RAISONS.get(erreur.errno, "ne peut pas être lu ou écrit par ce compte")
        raise ErreurDeCommande(
            f"« {erreur.filename or settings.DONNEES} » {raison}. Rien n'a changé."
        ) from erreur


def _taille(fichier: Path) -> str:
    return f"{format_decimal(fichier.stat().st_size / 1_000_000, format='0.0', locale='fr')} Mo"


def _instant(instant) -> str:
    return moment_en_lettres(timezone.localtime(instant))


def _compte(nombre: int, nom: str) -> str:
    return f"{nombre} {nom}{'s' if nombre > 1 else ''}"
