"""A service with the years 2023 and 2024, for the tests of the report."""

from allervers.comptes.models import Role, Service, Utilisateur
from allervers.echanges.operations import importer
from allervers.rapport.lecture import lire_avec_precedente
from tests.comptes_ouverts import embaucher
from tests.personnages import INTERVENTION, ecrire_annee


def importer_deux_annees(dossier) -> Service:
    """Import the year of `personnages`, with one outing of the year before."""
    source = ecrire_annee(dossier)
    avant = INTERVENTION | {"code": "I0", "date": "05/03/2023", "duree": "1h"}
    with (source / "interventions.csv").open(encoding="utf-8") as fichier:
        colonnes = fichier.readline().strip().split(";")
    with (source / "interventions.csv").open("a", encoding="utf-8") as fichier:
        fichier.write(";".join(avant.get(colonne, "") for colonne in colonnes) + "\n")
    importer(source=source)
    return Service.objects.get()


def directrice(service) -> Utilisateur:
    return compte(service, Role.DIRECTION)


def compte(service, role: Role) -> Utilisateur:
    return embaucher(service, role, code=f"compte-{role}", courriel=f"{role}@exemple.fr")


def lecture_de(service, annee=2024):
    return lire_avec_precedente(service, annee)
