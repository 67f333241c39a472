"""What django-allauth asks of us: accounts are given by the service, secrets are not kept in clear."""

import base64
import hashlib

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.reauthentication import reauthenticate_by_password
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings

from allervers.journal.appareil import appareil_de
from allervers.journal.operations import inscrire

# What the journal calls the changes that allauth would write mails about.
FACTEURS = {
    "totp_activated": "activer_application",
    "totp_deactivated": "retirer_application",
    "webauthn_added": "ajouter_cle_d_acces",
    "webauthn_removed": "retirer_cle_d_acces",
    "recovery_codes_generated": "refaire_codes_de_secours",
}


class SansInscription(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        return False

    def post_login(self, request, user, **options):
        """Whoever has just signed in need not confirm it to add a factor: it counts as a confirmation."""
        reponse = super().post_login(request, user, **options)
        reauthenticate_by_password(request)
        return reponse

    def send_notification_mail(self, template_prefix, user, context=None, email=None) -> None:
        """A line of journal tells of a change of second factor; no mail leaves the server."""
        operation = FACTEURS.get(template_prefix.rsplit("/", 1)[-1])
        if operation:
            inscrire(
                service=user.service,
                operation=operation,
                details={},
                par=user,
                appareil=appareil_de(self.request),
            )


class SecretsChiffres(DefaultMFAAdapter):
    """The secrets of second factors are encrypted with the server's key: a copy of the database alone has none."""

    def encrypt(self, text: str) -> str:
        return _fernet().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _fernet().decrypt(encrypted_text.encode()).decode()

    def generate_authenticator_name(self, user, type) -> str:
        return "Clé d’accès"

    def get_totp_issuer(self) -> str:
        return "Allervers"


def _fernet() -> Fernet:
    cle = hashlib.sha256(f"allervers/second-facteur|{settings.SECRET_KEY}".encode()).digest()
    return Fernet(base64.urlsafe_b64encode(cle))
