"""One's own account: password, second factor, devices."""

from allauth.account.internal.flows.login import record_authentication
from allauth.core import ratelimit
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from allervers.coffre.cles import en_texte
from allervers.comptes.droits import SECOND_FACTEUR_EXIGE, Droit, exige, second_facteur_manque
from allervers.journal.appareil import decrire

from ..formulaires import MotDePasseForm
from ..operations import changer_mot_de_passe
from .session import REFUS, TROP


@require_safe
@never_cache
@exige(Droit.GERER_SON_COMPTE)
def compte(request):
    facteurs = Authenticator.objects.filter(user=request.user).order_by("created_at")
    appareils = [
        {"cle": session.pk, "nom": decrire(session.user_agent), "session": session}
        for session in sorted(
            UserSession.objects.purge_and_list(request.user), key=lambda une: une.last_seen_at
        )
    ]
    return render(
        request,
        "connexion/compte.html",
        {
            "totp": facteurs.filter(type="totp").first(),
            "cles": [(facteur, facteur.wrap()) for facteur in facteurs.filter(type="webauthn")],
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
            changer_mot_de_passe(utilisateur=request.user, cles=form.cles, sauf=request.session.session_key)
            update_session_auth_hash(request, request.user)
            record_authentication(request, request.user, method="password", reauthenticated=True)
            messages.success(request, "Le mot de passe est changé. Les autres appareils sont déconnectés.")
            return redirect("compte")
    cles = ("sel", "cle_publique", "cle_privee_enveloppee")
    contexte = {nom: en_texte(bytes(getattr(request.user, nom) or b"")) for nom in cles}
    return render(request, "connexion/mot_de_passe.html", {"form": form} | contexte)


@require_POST
@exige(Droit.GERER_SON_COMPTE)
def fermer_appareil(request, cle: int):
    session = get_object_or_404(UserSession, user=request.user, pk=cle)
    session.end()
    messages.success(request, "Cet appareil est déconnecté. Ce qu'il gardait ne s'ouvre plus.")
    return redirect("compte")
