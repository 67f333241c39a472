"""PostgreSQL: copied by pg_dump, as it was at one instant; put back by psql, in one transaction."""

import os
import shutil
import subprocess
from pathlib import Path

from django.db import connection
from psycopg.pq import Conninfo

from .refus import SauvegardeRefusee

FICHIER = "base.pgdump"
# What stands in the schema is newer than the backup, or older: nothing of it may stay.
VIDER = "DROP SCHEMA public CASCADE; CREATE SCHEMA public"


def copier(dossier: Path) -> None:
    _lancer("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={dossier / FICHIER}")


def verifier(dossier: Path) -> None:
    """Read the whole copy again. Raises SauvegardeRefusee."""
    _en_sql(dossier)


def remplacer(dossier: Path) -> None:
    """Make the live database what the copy is: psql does all of it, or nothing."""
    connection.close()
    _lancer(
        "psql", "--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1", "--output=/dev/null",
        f"--command={VIDER}", f"--file={_en_sql(dossier)}",
    )  # fmt: skip


def fichiers_vivants() -> list[Path]:
    return []


def _en_sql(dossier: Path) -> Path:
    sql = dossier.with_name("base.sql")
    _lancer("pg_restore", "--no-owner", "--no-privileges", f"--file={sql}", str(dossier / FICHIER))
    return sql


def _lancer(outil: str, *arguments: str) -> None:
    """Run a tool of PostgreSQL on the live database; the password goes through the environment, `ps` shows none."""
    commande = [_trouver(outil), *arguments]
    resultat = subprocess.run(commande, env=os.environ | _acces(), capture_output=True, text=True)  # noqa: S603
    if resultat.returncode:
        raise SauvegardeRefusee(f"{outil} a échoué, et rien n'a changé\u202f:\n{resultat.stderr.strip()}")


def _acces() -> dict[str, str]:
    """Return the environment that leads to the live database; libpq itself says under which names."""
    noms = {
        option.keyword.decode(): option.envvar.decode() for option in Conninfo.get_defaults() if option.envvar
    }
    acces = {
        noms[cle]: str(un) for cle, un in connection.get_connection_params().items() if cle in noms and un
    }
    # A session left open elsewhere holds its locks for ever.
    return acces | {"PGOPTIONS": "-c lock_timeout=10s -c client_min_messages=warning"}


def _trouver(outil: str) -> str:
    versions = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{outil}"), key=lambda un: float(un.parts[4]))
    chemin = shutil.which(outil) or (str(versions[-1]) if versions else None)
    if chemin is None:
        raise SauvegardeRefusee(
            f"Il manque {outil}, l'outil de PostgreSQL\u202f: apt-get install postgresql-client, de la version du "
            "serveur ou d'une plus récente."
        )
    return chemin
