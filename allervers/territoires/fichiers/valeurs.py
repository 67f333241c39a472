"""What the lines of a place give for the columns that were chosen: its figure, or a sum where a sum is exact.

The numbers of persons of the IRIS of a commune add up to that of the commune. Their shares, means and medians do not:
these are refused. A share is exact again when it is made of two sums.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ..indicateurs import dire, invraisemblable
from .lecture import ChiffreRefuse, Fichier, Ligne, arrondir, lire_chiffre

# « P21_POP »: the census counts, and estimates its counts with decimals.
_DU_RECENSEMENT = re.compile(r"[PC]\d{2}_")
_NE_S_ADDITIONNE_PAS = {
    "part", "parts", "taux", "tx", "pct", "pourcentage", "ratio", "indice", "densite", "moyen", "moyenne", "moy",
    "median", "mediane", "med", "quartile", "decile", "gini",
    "disp", "dec",  # what the INSEE says of incomes
}  # fmt: skip
_EN_PARTS = "Choisissez l’effectif, et «\u00a0en % de\u00a0» son total."


@dataclass(frozen=True)
class Faute:
    """A cell that cannot be taken: its line and its column in the file, and why."""

    ligne: int
    colonne: str
    raison: str


class CaseFausse(ValueError):
    def __init__(self, ligne: int, colonne: str, raison: str):
        super().__init__(raison)
        self.faute = Faute(ligne, colonne, raison)


class SommeRefusee(ValueError):
    """The lines of a place do not give its figure; the message, in French, says why and what to do."""


@dataclass(frozen=True)
class Donnee:
    """A figure. `valeur` None: not communicated, for these `secrets` when the place has several lines."""

    valeur: Decimal | None
    secrets: tuple[str, ...] = ()


def donnee(
    fichier: Fichier, lignes: Sequence[Ligne], colonnes: Sequence[str], indicateur: str
) -> Donnee | None:
    """Return what `lignes` give for the indicator called so: a column, or one in per cent of the other.

    None when nothing is there. Raises CaseFausse, SommeRefusee.
    """
    lues = {colonne: [_lire(fichier, ligne, colonne) for ligne in lignes] for colonne in colonnes}
    if any(case is _VIDE for cases in lues.values() for case in cases):
        if len(lignes) == 1 or all(case is _VIDE for cases in lues.values() for case in cases):
            return None
        raise SommeRefusee("Des cases sont vides\u202f: la somme ne serait pas entière.")
    if len(lignes) > 1:
        _verifier_la_somme(lues, indicateur, dict(zip(fichier.colonnes, fichier.libelles, strict=True)))
    if secrets := [
        ligne.code for rang, ligne in enumerate(lignes) if any(cases[rang] is None for cases in lues.values())
    ]:
        return Donnee(None, tuple(secrets) if len(lignes) > 1 else ())
    nombre, *base = (sum(cases) for cases in lues.values())
    if base and base[0] <= 0:
        raise CaseFausse(lignes[0].numero, colonnes[1], "on ne peut pas rapporter à zéro")
    valeur = arrondir(
        100 * nombre / base[0] if base else nombre, est_une_part=bool(base) or "%" in indicateur
    )
    if raison := invraisemblable(indicateur, valeur):
        raise CaseFausse(lignes[0].numero, colonnes[0], f"{raison}\u202f: {dire(valeur)}")
    return Donnee(valeur)


_VIDE = object()


def _lire(fichier: Fichier, ligne: Ligne, colonne: str):
    """Return the figure of a cell; None when it is not communicated."""
    case = ligne.cellules[fichier.colonnes.index(colonne)]
    try:
        return lire_chiffre(case) if case else _VIDE
    except ChiffreRefuse as refus:
        raise CaseFausse(ligne.numero, colonne, f"{refus}\u202f: «\u00a0{case}\u00a0»") from None


def _verifier_la_somme(
    lues: dict[str, list[Decimal | None]], indicateur: str, libelles: Mapping[str, str]
) -> None:
    if len(lues) == 1 and _ne_s_additionne_pas(indicateur):
        raise SommeRefusee(f"Une part, une moyenne ou une médiane ne s’additionne pas. {_EN_PARTS}")
    for colonne, cases in lues.items():
        if _DU_RECENSEMENT.match(colonne):
            continue
        if _ne_s_additionne_pas(f"{colonne} {libelles[colonne]}"):
            raise SommeRefusee(
                f"«\u00a0{colonne}\u00a0» est une part, une moyenne ou une médiane\u202f: elle ne s’additionne pas. "
                f"{_EN_PARTS}"
            )
        if any(case is not None and case % 1 for case in cases):
            raise SommeRefusee(
                f"«\u00a0{colonne}\u00a0» a des décimales\u202f: rien ne dit que c’est un effectif, qui s’additionne."
            )


def _ne_s_additionne_pas(nom: str) -> bool:
    sans_accents = unicodedata.normalize("NFD", nom.casefold()).encode("ascii", "ignore").decode()
    return "%" in nom or not _NE_S_ADDITIONNE_PAS.isdisjoint(re.findall("[a-z]+", sans_accents))
