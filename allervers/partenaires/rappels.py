"""Agreements that end: those whose reminder is due, and those that are over with nothing after them."""

import calendar
from collections import defaultdict
from datetime import date

from .models import Convention


def a_renouveler(user, jour: date) -> list[Convention]:
    """Return the agreements to renew, the one that ends first coming first.

    One is due `rappel_mois` months before its end, and for a year after, unless another with the same partner, for the
    same network, takes over. Those of a partner with whom the service no longer works are left.
    """
    semblables = defaultdict(list)
    for une in (
        Convention.objects.visible_par(user)
        .filter(partenaire__retire_le=None)
        .select_related("partenaire", "reseau")
    ):
        semblables[une.partenaire_id, une.reseau_id].append(une)
    dues = [
        une
        for siennes in semblables.values()
        for une in siennes
        if une.fin
        and mois_avant(une.fin, une.rappel_mois) <= jour
        and mois_avant(jour, 12) < une.fin
        and not any(_suit(autre, une) for autre in siennes)
    ]
    return sorted(dues, key=lambda une: (une.fin, une.objet))


def _suit(autre: Convention, une: Convention) -> bool:
    return autre.debut > une.debut and (autre.fin is None or autre.fin > une.fin)


def mois_avant(jour: date, mois: int) -> date:
    """Return the same day some months before; the last of the month when it has no such day."""
    annee, rang = divmod(jour.year * 12 + jour.month - 1 - mois, 12)
    return date(annee, rang + 1, min(jour.day, calendar.monthrange(annee, rang + 1)[1]))
