"""The lock: after some idle time, a session answers nothing until its person is there again (ASVS 5.0, 7.3)."""

import time

from allauth.usersessions.models import UserSession
from django.http import JsonResponse
from django.shortcuts import render

# Fifteen minutes: a phone left on a bench. The browser locks itself at the same time.
INACTIVITE = 15 * 60
# How often the session notes that it is in use: not one write a page.
NOTE_TOUTES_LES = 60
# What a locked session may still ask for.
PERMIS = {
    "sel", "deverrouiller", "cle_de_deverrouillage", "etat_session", "verrouiller", "account_logout",
    "aide_connexion",
    # The street application, without data: it has a lock of its own.
    "terrain", "travailleur_de_service", "manifeste",
}  # fmt: skip

_VU, _VERROU = "vu_le", "verrouillee"


def verrouiller(request) -> None:
    request.session[_VERROU] = True


def deverrouiller(request) -> None:
    request.session.pop(_VERROU, None)
    request.session[_VU] = time.time()


def est_verrouillee(request) -> bool:
    """Whether the session is locked, or has been idle too long."""
    session = request.session
    return session.get(_VERROU, False) or time.time() - session.get(_VU, time.time()) > INACTIVITE


class Verrou:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if not request.user.is_authenticated:
            return None
        if est_verrouillee(request):
            request.session[_VERROU] = True
            if request.resolver_match.url_name in PERMIS:
                return None
            if request.method == "GET" and request.accepts("text/html"):
                return render(
                    request, "connexion/verrou.html", {"suite": request.get_full_path()}, status=423
                )
            return JsonResponse({"erreur": "La session est verrouillée."}, status=423)
        if time.time() - request.session.get(_VU, 0) > NOTE_TOUTES_LES:
            request.session[_VU] = time.time()
            UserSession.objects.create_from_request(request)
        return None
