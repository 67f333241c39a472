"""Agreements that end: those whose reminder is due, and those that are over with nothing after them."""

import calendar
from datetime import date

from .models import Convention


def a_renouveler(user, jour: date) -> list[Convention]:
    """Return the agreements to renew, the one that ends first coming first.

    One is due `rappel_mois` months before its end, and until another with the same partner, for the same network,
    takes over. Those of a partner with whom the service no longer works are left.
    """
    conventions = list(
        Convention.objects.visible_par(user)
        .filter(partenaire__retire_le=None)
        .select_related("partenaire", "reseau")
    )
    dues = [
        une
        for une in conventions
        if une.fin and mois_avant(une.fin, une.rappel_mois) <= jour and not _est_suivie(une, conventions)
    ]
    return sorted(dues, key=lambda une: (une.fin, une.objet))


def _est_suivie(convention: Convention, autres: list[Convention]) -> bool:
    return any(
        (autre.partenaire_id, autre.reseau_id) == (convention.partenaire_id, convention.reseau_id)
        and autre.debut > convention.debut
        and (autre.fin is None or autre.fin > convention.fin)
        for autre in autres
    )


def mois_avant(jour: date, mois: int) -> date:
    """Return the same day some months before; the last of the month when it has no such day."""
    annee, rang = divmod(jour.year * 12 + jour.month - 1 - mois, 12)
    return date(annee, rang + 1, min(jour.day, calendar.monthrange(annee, rang + 1)[1]))
