"""Who is beside a youth: referents and teams, from today on."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from allervers.comptes.droits import Droit, exige
from allervers.journal.appareil import appareil_de

from .. import operations
from ..formulaires.parcours import RattachementForm, ReferentForm
from ..operations import JeuneRefuse
from .commun import avec_formulaire, le_jeune, montrer_fiche


@require_POST
@exige(Droit.VOIR_LES_JEUNES)
def nommer_referent(request, uuid):
    return avec_formulaire(
        request, uuid, ReferentForm, _des_aujourd_hui(operations.nommer_referent), "Le référent est noté."
    )


@require_POST
@exige(Droit.VOIR_LES_JEUNES)
def rattacher(request, uuid):
    return avec_formulaire(
        request, uuid, RattachementForm, _des_aujourd_hui(operations.rattacher), "L’équipe est notée."
    )


@require_POST
@exige(Droit.VOIR_LES_JEUNES)
def retirer_referent(request, uuid, referent):
    jeune = le_jeune(request, uuid)
    ligne = get_object_or_404(jeune.referents.visible_par(request.user), uuid=referent)
    return _retirer(request, jeune, operations.retirer_referent, referent=ligne)


@require_POST
@exige(Droit.VOIR_LES_JEUNES)
def detacher(request, uuid, rattachement):
    jeune = le_jeune(request, uuid)
    ligne = get_object_or_404(jeune.rattachements.visible_par(request.user), uuid=rattachement)
    return _retirer(request, jeune, operations.detacher, rattachement=ligne)


def _des_aujourd_hui(operation):
    """Return the operation, done as of today."""

    def faire(**options):
        operation(le=timezone.localdate(), **options)

    return faire


def _retirer(request, jeune, operation, **quoi):
    try:
        operation(le=timezone.localdate(), par=request.user, appareil=appareil_de(request), **quoi)
    except JeuneRefuse as refus:
        return montrer_fiche(request, jeune, erreur=str(refus), status=422)
    messages.success(request, "C’est noté.")
    return redirect("jeune", jeune.uuid)
