"""The référentiel in force in a year, as one frozen value: what the tables are cut with.

It comes from the lists of a service (`lecture`) or straight from a preset (`presets`); the same records can
be read through either.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Terme:
    code: str
    libelle: str
    parent: str | None = None
    est_retire: bool = False
    equivalents: tuple[str, ...] = ()


@dataclass(frozen=True)
class Statut:
    code: str
    libelle: str
    definition: str
    compte_comme_accompagne: bool
    delai_revision_mois: int | None
    niveau_minimal: str
    est_retire: bool = False
    equivalents: tuple[str, ...] = ()


@dataclass(frozen=True)
class Tranche:
    """An age band, from `age_min` (included) to `age_sous` (excluded, or open)."""

    code: str
    libelle: str
    age_min: int
    age_sous: int | None


@dataclass(frozen=True)
class ClasseDuree:
    """Whole months, up to `moins_de` (excluded, or open), from the class before."""

    code: str
    libelle: str
    moins_de: int | None


@dataclass(frozen=True)
class SectionCanevas:
    """A heading of the report, of level 2 or 3, and the ids of the tables below it."""

    titre: str
    niveau: int = 2
    tableaux: tuple[str, ...] = ()


@dataclass(frozen=True)
class Referentiel:
    nom: str
    listes: Mapping[str, tuple[Terme, ...]]
    statuts: tuple[Statut, ...]
    tranches: tuple[Tranche, ...]
    durees: tuple[ClasseDuree, ...]
    regroupements: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    canevas: tuple[SectionCanevas, ...] = ()

    def libelles(self, liste: str) -> dict[str, str]:
        """Return code → label for one list, in order."""
        return {terme.code: terme.libelle for terme in self.listes.get(liste, ())}

    def libelle(self, liste: str, lu: str) -> str:
        """Return the label under which a recorded code is read; « hors liste » when the list does not know it."""
        for terme in self.listes.get(liste, ()):
            if lu == terme.code or lu in terme.equivalents:
                return terme.libelle
        return "hors liste"

    def racine(self, liste: str, code: str) -> str:
        """Return the top-level code above `code`; a code that is not in the list is its own root."""
        parents = {terme.code: terme.parent for terme in self.listes.get(liste, ())}
        while parents.get(code):
            code = parents[code]
        return code
