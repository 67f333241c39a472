"""Youths as facts: never a name in clear. Three levels: (a) anonymous, (b) alias, (c) fiche with agreement."""

from .ecrit import Ecrit
from .fusion import Distinction, Fusion, identifiants_de, jeunes_nommes
from .jeune import (
    DuJeuneQuerySet,
    Jeune,
    JeuneQuerySet,
    ModeAccord,
    MotifConservation,
    Niveau,
    Periode,
    Rattachement,
    Referent,
    Sexe,
    en_vigueur,
)
from .orientation import Orientation
from .partage import InformationPrealable, Partage
from .projet import FINAUX, Avancement, ObjectifJeune, PresentARevision, RevisionObjectif
from .service import DelaiAlerte, VueEnregistree
from .situation import CoAccompagnement, PeriodeSituation, ProblematiqueJeune
from .statut import PeriodeStatut, RevueStatut

__all__ = [
    "FINAUX",
    "Avancement",
    "CoAccompagnement",
    "DelaiAlerte",
    "Distinction",
    "DuJeuneQuerySet",
    "Ecrit",
    "Fusion",
    "InformationPrealable",
    "Jeune",
    "JeuneQuerySet",
    "ModeAccord",
    "MotifConservation",
    "Niveau",
    "ObjectifJeune",
    "Orientation",
    "Partage",
    "Periode",
    "PeriodeSituation",
    "PeriodeStatut",
    "PresentARevision",
    "ProblematiqueJeune",
    "Rattachement",
    "Referent",
    "RevisionObjectif",
    "RevueStatut",
    "Sexe",
    "VueEnregistree",
    "en_vigueur",
    "identifiants_de",
    "jeunes_nommes",
]
