"""The networks that send youths by the day: what the report will say of them, whom they send, who is expected."""

from datetime import date, timedelta
from itertools import groupby

from django.db.models import Count, Max, Min, Q
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from allervers.comptes.droits import Droit, exige, peut
from allervers.enregistrements.annees import annee_demandee, annee_plausible, annees_offertes
from allervers.partenaires.models import Reseau
from allervers.referentiel.lecture import libelles_de_l_annee
from allervers.referentiel.models import Liste

from .accueils import en_jours
from .attendus import attendus, qui
from .models import Accueil, DemiJournee
from .partenariat import ReseauDeLAnnee, reseaux_de_l_annee

# More placements than that are folded, month by month.
LUS_D_UN_COUP_D_OEIL = 40


@require_safe
@exige(Droit.TENIR_LES_PARTENAIRES)
def liste(request):
    """The networks with what the report will say of them in a year, and who is expected in a week."""
    jour = timezone.localdate()
    annee = annee_demandee(request, jour.year)
    visibles = Reseau.objects.visible_par(request.user)
    comptes = {
        un.reseau.pk: un for un in reseaux_de_l_annee(Accueil.objects.filter(reseau__in=visibles), annee)
    }
    objets = libelles_de_l_annee(request.user.service, annee, Liste.DISPOSITIF_ACCUEIL)
    tous = list(visibles.select_related("partenaire", "dispositif").order_by("ordre", "nom"))
    limite = min(jour, date(annee, 12, 31))
    reseaux = [(un, _objet(un, objets), comptes.get(un.pk)) for un in tous]
    bornes = Accueil.objects.filter(reseau__in=visibles).aggregate(premier=Min("date"), dernier=Max("date"))
    lundi = _semaine_demandee(request, jour)
    return render(
        request,
        "partenaires/reseaux.html",
        {
            "annee": annee,
            "annees": annees_offertes(annee, jour, *bornes.values()),
            "reseaux": [ligne for ligne in reseaux if not _est_fini(ligne[0], limite)],
            "anciens": [ligne for ligne in reseaux if _est_fini(ligne[0], limite)],
            "lundi": lundi,
            "avant": lundi - timedelta(days=7),
            "apres": lundi + timedelta(days=7),
            "est_cette_semaine": lundi <= jour < lundi + timedelta(days=7),
            "attendus": attendus(request.user, lundi, lundi + timedelta(days=7))
            if peut(request.user, Droit.TENIR_LES_ACCUEILS)
            else [],
        },
    )


def _objet(reseau: Reseau, objets: dict[str, str]) -> str:
    """Return what a network is for, as the lists say it."""
    if reseau.dispositif.code == Reseau.A_COMPLETER:
        return "objet à préciser"
    return objets.get(reseau.dispositif.code, reseau.dispositif.code)


def _est_fini(reseau: Reseau, jour: date) -> bool:
    return reseau.retire_le is not None and reseau.retire_le <= jour


def _semaine_demandee(request, sinon: date) -> date:
    """Return the Monday of the week that the address asks for, of that of `sinon` when it asks for none."""
    demandee = request.GET.get("semaine", "")
    try:
        jour = date.fromisoformat(demandee) if demandee else sinon
    except ValueError:
        raise Http404("Ce n'est pas une semaine.") from None
    annee_plausible(jour.year)
    return jour - timedelta(days=jour.weekday())


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
    compte = next(iter(reseaux_de_l_annee(Accueil.objects.filter(reseau=un), annee)), None)
    bornes = un.accueils.aggregate(premier=Min("date"), dernier=Max("journees__date"))
    venus = _venus(request.user, un, annee) if peut(request.user, Droit.TENIR_LES_ACCUEILS) else []
    return render(
        request,
        "partenaires/reseau.html",
        {
            "reseau": un,
            "dispositif": _objet(un, libelles_de_l_annee(un.service, annee, Liste.DISPOSITIF_ACCUEIL)),
            "conventions": un.conventions.select_related("partenaire"),
            "annee": annee,
            "annees": annees_offertes(annee, jour, *bornes.values()),
            "compte": compte,
            "venus": [(un, qui(un), duree) for un, duree in venus],
            "mois": _par_mois(venus) if len(venus) > LUS_D_UN_COUP_D_OEIL else [],
            "ailleurs": _ailleurs(compte, venus),
        },
    )


def _venus(user, reseau: Reseau, annee: int) -> list[tuple[Accueil, str]]:
    """Return the placements of a year that `user` may know, the latest first, each with its whole length."""
    posees = DemiJournee.objects.filter(accueil__reseau=reseau).order_by()
    nombres = dict(posees.values("accueil").annotate(nb=Count("pk")).values_list("accueil", "nb"))
    accueils = (
        Accueil.objects.visible_par(user)
        .filter(
            Q(date__year=annee) | Q(pk__in=posees.filter(date__year=annee).values("accueil")), reseau=reseau
        )
        .select_related("jeune", "partenaire")
        .only(
            "uuid",
            "date",
            "nombre",
            "precision",
            "demi_journees",
            "partenaire__nom",
            "jeune__uuid",
            "jeune__code",
            "jeune__alias",
        )  # fmt: skip
        .order_by("-date", "pk")
    )
    return [(un, en_jours(nombres.get(un.pk, un.demi_journees))) for un in accueils]


def _par_mois(venus: list[tuple[Accueil, str]]) -> list[tuple[date, list[tuple]]]:
    """Return (first day of the month when they began, its lines): the placement, who comes, its length."""
    return [
        (mois, [(un, qui(un), duree) for un, duree in siens])
        for mois, siens in groupby(venus, lambda venu: venu[0].date.replace(day=1))
    ]


def _ailleurs(compte: ReseauDeLAnnee | None, venus: list[tuple[Accueil, str]]) -> int:
    """Return how many persons the network counts beside those of `venus`: of other teams, or whose file is gone."""
    connus = {un.jeune_id for un, _ in venus if un.jeune_id}
    return compte.personnes - len(connus) - sum(un.nombre or 0 for un, _ in venus) if compte else 0
