"""A table of the report, as one frozen value: what renderers, exports and the coherence check take."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum


class Etat(Enum):
    """What a cell says when it holds no number. (A zero is a number.)"""

    NON_RENSEIGNE = "non renseigné"
    NC = "NC"


Cellule = int | Decimal | Etat


@dataclass(frozen=True)
class Entete:
    """The header of a row or of a column. `precisions` are its texts (partners, funders…), as (label, text).

    One that is `est_hors_total` does not enter the sums; one that is `est_facultatif` is left out when empty.
    """

    code: str
    libelle: str
    groupe: str | None = None
    precisions: tuple[tuple[str, str], ...] = ()
    est_hors_total: bool = False
    est_facultatif: bool = False


@dataclass(frozen=True)
class Groupe:
    """A group of rows, with its own subtotal: computed, since distinct youths do not add up."""

    libelle: str
    cellules: tuple[Cellule, ...]
    total: Cellule | None


@dataclass(frozen=True)
class Tableau:
    """Cells stand row by row. `totaux_lignes` has one total a row, `totaux_colonnes` one a column.

    `est_additif`: the margins are the sums of their cells (a column « dont … » apart). Otherwise a youth can
    stand in several rows, and the margins count each youth once.
    `base` is the number of distinct units of `population`, `regle` how they are counted, in French, and
    `depuis` the year since which that rule is in force. One that is `est_facultatif` is left out of a report while
    it has no row.
    """

    id: str
    titre: str
    unite: str
    population: str
    regle: str
    lignes: tuple[Entete, ...]
    colonnes: tuple[Entete, ...]
    cellules: tuple[tuple[Cellule, ...], ...]
    totaux_lignes: tuple[Cellule, ...] | None = None
    totaux_colonnes: tuple[Cellule, ...] | None = None
    total: Cellule | None = None
    base: int | Decimal | None = None
    est_additif: bool = True
    est_facultatif: bool = False
    groupes: tuple[Groupe, ...] = ()
    notes: tuple[str, ...] = ()
    decimales: int = 0
    axes: tuple[str, str] = ("", "")
    depuis: int | None = None

    def cellule(self, ligne: str, colonne: str) -> Cellule:
        """Return the cell at these two labels. Raises KeyError when there is no such row or column."""
        return self.cellules[_rang(self.lignes, ligne)][_rang(self.colonnes, colonne)]

    def total_de_ligne(self, rang: int) -> Cellule | None:
        """Return the total of a row, or its cell in a table of one column (« dont … » apart); None otherwise."""
        if self.totaux_lignes is not None:
            return self.totaux_lignes[rang]
        comptees = [place for place, colonne in enumerate(self.colonnes) if not colonne.est_hors_total]
        return self.cellules[rang][comptees[0]] if len(comptees) == 1 else None

    def lignes_par_groupe(self) -> list[tuple[Groupe | None, list[tuple[Entete, int]]]]:
        """Return the rows in order, gathered by group, each with its rank; ungrouped rows under None."""
        groupes = {groupe.libelle: groupe for groupe in self.groupes}
        suite: list[tuple[Groupe | None, list[tuple[Entete, int]]]] = []
        for rang, ligne in enumerate(self.lignes):
            groupe = groupes.get(ligne.groupe)
            if not suite or suite[-1][0] is not groupe:
                suite.append((groupe, []))
            suite[-1][1].append((ligne, rang))
        return suite

    def en_json(self) -> dict:
        """Return the table as plain values: null for an unknown cell, « NC » for one not communicated."""
        return {
            "id": self.id,
            "titre": self.titre,
            "unite": self.unite,
            "population": self.population,
            "regle": self.regle,
            "regle_depuis": self.depuis,
            "lignes": [ligne.libelle for ligne in self.lignes],
            "colonnes": [colonne.libelle for colonne in self.colonnes],
            "cellules": [[_simple(cellule) for cellule in ligne] for ligne in self.cellules],
            "totaux_lignes": self.totaux_lignes and [_simple(total) for total in self.totaux_lignes],
            "totaux_colonnes": self.totaux_colonnes and [_simple(total) for total in self.totaux_colonnes],
            "total": _simple(self.total),
            "base": _simple(self.base),
            "est_additif": self.est_additif,
            "groupes": [
                {
                    "libelle": groupe.libelle,
                    "lignes": [ligne.libelle for ligne in self.lignes if ligne.groupe == groupe.libelle],
                    "cellules": [_simple(cellule) for cellule in groupe.cellules],
                    "total": _simple(groupe.total),
                }
                for groupe in self.groupes
            ],
            "details_lignes": [_details(ligne) for ligne in self.lignes],
            "details_colonnes": [_details(colonne) for colonne in self.colonnes],
            "notes": list(self.notes),
        }


def _rang(entetes: Sequence[Entete], libelle: str) -> int:
    for rang, entete in enumerate(entetes):
        if entete.libelle == libelle:
            return rang
    raise KeyError(libelle)


def _details(entete: Entete) -> dict:
    return {
        "code": entete.code,
        "groupe": entete.groupe,
        "precisions": dict(entete.precisions),
        "est_hors_total": entete.est_hors_total,
    }


def _simple(cellule):
    """Return a JSON value. A Decimal has two decimals at most: its nearest float prints it back unchanged."""
    match cellule:
        case Etat.NON_RENSEIGNE:
            return None
        case Etat():
            return cellule.value
        case Decimal():
            return int(cellule) if cellule == cellule.to_integral_value() else float(cellule)
    return cellule
