"""What is added to the path of a youth, in two taps: the ladder, dated facts, orientations, contacts."""

from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from allervers.comptes.droits import Droit, exige

from .. import operations
from ..formulaires.fiche import ReperesForm
from ..formulaires.parcours import (
    CoAccompagnementForm,
    ContactForm,
    FinForm,
    JonctionForm,
    OrientationForm,
    PartageForm,
    ProblematiqueForm,
    RevueForm,
    SituationForm,
    StatutForm,
)
from .commun import avec_formulaire, le_jeune


@require_POST
@exige(Droit.VOIR_LES_JEUNES)
def changer_statut(request, uuid):
    return avec_formulaire(request, uuid, StatutForm, operations.changer_statut, "Le statut est changé.")


@require_POST
@exige(Droit.VOIR_LES_JEUNES)
def terminer(request, uuid):
    return avec_formulaire(request, uuid, FinForm, operations.terminer, "C’est noté.")


@require_POST
@exige(Droit.VOIR_LES_JEUNES)
def revoir_statut(request, uuid):
    return avec_formulaire(request, uuid, RevueForm, operations.revoir_statut, "Le statut est revu.")


@require_POST
@exige(Droit.VOIR_LES_JEUNES)
def noter_situation(request, uuid):
    return avec_formulaire(
        request, uuid, SituationForm, operations.noter_situation, "La situation est notée."
    )


@require_POST
@exige(Droit.VOIR_LES_JEUNES)
def noter_problematique(request, uuid):
    return avec_formulaire(
        request, uuid, ProblematiqueForm, operations.noter_problematique, "La problématique est notée."
    )


@require_POST
@exige(Droit.VOIR_LES_JEUNES)
def noter_co_accompagnement(request, uuid):
    return avec_formulaire(
        request, uuid, CoAccompagnementForm, operations.noter_co_accompagnement, "C’est noté."
    )


@require_POST
@exige(Droit.VOIR_LES_JEUNES)
def orienter(request, uuid):
    return avec_formulaire(request, uuid, OrientationForm, operations.orienter, "L’orientation est notée.")


@require_POST
@exige(Droit.VOIR_LES_JEUNES)
def noter_jonction(request, uuid, orientation):
    jeune = le_jeune(request, uuid)
    ligne = get_object_or_404(jeune.orientations.visible_par(request.user), uuid=orientation)
    return avec_formulaire(
        request, uuid, JonctionForm, operations.noter_jonction, "C’est noté.", jeune, orientation=ligne
    )


@require_POST
@exige(Droit.VOIR_LES_JEUNES)
def noter_contact(request, uuid):
    return avec_formulaire(request, uuid, ContactForm, operations.noter_contact, "Le contact est noté.")


@require_POST
@exige(Droit.VOIR_LES_JEUNES)
def decrire_jeune(request, uuid):
    return avec_formulaire(request, uuid, ReperesForm, operations.decrire_jeune, "C’est enregistré.")


@require_POST
@exige(Droit.VOIR_LES_JEUNES)
def partager(request, uuid):
    return avec_formulaire(request, uuid, PartageForm, operations.partager, "Le partage est noté.")
