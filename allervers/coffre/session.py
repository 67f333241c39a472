"""The random key of a session: what a browser keeps of the vault between two pages is encrypted with it."""

import secrets

from .cles import en_texte

_CLE = "cle_de_session"


def cle_de_session(request) -> str:
    """Return the key of this session, in base64url; made at the first call, gone with the session.

    Once the session is ended or locked, here or from another device, what a lost phone holds cannot be read.
    """
    if _CLE not in request.session:
        request.session[_CLE] = en_texte(secrets.token_bytes(32))
    return request.session[_CLE]
