"""The youth's agreement, what was said to the youth and to the parents, and the notices that say it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from allervers.comptes.droits import Droit, exige
from allervers.journal.appareil import appareil_de

from .. import operations
from ..formulaires.fiche import AccordForm, InformationForm
from .commun import avec_formulaire, le_jeune

NOTICES = ("jeune", "parents")


@require_POST
@exige(Droit.VOIR_LES_JEUNES)
def noter_accord(request, uuid):
    return avec_formulaire(request, uuid, AccordForm, operations.noter_accord, "L’accord est noté.")


@require_POST
@exige(Droit.VOIR_LES_JEUNES)
def retirer_accord(request, uuid):
    ligne = le_jeune(request, uuid)
    operations.retirer_accord(
        jeune=ligne, le=timezone.localdate(), par=request.user, appareil=appareil_de(request)
    )
    messages.success(request, "L’accord est retiré. L’identité, la note et les écrits sont effacés.")
    return redirect("jeune", ligne.uuid)


@require_POST
@exige(Droit.VOIR_LES_JEUNES)
def noter_information(request, uuid):
    return avec_formulaire(request, uuid, InformationForm, operations.noter_information, "C’est noté.")


@require_safe
@exige(Droit.VOIR_LES_JEUNES)
def notice(request, pour):
    if pour not in NOTICES:
        raise Http404
    contexte = {"service": request.user.service, "aujourd_hui": timezone.localdate()}
    return render(request, f"jeunes/notice/{pour}.html", contexte)
