"""What is done to a youth's file."""

from .accord import noter_accord, noter_information, retirer_accord
from .commun import JeuneRefuse
from .fiche import creer_jeune, ecrire, ecrire_champ_scelle

__all__ = [
    "JeuneRefuse",
    "creer_jeune",
    "ecrire",
    "ecrire_champ_scelle",
    "noter_accord",
    "noter_information",
    "retirer_accord",
]
