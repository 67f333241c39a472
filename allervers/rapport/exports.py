"""A table as a file for a spreadsheet."""

import csv
import io
from collections.abc import Iterator
from decimal import Decimal

from allervers.tableaux.tableau import Cellule, Entete, Etat, Tableau


def en_csv(tableau: Tableau) -> str:
    """Return the table as Excel in France reads it: UTF-8 with BOM, semicolons, decimal commas, with totals."""
    sortie = io.StringIO()
    csv.writer(sortie, delimiter=";", lineterminator="\r\n").writerows(_lignes(tableau))
    return "\ufeff" + sortie.getvalue()


def _lignes(tableau: Tableau) -> Iterator[list[str]]:
    a_des_groupes = bool(tableau.groupes)
    a_des_totaux = tableau.totaux_lignes is not None

    def ligne(groupe: str, libelle: str, valeurs: list[str], total: str) -> list[str]:
        return [*[groupe] * a_des_groupes, libelle, *valeurs, *[total] * a_des_totaux]

    yield ligne("Groupe", "", [_titre(colonne) for colonne in tableau.colonnes], "Total")
    totaux = tableau.totaux_lignes or [None] * len(tableau.lignes)
    for groupe, lignes in tableau.lignes_par_groupe():
        nom = _texte(groupe.libelle) if groupe else ""
        for entete, rang in lignes:
            yield ligne(nom, _texte(entete.libelle), _nombres(tableau.cellules[rang]), _nombre(totaux[rang]))
        if groupe:
            yield ligne(nom, "Sous-total", _nombres(groupe.cellules), _nombre(groupe.total))
    if tableau.totaux_colonnes is not None:
        yield ligne("", "Total", _nombres(tableau.totaux_colonnes), _nombre(tableau.total))


def _titre(colonne: Entete) -> str:
    """Two communes can have an action of the same name: a grouped column says its group."""
    return _texte(f"{colonne.groupe}\u202f: {colonne.libelle}" if colonne.groupe else colonne.libelle)


def _nombres(cellules: tuple[Cellule, ...]) -> list[str]:
    return [_nombre(cellule) for cellule in cellules]


def _nombre(cellule: Cellule | None) -> str:
    match cellule:
        case None | Etat.NON_RENSEIGNE:
            return ""
        case Etat():
            return cellule.value
    return f"{cellule:f}".replace(".", ",") if isinstance(cellule, Decimal) else str(cellule)


def _texte(texte: str) -> str:
    """A label that a spreadsheet would run as a formula is quoted (OWASP, CSV injection)."""
    return f"'{texte}" if texte.startswith(("=", "+", "-", "@", "\t", "\r")) else texte
