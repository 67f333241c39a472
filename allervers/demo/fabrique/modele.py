"""What the parts of the generator pass to one another; `lignes` turns it into records."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(eq=False)
class Sortie:
    """One intervention, whatever its type."""

    type: str
    date: date
    heure: int  # minutes since midnight
    duree: int
    professionnels: list[str]
    lieu: str = ""
    commune: str = ""
    action: str = ""
    instance: str = ""
    observation: str = ""
    etiquettes: list[str] = field(default_factory=list)
    partenaires: list[str] = field(default_factory=list)
    presents: list["Jeune"] = field(default_factory=list)
    comptages: dict[tuple[str, str, bool], int] = field(default_factory=dict)


@dataclass(eq=False)
class Periode:
    valeur: str
    debut: date
    fin: date | None = None
    motif: str = ""


@dataclass(eq=False)
class Jeune:
    """`tranche` is the rank of the band in 2024; `commune` is where the team meets the youth."""

    sexe: str
    tranche: int
    est_nouveau: bool = False
    vu_en_rue: bool = False
    vu_en_presence: bool = False
    est_accompagne: bool = False
    est_parti: bool = False  # known in 2023, not seen in 2024
    code: str = ""
    commune: str = ""
    quartier: str = ""
    residence: str | None = None
    naissance: int | None = None
    premier_contact: date = date.min
    origine: str = "rue"
    accord_le: date | None = None
    accord_mode: str = ""
    debut: date | None = None  # of the accompagnement
    fin: date | None = None
    motif: str = ""
    orientation: str = ""
    statut: str = ""
    situation: str | None = None
    statuts: list[Periode] = field(default_factory=list)
    situations: list[Periode] = field(default_factory=list)
    rencontres: list[date] = field(default_factory=list)
    referent: str = ""

    def est_joignable(self, le: date) -> bool:
        """Known by that day, and still in the area."""
        if le < self.premier_contact or (self.est_parti and le.year >= 2024):
            return False
        return not (self.motif == "changement_territoire" and self.fin and le >= self.fin)

    def est_suivi(self, le: date) -> bool:
        return self.debut is not None and self.debut <= le and (self.fin is None or le < self.fin)
