"""The short code of a youth: read aloud, typed, written on paper; it says nothing of the person."""

import secrets

from .models import Fusion, Jeune

# Neither 0, O, 1, I, L nor U: nothing that is misheard or misread.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
LONGUEUR = 4


def code_libre(service) -> str:
    """Return a code such as « K7M2 », drawn at random and not yet used in this service."""
    while True:
        code = "".join(secrets.choice(ALPHABET) for _ in range(LONGUEUR))
        siens, reunis = Jeune.objects.filter(service=service), Fusion.objects.filter(service=service)
        if not siens.filter(code=code).exists() and not reunis.filter(absorbe_code=code).exists():
            return code


def codes_des_jeunes(uuids, user) -> dict:
    """Return UUID → code of the youths that `user` may know: how the journal names them."""
    return dict(Jeune.objects.visible_par(user).filter(uuid__in=uuids).values_list("uuid", "code"))
