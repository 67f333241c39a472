"""What a table of the catalogue says of itself: everything that is needed to count it, and nothing else."""

from collections.abc import Callable
from dataclasses import dataclass

from .axes import Axe


@dataclass(frozen=True)
class Supplement:
    """A column « dont … », counted beside the others and never added to them. `filtre` tells its rows."""

    code: str
    libelle: str
    mesure: str
    filtre: str


@dataclass(frozen=True)
class Definition:
    """A figure is declared once.

    `source` is the SQL of the rows that are counted: it gives the columns named by the two sides, and what
    `mesure` aggregates. `base` is the SQL of the size of the population, when it is not the total. `regle` and
    `notes` are what the reader is told. `achever` finishes what SQL cannot say (percentages, units, headers).
    `depuis`: the year since which the rule is in force. `compose`: the column of the source that names the records
    of a cell (`jeune` or `intervention`); empty when nothing can be listed. `est_facultatif`: the report leaves the
    table out while it has no row.
    """

    id: str
    titre: str
    unite: str
    population: str
    regle: str
    source: str
    lignes: Axe
    colonnes: Axe
    mesure: str = "COUNT(DISTINCT jeune)"
    supplements: tuple[Supplement, ...] = ()
    base: str | None = None
    compose: str = "jeune"
    est_additif: bool = True
    est_facultatif: bool = False
    notes: tuple[str, ...] = ()
    achever: Callable | None = None
    depuis: int = 2023
