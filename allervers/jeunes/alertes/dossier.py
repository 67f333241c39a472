"""What the rules look at: a youth as a few dates, without a name."""

from dataclasses import dataclass, field
from datetime import date

from allervers.referentiel.valeur import CONSERVATION_MAXIMALE

from .dates import plus_mois


@dataclass(frozen=True)
class StatutCourant:
    """The status of today. `accompagne_depuis`: when the present run of statuses that count began, if they do."""

    code: str
    libelle: str
    depuis: date
    accompagne_depuis: date | None
    delai_revision_mois: int | None
    niveau_minimal: str
    demande_un_projet: bool


@dataclass(frozen=True)
class OrientationEnAttente:
    """Nobody knows yet whether the youth and the partner met."""

    uuid: str
    vers: str
    date: date


@dataclass(frozen=True)
class Dossier:
    """`derniere_revue`: of any status; `dernier_contact`: the last that came from the youth.

    `conserve_jusqu_au`: a legal hold; the file is kept until then, whatever its term.
    """

    premier_contact: date
    dernier_contact: date | None = None
    statut: StatutCourant | None = None
    derniere_revue: date | None = None
    nb_objectifs: int = 0
    orientations_en_attente: tuple[OrientationEnAttente, ...] = field(default=())
    a_donne_son_accord: bool = False
    a_retire_son_accord: bool = False
    conservation_mois: int = CONSERVATION_MAXIMALE
    conserve_jusqu_au: date | None = None

    @property
    def vu_le(self) -> date:
        return self.dernier_contact or self.premier_contact

    @property
    def fin_de_conservation(self) -> date:
        """Return the day from which the file is to be reviewed, and erased."""
        terme = plus_mois(self.vu_le, self.conservation_mois)
        return max(terme, self.conserve_jusqu_au) if self.conserve_jusqu_au else terme
