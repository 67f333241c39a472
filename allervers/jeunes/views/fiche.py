"""The file of a youth, and what is sealed in it."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from allervers.coffre.enveloppe import EnveloppeRefusee
from allervers.coffre.operations import CoffreRefuse, EnveloppeDepassee
from allervers.comptes.droits import Droit, exige
from allervers.journal.appareil import appareil_de
from allervers.journal.models import Consultation
from allervers.journal.operations import consulter

from .. import operations
from ..formulaires.champs import EnveloppeField
from ..formulaires.fiche import EcritForm
from ..operations import JeuneRefuse
from .commun import avec_formulaire, le_jeune, montrer_fiche


@require_safe
@never_cache
@exige(Droit.VOIR_LES_JEUNES)
def jeune(request, uuid):
    ligne = le_jeune(request, uuid)
    if ligne.uuid != uuid:
        return redirect("jeune", ligne.uuid)
    consulter(
        consultation=Consultation.OUVRIR_FICHE,
        service=ligne.service,
        objet=ligne.uuid,
        par=request.user,
        appareil=appareil_de(request),
    )
    return montrer_fiche(request, ligne)


@require_POST
@exige(Droit.VOIR_LES_JEUNES)
def ecrire_champ(request, uuid, champ):
    """Write one or several sealed fields of the file: each comes with the print of what its author read there."""
    ligne = le_jeune(request, uuid)
    if ligne.uuid != uuid:
        # Sealed for the file that was merged: it could be opened nowhere else.
        erreur = "Cette fiche vient d’être réunie à celle-ci\u202f: écrivez de nouveau votre texte ici."
        return montrer_fiche(request, ligne, erreur=erreur, status=409)
    noms = [nom for nom in champ.split("+") if nom in ("alias", "identite", "note")]
    proposes, erreur = {}, ""
    try:
        with transaction.atomic():
            for nom in noms:
                if nom in request.POST:
                    proposes[nom] = EnveloppeField(required=False).clean(request.POST[nom])
                    operations.ecrire_champ_scelle(
                        jeune=ligne,
                        champ=nom,
                        enveloppe=proposes[nom],
                        lue=request.POST.get(f"{nom}_lue", ""),
                        par=request.user,
                        appareil=appareil_de(request),
                    )
    except (CoffreRefuse, EnveloppeRefusee, JeuneRefuse) as refus:
        erreur = str(refus)
        est_depassee = isinstance(refus, EnveloppeDepassee)
        return montrer_fiche(
            request, le_jeune(request, uuid), proposes, erreur, status=409 if est_depassee else 422
        )
    messages.success(request, "C’est enregistré.")
    return redirect("jeune", ligne.uuid)


@require_POST
@exige(Droit.VOIR_LES_JEUNES)
def ecrire(request, uuid):
    return avec_formulaire(request, uuid, EcritForm, operations.ecrire, "C’est écrit.")
