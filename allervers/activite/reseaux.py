"""The networks that send youths by the day: what the report will say of them, whom they send, who is expected."""

from datetime import date, timedelta

from django.db.models import Q
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from allervers.comptes.droits import Droit, exige
from allervers.enregistrements.annees import annee_demandee
from allervers.partenaires.models import Reseau
from allervers.referentiel.lecture import libelles_de_l_annee
from allervers.referentiel.models import Liste

from .accueils import en_jours
from .calendrier import qui
from .models import Accueil, DemiJournee
from .partenariat import reseaux_de_l_annee


@require_safe
@exige(Droit.TENIR_LES_PARTENAIRES)
def liste(request):
    """The networks with what the report will say of them this year, and who is expected this week."""
    jour = timezone.localdate()
    annee = annee_demandee(request, jour.year)
    visibles = Reseau.objects.visible_par(request.user)
    comptes = {un.reseau.pk: un for un in reseaux_de_l_annee(visibles, annee)}
    objets = libelles_de_l_annee(request.user.service, annee, Liste.DISPOSITIF_ACCUEIL)
    reseaux = [
        (un, _objet(un, objets), comptes.get(un.pk))
        for un in visibles.select_related("partenaire", "dispositif").order_by("ordre", "nom")
    ]
    lundi = jour - timedelta(days=jour.weekday())
    return render(
        request,
        "partenaires/reseaux.html",
        {
            "annee": annee,
            "annees": range(jour.year, jour.year - 3, -1),
            "reseaux": [ligne for ligne in reseaux if not _est_fini(ligne[0], jour)],
            "anciens": [ligne for ligne in reseaux if _est_fini(ligne[0], jour)],
            "semaine": _attendus(request.user, lundi, lundi + timedelta(days=7)),
        },
    )


def _objet(reseau: Reseau, objets: dict[str, str]) -> str:
    """Return what a network is for, as the lists say it."""
    if reseau.dispositif.code == Reseau.A_COMPLETER:
        return "objet à préciser"
    return objets.get(reseau.dispositif.code, reseau.dispositif.code)


def _est_fini(reseau: Reseau, jour: date) -> bool:
    return reseau.retire_le is not None and reseau.retire_le <= jour


def _attendus(user, du: date, au: date) -> list[tuple[date, list[DemiJournee]]]:
    """Return the days when somebody is received, each with its half-days; those of youths that `user` may know."""
    demis = (
        DemiJournee.objects.visible_par(user)
        .filter(date__gte=du, date__lt=au, accueil__in=Accueil.objects.visible_par(user))
        .select_related("accueil__reseau", "accueil__jeune")
        .order_by("date", "-moment", "accueil__jeune__code")
    )
    jours: dict[date, list[DemiJournee]] = {}
    for demi in demis:
        demi.qui = qui(demi.accueil)
        jours.setdefault(demi.date, []).append(demi)
    return list(jours.items())


@require_safe
@exige(Droit.TENIR_LES_PARTENAIRES)
def reseau(request, uuid):
    """A network: what it is, and whom it sent in a year."""
    un = get_object_or_404(
        Reseau.objects.visible_par(request.user).select_related("dispositif", "partenaire", "service"),
        uuid=uuid,
    )
    jour = timezone.localdate()
    annee = annee_demandee(request, jour.year)
    compte = next(iter(reseaux_de_l_annee(Reseau.objects.filter(pk=un.pk), annee)), None)
    venus = (
        Accueil.objects.visible_par(request.user)
        .filter(Q(date__year=annee) | Q(journees__date__year=annee), reseau=un)
        .select_related("jeune")
        .prefetch_related("journees")
        .distinct()
        .order_by("-date", "pk")
    )
    return render(
        request,
        "partenaires/reseau.html",
        {
            "reseau": un,
            "dispositif": _objet(un, libelles_de_l_annee(un.service, annee, Liste.DISPOSITIF_ACCUEIL)),
            "conventions": un.conventions.all(),
            "annee": annee,
            "annees": sorted(
                {*(d.year for d in un.accueils.dates("date", "year")), jour.year, annee}, reverse=True
            ),
            "compte": compte,
            "accueils": [(accueil, qui(accueil), _duree(accueil)) for accueil in venus],
        },
    )


def _duree(accueil: Accueil) -> str:
    """Return the whole length of a placement, of every year, for one person."""
    return en_jours(len(accueil.journees.all()) or accueil.demi_journees)
