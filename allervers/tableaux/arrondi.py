"""Rounding that keeps sums: what is shown adds up to the total that is shown."""

from collections.abc import Sequence
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from fractions import Fraction


def arrondir(valeur: Fraction, decimales: int) -> Decimal:
    """Return `valeur` rounded to `decimales`, halves away from zero."""
    unite = Decimal(1).scaleb(-decimales)
    return (Decimal(valeur.numerator) / Decimal(valeur.denominator)).quantize(unite, ROUND_HALF_UP)


def arrondir_ensemble(valeurs: Sequence[Fraction], decimales: int) -> list[Decimal]:
    """Return the values rounded so that they add up to their rounded sum (largest remainder method).

    Each is rounded down, then what is missing goes, one unit each, to the largest remainders; the first wins
    a tie. No value moves by a whole unit.
    """
    unite = Decimal(1).scaleb(-decimales)
    unites = [valeur * 10**decimales for valeur in valeurs]
    bas = [valeur.numerator // valeur.denominator for valeur in unites]
    manque = int(arrondir(sum(valeurs, Fraction()), decimales).scaleb(decimales)) - sum(bas)
    par_reste = sorted(range(len(valeurs)), key=lambda rang: bas[rang] - unites[rang])
    gagnants = set(par_reste[:manque])
    return [
        (Decimal(bas[rang] + (rang in gagnants)) * unite).quantize(unite, ROUND_FLOOR)
        for rang in range(len(valeurs))
    ]


def pourcentages(effectifs: Sequence[int], decimales: int) -> list[Decimal]:
    """Return the shares of `effectifs`, in percent, adding up to 100 exactly; all 0 when their sum is 0."""
    total = sum(effectifs)
    return arrondir_ensemble([Fraction(100 * effectif, total or 1) for effectif in effectifs], decimales)
