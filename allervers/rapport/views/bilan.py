"""The bilan of one action, in one tap: what the tables of its year say of it, its story, and its photos."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from allervers.actions.comptes import (
    autres_participants,
    comptes_d_une_action,
    dire_par_sexe,
    participants_par_sexe,
)
from allervers.actions.models import ActionCollective
from allervers.comptes.droits import Droit, exige
from allervers.referentiel.lecture import SansReferentiel

from ..fiches import TABLEAUX, composer_bilan, fiche_de, rang_de
from ..lecture import lire_annee
from ..matiere import identite_du_service
from ..rendus import FORMATS, rendre

FORMATS_DU_BILAN = ("pdf", "docx")


@require_safe
@exige(Droit.VOIR_LES_ACTIONS)
def bilan(request, uuid, format):
    visibles = ActionCollective.objects.visible_par(request.user)
    action = get_object_or_404(visibles.select_related("nature", "territoire", "service"), uuid=uuid)
    if format not in FORMATS_DU_BILAN:
        raise Http404("Un bilan est un PDF ou un document Word.")
    try:
        lecture = lire_annee(action.service, action.annee, ids=TABLEAUX)
    except SansReferentiel as sans:
        raise Http404(sans.args[0]) from sans
    fiche = fiche_de(action, lecture.referentiel, rang_de(action), timezone.localdate())
    nombres = participants_par_sexe(action, autres_participants(action, comptes_d_une_action(action)))
    document = composer_bilan(fiche, identite_du_service(action.service), lecture, dire_par_sexe(nombres))
    nom = f"bilan-{action.annee}-{slugify(action.intitule)[:60] or 'action'}"
    return HttpResponse(
        rendre(document, format),
        content_type=FORMATS[format][1],
        headers={"Content-Disposition": f'attachment; filename="{nom}.{format}"'},
    )
