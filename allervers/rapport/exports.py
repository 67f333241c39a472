"""A table as a file for a spreadsheet."""

import csv
import io

from allervers.tableaux.tableau import Cellule, Etat, Tableau


def en_csv(tableau: Tableau) -> str:
    """Return the table as Excel in France reads it: UTF-8 with BOM, semicolons, decimal commas, with totals."""
    sortie = io.StringIO()
    lignes = csv.writer(sortie, delimiter=";", lineterminator="\r\n")
    groupes = ["Groupe"] if tableau.groupes else []
    total = ["Total"] if tableau.totaux_lignes else []
    lignes.writerow([*groupes, "", *(_texte(colonne.libelle) for colonne in tableau.colonnes), *total])
    totaux = tableau.totaux_lignes or [None] * len(tableau.lignes)
    for entete, cellules, total_ligne in zip(tableau.lignes, tableau.cellules, totaux, strict=True):
        groupe = [_texte(entete.groupe or "")] if groupes else []
        valeurs = [_nombre(cellule) for cellule in cellules]
        lignes.writerow(
            [*groupe, _texte(entete.libelle), *valeurs, *([_nombre(total_ligne)] if total else [])]
        )
    if tableau.totaux_colonnes:
        valeurs = [_nombre(cellule) for cellule in tableau.totaux_colonnes]
        lignes.writerow(
            [*([""] if groupes else []), "Total", *valeurs, *([_nombre(tableau.total)] if total else [])]
        )
    return "\ufeff" + sortie.getvalue()


def _nombre(cellule: Cellule | None) -> str:
    match cellule:
        case None | Etat.NON_RENSEIGNE:
            return ""
        case Etat.NC:
            return "NC"
    return str(cellule).replace(".", ",")


def _texte(texte: str) -> str:
    """A label that a spreadsheet would run as a formula is quoted (OWASP, CSV injection)."""
    return f"'{texte}" if texte.startswith(("=", "+", "-", "@", "\t", "\r")) else texte
