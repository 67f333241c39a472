"""Periods of two files, put together without overlaps: pure functions over dates.

Where a youth has one status, or one situation, at a time: on each day, what began last prevails, as it would have in
one file; what it covers goes on afterwards. Where there can be several (teams, referents, other services), two
periods of the same one become one.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise


@dataclass(frozen=True)
class Tranche:
    """A period: `cle` names its row; `valeur`: what is true meanwhile; `rang`: who wins when both began that day."""

    cle: Hashable
    debut: date
    fin: date | None
    valeur: Hashable
    rang: tuple


@dataclass(frozen=True)
class Morceau:
    """What is left of a period: one piece, several when another one cut it, or none."""

    cle: Hashable
    debut: date
    fin: date | None


Arranger = Callable[[Sequence[Tranche]], list[Morceau]]


def superposer(tranches: Sequence[Tranche]) -> list[Morceau]:
    """Return the pieces in the order of time, none overlapping: on each day, what began last, `rang` deciding a tie.

    What goes on saying the same is not cut.
    """
    bornes = sorted({t.debut for t in tranches} | {t.fin for t in tranches if t.fin is not None})
    if not bornes:
        return []
    morceaux: list[Morceau] = []
    tenu: Tranche | None = None
    for debut, fin in [*pairwise(bornes), (bornes[-1], None)]:
        presentes = [t for t in tranches if t.debut <= debut and (t.fin is None or t.fin > debut)]
        if not presentes:
            tenu = None
            continue
        gagnante = max(presentes, key=lambda t: (t.debut, t.rang))
        if tenu in presentes and tenu.valeur == gagnante.valeur:
            gagnante = tenu
        if gagnante == tenu:
            morceaux[-1] = Morceau(tenu.cle, morceaux[-1].debut, fin)
        else:
            morceaux.append(Morceau(gagnante.cle, debut, fin))
        tenu = gagnante
    return morceaux


def unir(tranches: Sequence[Tranche]) -> list[Morceau]:
    """Return one piece for those of the same `valeur` that overlap, from the first day to the last."""
    morceaux = []
    for _, siennes in groupby(sorted(tranches, key=_par_valeur), key=lambda t: repr(t.valeur)):
        morceaux += _reunies(list(siennes))
    return morceaux


def _par_valeur(tranche: Tranche):
    return repr(tranche.valeur), tranche.debut, not tranche.rang[0]


def _reunies(tranches: Iterable[Tranche]) -> list[Morceau]:
    morceaux: list[Morceau] = []
    for t in tranches:
        dernier = morceaux[-1] if morceaux else None
        if dernier and (dernier.fin is None or t.debut < dernier.fin):
            fin = None if None in (dernier.fin, t.fin) else max(dernier.fin, t.fin)
            morceaux[-1] = Morceau(dernier.cle, dernier.debut, fin)
        else:
            morceaux.append(Morceau(t.cle, t.debut, t.fin))
    return morceaux
