"""An agenda as calendars read it: iCalendar (RFC 5545), each occurrence by itself. No youth, no observation."""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from django.conf import settings

from .lecture import Occurrence

FUSEAU = ZoneInfo(settings.TIME_ZONE)
LONGUEUR = 75  # octets a line, at most
# A calendar with no event must still hold something; hours are told in UTC, which needs no rule.
UTC_DIT = ("BEGIN:VTIMEZONE", "TZID:Etc/UTC", "BEGIN:STANDARD", "DTSTART:19700101T000000", "TZOFFSETFROM:+0000",
           "TZOFFSETTO:+0000", "TZNAME:UTC", "END:STANDARD", "END:VTIMEZONE")  # fmt: skip


def en_ics(titre: str, occurrences: Iterable[Occurrence], avec_noms: bool) -> bytes:
    """Return the calendar; cancelled occurrences are left out. `avec_noms`: say who is expected, by first names."""
    lignes = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Allervers//Agenda//FR",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"NAME:{_echapper(titre)}",
        f"X-WR-CALNAME:{_echapper(titre)}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        *UTC_DIT,
    ]
    for une in occurrences:
        if not une.est_annulee:
            lignes += _evenement(une, avec_noms)
    lignes.append("END:VCALENDAR")
    return b"".join(_plier(ligne) + b"\r\n" for ligne in lignes)


def _evenement(une: Occurrence, avec_noms: bool) -> Iterator[str]:
    noms = ", ".join(un.prenom or un.code for un in une.nommes) if avec_noms else ""
    change = _instant(une.change_le)
    yield "BEGIN:VEVENT"
    # The day of the rule never changes: an occurrence that is moved stays the same event.
    yield f"UID:{une.uuid}-{une.jour:%Y%m%d}@allervers" if une.recurrence else f"UID:{une.uuid}@allervers"
    yield f"DTSTAMP:{change}"
    yield f"LAST-MODIFIED:{change}"
    yield f"DTSTART:{_instant(une.debut.replace(tzinfo=FUSEAU))}"
    yield f"DURATION:PT{une.duree_minutes}M"
    yield f"SUMMARY:{_echapper(f'{une.intitule} ({noms})' if noms else une.intitule)}"
    if une.lieu_nom:
        yield f"LOCATION:{_echapper(une.lieu_nom)}"
    yield "END:VEVENT"


def _instant(quand: datetime) -> str:
    return f"{quand.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _echapper(texte: str) -> str:
    """Write a text value: its signs escaped, its line ends too, without the characters that no text may hold."""
    texte = re.sub(r"\r\n?", "\n", texte)
    texte = re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", "", texte)
    return re.sub(r"([\\;,])", r"\\\1", texte).replace("\n", "\\n")


def _plier(ligne: str) -> bytes:
    """Fold a line at 75 octets, never inside a character; the space that opens the next one counts."""
    plis, pli = [], b""
    for signe in ligne:
        octets = signe.encode()
        if len(pli) + len(octets) > LONGUEUR:
            plis.append(pli)
            pli = b" "
        pli += octets
    return b"\r\n".join([*plis, pli])
