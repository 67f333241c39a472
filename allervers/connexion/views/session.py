"""Before, during and after a session: the salt, the state, the lock."""

import hmac

from allauth.account.internal.flows.reauthentication import reauthenticate_by_password
from allauth.core import ratelimit
from allauth.mfa.utils import is_mfa_enabled
from allauth.mfa.webauthn.forms import ReauthenticateWebAuthnForm
from allauth.mfa.webauthn.internal import auth, flows
from django.conf import settings
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from allervers.coffre.cles import TAILLE_DU_SEL, en_texte
from allervers.coffre.session import cle_de_session
from allervers.comptes.droits import Droit, exige
from allervers.comptes.models import Utilisateur

from .. import verrou
from ..formulaires import SANS_SCRIPT, PreuveField

REFUS = "Ce mot de passe n’est pas le bon."
TROP = "Trop d’essais. Attendez quelques minutes, puis réessayez."


@require_POST
@never_cache
def sel(request):
    """The salt of an account, and the key of a session that is about to open: a locked one must not give its own.

    An unknown courriel has a salt too, always the same.
    """
    if not ratelimit.consume(request, action="sel"):
        return JsonResponse({"erreur": TROP}, status=429)
    courriel = request.POST.get("courriel", "").strip().lower()
    connu = Utilisateur.objects.filter(courriel__iexact=courriel).values_list("sel", flat=True).first()
    factice = hmac.digest(settings.SECRET_KEY.encode(), f"sel|{courriel}".encode(), "sha256")
    return JsonResponse(
        {
            "sel": en_texte(bytes(connu or factice[:TAILLE_DU_SEL])),
            "cle_de_session": None if request.user.is_authenticated else cle_de_session(request),
        }
    )


@never_cache
def etat(request):
    """Whether a page may send what was typed in it: `ouverte`, `verrouillee` or `fermee`."""
    if not request.user.is_authenticated:
        return JsonResponse({"etat": "fermee"})
    return JsonResponse({"etat": "verrouillee" if verrou.est_verrouillee(request) else "ouverte"})


@require_POST
@exige(Droit.GERER_SON_COMPTE)
def verrouiller(request):
    verrou.verrouiller(request)
    return JsonResponse({"etat": "verrouillee"})


@never_cache
@exige(Droit.GERER_SON_COMPTE)
def deverrouiller(request):
    """Unlock with the password; by fetch it answers JSON, and the page stays as it is. Also allauth's confirmation."""
    suite = request.POST.get("next") or request.GET.get("next", "")
    if request.method != "POST":
        return render(request, "connexion/verrou.html", {"suite": suite})
    if not ratelimit.consume(request, action="reauthenticate", user=request.user):
        return _refuser(request, suite, TROP, 429)
    preuve = request.POST.get("password", "")
    if not _est_une_preuve(preuve):
        return _refuser(request, suite, SANS_SCRIPT, 422)
    if not request.user.check_password(preuve):
        return _refuser(request, suite, REFUS, 422)
    reauthenticate_by_password(request)
    return _ouvrir(request, suite)


@never_cache
@exige(Droit.GERER_SON_COMPTE)
def cle_de_deverrouillage(request):
    """Unlock with a passkey: GET gives the options of the browser's question, POST takes its answer."""
    if request.method != "POST":
        a_une_cle = is_mfa_enabled(request.user, ["webauthn"])
        return JsonResponse({"options": auth.begin_authentication(request.user) if a_une_cle else None})
    form = ReauthenticateWebAuthnForm(request.POST, user=request.user)
    if not form.is_valid():
        return _refuser(request, "", "Cette clé d’accès n’a pas été reconnue.", 422)
    flows.reauthenticate(request, form.cleaned_data["credential"])
    return _ouvrir(request, request.POST.get("next", ""))


def _ouvrir(request, suite: str):
    verrou.deverrouiller(request)
    if not request.accepts("text/html"):
        return JsonResponse({"etat": "ouverte"})
    sure = url_has_allowed_host_and_scheme(suite, {request.get_host()}, request.is_secure())
    return redirect(suite if sure else "accueil")


def _refuser(request, suite: str, erreur: str, status: int):
    if not request.accepts("text/html"):
        return JsonResponse({"erreur": erreur}, status=status)
    return render(request, "connexion/verrou.html", {"suite": suite, "erreur": erreur}, status=status)


def _est_une_preuve(texte: str) -> bool:
    from django.core.exceptions import ValidationError

    try:
        PreuveField().clean(texte)
    except ValidationError:
        return False
    return True
