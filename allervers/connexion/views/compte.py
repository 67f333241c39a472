"""One's own account: password, second factor, devices."""

import hashlib

from allauth.account.internal.flows.login import record_authentication
from allauth.core import ratelimit
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.views import RemoveWebAuthnView
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from allervers.coffre.cles import en_texte
from allervers.comptes.droits import SECOND_FACTEUR_EXIGE, Droit, exige, second_facteur_manque
from allervers.journal.appareil import appareil_de, decrire

from ..formulaires import MotDePasseForm
from ..operations import changer_mot_de_passe
from .session import REFUS, TROP


@require_safe
@never_cache
@exige(Droit.GERER_SON_COMPTE)
def compte(request):
    facteurs = Authenticator.objects.filter(user=request.user).order_by("created_at")
    appareils = [
        {"cle": _cle(session), "nom": decrire(session.user_agent), "session": session}
        for session in sorted(
            UserSession.objects.purge_and_list(request.user), key=lambda une: une.last_seen_at
        )
    ]
    return render(
        request,
        "connexion/compte.html",
        {
            "totp": facteurs.filter(type="totp").first(),
            "cles": [(facteur, facteur.wrap()) for facteur in _cles_d_acces(request.user)],
            "codes": facteurs.filter(type="recovery_codes").first(),
            "est_exige": request.user.role in SECOND_FACTEUR_EXIGE,
            "manque": second_facteur_manque(request.user),
            "appareils": appareils[::-1],
        },
    )


@never_cache
@exige(Droit.GERER_SON_COMPTE)
def mot_de_passe(request):
    """Choose another password, knowing the present one: the browser wraps the same private key again."""
    form = MotDePasseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not ratelimit.consume(request, action="reauthenticate", user=request.user):
            form.add_error(None, TROP)
        elif not request.user.check_password(form.cleaned_data["ancienne_preuve"]):
            form.add_error(None, REFUS)
        else:
            changer_mot_de_passe(
                utilisateur=request.user,
                cles=form.cles,
                sauf=request.session.session_key,
                appareil=appareil_de(request),
            )
            update_session_auth_hash(request, request.user)
            record_authentication(request, request.user, method="password", reauthenticated=True)
            messages.success(request, "Le mot de passe est changé. Les autres appareils sont déconnectés.")
            return redirect("compte")
    cles = ("sel", "cle_publique", "cle_privee_enveloppee")
    contexte = {nom: en_texte(bytes(getattr(request.user, nom) or b"")) for nom in cles}
    return render(request, "connexion/mot_de_passe.html", {"form": form} | contexte)


@require_POST
@exige(Droit.GERER_SON_COMPTE)
def fermer_appareil(request, cle: str):
    sessions = UserSession.objects.filter(user=request.user)
    session = next((une for une in sessions if _cle(une) == cle), None)
    if session is None:
        raise Http404
    session.end()
    messages.success(request, "Cet appareil est déconnecté. Ce qu’il gardait ne s’ouvre plus.")
    return redirect("compte")


def _cle(session: UserSession) -> str:
    """Return what names a device in an address: a number would tell how many sessions the whole server has."""
    return hashlib.sha256(session.session_key.encode()).hexdigest()[:32]


@exige(Droit.GERER_SON_COMPTE)
def retirer_cle(request, rang: int):
    """Remove the passkey of this rank among one's own, as allauth does: a rank tells nothing of the other accounts."""
    cles = list(_cles_d_acces(request.user))
    if not 1 <= rang <= len(cles):
        raise Http404
    return RemoveWebAuthnView.as_view()(request, pk=cles[rang - 1].pk)


def _cles_d_acces(user):
    return Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN).order_by(
        "created_at", "pk"
    )
