"""The list of the youths that one may know. Names go through sealed."""

from django.http import JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from allervers.comptes.droits import Droit, exige
from allervers.territoires.models import Territoire

from ..models import Jeune, Rattachement, en_vigueur
from .commun import texte_de


@require_safe
@exige(Droit.VOIR_LES_JEUNES)
def jeunes(request):
    return render(request, "jeunes/jeunes.html", {"nombre": Jeune.objects.visible_par(request.user).count()})


@require_safe
@never_cache
@exige(Droit.VOIR_LES_JEUNES)
def liste(request):
    """The list as the browser reads it: facts, and names sealed; with the places that the privacy guard knows."""
    visibles = Jeune.objects.visible_par(request.user)
    equipes: dict[int, list[str]] = {}
    rattachements = Rattachement.objects.visible_par(request.user).filter(en_vigueur(timezone.localdate()))
    for jeune, equipe in rattachements.values_list("jeune_id", "equipe__nom"):
        equipes.setdefault(jeune, []).append(equipe)
    champs = ("pk", "uuid", "code", "sexe", "annee_naissance", "niveau", "alias", "identite")
    return JsonResponse(
        {
            "jeunes": [
                [uuid, code, sexe, annee, niveau, equipes.get(pk, []), texte_de(alias), texte_de(identite)]
                for pk, uuid, code, sexe, annee, niveau, alias, identite in visibles.values_list(*champs)
            ],
            "lieux": list(
                Territoire.objects.visible_par(request.user).values_list("nom", flat=True).distinct()
            ),
        }
    )
