"""Sign-in: accounts are given by the service, nobody signs up alone."""

from allauth.account.adapter import DefaultAccountAdapter


class SansInscription(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        return False
