"""Load the demonstration year: the import folder beside this file, and accounts to look at it."""

from dataclasses import dataclass
from pathlib import Path

from allervers.comptes.models import Service, Utilisateur
from allervers.echanges.commandes import barre
from allervers.echanges.operations import importer

DOSSIER = Path(__file__).parent / "annee"
# The demonstration holds nothing but invented data, and listens on the machine's own address.
MOT_DE_PASSE = "terrils-et-corons-2024"


class DemonstrationRefusee(Exception):
    """The database holds a real service; the message, in French, says what to do."""


@dataclass(frozen=True)
class CompteDeDemonstration:
    courriel: str
    mot_de_passe: str
    role: str


def code_du_service() -> str:
    """Return the code of the demonstration service, as its import folder says it."""
    entetes, ligne = (DOSSIER / "service.csv").read_text("utf-8").splitlines()[:2]
    return dict(zip(entetes.split(";"), ligne.split(";"), strict=True))["code"]


def charger() -> list[CompteDeDemonstration]:
    """Import the demonstration (nothing new the second time) and open its accounts. Raises DemonstrationRefusee."""
    if Service.objects.exclude(code=code_du_service()).exists():
        raise DemonstrationRefusee(
            "Cette base contient déjà un service\u202f: la démonstration n'y sera pas mêlée. Choisissez un autre "
            "dossier de données, par exemple\u202f: ALLERVERS_DONNEES=/tmp/demo allervers demo"
        )
    with barre() as progression:
        importer(source=DOSSIER, progression=progression)
    comptes = []
    for utilisateur in Utilisateur.objects.filter(
        service__code=code_du_service(), courriel__isnull=False
    ).order_by("role", "code"):
        utilisateur.set_password(MOT_DE_PASSE)
        utilisateur.save(update_fields=["password"])
        comptes.append(
            CompteDeDemonstration(utilisateur.courriel, MOT_DE_PASSE, utilisateur.get_role_display())
        )
    return comptes
