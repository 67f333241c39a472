"""Backing up, and restoring: all of the data folder and of the database, in one file that only a backup key opens."""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone
from pyrage.x25519 import Identity, Recipient

from allervers.comptes.models import Service
from allervers.config.verrous import SAUVEGARDE, SERVEUR, Occupe, tenir
from allervers.journal.operations import inscrire

from . import archive, cles, effacements, postgresql, sqlite
from .refus import SauvegardeRefusee

MOTEURS = {"sqlite": sqlite, "postgresql": postgresql}
# Grows when an older Allervers could no longer read what is written.
FORMAT = 1
MANIFESTE, DONNEES = "manifeste.json", "donnees"
# Left in the data folder by a restoration, for who wants to come back.
MISE_DE_COTE = "avant-restauration"
# What does not go along: other backups, logs, locks, and what is being prepared.
EXCLUS = ("*.age", "*.log", "*.verrou", ".*.partiel")
PREPARATION = "preparation"


@dataclass(frozen=True)
class Restauration:
    """`le`: when the backup was made; `mise_de_cote`: the backup of what stood there before, None if nothing did."""

    le: datetime
    nb_services: int
    mise_de_cote: Path | None


def sauvegarder(*, chemin: Path) -> Path:
    """Write a backup, and return its file: `chemin`, or a dated name in the folder `chemin`. The server may serve.

    Raises SauvegardeRefusee: no key, nothing to back up, no such folder, a file that stands there already, no room.
    """
    destinataires = cles.destinataires()
    if not destinataires:
        raise SauvegardeRefusee(
            "Il n'y a pas encore de clé de sauvegarde. Faites-en une d'abord\u202f: "
            "allervers sauvegarde --nouvelle-cle"
        )
    if not _est_peuplee():
        raise SauvegardeRefusee("Il n'y a encore rien à sauvegarder\u202f: cette base n'a aucun service.")
    fichier = chemin / _nom("allervers") if chemin.is_dir() else chemin
    if not fichier.parent.is_dir():
        raise SauvegardeRefusee(f"Le dossier « {fichier.parent} » n'existe pas. Créez-le d'abord.")
    if fichier.exists():
        raise SauvegardeRefusee(
            f"« {fichier} » existe déjà\u202f: une sauvegarde n'en remplace pas une autre."
        )
    with _preparation() as dossier:
        _ecrire(fichier, destinataires, dossier / "envoi")
    return fichier


def restaurer(*, fichier: Path, identite: Identity, remplacer: bool) -> Restauration:
    """Make this server what it was when `fichier` was written. Nothing changes unless all of it can be put back.

    What stood here is backed up first, in the data folder, for the key that opens `fichier` and for those known here.
    Writes a line of journal in each service. Raises SauvegardeRefusee: the server serves, the base holds a service and
    `remplacer` is false, the file is damaged, newer than this Allervers, or of another database.
    """
    with _preparation() as dossier, _serveur_arrete():
        manifeste = _recevoir(fichier, identite, dossier / "recu")
        mise_de_cote = None
        if _est_peuplee():
            if not remplacer:
                raise SauvegardeRefusee(
                    "Ce serveur contient déjà un service. Pour mettre la sauvegarde à sa place, ajoutez "
                    "--remplacer\u202f: ce qu'il contient sera d'abord mis de côté."
                )
            mise_de_cote = settings.DONNEES / _nom(MISE_DE_COTE)
            _ecrire(mise_de_cote, [identite.to_public(), *cles.destinataires()], dossier / "envoi")
        effacements.reunir(dossier / "recu" / DONNEES / effacements.FICHIER)
        with _fichiers_remis(dossier / "recu" / DONNEES, dossier / "anciens"):
            _moteur().remplacer(dossier / "recu")
        return _finir(datetime.fromisoformat(manifeste["le"]), mise_de_cote)


def essayer(*, fichier: Path, identite: Identity) -> datetime:
    """Read all of `fichier` as a restoration would, and return when it was made. Changes nothing."""
    with _preparation() as dossier:
        return datetime.fromisoformat(_recevoir(fichier, identite, dossier / "recu")["le"])


def _ecrire(fichier: Path, destinataires: list[Recipient], dossier: Path) -> None:
    dossier.mkdir()
    manifeste = {
        "format": FORMAT,
        "le": timezone.now().isoformat(),
        "moteur": connection.vendor,
        "migrations": sorted(_les_notres(MigrationRecorder(connection).applied_migrations())),
    }
    (dossier / MANIFESTE).write_text(json.dumps(manifeste, indent=1))
    _moteur().copier(dossier)
    vivants = set(_moteur().fichiers_vivants())
    for source in _fichiers(settings.DONNEES):
        if source not in vivants:
            copie = dossier / DONNEES / source.relative_to(settings.DONNEES)
            copie.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, copie)
    archive.sceller(dossier, fichier, destinataires)
    shutil.rmtree(dossier)


def _fichiers(dossier: Path) -> Iterator[Path]:
    for chemin in sorted(dossier.rglob("*")):
        est_exclu = chemin.is_relative_to(dossier / PREPARATION) or any(map(chemin.match, EXCLUS))
        if chemin.is_file() and not est_exclu:
            yield chemin


def _recevoir(fichier: Path, identite: Identity, dossier: Path) -> dict:
    """Unpack `fichier` into `dossier`, make sure that this server can take it, and return what it says of itself."""
    archive.ouvrir(fichier, identite, dossier)
    try:
        manifeste = json.loads((dossier / MANIFESTE).read_bytes())
        moteur, migrations = manifeste["moteur"], set(map(tuple, manifeste["migrations"]))
        est_plus_recente = manifeste["format"] > FORMAT or migrations - set(
            MigrationLoader(None).disk_migrations
        )
    except (OSError, ValueError, KeyError, TypeError) as erreur:
        raise SauvegardeRefusee(archive.ABIMEE.format(fichier)) from erreur
    if est_plus_recente:
        raise SauvegardeRefusee(
            "Cette sauvegarde vient d'un Allervers plus récent que celui-ci. Mettez-le à jour, puis recommencez."
        )
    if moteur != connection.vendor:
        raise SauvegardeRefusee(
            f"Cette sauvegarde est celle d'une base {moteur}, et ce serveur est sur {connection.vendor}. "
            "Restaurez-la sur une base du même genre (DATABASE_URL)."
        )
    _moteur().verifier(dossier)
    return manifeste


@contextmanager
def _fichiers_remis(dossier: Path, anciens: Path) -> Iterator[None]:
    """Put the files back, and the present ones again if what follows fails. The ledger of erasures stays live."""
    remis: list[Path] = []
    try:
        for source in _fichiers(dossier):
            relatif = source.relative_to(dossier)
            if relatif != Path(effacements.FICHIER):
                remis.append(relatif)
                _deplacer(settings.DONNEES / relatif, anciens / relatif)
                _deplacer(source, settings.DONNEES / relatif)
        yield
    except BaseException:
        for relatif in remis:
            (settings.DONNEES / relatif).unlink(missing_ok=True)
            _deplacer(anciens / relatif, settings.DONNEES / relatif)
        raise


def _deplacer(de: Path, vers: Path) -> None:
    if de.exists():
        vers.parent.mkdir(parents=True, exist_ok=True)
        de.replace(vers)


def _finir(le: datetime, mise_de_cote: Path | None) -> Restauration:
    """A backup of an older Allervers is brought up to date; the journal of each service tells what happened.

    Sessions are not restored: some were closed since, of a phone that was lost.
    """
    call_command("migrate", verbosity=0)
    Session.objects.all().delete()
    services = Service.objects.all()
    for service in services:
        inscrire(
            service=service,
            operation="restaurer_sauvegarde",
            details={"sauvegarde": f"{timezone.localtime(le):%d/%m/%Y à %H:%M}"},
        )
    return Restauration(le, len(services), mise_de_cote)


def _moteur():
    return MOTEURS[connection.vendor]


def _est_peuplee() -> bool:
    return Service._meta.db_table in connection.introspection.table_names() and Service.objects.exists()


def _les_notres(migrations) -> set[tuple[str, str]]:
    """Those of Allervers: a library may merge its own."""
    notres = {app.label for app in apps.get_app_configs() if app.name.startswith("allervers.")}
    return {cle for cle in migrations if cle[0] in notres}


def _nom(debut: str) -> str:
    return f"{debut}-{timezone.localtime():%Y-%m-%d-%Hh%Mm%S}.age"


@contextmanager
def _preparation() -> Iterator[Path]:
    """A folder for what is being written or read, in clear, beside the database: emptied before and after."""
    dossier = settings.DONNEES / PREPARATION
    settings.DONNEES.mkdir(parents=True, exist_ok=True)
    try:
        with tenir(SAUVEGARDE, seul=True):
            shutil.rmtree(dossier, ignore_errors=True)
            dossier.mkdir(mode=0o700)
            try:
                yield dossier
            finally:
                shutil.rmtree(dossier, ignore_errors=True)
    except Occupe as erreur:
        raise SauvegardeRefusee(
            "Une sauvegarde ou une restauration est déjà en cours. Attendez sa fin."
        ) from erreur


@contextmanager
def _serveur_arrete() -> Iterator[None]:
    try:
        with tenir(SERVEUR, seul=True):
            yield
    except Occupe as erreur:
        raise SauvegardeRefusee(
            "Allervers est ouvert sur ces données. Arrêtez-le d'abord (Ctrl+C, ou systemctl stop allervers)."
        ) from erreur
