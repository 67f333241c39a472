"""The targets of the service's project: what is planned for a figure of a year, beside what is counted."""

import hashlib
import json
from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from allervers.comptes.models import Service
from allervers.journal.operations import inscrire

from .models import Cible
from .operations import AnneePassee

# (table, row) → planned; an empty row is the total of the table.
Cibles = Mapping[tuple[str, str], int]


class CiblesModifieesEntreTemps(Exception):
    """Someone else set targets of that year since they were read; `actuelles` is what they are now."""

    def __init__(self, actuelles: Cibles):
        super().__init__("Quelqu'un d'autre vient de changer ce qui est prévu.")
        self.actuelles = actuelles


def cibles_de(service, annee: int) -> dict[tuple[str, str], int]:
    """Return what is planned for that year. One query."""
    lignes = Cible.objects.filter(service=service, annee=annee)
    return {
        (tableau, ligne): valeur
        for tableau, ligne, valeur in lignes.values_list("tableau", "ligne", "valeur")
    }


def empreinte_des_cibles(cibles: Cibles) -> str:
    """Return the SHA-256 of targets: it tells them from others."""
    return hashlib.sha256(
        json.dumps(sorted([*cle, valeur] for cle, valeur in cibles.items())).encode()
    ).hexdigest()


@transaction.atomic
def fixer_cibles(*, service, annee: int, cibles: Cibles, depuis: str, par, appareil="") -> None:
    """Make `cibles` all that is planned for `annee`. Writes the journal; nothing when it is so already.

    Raises AnneePassee: nobody sets a target once the year is over. Raises CiblesModifieesEntreTemps when they are no
    longer those of the fingerprint `depuis`.
    """
    if annee < timezone.localdate().year:
        raise AnneePassee(annee)
    Service.objects.select_for_update().get(pk=service.pk)
    anciennes = cibles_de(service, annee)
    if anciennes == cibles:
        return
    if empreinte_des_cibles(anciennes) != depuis:
        raise CiblesModifieesEntreTemps(anciennes)
    Cible.objects.filter(service=service, annee=annee).delete()
    Cible.objects.bulk_create(
        Cible(service=service, annee=annee, tableau=tableau, ligne=ligne, valeur=valeur)
        for (tableau, ligne), valeur in cibles.items()
    )
    inscrire(service=service, operation="fixer_cibles", par=par, appareil=appareil, details={"annee": annee})
