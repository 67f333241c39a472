"""This year beside the year before, by the same rule."""

from dataclasses import dataclass
from decimal import Decimal

from allervers.tableaux.tableau import Cellule, Etat, Tableau

from .presentation import nombre, noms_distincts


@dataclass(frozen=True)
class Difference:
    """One row of a table, this year and the year before; `ecart` is None when one of them is not a number."""

    libelle: str
    valeur: Cellule
    precedente: Cellule | None
    ecart: int | Decimal | None


def comparer(tableau: Tableau, precedent: Tableau) -> list[Difference]:
    """Return the total of each row, then the grand total, beside those of the year before, found by their code.

    Nothing to compare: an empty list. An action is of one year: only the grand total of actions is compared.
    """
    lignes = () if tableau.axes[0] == "action" else tableau.lignes
    avant = {entete.code: precedent.total_de_ligne(rang) for rang, entete in enumerate(precedent.lignes)}
    differences = [
        _difference(libelle, valeur, avant.get(entete.code, 0))
        for rang, (entete, libelle) in enumerate(zip(lignes, noms_distincts(lignes), strict=True))
        if (valeur := tableau.total_de_ligne(rang)) is not None
    ]
    if tableau.total is not None and precedent.total is not None:
        differences.append(_difference("Total", tableau.total, precedent.total))
    return differences


def rappeler(tableau: Tableau, precedent: Tableau | None, annee: int) -> str:
    """Return the sentence that stands under a table: « En 2023 : 182 (+ 13) ». Empty without a total to compare.

    A rule that is younger than the year before is said instead of compared (design §5).
    """
    if precedent is None or tableau.total is None or isinstance(tableau.total, Etat):
        return ""
    if tableau.depuis is not None and tableau.depuis > annee - 1:
        return f"La règle de ce tableau a changé en {tableau.depuis} : pas de comparaison avec {annee - 1}."
    if precedent.total is None or isinstance(precedent.total, Etat):
        return ""
    valeur = nombre(precedent.total, tableau.decimales)
    return f"En {annee - 1} : {valeur} ({en_signe(tableau.total - precedent.total, tableau.decimales)})."


def en_signe(ecart: int | Decimal, decimales: int = 0) -> str:
    """Return a difference with its sign: « + 13 », « − 4 », « = »."""
    if ecart == 0:
        return "="
    return f"{'+' if ecart > 0 else '−'}\u00a0{nombre(abs(ecart), decimales)}"


def _difference(libelle: str, valeur: Cellule, precedente: Cellule | None) -> Difference:
    sont_nombres = not isinstance(valeur, Etat) and not isinstance(precedente, Etat | None)
    return Difference(libelle, valeur, precedente, valeur - precedente if sont_nombres else None)
