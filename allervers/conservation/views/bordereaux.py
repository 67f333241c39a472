"""The bordereaux, kept and numbered."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from allervers.comptes.droits import Droit, exige
from allervers.rapport.rendus import FORMATS as TOUS

from ..bordereau import FORMATS, annees, decision, en_fichier
from ..models import Bordereau


@require_safe
@exige(Droit.TENIR_LA_CONSERVATION)
def bordereaux(request):
    lignes = Bordereau.objects.visible_par(request.user).select_related("decide_par")
    lus = [(un, annees(un), decision(un)) for un in lignes]
    contexte = {"onglet": "bordereaux", "bordereaux": lus}
    return render(request, "conservation/bordereaux.html", contexte)


@require_safe
@exige(Droit.TENIR_LA_CONSERVATION)
def bordereau(request, numero, format):
    lignes = Bordereau.objects.visible_par(request.user).select_related("service", "decide_par")
    ligne = get_object_or_404(lignes, numero=numero)
    if format not in FORMATS:
        raise Http404("Un bordereau est un PDF ou un document Word.")
    nom = f"bordereau-d-elimination-{ligne.numero}.{format}"
    return HttpResponse(
        en_fichier(ligne, format),
        content_type=TOUS[format][1],
        headers={"Content-Disposition": f'attachment; filename="{nom}"'},
    )
