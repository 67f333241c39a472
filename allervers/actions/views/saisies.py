"""The pages where an action's sheet is written, one subject each; what others wrote meanwhile is shown, never lost."""

from django.contrib import messages
from django.shortcuts import redirect, render

from allervers.comptes.droits import Droit, exige
from allervers.comptes.versions import VersionDepassee
from allervers.journal.appareil import appareil_de

from .. import operations
from ..formulaires.bilan import SaisieBilan
from ..formulaires.financement import SaisieFinancement
from ..formulaires.participants import SaisieParticipants
from ..formulaires.projet import SaisieProjet
from ..formulaires.saisie import Saisie
from ..operations import ActionRefusee
from .actions import trouver_action


@exige(Droit.MENER_LES_ACTIONS)
def projet(request, uuid):
    def ecrire(saisie, **qui):
        operations.modifier_projet(projet=saisie.valeur(), **qui)

    return _ecrire(request, uuid, SaisieProjet, ecrire)


@exige(Droit.MENER_LES_ACTIONS)
def participants(request, uuid):
    def ecrire(saisie, **qui):
        operations.compter_participants(participants=saisie.valeur(), **qui)

    return _ecrire(request, uuid, SaisieParticipants, ecrire)


@exige(Droit.TENIR_LES_FINANCEMENTS)
def financement(request, uuid):
    def ecrire(saisie, **qui):
        operations.financer_action(parts=saisie.parts(), **saisie.budget.cleaned_data, **qui)

    return _ecrire(request, uuid, SaisieFinancement, ecrire)


@exige(Droit.MENER_LES_ACTIONS)
def bilan(request, uuid):
    def ecrire(saisie, **qui):
        operations.evaluer_action(**saisie.valeurs(), **qui)

    return _ecrire(request, uuid, SaisieBilan, ecrire)


def _ecrire(request, uuid, page: type[Saisie], ecrire):
    """Show a page of the sheet, and write it when it is sent: back to the sheet, or 422, or 409 with both versions."""
    action = trouver_action(request, uuid)
    saisie = page(action, request.POST if request.method == "POST" else None)
    erreur, ecarts, status = "", [], 200
    if request.method == "POST":
        status = 422
        if saisie.est_valide():
            try:
                ecrire(saisie, action=action, lue=saisie.lue, par=request.user, appareil=appareil_de(request))
                messages.success(request, "C’est enregistré.")
                return redirect("action", action.uuid)
            except ActionRefusee as refus:
                erreur = str(refus)
            except VersionDepassee as depassee:
                action, status = depassee.actuel, 409
                actuelle = page(action)
                ecarts, saisie.version = saisie.ecarts(actuelle), actuelle.version
    return render(
        request,
        f"actions/{page.gabarit}.html",
        {"action": action, "saisie": saisie, "erreur": erreur, "ecarts": ecarts},
        status=status,
    )
