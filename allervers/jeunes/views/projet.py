"""Objectives: set with the youth, looked at again. Their words arrive sealed."""

from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from allervers.comptes.droits import Droit, exige

from .. import operations
from ..formulaires.parcours import ObjectifForm, RevisionForm
from .commun import avec_formulaire, le_jeune


@require_POST
@exige(Droit.VOIR_LES_JEUNES)
def poser_objectif(request, uuid):
    def poser(*, uuid, objectif, **dit):
        operations.poser_objectif(uuid=objectif, revision=uuid, **dit)

    return avec_formulaire(request, uuid, ObjectifForm, poser, "L’objectif est écrit.")


@require_POST
@exige(Droit.VOIR_LES_JEUNES)
def revoir_objectif(request, uuid, objectif):
    jeune = le_jeune(request, uuid)
    ligne = get_object_or_404(jeune.objectifs.visible_par(request.user), uuid=objectif)
    return avec_formulaire(
        request, uuid, RevisionForm, operations.revoir_objectif, "C’est écrit.", jeune, objectif=ligne
    )
