"""Where what a table counts is entered: the page that one opens to fill it."""

from dataclasses import dataclass

from django.urls import reverse

from allervers.comptes.droits import Droit, peut
from allervers.tableaux.tableau import Etat, Tableau

from .document import Saisie


@dataclass(frozen=True)
class Page:
    """A page by its name in the menus and in the addresses; `est_annuelle`: it shows the year asked for."""

    libelle: str
    nom: str
    droit: Droit
    est_annuelle: bool = False


SAISIR = Page("Saisir", "terrain", Droit.SAISIR_L_ACTIVITE)
JEUNES = Page("Jeunes", "jeunes", Droit.VOIR_LES_JEUNES)
ACTIONS = Page("Projets, Actions", "actions", Droit.VOIR_LES_ACTIONS, est_annuelle=True)
EQUIPE = Page("Service, Moyens", "moyens", Droit.TENIR_LES_MOYENS, est_annuelle=True)
BIENS = Page("Service, Moyens, Locaux et véhicules", "biens", Droit.TENIR_LES_MOYENS)

# Table of the catalogue → the page where its records are entered.
PAGES = {
    "donnees_socio_economiques": Page(
        "Projets, Territoire", "territoires", Droit.TENIR_LE_TERRITOIRE, est_annuelle=True
    ),
    "organigramme_etp": EQUIPE,
    "benevolat": EQUIPE,
    "missions_par_poste": EQUIPE,
    "formations_suivies": Page("Service, Moyens, Formations", "formations", Droit.TENIR_LES_MOYENS),
    "horaires_accueil": Page("Service, Moyens, Horaires", "horaires", Droit.TENIR_LES_MOYENS),
    "locaux_du_service": BIENS,
    "vehicules_du_service": BIENS,
    "financements": Page("Projets, Appels à projets", "appels", Droit.VOIR_LES_ACTIONS),
    "cout_des_actions": ACTIONS,
    "heures_par_type_activite": SAISIR,
    "heures_par_mois": SAISIR,
    "heures_par_quartier": SAISIR,
    "heures_par_equipe": SAISIR,
    "jeunes_rencontres_travail_de_rue": SAISIR,
    "rencontres_anonymes_travail_de_rue": SAISIR,
    "jeunes_rencontres_presence_sociale": SAISIR,
    "rencontres_anonymes_presence_sociale": SAISIR,
    "jeunes_rencontres_par_quartier": SAISIR,
    "jeunes_accompagnes_sexe_age": JEUNES,
    "scolarite": JEUNES,
    "commune_de_residence": JEUNES,
    "problematiques": JEUNES,
    "cumul_problematiques": JEUNES,
    "co_accompagnement": JEUNES,
    "duree_accompagnement": JEUNES,
    "statuts": JEUNES,
    "motifs_de_cloture": JEUNES,
    "reorientations": JEUNES,
    "informations_preoccupantes": Page("Service, Informations préoccupantes", "signalements", Droit.SIGNALER),
    "actions_collectives": ACTIONS,
    "actions_dsl": ACTIONS,
    "actions_parentalite": ACTIONS,
    "actions_partenariales": ACTIONS,
    "reseaux": Page(
        "Projets, Partenaires, Accueils", "reseaux", Droit.TENIR_LES_PARTENAIRES, est_annuelle=True
    ),
    "instances_territoriales": Page(
        "Projets, Partenaires, Instances", "instances", Droit.TENIR_LES_PARTENAIRES, est_annuelle=True
    ),
    "partenariats_sans_convention": Page("Projets, Partenaires", "partenaires", Droit.TENIR_LES_PARTENAIRES),
    "seances_par_mois": ACTIONS,
    "actions_par_nature": ACTIONS,
}


def saisie_de(tableau: Tableau, annee: int, user) -> Saisie | None:
    """Return where `user` fills a table in which nothing is counted; None when something is, or without the right."""
    page = PAGES.get(tableau.id)
    if page is None or not _est_vide(tableau) or not peut(user, page.droit):
        return None
    return Saisie(page.libelle, reverse(page.nom) + (f"?annee={annee}" if page.est_annuelle else ""))


def _est_vide(tableau: Tableau) -> bool:
    if not tableau.lignes or not tableau.colonnes:
        return True
    return not isinstance(tableau.total, Etat) and tableau.total == 0
