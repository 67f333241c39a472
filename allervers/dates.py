"""Days and moments in words, as French writes them: the first of a month is « 1er »."""

import re
from datetime import date, datetime
from functools import lru_cache

from babel.dates import format_date, format_datetime


@lru_cache(4096)
def jour_en_lettres(jour: date, annee: bool = True) -> str:
    """Return « 1er septembre 2024 », or « 1er septembre ». A list says the same days again and again."""
    return _premier(format_date(jour, "d MMMM y" if annee else "d MMMM", locale="fr"))


def moment_en_lettres(instant: datetime) -> str:
    """Return « 1er septembre 2024 à 9 h 05 », in the time zone of `instant`."""
    return _premier(format_datetime(instant, "d MMMM y 'à' H 'h' mm", instant.tzinfo, locale="fr"))


def _premier(texte: str) -> str:
    return re.sub(r"^1 ", "1er ", texte)
