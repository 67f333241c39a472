"""The bodies in which the service sits, their meetings of a year, and who sat."""

from datetime import date

from django.db.models import Count, Max, Min, Q
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from allervers.comptes.droits import Droit, exige
from allervers.enregistrements.annees import annee_demandee, annees_offertes
from allervers.partenaires.models import Instance
from allervers.referentiel.lecture import libelles_de_l_annee
from allervers.referentiel.models import Liste

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
            premiere=Min("interventions__date"),
            derniere=Max("interventions__date", filter=de_l_annee),
        )
        .order_by("ordre", "nom")
    )
    limite = min(jour, date(annee, 12, 31))
    anciennes = [une for une in instances if une.retire_le and une.retire_le <= limite]
    return render(
        request,
        "partenaires/instances.html",
        {
            "annee": annee,
            "annees": annees_offertes(annee, jour, *(une.premiere for une in instances)),
            "instances": [une for une in instances if une not in anciennes],
            "anciennes": anciennes,
        },
    )


@require_safe
@exige(Droit.TENIR_LES_PARTENAIRES)
def instance(request, uuid):
    une = get_object_or_404(Instance.objects.visible_par(request.user), uuid=uuid)
    jour = timezone.localdate()
    annee = annee_demandee(request, jour.year)
    premiere = une.interventions.aggregate(jour=Min("date"))["jour"]
    return render(
        request,
        "partenaires/instance.html",
        {
            "instance": une,
            "annee": annee,
            "annees": annees_offertes(annee, jour, premiere),
            "modifiables": set(
                rencontres_modifiables(request.user).filter(instance=une).values_list("pk", flat=True)
            ),
            "rencontres": avec_participants(
                libelles_de_l_annee(request.user.service, annee, Liste.TYPE_ACTIVITE),
                participations(une, annee, request.user),
            ),
        },
    )
