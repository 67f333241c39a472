"""A service, its staff, and hands that go round the triggers: what an intruder in the database would do."""

from importlib import import_module

from django.db import connection

from allervers.comptes.models import Role, Service, Utilisateur
from allervers.journal.operations import inscrire


def ouvrir_service(code="terrils") -> Service:
    """A demonstration, so that its director opens pages without a second factor."""
    return Service.objects.create(code=code, nom=f"SPS {code}", est_demonstration=True)


def embaucher(service, code="awa", role=Role.EDUCATEUR) -> Utilisateur:
    return Utilisateur.objects.create(
        service=service, code=code, prenom=code.capitalize(), courriel=f"{code}@{service.code}.fr", role=role
    )


def ecrire(service, nombre) -> list:
    return [
        inscrire(service=service, operation="figer_annee", details={"annee": 2000 + rang, "numero": 1})
        for rang in range(nombre)
    ]


def forcer(sql, *parametres) -> None:
    """Run `sql` on the table of the journal with its triggers away."""
    lever = import_module("allervers.journal.migrations.0004_expurger").LEVER[connection.vendor]
    with connection.cursor() as curseur:
        for ordre in lever:
            curseur.execute(ordre)
        curseur.execute(sql, parametres)
