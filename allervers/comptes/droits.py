"""Who may do what: one table, and the decorator that each page declares its right with."""

from enum import Enum
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied

from .models import Role


class Droit(Enum):
    LIRE_LE_RAPPORT = "lire le rapport et ses tableaux"
    VOIR_LES_DOSSIERS = "voir quels dossiers un tableau compte"
    ECRIRE_LE_RAPPORT = "écrire les textes du rapport"
    MODIFIER_LE_CANEVAS = "changer le plan du rapport, le logo et la carte"
    FIGER_L_ANNEE = "figer, valider et publier une année"


TOUS_SAUF_TECHNIQUE = frozenset(Role) - {Role.ADMINISTRATION_TECHNIQUE}

# The technical account looks after the server and sees no content (design §6).
DROITS: dict[Droit, frozenset[Role]] = {
    Droit.LIRE_LE_RAPPORT: TOUS_SAUF_TECHNIQUE,
    Droit.VOIR_LES_DOSSIERS: frozenset({Role.EDUCATEUR, Role.CHEF_DE_SERVICE, Role.DIRECTION}),
    Droit.ECRIRE_LE_RAPPORT: TOUS_SAUF_TECHNIQUE - {Role.STATISTIQUES},
    Droit.MODIFIER_LE_CANEVAS: frozenset({Role.CHEF_DE_SERVICE, Role.DIRECTION, Role.SECRETARIAT}),
    Droit.FIGER_L_ANNEE: frozenset({Role.DIRECTION}),
}


def peut(user, droit: Droit) -> bool:
    return user.is_authenticated and user.role in DROITS[droit]


def droits(request) -> dict[str, dict[str, bool]]:
    """For the templates: `peut.ECRIRE_LE_RAPPORT`, to show a link only to whom it opens."""
    return {
        "peut": {droit.name: peut(request.user, droit) for droit in Droit} if hasattr(request, "user") else {}
    }


def exige(droit: Droit):
    """Declare the right that a page asks for: sign-in first, then 403 for a role that does not have it."""

    def decorer(vue):
        @wraps(vue)
        @login_required
        def gardee(request, *args, **kwargs):
            if not peut(request.user, droit):
                raise PermissionDenied
            return vue(request, *args, **kwargs)

        gardee.droit = droit
        return gardee

    return decorer
