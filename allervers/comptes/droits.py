"""Who may do what: one table, and the decorator that each page declares its right with."""

from enum import Enum
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied

from .models import Role


class Droit(Enum):
    LIRE_LE_RAPPORT = "lire les tableaux de l'année"


TOUS_SAUF_TECHNIQUE = frozenset(Role) - {Role.ADMINISTRATION_TECHNIQUE}

# The technical account looks after the server and sees no content (design §6).
DROITS: dict[Droit, frozenset[Role]] = {
    Droit.LIRE_LE_RAPPORT: TOUS_SAUF_TECHNIQUE,
}


def peut(user, droit: Droit) -> bool:
    return user.is_authenticated and user.role in DROITS[droit]


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
