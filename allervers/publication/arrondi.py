"""Controlled rounding: every count becomes a neighbouring multiple of 5, and every relation still holds.

The problem is that of Cox (1987, « A constructive procedure for unbiased controlled rounding ») and of
Salazar-González (2005, « A unified mathematical programming framework for different statistical disclosure
limitation methods »), solved as an integer program by HiGHS; the method is among those that the Eurostat
handbook on statistical disclosure control describes for tables of frequencies.

Why no count can be found again. The rounded counts obey every relation that the true ones obey: they are those
of a possible service, where persons go by fives. Add one or two persons to that service: nobody who knows the
published figures, the largest error (4) and one person's record can tell it from the true one. So each count
keeps several possible values. This supposes that a person counts once in a count: totals where one may count
several times are not published (`declaration.TOTAUX_NON_PUBLIES`); réorientations, of which few youths have more
than one, are.

Which of the two multiples is chosen depends on a threshold drawn for each count from a secret `sel`: up when the
remainder passes it. The sum of these preferences is what the program minimises: with thresholds at one half it
would be the sum of the distances, and the nearest rounding could be run backwards. With thresholds anywhere
between 0 and 1, a count that stands alone is rounded without bias (up with probability remainder / 5), and any
true counts within reach could have given the figures that are published.
"""

import json
from collections.abc import Mapping, Sequence
from hashlib import blake2b

import highspy
import numpy as np

# `highspy.Highs` writes a banner on the standard output as soon as it is built, and a command may write JSON there.
from highspy.highs import _Highs as Solveur

from .cube import Cle, Cube, Relation

BASE = 5
TAILLE_DU_SEL = 32
# When no rounding to the neighbouring multiples exists, the next ones are tried, at a cost that keeps them few.
PAS_DE_PLUS = (0, 1, 2)
COUT_D_UN_PAS = 10.0
# The same on any machine: one thread, a fixed seed, and the proven optimum (which the thresholds make unique).
OPTIONS = {
    "output_flag": False, "threads": 1, "random_seed": 0, "mip_rel_gap": 0.0, "time_limit": 60.0,
}  # fmt: skip


class ArrondiImpossible(ArithmeticError):
    """No rounding was found; the message, in French, says so. Nothing may then be published."""


def arrondir(cube: Cube, *, sel: bytes) -> dict[Cle, int]:
    """Return a multiple of 5 for each count of the cube: the same for the same counts and the same `sel`.

    An exact multiple stays, and a zero with it. Raises ArrondiImpossible, and ValueError for a `sel` of another
    size than 32 bytes.
    """
    if len(sel) != TAILLE_DU_SEL:
        raise ValueError(f"sel: {TAILLE_DU_SEL} bytes are needed")
    reperes = list(cube.valeurs)
    for pas in PAS_DE_PLUS:
        multiples = _resoudre(reperes, cube.valeurs, cube.relations, sel, pas)
        if multiples is not None:
            return {repere: BASE * multiple for repere, multiple in zip(reperes, multiples, strict=True)}
    raise ArrondiImpossible(
        "Aucun arrondi ne garde ces tableaux justes\u202f: la forme publiable ne peut pas être produite."
    )


def _resoudre(
    reperes: Sequence[Cle], valeurs: Mapping[Cle, int], relations: Sequence[Relation], sel: bytes, pas: int
) -> list[int] | None:
    """Return the multiples of 5 that cost least, in fives; None when no rounding exists.

    A count is its lower multiple, plus one when rounded up (a 0-1 variable), plus or minus up to `pas` more.
    """
    nombre = len(reperes)
    exacts = np.array([valeurs[repere] for repere in reperes])
    bas, restes = np.divmod(exacts, BASE)
    hausse = (restes > 0).astype(float)
    plus = np.where(exacts > 0, float(pas), 0.0)
    moins = np.minimum(bas, pas).astype(float)
    seuils = np.array([_seuil(repere, sel) for repere in reperes])
    rangs = {repere: rang for rang, repere in enumerate(reperes)}

    modele = highspy.HighsLp()
    modele.num_col_, modele.num_row_ = 3 * nombre, len(relations)
    modele.col_cost_ = np.concatenate([seuils - restes / BASE, np.full(2 * nombre, COUT_D_UN_PAS)])
    modele.col_lower_ = np.zeros(3 * nombre)
    modele.col_upper_ = np.concatenate([hausse, plus, moins])
    modele.integrality_ = [highspy.HighsVarType.kInteger] * (3 * nombre)
    debuts, colonnes, coefficients, manques = [0], [], [], []
    for relation in relations:
        for repere, coefficient in relation.termes:
            rang = rangs[repere]
            colonnes += [rang, nombre + rang, 2 * nombre + rang]
            coefficients += [coefficient, coefficient, -coefficient]
        debuts.append(len(colonnes))
        manques.append(-sum(coefficient * bas[rangs[repere]] for repere, coefficient in relation.termes))
    modele.row_lower_ = np.array(manques, dtype=float)
    modele.row_upper_ = np.array(
        [m if relation.est_egalite else np.inf for relation, m in zip(relations, manques, strict=True)]
    )
    modele.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    modele.a_matrix_.start_ = np.array(debuts)
    modele.a_matrix_.index_ = np.array(colonnes)
    modele.a_matrix_.value_ = np.array(coefficients, dtype=float)

    solveur = Solveur()
    for option, valeur in OPTIONS.items():
        solveur.setOptionValue(option, valeur)
    solveur.passModel(modele)
    solveur.run()
    statuts = highspy.HighsModelStatus
    if solveur.getModelStatus() not in (statuts.kOptimal, statuts.kModelEmpty):
        return None
    hausses, plus, moins = np.rint(solveur.getSolution().col_value).astype(int).reshape(3, nombre)
    return (bas + hausses + plus - moins).tolist()


def _seuil(repere: Cle, sel: bytes) -> float:
    """A number between 0 and 1, drawn for this count: nobody can guess it without `sel`."""
    population, choix = repere
    texte = json.dumps([population, sorted(choix)])
    return int.from_bytes(blake2b(texte.encode(), key=sel, digest_size=8).digest()) / 2**64
