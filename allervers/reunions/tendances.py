"""Whether a tag is seen more often than usual: shares of outings, compared exactly. Pure functions."""

from enum import StrEnum

# A share that is so many times another is a trend; what is seen, or expected, less often says nothing. The page says so
# too, in words (`templates/reunions/_remarques.html`).
FOIS, ASSEZ = (3, 2), 2


class Tendance(StrEnum):
    NOUVELLE = "nouveau"
    HAUSSE = "plus que d’habitude"
    STABLE = "comme d’habitude"
    BAISSE = "moins que d’habitude"

    @property
    def est_montante(self) -> bool:
        return self in (Tendance.NOUVELLE, Tendance.HAUSSE)


def tendance(nb: int, sorties: int, nb_avant: int, sorties_avant: int) -> Tendance | None:
    """Return how `nb` outings out of `sorties` compare with `nb_avant` out of `sorties_avant`; None when that is too
    little to say anything, or when there was nothing before to compare with.

    More: at least half as often again. Less: the other way round.
    """
    if not sorties or not sorties_avant:
        return None
    # Both shares, over the same denominator.
    maintenant, avant = nb * sorties_avant, nb_avant * sorties
    if max(maintenant, avant) < ASSEZ * sorties_avant:
        return None
    if not nb_avant:
        return Tendance.NOUVELLE
    plus, moins = FOIS
    if maintenant * moins >= avant * plus:
        return Tendance.HAUSSE
    if avant * moins >= maintenant * plus:
        return Tendance.BAISSE
    return Tendance.STABLE
