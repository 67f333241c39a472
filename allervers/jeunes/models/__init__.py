"""Youths as facts: never a name in clear. Three levels: (a) anonymous, (b) alias, (c) fiche with agreement."""

from .ecrit import Ecrit
from .jeune import (
    DuJeuneQuerySet,
    Jeune,
    JeuneQuerySet,
    ModeAccord,
    Niveau,
    Periode,
    Rattachement,
    Sexe,
    en_vigueur,
)
from .orientation import Orientation
from .situation import CoAccompagnement, PeriodeSituation, ProblematiqueJeune
from .statut import PeriodeStatut

__all__ = [
    "CoAccompagnement",
    "DuJeuneQuerySet",
    "Ecrit",
    "Jeune",
    "JeuneQuerySet",
    "ModeAccord",
    "Niveau",
    "Orientation",
    "Periode",
    "PeriodeSituation",
    "PeriodeStatut",
    "ProblematiqueJeune",
    "Rattachement",
    "Sexe",
    "en_vigueur",
]
