"""Days, hours and hundredths, in the words of a note."""

from datetime import date
from decimal import Decimal

from allervers.dates import jour_en_lettres

JOURS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")


def jour(le: date, annee: bool = False) -> str:
    """Return « 1er mars », or « 1er mars 2024 »."""
    return jour_en_lettres(le, annee)


def du_au(premier: date, dernier: date | None) -> str:
    """Return « le 5 mars », « du 5 au 7 mars », « du 30 mars au 2 avril »."""
    if dernier is None or dernier == premier:
        return f"le {jour(premier)}"
    if premier.month == dernier.month and premier.year == dernier.year:
        return f"du {jour(premier).split()[0]} au {jour(dernier)}"
    return f"du {jour(premier)} au {jour(dernier, premier.year != dernier.year)}"


def heure(minutes: int) -> str:
    """Return « 14 h », « 14 h 30 »."""
    return f"{minutes // 60} h{f' {minutes % 60:02}' if minutes % 60 else ''}"


def en_lettres(centiemes: int) -> str:
    """Return hundredths as a number: « 0,72 », « 1 »."""
    return f"{(Decimal(centiemes) / 100).normalize():f}".replace(".", ",")
