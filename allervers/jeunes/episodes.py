"""An accompaniment is a maximal run of statuses that count, each following the other to the day."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from allervers.referentiel.valeur import Referentiel


@dataclass(frozen=True)
class Episode:
    """From `debut` (included) to `fin` (excluded; None while it lasts)."""

    debut: date
    fin: date | None


def accompagnements(periodes: Iterable[tuple[date, date | None, bool]]) -> list[Episode]:
    """Return the accompaniments of a youth, from (debut, fin, counts) in the order of time.

    A youth who comes back begins another one, unless it is on the very day of the end.
    """
    episodes: list[Episode] = []
    for debut, fin, compte in periodes:
        if not compte:
            continue
        if episodes and episodes[-1].fin == debut:
            episodes[-1] = replace(episodes[-1], fin=fin)
        else:
            episodes.append(Episode(debut, fin))
    return episodes


def termine(listes: Referentiel, depuis: str, vers: str | None) -> bool:
    """Return whether an accompaniment ends there: a status that counts is followed by one that does not, or by none."""
    avant, apres = listes.statut(depuis), listes.statut(vers) if vers else None
    compte_apres = apres is not None and apres.compte_comme_accompagne
    return avant is not None and avant.compte_comme_accompagne and not compte_apres
