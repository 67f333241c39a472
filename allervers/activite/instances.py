"""The bodies in which the service sits, their meetings of a year, and who sat."""

from django.db.models import Count, Max, Q
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from allervers.comptes.droits import Droit, exige
from allervers.enregistrements.annees import annee_demandee
from allervers.partenaires.models import Instance

from .partenaire import avec_participants
from .partenariat import participations
from .rencontres import rencontres_modifiables


@require_safe
@exige(Droit.TENIR_LES_PARTENAIRES)
def liste(request):
    jour = timezone.localdate()
    annee = annee_demandee(request, jour.year)
    de_l_annee = Q(interventions__date__year=annee)
    instances = list(
        Instance.objects.visible_par(request.user)
        .annotate(
            nb=Count("interventions", filter=de_l_annee),
            derniere=Max("interventions__date", filter=de_l_annee),
        )
        .order_by("ordre", "nom")
    )
    anciennes = [une for une in instances if une.retire_le and une.retire_le <= jour]
    return render(
        request,
        "partenaires/instances.html",
        {
            "annee": annee,
            "annees": range(jour.year, jour.year - 3, -1),
            "instances": [une for une in instances if une not in anciennes],
            "anciennes": anciennes,
        },
    )


@require_safe
@exige(Droit.TENIR_LES_PARTENAIRES)
def instance(request, uuid):
    une = get_object_or_404(Instance.objects.visible_par(request.user), uuid=uuid)
    annee = annee_demandee(request, timezone.localdate().year)
    connues = {jour.year for jour in une.interventions.dates("date", "year")}
    return render(
        request,
        "partenaires/instance.html",
        {
            "instance": une,
            "annee": annee,
            "annees": sorted({*connues, timezone.localdate().year, annee}, reverse=True),
            "modifiables": set(
                rencontres_modifiables(request.user).filter(instance=une).values_list("pk", flat=True)
            ),
            "rencontres": avec_participants(
                request.user.service, annee, participations(une, annee, request.user)
            ),
        },
    )
