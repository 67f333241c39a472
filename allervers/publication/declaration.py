"""What each table of the catalogue counts: the one place that decides what is protected."""

from enum import Enum


class Compte(Enum):
    """Does a table count persons? One that does is rounded; one that does not is published as it is."""

    AUCUNE_PERSONNE = "Aucune personne : publié tel quel."
    TOUTE_LA_POPULATION = "Des personnes : son total est la population entière."
    UNE_PARTIE = "Des personnes : son total n'est qu'une partie de la population."


COMPTES = {
    "donnees_socio_economiques": Compte.AUCUNE_PERSONNE,
    # The means of a service: its staff and volunteers are counted, no youth is.
    "organigramme_etp": Compte.AUCUNE_PERSONNE,
    "financements": Compte.AUCUNE_PERSONNE,
    "cout_des_actions": Compte.AUCUNE_PERSONNE,
    "benevolat": Compte.AUCUNE_PERSONNE,
    "missions_par_poste": Compte.AUCUNE_PERSONNE,
    "formations_suivies": Compte.AUCUNE_PERSONNE,
    "horaires_accueil": Compte.AUCUNE_PERSONNE,
    "locaux_du_service": Compte.AUCUNE_PERSONNE,
    "vehicules_du_service": Compte.AUCUNE_PERSONNE,
    "heures_par_type_activite": Compte.AUCUNE_PERSONNE,
    "heures_par_mois": Compte.AUCUNE_PERSONNE,
    "heures_par_quartier": Compte.AUCUNE_PERSONNE,
    "heures_par_equipe": Compte.AUCUNE_PERSONNE,
    "jeunes_rencontres_travail_de_rue": Compte.TOUTE_LA_POPULATION,
    "rencontres_anonymes_travail_de_rue": Compte.TOUTE_LA_POPULATION,
    "jeunes_rencontres_presence_sociale": Compte.TOUTE_LA_POPULATION,
    "rencontres_anonymes_presence_sociale": Compte.TOUTE_LA_POPULATION,
    "jeunes_rencontres_par_quartier": Compte.TOUTE_LA_POPULATION,
    "jeunes_accompagnes_sexe_age": Compte.TOUTE_LA_POPULATION,
    "scolarite": Compte.TOUTE_LA_POPULATION,
    "commune_de_residence": Compte.TOUTE_LA_POPULATION,
    "problematiques": Compte.TOUTE_LA_POPULATION,
    "cumul_problematiques": Compte.TOUTE_LA_POPULATION,
    "co_accompagnement": Compte.UNE_PARTIE,
    "duree_accompagnement": Compte.TOUTE_LA_POPULATION,
    "statuts": Compte.TOUTE_LA_POPULATION,
    "motifs_de_cloture": Compte.TOUTE_LA_POPULATION,
    "reorientations": Compte.TOUTE_LA_POPULATION,
    "actions_collectives": Compte.TOUTE_LA_POPULATION,
    "actions_dsl": Compte.TOUTE_LA_POPULATION,
    "actions_parentalite": Compte.TOUTE_LA_POPULATION,
    "actions_partenariales": Compte.TOUTE_LA_POPULATION,
    "informations_preoccupantes": Compte.TOUTE_LA_POPULATION,
    "reseaux": Compte.TOUTE_LA_POPULATION,
    "instances_territoriales": Compte.AUCUNE_PERSONNE,
    "partenariats_sans_convention": Compte.AUCUNE_PERSONNE,
    "seances_par_mois": Compte.AUCUNE_PERSONNE,
    "actions_par_nature": Compte.AUCUNE_PERSONNE,
}

# Headers, in tables that count persons, of what is not a count of persons.
PARTS = "part"
SANS_PERSONNES = {PARTS, "nb_partenaires", "journees"}

# Days of hosting can all be those of one youth, whose days are known to others: rounding a sum does not hide
# what one person weighs in it. They are left out.
NON_PUBLIES = {"journees"}

# In a total of several actions a person counts as often as she came: whoever knows that she was its four
# participants would read in a published 0 that nobody else came. These totals are left out.
TOTAUX_NON_PUBLIES = {"actions_collectives", "actions_dsl", "actions_parentalite", "actions_partenariales"}

# Tables whose rows exist only because a person stands in them, as optional headers do.
LIGNES_LUES_DES_PERSONNES = {"commune_de_residence"}


class TableauNonDeclare(LookupError):
    """A table that nobody has declared is not published; the message, in French, names it."""


def compte(id: str) -> Compte:
    """Return what the table `id` counts. Raises TableauNonDeclare."""
    if id not in COMPTES:
        raise TableauNonDeclare(
            f"Le tableau « {id} » ne peut pas être publié\u202f: on n'a pas dit s'il compte des personnes."
        )
    return COMPTES[id]
