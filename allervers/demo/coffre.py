"""What the browsers of a service would do: the server does it for the demonstration, whose passwords it prints."""

import secrets
from collections.abc import Iterable

from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from django.db import transaction

from allervers.coffre import cles
from allervers.coffre.enveloppe import sceller_la_cle
from allervers.coffre.operations import ClesDeSecours, creer_coffre, donner_acces
from allervers.comptes.models import Utilisateur
from allervers.connexion.formulaires import ClesDuCompte
from allervers.connexion.operations import accepter, invitation_valable, inviter


def ouvrir_compte(
    utilisateur: Utilisateur, mot_de_passe: str, sel: bytes | None = None
) -> EllipticCurvePrivateKey:
    """Invite somebody and choose the password for them; return the private key that only a browser should hold.
    `sel` is drawn when it is not given.
    """
    sel = sel or secrets.token_bytes(cles.TAILLE_DU_SEL)
    derivees, paire = cles.deriver_du_mot_de_passe(mot_de_passe, sel), cles.nouvelle_paire()
    invitation = invitation_valable(inviter(utilisateur=utilisateur, par=None))
    enveloppee = cles.envelopper(paire, derivees.cle, utilisateur.uuid)
    accepter(
        invitation=invitation,
        cles=ClesDuCompte(derivees.preuve, sel, cles.cle_publique(paire), enveloppee),
    )
    utilisateur.refresh_from_db()
    return paire


@transaction.atomic
def ouvrir_coffre(direction: Utilisateur, membres: Iterable[Utilisateur]) -> str:
    """Make the vault of `direction`'s service, open it to `membres` too, and return its recovery code."""
    service, code = direction.service, cles.nouveau_code_de_secours()
    coffre, secours, derivees = (
        cles.nouvelle_paire(),
        cles.nouvelle_paire(),
        cles.deriver_du_code_de_secours(code),
    )
    privee = cles.cle_privee(coffre)

    def pour(publique: bytes) -> bytes:
        return sceller_la_cle(service.uuid, 1, privee, bytes(publique))

    creer_coffre(
        service=service,
        cle_publique=cles.cle_publique(coffre),
        cle_scellee=pour(direction.cle_publique),
        secours=ClesDeSecours(
            derivees.preuve,
            cles.cle_publique(secours),
            cles.envelopper(secours, derivees.cle, service.uuid),
        ),
        cle_scellee_pour_secours=pour(cles.cle_publique(secours)),
        par=direction,
    )
    for membre in membres:
        if membre != direction:
            donner_acces(
                membre=membre,
                pour_cle_publique=bytes(membre.cle_publique),
                cles_scellees={1: pour(membre.cle_publique)},
                par=direction,
            )
    return code
