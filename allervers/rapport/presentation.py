"""From a `Tableau` to what a page shows: French numbers, header rows, one table a group of columns."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby

from babel.numbers import format_decimal

from allervers.tableaux.tableau import Cellule, Entete, Etat, Tableau


@dataclass(frozen=True)
class CelluleAffichee:
    """`texte` is what is seen; `dite` what is read aloud when a sign says too little; `genre` its look."""

    texte: str
    dite: str = ""
    genre: str = ""


@dataclass(frozen=True)
class LigneAffichee:
    entete: Entete
    cellules: tuple[CelluleAffichee, ...]


@dataclass(frozen=True)
class BlocAffiche:
    """Rows of one group, under the row of its subtotals (`groupe` None: no group)."""

    groupe: LigneAffichee | None
    lignes: tuple[LigneAffichee, ...]


@dataclass(frozen=True)
class GrilleAffichee:
    """One HTML table. A table whose columns are grouped (the actions of a commune) is cut in several."""

    id: str
    legende: str
    titre: str | None
    colonnes: tuple[Entete, ...]
    blocs: tuple[BlocAffiche, ...]
    total: LigneAffichee | None
    est_large: bool


@dataclass(frozen=True)
class TableauAffiche:
    tableau: Tableau
    grilles: tuple[GrilleAffichee, ...]
    base: str


LARGE = 7
TOTAL = Entete("total", "Total")


def presenter(tableau: Tableau) -> TableauAffiche:
    """Return all that the page shows of `tableau`."""
    return TableauAffiche(tableau, tuple(_grilles(tableau)), nombre(tableau.base, tableau.decimales))


def nombre(valeur: Cellule | None, decimales: int = 0) -> str:
    """Return a number as it is written in French: 7 682,98. A whole number shows decimals only when asked."""
    if valeur is None or isinstance(valeur, Etat):
        return afficher(valeur, decimales).texte
    if decimales:
        motif = "#,##0." + "0" * decimales
    else:
        motif = "#,##0" if valeur == int(valeur) else "#,##0.##"
    # The narrow no-break space is what separates thousands in French.
    return format_decimal(Decimal(valeur), motif, locale="fr").replace("\xa0", "\u202f")


def afficher(cellule: Cellule | None, decimales: int = 0) -> CelluleAffichee:
    """Return how one cell looks: a zero is quiet, an unknown value is a dash that says what it means."""
    match cellule:
        case None | Etat.NON_RENSEIGNE:
            return CelluleAffichee("–", "non renseigné", "vide")
        case Etat.NC:
            return CelluleAffichee("NC", "non communiqué", "vide")
    return CelluleAffichee(nombre(cellule, decimales), genre="zero" if cellule == 0 else "")


def _grilles(tableau: Tableau) -> Iterator[GrilleAffichee]:
    rangs = range(len(tableau.colonnes))
    parties = [
        (nom, list(groupe)) for nom, groupe in groupby(rangs, lambda rang: tableau.colonnes[rang].groupe)
    ]
    for numero, (nom, colonnes) in enumerate(parties):
        # The row totals of a table cut in several would count other columns than those shown.
        yield _grille(tableau, colonnes, nom, numero, avec_totaux=len(parties) == 1 and nom is None)


def _grille(
    tableau: Tableau, rangs: list[int], nom: str | None, numero: int, avec_totaux: bool
) -> GrilleAffichee:
    colonnes = [tableau.colonnes[rang] for rang in rangs]
    avec_totaux = avec_totaux and tableau.totaux_lignes is not None
    # « Total » comes after what it adds up, before the columns « dont … ».
    place = sum(not colonne.est_hors_total for colonne in colonnes)

    def ligne(entete: Entete, cellules, total) -> LigneAffichee:
        affichees = [afficher(cellules[rang], tableau.decimales) for rang in rangs]
        if avec_totaux:
            affichees.insert(place, replace(afficher(total, tableau.decimales), genre="total"))
        return LigneAffichee(entete, tuple(affichees))

    totaux = tableau.totaux_lignes or [None] * len(tableau.lignes)
    blocs = [
        BlocAffiche(
            groupe and ligne(Entete("", groupe.libelle), groupe.cellules, groupe.total),
            tuple(ligne(entete, tableau.cellules[rang], totaux[rang]) for entete, rang in lignes),
        )
        for groupe, lignes in tableau.lignes_par_groupe()
    ]
    if avec_totaux:
        colonnes.insert(place, TOTAL)
    return GrilleAffichee(
        id=f"{tableau.id}-{numero}",
        legende=f"{tableau.titre}{f' : {nom}' if nom else ''}",
        titre=nom,
        colonnes=tuple(colonnes),
        blocs=tuple(blocs),
        total=ligne(TOTAL, tableau.totaux_colonnes, tableau.total) if tableau.totaux_colonnes else None,
        est_large=len(colonnes) >= LARGE,
    )
