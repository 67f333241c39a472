"""What is done to a youth's file."""

from .accord import noter_accord, noter_information, retirer_accord
from .commun import JeuneRefuse
from .correction import corriger_fait, retirer_fait
from .fiche import creer_jeune, decrire_jeune, ecrire, ecrire_champ_scelle
from .fusion import FichesChangees, TexteChoisi, defaire_fusion, distinguer, reunir_fiches
from .lien import detacher, nommer_referent, noter_contact, rattacher, retirer_referent
from .orientation import noter_jonction, orienter
from .partage import partager
from .projet import poser_objectif, revoir_objectif
from .service import garder_vue, oublier_vue, regler_delai
from .situation import noter_co_accompagnement, noter_problematique, noter_situation
from .statut import changer_statut, revoir_statut, terminer

__all__ = [
    "FichesChangees",
    "JeuneRefuse",
    "TexteChoisi",
    "changer_statut",
    "corriger_fait",
    "creer_jeune",
    "decrire_jeune",
    "defaire_fusion",
    "detacher",
    "distinguer",
    "ecrire",
    "ecrire_champ_scelle",
    "garder_vue",
    "nommer_referent",
    "noter_accord",
    "noter_co_accompagnement",
    "noter_contact",
    "noter_information",
    "noter_jonction",
    "noter_problematique",
    "noter_situation",
    "orienter",
    "oublier_vue",
    "partager",
    "poser_objectif",
    "rattacher",
    "regler_delai",
    "retirer_accord",
    "retirer_fait",
    "retirer_referent",
    "revoir_objectif",
    "reunir_fiches",
    "revoir_statut",
    "terminer",
]
