"""The log of what was told to other services, of the youths that one may know: its words stay on their files."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from allervers.coffre.cles import texte_de
from allervers.comptes.droits import Droit, exige
from allervers.referentiel.models import Liste

from ..alertes.lecture import listes_du_jour
from ..models import Partage


@require_safe
@never_cache
@exige(Droit.VOIR_LES_JEUNES)
def partages(request):
    """One year of the log: that of the address, or this one."""
    listes, jour = listes_du_jour(request.user.service), timezone.localdate()
    lignes = Partage.objects.visible_par(request.user)
    annees = sorted({un.year for un in lignes.dates("date", "year")} | {jour.year}, reverse=True)
    demandee = request.GET.get("annee", "")
    annee = int(demandee) if demandee in map(str, annees) else jour.year
    siens = lignes.filter(date__year=annee).select_related("jeune", "partenaire", "nature", "saisi_par")
    lus = [
        (un, texte_de(un.jeune.alias), listes.libelle(Liste.NATURE_PARTAGE, un.nature.code))
        for un in siens.defer("interlocuteur", "contenu", "motif")
    ]
    return render(request, "jeunes/partages.html", {"partages": lus, "annee": annee, "annees": annees})
