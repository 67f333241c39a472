"""Purging again what a restored backup, or an import, brought back."""

from collections import defaultdict

from allervers.comptes.models import Service
from allervers.jeunes.models import Jeune
from allervers.sauvegarde import effacements

from .models import Bordereau, Origine
from .purge import effacer


def rejouer() -> list[Bordereau]:
    """Erase again every youth of the ledger that is in the database; each service has its bordereau.

    Called before the server answers anybody. Nothing is read but the ledger when it is empty.
    """
    effaces = sorted(effacements.effaces())
    revenus: dict[int, list[Jeune]] = defaultdict(list)
    for debut in range(0, len(effaces), 500):
        for jeune in Jeune.objects.filter(uuid__in=effaces[debut : debut + 500]):
            revenus[jeune.service_id].append(jeune)
    return [
        effacer(service=service, jeunes=revenus[service.pk], origine=Origine.RESTAURATION, par=None)
        for service in Service.objects.filter(pk__in=revenus)
    ]
