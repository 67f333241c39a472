"""The link that opens an account: its person chooses a password, and signs in.

The token stands after the « # » of the address: browsers send that part to nobody, so no log holds it.
"""

from allauth.core import ratelimit
from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from allervers.journal.appareil import appareil_de

from ..formulaires import ClesForm
from ..operations import CompteRefuse, accepter, invitation_valable
from .session import TROP

PERDUE = (
    "Ce lien ne sert plus\u202f: un lien sert une seule fois, pendant sept jours. Demandez-en un autre à la direction"
    " ou à votre chef de service."
)


@require_safe
@never_cache
def invitation(request):
    return render(request, "connexion/invitation.html", {"form": ClesForm()})


@require_POST
@never_cache
def lire(request):
    """Public: the token is the proof. Whom it invites; an unknown, spent or old one has one and the same answer."""
    if not ratelimit.consume(request, action="invitation"):
        return JsonResponse({"erreur": TROP}, status=429)
    trouvee = invitation_valable(request.POST.get("jeton", ""))
    if trouvee is None:
        return JsonResponse({"erreur": PERDUE}, status=404)
    utilisateur = trouvee.utilisateur
    return JsonResponse(
        {
            "proprietaire": utilisateur.uuid,
            "prenom": utilisateur.prenom or str(utilisateur),
            "courriel": utilisateur.courriel,
            "service": str(utilisateur.service),
            "personnels": f"{utilisateur.courriel}|{utilisateur.prenom}|{utilisateur.nom}",
        }
    )


@require_POST
@never_cache
def accepter_invitation(request):
    """Public: the token is the proof, again."""
    if limite := ratelimit.consume_or_429(request, action="invitation"):
        return limite
    form, trouvee = ClesForm(request.POST), invitation_valable(request.POST.get("jeton", ""))
    if trouvee is None:
        form.add_error(None, PERDUE)
    elif form.is_valid():
        try:
            accepter(invitation=trouvee, cles=form.cles, appareil=appareil_de(request))
            messages.success(request, "Votre compte est prêt. Connectez-vous avec ce mot de passe.")
            return redirect("account_login")
        except CompteRefuse as refus:
            form.add_error(None, str(refus))
    return render(request, "connexion/invitation.html", {"form": form}, status=422)
