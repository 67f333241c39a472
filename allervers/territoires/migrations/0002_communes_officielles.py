"""Load the official communes, their départements and EPCI (Code officiel géographique, Etalab)."""

import csv
import gzip
from pathlib import Path

from django.db import migrations

FICHIER = Path(__file__).parents[1] / "donnees" / "communes.csv.gz"


def load(apps, schema_editor):
    with gzip.open(FICHIER, "rt", encoding="utf-8", newline="") as fichier:
        lignes = list(csv.DictReader(fichier))
    Departement, Epci, Commune = (
        apps.get_model("territoires", nom) for nom in ("Departement", "Epci", "Commune")
    )
    departements = {
        ligne["departement"]: ligne["nom_departement"] for ligne in lignes if ligne["departement"]
    }
    epcis = {ligne["epci"]: ligne["nom_epci"] for ligne in lignes if ligne["epci"]}
    Departement.objects.bulk_create(Departement(code=code, nom=nom) for code, nom in departements.items())
    Epci.objects.bulk_create(Epci(code=code, nom=nom) for code, nom in epcis.items())
    Commune.objects.bulk_create(
        (
            Commune(
                code=ligne["code"],
                nom=ligne["nom"],
                departement_id=ligne["departement"] or None,
                epci_id=ligne["epci"] or None,
                population=ligne["population"] or None,
            )
            for ligne in lignes
        ),
        batch_size=5000,
    )


def unload(apps, schema_editor):
    # Plain SQL: the ORM would look for youths who live there, in tables that may be gone by then.
    for nom in ("Commune", "Epci", "Departement"):
        table = schema_editor.quote_name(apps.get_model("territoires", nom)._meta.db_table)
        schema_editor.execute(f"DELETE FROM {table}")  # noqa: S608 (a name of this file)


class Migration(migrations.Migration):
    dependencies = [("territoires", "0001_initial")]
    operations = [migrations.RunPython(load, unload)]
