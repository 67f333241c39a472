"""The days of the two years, and who is where: nobody works two places at once, nor more than ten hours a day."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import pairwise
from random import Random

JOURNEE = 10 * 60
LUNDI, MARDI, MERCREDI, JEUDI, VENDREDI, SAMEDI, DIMANCHE = range(7)


def jour(texte: str) -> date:
    return date.fromisoformat(texte)


FERIES = frozenset(
    map(
        jour,
        [
            "2023-01-01",
            "2023-04-10",
            "2023-05-01",
            "2023-05-08",
            "2023-05-18",
            "2023-05-29",
            "2023-07-14",
            "2023-08-15",
            "2023-11-01",
            "2023-11-11",
            "2023-12-25",
            "2024-01-01",
            "2024-04-01",
            "2024-05-01",
            "2024-05-08",
            "2024-05-09",
            "2024-05-20",
            "2024-07-14",
            "2024-08-15",
            "2024-11-01",
            "2024-11-11",
            "2024-12-25",
        ],
    )
)
# School holidays of the zone of Lille: first day without school, day of return.
VACANCES = tuple(
    (jour(debut), jour(retour))
    for debut, retour in (
        ("2022-12-17", "2023-01-03"), ("2023-02-11", "2023-02-27"), ("2023-04-15", "2023-05-02"),
        ("2023-07-08", "2023-09-04"), ("2023-10-21", "2023-11-06"), ("2023-12-23", "2024-01-08"),
        ("2024-02-24", "2024-03-11"), ("2024-04-20", "2024-05-06"), ("2024-07-06", "2024-09-02"),
        ("2024-10-19", "2024-11-04"), ("2024-12-21", "2025-01-06"),
    )
)  # fmt: skip


def est_en_vacances(le: date) -> bool:
    return any(debut <= le < retour for debut, retour in VACANCES)


def est_jour_d_ecole(le: date) -> bool:
    return le.weekday() <= VENDREDI and le not in FERIES and not est_en_vacances(le)


def jours(annee: int, semaine: Iterable[int] = range(DIMANCHE)) -> list[date]:
    """Return the working days of a year: no public holiday, and the service is closed at Christmas."""
    tous = (date(annee, 1, 1) + timedelta(n) for n in range(366))
    return [
        le
        for le in tous
        if le.year == annee and le.weekday() in semaine and le not in FERIES
        and (1, 2) < (le.month, le.day) < (12, 24)
    ]  # fmt: skip


def mois_entiers(debut: date, fin: date) -> int:
    return (fin.year - debut.year) * 12 + fin.month - debut.month - (fin.day < debut.day)


def recule(le: date, nb_mois: int) -> date:
    """Return the day `nb_mois` months before (the 28th at most: every month has one)."""
    rang = le.year * 12 + le.month - 1 - nb_mois
    return date(rang // 12, rang % 12 + 1, min(le.day, 28))


def au_hasard(alea: Random, debut: date, fin: date) -> date:
    """Return a day from `debut` to `fin`, both included."""
    return debut + timedelta(alea.randint(0, max(0, (fin - debut).days)))


def decoupe(alea: Random, total: int, choix: range) -> list[int]:
    """Return durations taken from `choix` that add up to `total` exactly; the last takes what is left."""
    if total < choix.start:
        raise ValueError(f"No time left: {total} minutes.")
    suite = []
    while total:
        duree = alea.choice(choix)
        if total - duree < choix.start:
            duree = total
        suite.append(duree)
        total -= duree
    return suite


def essais() -> Iterator[int]:
    """Yield as many tries as it is reasonable to make; then the year is too full, and that is a ValueError."""
    yield from range(5000)
    raise ValueError("No day left.")


class Agenda:
    """Who is busy when. The one asked first is the one who has worked least so far.

    `parts` is the part of a year that someone is there for (1 unless told).
    """

    def __init__(
        self, alea: Random, conges: dict[str, list[tuple[date, date]]], parts: dict[tuple[str, int], float]
    ):
        self.alea = alea
        self.conges = conges
        self.parts = parts
        self.minutes: Counter[tuple[str, int]] = Counter()
        self._pris: dict[tuple[str, date], list[tuple[int, int]]] = defaultdict(list)

    def est_libre(self, qui: str, le: date, heure: int, duree: int) -> bool:
        if any(debut <= le <= fin for debut, fin in self.conges.get(qui, ())):
            return False
        pris = self._pris[qui, le]
        return sum(b - a for a, b in pris) + duree <= JOURNEE and not any(
            heure < fin and debut < heure + duree for debut, fin in pris
        )

    def choisit(self, equipe: Iterable[str], nombre: int, le: date, heure: int, duree: int) -> list[str]:
        """Book `nombre` free members of the team, and return them; an empty list when there are not enough."""
        libres = [qui for qui in equipe if self.est_libre(qui, le, heure, duree)]
        if len(libres) < nombre:
            return []
        choisis = sorted(libres, key=lambda qui: self._charge(qui, le.year) + self.alea.random() * 3000)[
            :nombre
        ]
        for qui in choisis:
            self._pris[qui, le].append((heure, heure + duree))
            self.minutes[qui, le.year] += duree
        return sorted(choisis)

    def _charge(self, qui: str, annee: int) -> float:
        return self.minutes[qui, annee] / self.parts.get((qui, annee), 1)

    def conflits(self) -> Iterator[tuple[str, date]]:
        """Yield who would be in two places at once, or work too long, and when."""
        for (qui, le), pris in self._pris.items():
            if any(avant[1] > apres[0] for avant, apres in pairwise(sorted(pris))):
                yield qui, le
            if sum(b - a for a, b in pris) > JOURNEE:
                yield qui, le
