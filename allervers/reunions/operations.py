"""What leaves is noted: what was in it is not."""

from django.db import transaction

from allervers.journal.operations import inscrire

from .extrait import Extrait


@transaction.atomic
def remettre_extrait(*, extrait: Extrait, par, appareil="") -> None:
    """Note that `par` took the extract of a territory out of the service."""
    details = {"dates": extrait.dates, "nb": len(extrait.choisies)}
    inscrire(service=par.service, operation="remettre_extrait", par=par, appareil=appareil, details=details)
