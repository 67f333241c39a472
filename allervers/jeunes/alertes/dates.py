"""Dates as the trade counts them."""

from calendar import monthrange
from datetime import date


def plus_mois(jour: date, mois: int) -> date:
    """Return the same day some months later, or the last day of that month when it is shorter.

    Six months after the 31st of August is the 28th or the 29th of February.
    """
    annee, rang = divmod(jour.year * 12 + jour.month - 1 + mois, 12)
    if jour.day <= 28:
        return date(annee, rang + 1, jour.day)
    return date(annee, rang + 1, min(jour.day, monthrange(annee, rang + 1)[1]))
