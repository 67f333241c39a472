"""Who may do what: one table, and the decorator that each page declares its right with."""

from enum import Enum
from functools import wraps

from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect

from .models import Role


class Droit(Enum):
    GERER_SON_COMPTE = "gérer son compte : mot de passe, second facteur, appareils"
    GERER_LES_COMPTES = "inviter et retirer des personnes"
    CREER_LE_COFFRE = "créer le coffre et son code de récupération"
    OUVRIR_LE_COFFRE = "ouvrir le coffre : lire les noms, en donner l'accès à un collègue"
    SAISIR_L_ACTIVITE = "saisir l'activité : sorties, entretiens, réunions, jeunes rencontrés"
    VOIR_LES_JEUNES = "voir les jeunes de ses équipes et leur fiche"
    SIGNALER = "noter une information préoccupante au registre restreint, et relire celles que l’on peut lire"
    TENIR_L_AGENDA = "voir et tenir l'agenda de ses équipes"
    VOIR_LES_ACTIONS = "voir les actions collectives et les appels à projets"
    MENER_LES_ACTIONS = "créer et modifier les actions, leurs séances, leur bilan et leurs photos"
    TENIR_LES_FINANCEMENTS = "tenir les appels à projets et le financement des actions"
    TENIR_LES_PARTENAIRES = (
        "tenir les partenaires, leurs contacts, les conventions, les réseaux et les instances"
    )
    TENIR_LES_ACCUEILS = "tenir le calendrier des accueils à la journée"
    TENIR_LE_TERRITOIRE = (
        "tenir le diagnostic des lieux : indicateurs officiels, groupes de jeunes, équipements et structures"
    )
    TENIR_LES_MOYENS = "tenir les moyens : postes, bénévoles, locaux, véhicules, horaires, formations"
    REGLER_LES_ALERTES = "régler les délais des alertes du service"
    REGLER_LE_SERVICE = (
        "régler les listes, les statuts, les tranches d’âge, les lieux et les prévus du service"
    )
    REMETTRE_UN_EXTRAIT = "remettre à une cellule de veille un extrait du territoire, sans aucun jeune"
    TENIR_LA_CONSERVATION = (
        "revoir, garder ou effacer les fiches à leur terme ; répondre aux demandes des personnes"
    )
    LIRE_LE_JOURNAL = "lire le journal des accès de tout le service"
    LIRE_LE_RAPPORT = "lire le rapport et ses tableaux"
    VOIR_LES_DOSSIERS = "voir quels dossiers un tableau compte"
    ECRIRE_LE_RAPPORT = "écrire les textes du rapport"
    MODIFIER_LE_CANEVAS = "changer le plan du rapport, le logo et la carte"
    FIGER_L_ANNEE = "figer, valider et publier une année"


# Those who know the youths; nobody else is ever sent an envelope.
DE_TERRAIN = frozenset({Role.EDUCATEUR, Role.CHEF_DE_SERVICE, Role.DIRECTION})
TOUS_SAUF_TECHNIQUE = frozenset(Role) - {Role.ADMINISTRATION_TECHNIQUE}

# The technical account looks after the server and sees no content (design §6).
DROITS: dict[Droit, frozenset[Role]] = {
    Droit.GERER_SON_COMPTE: frozenset(Role),
    Droit.GERER_LES_COMPTES: frozenset({Role.CHEF_DE_SERVICE, Role.DIRECTION}),
    Droit.CREER_LE_COFFRE: frozenset({Role.DIRECTION}),
    Droit.OUVRIR_LE_COFFRE: DE_TERRAIN,
    Droit.SAISIR_L_ACTIVITE: DE_TERRAIN,
    Droit.VOIR_LES_JEUNES: DE_TERRAIN,
    Droit.SIGNALER: DE_TERRAIN,
    Droit.TENIR_L_AGENDA: DE_TERRAIN | {Role.SECRETARIAT},
    Droit.VOIR_LES_ACTIONS: DE_TERRAIN | {Role.SECRETARIAT},
    Droit.MENER_LES_ACTIONS: DE_TERRAIN,
    Droit.TENIR_LES_FINANCEMENTS: DE_TERRAIN | {Role.SECRETARIAT},
    Droit.TENIR_LES_PARTENAIRES: DE_TERRAIN | {Role.SECRETARIAT},
    Droit.TENIR_LES_ACCUEILS: DE_TERRAIN,
    Droit.TENIR_LE_TERRITOIRE: DE_TERRAIN | {Role.SECRETARIAT},
    Droit.TENIR_LES_MOYENS: frozenset({Role.CHEF_DE_SERVICE, Role.DIRECTION, Role.SECRETARIAT}),
    Droit.REGLER_LES_ALERTES: frozenset({Role.CHEF_DE_SERVICE, Role.DIRECTION}),
    Droit.REGLER_LE_SERVICE: frozenset({Role.CHEF_DE_SERVICE, Role.DIRECTION}),
    Droit.REMETTRE_UN_EXTRAIT: frozenset({Role.CHEF_DE_SERVICE, Role.DIRECTION}),
    Droit.TENIR_LA_CONSERVATION: frozenset({Role.CHEF_DE_SERVICE, Role.DIRECTION}),
    Droit.LIRE_LE_JOURNAL: frozenset({Role.DIRECTION}),
    Droit.LIRE_LE_RAPPORT: TOUS_SAUF_TECHNIQUE,
    Droit.VOIR_LES_DOSSIERS: DE_TERRAIN,
    Droit.ECRIRE_LE_RAPPORT: TOUS_SAUF_TECHNIQUE - {Role.STATISTIQUES},
    Droit.MODIFIER_LE_CANEVAS: frozenset({Role.CHEF_DE_SERVICE, Role.DIRECTION, Role.SECRETARIAT}),
    Droit.FIGER_L_ANNEE: frozenset({Role.DIRECTION}),
}


# Their accounts open the whole service: a password alone is not enough (ASVS 5.0, 6.3.3).
SECOND_FACTEUR_EXIGE = frozenset({Role.CHEF_DE_SERVICE, Role.DIRECTION})


def peut(user, droit: Droit) -> bool:
    return user.is_authenticated and user.role in DROITS[droit]


def droits(request) -> dict[str, dict[str, bool]]:
    """For the templates: `peut.ECRIRE_LE_RAPPORT`, to show a link only to whom it opens."""
    return {
        "peut": {droit.name: peut(request.user, droit) for droit in Droit} if hasattr(request, "user") else {}
    }


def second_facteur_manque(user) -> bool:
    """Whether this person must add a second factor before anything else. One query for those who must have one."""
    return (
        user.role in SECOND_FACTEUR_EXIGE and not user.service.est_demonstration and not is_mfa_enabled(user)
    )


def exige(droit: Droit):
    """Declare the right that a page asks for: sign-in, a second factor where it is due, then 403 without the right."""

    def decorer(vue):
        @wraps(vue)
        @login_required
        def gardee(request, *args, **kwargs):
            if not peut(request.user, droit):
                raise PermissionDenied
            if droit is not Droit.GERER_SON_COMPTE and second_facteur_manque(request.user):
                return redirect("mfa_index")
            return vue(request, *args, **kwargs)

        gardee.droit = droit
        return gardee

    return decorer
