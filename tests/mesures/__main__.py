"""`make bench`: how long, how much memory, and the ratio to plain GROUP BY queries of SQLite.

Every stage is a process of its own, so that its peak memory is its own.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

# The same three tables, asked of SQLite directly on the rows: what the engine is compared to.
REQUETES = {
    "heures_par_type_activite": """
        SELECT t.code, SUM(i.duree_minutes * (
            SELECT COUNT(*) FROM activite_intervenant n WHERE n.intervention_id = i.id))
        FROM activite_intervention i JOIN referentiel_terme t ON t.id = i.type_id
        WHERE i.date BETWEEN '2024-01-01' AND '2024-12-31' GROUP BY t.code""",
    "jeunes_rencontres_travail_de_rue": """
        SELECT j.sexe, 2024 - j.annee_naissance, COUNT(DISTINCT j.id)
        FROM activite_presence p
        JOIN activite_intervention i ON i.id = p.intervention_id
        JOIN referentiel_terme t ON t.id = i.type_id
        JOIN jeunes_jeune j ON j.id = p.jeune_id
        WHERE t.code = 'travail_de_rue' AND i.date BETWEEN '2024-01-01' AND '2024-12-31' GROUP BY 1, 2""",
    "jeunes_rencontres_par_quartier": """
        SELECT l.parent_id, COUNT(DISTINCT p.jeune_id)
        FROM activite_presence p
        JOIN activite_intervention i ON i.id = p.intervention_id
        JOIN referentiel_terme t ON t.id = i.type_id
        LEFT JOIN territoires_territoire l ON l.id = i.lieu_id
        WHERE t.code = 'travail_de_rue' AND i.date BETWEEN '2024-01-01' AND '2024-12-31' GROUP BY 1""",
}


def main() -> None:
    with tempfile.TemporaryDirectory() as dossier:
        os.environ["ALLERVERS_DONNEES"] = dossier
        os.environ.pop("DATABASE_URL", None)
        for etape in ("generer", "importer", "compter", "ouvrir"):
            subprocess.run([sys.executable, "-m", "tests.mesures", etape], check=True)  # noqa: S603


def _preparer() -> Path:
    os.environ["DJANGO_SETTINGS_MODULE"] = "allervers.config.settings"
    import django

    django.setup()
    from django.conf import settings

    return settings.DONNEES


def generer() -> None:
    from .grand_service import ecrire

    ecrire(_preparer() / "import")


def importer() -> None:
    dossier = _preparer()
    from django.core.management import call_command

    from allervers.echanges.operations import importer

    call_command("migrate", verbosity=0)
    with _mesure("import"):
        bilan = importer(source=dossier / "import")
    print(f"  {bilan}")


def compter() -> None:
    _preparer()
    from django.db import connection

    from allervers.comptes.models import Service
    from allervers.faits.extraction import extraire
    from allervers.referentiel.lecture import referentiel_du_service
    from allervers.tableaux.calcul import calculer

    service = Service.objects.get()
    with _mesure("faits et tous les tableaux, base froide") as froid:
        with _mesure("  faits"):
            faits = extraire(service, 2024)
        referentiel = referentiel_du_service(service, 2024)
        calculer(faits, referentiel, 2024)
    with _mesure("tous les tableaux, faits en mémoire"):
        calculer(faits, referentiel, 2024)
    with _mesure(f"{len(REQUETES)} de ces tableaux, faits en mémoire") as arrow:
        calculer(faits, referentiel, 2024, REQUETES)
    with _mesure("les mêmes par GROUP BY, SQLite") as sqlite, connection.cursor() as curseur:
        for requete in REQUETES.values():
            curseur.execute(requete)
            curseur.fetchall()
    print(f"rapport SQLite / tableaux, faits en mémoire : {sqlite.duree / arrow.duree:.1f}")
    print(f"rapport SQLite / tableaux, base froide (tous les tableaux) : {sqlite.duree / froid.duree:.1f}")


def ouvrir() -> None:
    """The pages that one opens each day or each week, and what they ask for next: the server's time alone."""
    _preparer()
    from django.test import Client

    import allervers.config.wsgi  # noqa: F401 (measured as the server runs)
    from allervers.comptes.models import Role, Service, Utilisateur

    service = Service.objects.get()
    Service.objects.update(est_demonstration=True)
    direction = Utilisateur.objects.create(service=service, code="direction", role=Role.DIRECTION)
    for user in (Utilisateur.objects.filter(role=Role.EDUCATEUR).first(), direction):
        client = Client(SERVER_NAME="localhost")
        client.force_login(user)
        for page in (
            "/",
            "/accueil/alertes/",
            "/accueil/chiffres/",
            "/tableau-de-bord/2024/",
            "/tableau-de-bord/2024/chiffres/",
            "/mes-heures/",
            "/agenda/",
            "/jeunes/",
            "/reunion/",
            "/actions/",
            "/partenaires/",
            "/territoires/",
        ):
            for fois in ("première", "deuxième"):
                with _mesure(f"{user.role}, {page}, {fois} fois"):
                    assert client.get(page).status_code == 200, page


class _mesure:  # noqa: N801 (reads as a statement)
    def __init__(self, quoi: str):
        self.quoi = quoi

    def __enter__(self):
        self.debut = time.perf_counter()
        return self

    def __exit__(self, *_):
        self.duree = time.perf_counter() - self.debut
        pointe = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{self.quoi} : {self.duree:.2f} s, pointe {pointe:.0f} Mo", flush=True)


if __name__ == "__main__":
    {"generer": generer, "importer": importer, "compter": compter, "ouvrir": ouvrir}[
        sys.argv[1]
    ]() if sys.argv[1:] else main()
