"""One's secret links: made, shown once, revoked."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from allervers.comptes.droits import Droit, exige
from allervers.journal.appareil import appareil_de

from ..liens import creer_lien_d_agenda, revoquer_lien_d_agenda
from ..models import LienAgenda
from ..qui import equipes_de


@require_safe
@exige(Droit.TENIR_L_AGENDA)
def liens(request):
    par_equipe = {lien.equipe_id: lien for lien in LienAgenda.objects.visible_par(request.user)}
    agendas = [{"titre": "Mon agenda", "equipe": "", "lien": par_equipe.get(None)}]
    agendas += [
        {"titre": equipe.nom, "equipe": equipe.uuid, "lien": par_equipe.get(equipe.pk)}
        for equipe in equipes_de(request.user)
    ]
    return render(request, "agenda/liens.html", {"agendas": agendas})


@require_POST
@never_cache
@exige(Droit.TENIR_L_AGENDA)
def creer(request):
    """Show the link once, to be copied: only its hash is kept."""
    equipe = None
    if voulue := request.POST.get("equipe"):
        equipe = next((une for une in equipes_de(request.user) if str(une.uuid) == voulue), None)
        if equipe is None:
            raise Http404
    jeton = creer_lien_d_agenda(proprietaire=request.user, equipe=equipe, appareil=appareil_de(request))
    lien = request.build_absolute_uri(reverse("flux_d_agenda", args=[jeton]))
    return render(
        request, "agenda/lien.html", {"lien": lien, "titre": equipe.nom if equipe else "mon agenda"}
    )


@require_POST
@exige(Droit.TENIR_L_AGENDA)
def revoquer(request, uuid):
    lien = get_object_or_404(LienAgenda.objects.visible_par(request.user), uuid=uuid)
    revoquer_lien_d_agenda(lien=lien, appareil=appareil_de(request))
    messages.success(request, "Ce lien ne montre plus rien.")
    return redirect("liens_d_agenda")
