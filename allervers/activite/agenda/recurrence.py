"""When something comes again. A value of days alone: no hour, so no change of hour can shift it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

JOURS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
UN_JOUR = timedelta(days=1)


@dataclass(frozen=True)
class Recurrence:
    """Every `toutes_les` weeks, on these days (Monday is 0), until `jusqu_au` included, or with no end."""

    toutes_les: int
    jours: frozenset[int]
    jusqu_au: date | None = None

    def jours_entre(self, depuis: date, debut: date, fin: date) -> Iterator[date]:
        """Yield its days from `debut` (included) to `fin` (excluded). Weeks are counted from the one of `depuis`."""
        premier_lundi = depuis - depuis.weekday() * UN_JOUR
        jour = max(depuis, debut)
        while jour < fin and (self.jusqu_au is None or jour <= self.jusqu_au):
            semaine = (jour - premier_lundi).days // 7
            if jour.weekday() in self.jours and semaine % self.toutes_les == 0:
                yield jour
            jour += UN_JOUR

    def premier_jour(self, depuis: date) -> date | None:
        """Return its first day from `depuis` on, or None when it ends before."""
        return next(self.jours_entre(depuis, depuis, depuis + (self.toutes_les + 1) * 7 * UN_JOUR), None)

    def __str__(self):
        jours = [JOURS[jour] for jour in sorted(self.jours)]
        if self.toutes_les > 1:
            dit = f"une semaine sur {self.toutes_les}, le " + _enumerer(jours)
        elif len(jours) == 7:
            dit = "tous les jours"
        else:
            dit = "tous les " + _enumerer([f"{jour}s" for jour in jours])
        return dit + (f", jusqu’au {self.jusqu_au:%d/%m/%Y}" if self.jusqu_au else "")


def _enumerer(mots: list[str]) -> str:
    return " et ".join(filter(None, [", ".join(mots[:-1]), mots[-1]]))
