"""The rules of the alerts, in plain French, and the delays that the service gives them."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from allervers.comptes.droits import Droit, exige
from allervers.journal.appareil import appareil_de

from .. import operations
from ..alertes.catalogue import REGLES, Delais
from ..alertes.lecture import delais_du_service
from ..alertes.regle import Regle
from ..formulaires.alertes import DelaiForm


@require_safe
@exige(Droit.VOIR_LES_JEUNES)
def alertes(request):
    return _montrer(request)


@require_POST
@exige(Droit.REGLER_LES_ALERTES)
def regler(request, alerte):
    if alerte not in {regle.code for regle in REGLES}:
        raise Http404
    form = DelaiForm(request.POST)
    if not form.is_valid():
        return _montrer(request, {alerte: form}, 422)
    operations.regler_delai(
        service=request.user.service,
        alerte=alerte,
        par=request.user,
        appareil=appareil_de(request),
        **form.cleaned_data,
    )
    messages.success(request, "C’est réglé, pour tout le service.")
    return redirect("alertes")


def _montrer(request, remplis=None, status=200):
    regles = regles_lues(delais_du_service(request.user.service), REGLES, remplis)
    return render(request, "jeunes/alertes.html", {"regles": regles}, status=status)


def regles_lues(delais: Delais, regles: Iterable[Regle], remplis=None) -> list[dict]:
    """Return what the screen says of each rule, with the form that sets its delay, as it was filled (`remplis`)."""
    return [
        {
            "regle": regle,
            "delai": delais[regle.code],
            "phrase": regle.dite(delais[regle.code] or regle.delai),
            "form": (remplis or {}).get(regle.code)
            or DelaiForm(
                initial={"nombre": delais[regle.code] and delais[regle.code].nombre},
                auto_id=f"{regle.code}_%s",
            ),
        }
        for regle in regles
    ]
