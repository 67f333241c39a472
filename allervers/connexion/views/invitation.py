"""The link that opens an account: its person chooses a password, and signs in."""

from allauth.core import ratelimit
from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from allervers.coffre.session import cle_de_session

from ..formulaires import ClesForm
from ..operations import CompteRefuse, accepter, invitation_valable


@never_cache
def invitation(request, jeton: str):
    """Public: the token is the proof. Tries are limited; an unknown, spent or old link has one and the same answer."""
    if limite := ratelimit.consume_or_429(request, action="invitation"):
        return limite
    trouvee = invitation_valable(jeton)
    if trouvee is None:
        return render(request, "connexion/invitation_perdue.html", status=404)
    form = ClesForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            accepter(invitation=trouvee, cles=form.cles)
        except CompteRefuse as refus:
            form.add_error(None, str(refus))
        else:
            messages.success(request, "Votre compte est prêt. Connectez-vous avec ce mot de passe.")
            return redirect("account_login")
    reponse = render(
        request,
        "connexion/invitation.html",
        {"invitation": trouvee, "form": form, "cle_de_session": cle_de_session(request)},
    )
    # The address holds the token: no other site may learn it.
    reponse["Referrer-Policy"] = "no-referrer"
    return reponse
