"""The days that a meeting looks back on, and those before them."""

from dataclasses import dataclass
from datetime import date, timedelta

SEMAINE = timedelta(7)
# A week is compared with as many weeks before it.
AVANT = 4


@dataclass(frozen=True)
class Periode:
    """From `debut` (included) to `fin` (excluded)."""

    debut: date
    fin: date

    @property
    def dernier_jour(self) -> date:
        return self.fin - timedelta(1)

    @property
    def avant(self) -> "Periode":
        """Return the days before, `AVANT` times as many: what one is used to."""
        return Periode(self.debut - AVANT * (self.fin - self.debut), self.debut)


def depuis_une_semaine(jour: date) -> Periode:
    """Return the seven days that end with `jour`."""
    return Periode(jour + timedelta(1) - SEMAINE, jour + timedelta(1))


def mois_dernier(jour: date) -> Periode:
    premier = jour.replace(day=1)
    return Periode((premier - timedelta(1)).replace(day=1), premier)
