"""Hours by team: facts about groups of at least three professionals, so that nobody reads a colleague's hours."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Sum

from allervers.activite.models import Intervenant
from allervers.comptes.models import Affectation, NomDEquipe

# In a team of two, each one would read the other's hours: the total, less one's own.
PROFESSIONNELS_AU_MOINS = 3
HORS_EQUIPE, PLUSIEURS = "", "*"
NOMS = {HORS_EQUIPE: "Hors équipe", PLUSIEURS: "Plusieurs équipes à la fois"}


@dataclass(frozen=True)
class TempsDEquipe:
    """The minutes of one or several teams; `professionnels` never leave the extraction."""

    codes: tuple[str, ...]
    minutes: int
    professionnels: frozenset[int]

    def avec(self, autre: "TempsDEquipe") -> "TempsDEquipe":
        return TempsDEquipe(
            self.codes + autre.codes,
            self.minutes + autre.minutes,
            self.professionnels | autre.professionnels,
        )


def reunir_les_petites(temps: Iterable[TempsDEquipe]) -> list[TempsDEquipe]:
    """Return the same minutes, the smallest teams told together until each has enough professionals."""
    file = sorted(temps, key=lambda un: (len(un.professionnels), un.codes))
    while len(file) > 1 and len(file[0].professionnels) < PROFESSIONNELS_AU_MOINS:
        une, autre, *suite = file
        file = sorted([une.avec(autre), *suite], key=lambda un: (len(un.professionnels), un.codes))
    return file


class ExtractionDesEquipes:
    """The class that inherits it holds the year and the service."""

    def heures_equipes(self):
        affectations = list(
            self._lignes(Affectation)
            .filter(self._dans_l_annee())
            .values_list("professionnel", "equipe__code", "equipe__nom", "debut", "fin")
        )
        # A service without teams has none to tell apart: its year is not read again.
        groupes = reunir_les_petites(self._temps_par_equipe(affectations)) if affectations else []
        noms = NOMS | {code: nom for _, code, nom, *_ in affectations}
        noms |= NomDEquipe.objects.de_l_annee(self.service, self.annee)
        lignes = sorted((" et ".join(sorted(noms[code] for code in un.codes)), un) for un in groupes)
        return {
            "equipe": ["+".join(sorted(un.codes)) for _, un in lignes],
            "nom": [nom for nom, _ in lignes],
            "minutes": [un.minutes for _, un in lignes],
            "ordre": list(range(len(lignes))),
        }

    def _temps_par_equipe(self, affectations) -> list[TempsDEquipe]:
        """Each professional's time goes to the team of that day."""
        siennes = defaultdict(list)
        for professionnel, equipe, _, debut, fin in affectations:
            siennes[professionnel].append((equipe, debut, fin))
        minutes, professionnels = defaultdict(int), defaultdict(set)
        journees = (
            self._lignes(Intervenant, intervention__date__gte=self.debut, intervention__date__lt=self.fin)
            .values_list("professionnel", "intervention__date")
            .annotate(Sum("intervention__duree_minutes"))
        )
        for professionnel, jour, duree in journees:
            du_jour = {
                equipe
                for equipe, debut, fin in siennes[professionnel]
                if debut <= jour and (fin is None or fin > jour)
            }
            code = PLUSIEURS if len(du_jour) > 1 else next(iter(du_jour), HORS_EQUIPE)
            minutes[code] += duree
            professionnels[code].add(professionnel)
        return [
            TempsDEquipe((code,), nombre, frozenset(professionnels[code])) for code, nombre in minutes.items()
        ]
