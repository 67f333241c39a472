"""Reviewing the files at their term: to erase, or to keep for a reason."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from allervers.comptes.droits import Droit, exige
from allervers.comptes.versions import VersionDepassee, version_lue
from allervers.jeunes.alertes.lecture import listes_du_jour
from allervers.jeunes.models import Jeune
from allervers.journal.appareil import appareil_de
from allervers.referentiel.lecture import SansReferentiel
from allervers.referentiel.operations import regler_conservation

from .. import operations
from ..formulaires import DureeForm, ProlongationForm, RevueForm
from ..lecture import FicheAuTerme, ce_qui_partira, photos_a_regarder, revue_de
from ..models import Origine
from ..purge import PurgeRefusee, effacer

DEPASSEE = "Cette fiche vient d’être changée par quelqu’un d’autre. La voici comme elle est maintenant."


@require_safe
@never_cache
@exige(Droit.TENIR_LA_CONSERVATION)
def revue(request):
    return _montrer(request)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@exige(Droit.TENIR_LA_CONSERVATION)
def effacer_fiches(request):
    """What would go, shown before it goes; then the purge, in one operation."""
    uuids = request.POST.getlist("jeune") or request.GET.getlist("jeune")
    try:
        jeunes = list(Jeune.objects.visible_par(request.user).filter(uuid__in=uuids).order_by("code"))
    except ValueError as erreur:
        raise Http404 from erreur
    if not jeunes:
        messages.warning(request, "Cochez d’abord les fiches à effacer.")
        return redirect("conservation")
    form = RevueForm(request.POST if request.method == "POST" else None)
    erreur = ""
    if form.is_bound and form.is_valid():
        try:
            bordereau = effacer(
                service=request.user.service,
                jeunes=jeunes,
                origine=Origine.TERME,
                par=request.user,
                appareil=appareil_de(request),
            )
        except PurgeRefusee as refus:
            erreur = str(refus)
        else:
            messages.success(
                request, f"C’est effacé. Le bordereau n° {bordereau.numero} le dit, sans nommer personne."
            )
            return redirect("bordereaux")
    fiches = [
        FicheAuTerme(jeune, jeune.dernier_contact or jeune.premier_contact, None, "") for jeune in jeunes
    ]
    return render(
        request,
        "conservation/effacer.html",
        {
            "onglet": "revue",
            "fiches": fiches,
            "partira": ce_qui_partira(jeunes),
            "photos": photos_a_regarder(jeunes, request.user),
            "form": form,
            "erreur": erreur,
        },
        status=422 if form.is_bound else 200,
    )


@require_POST
@exige(Droit.TENIR_LA_CONSERVATION)
def prolonger(request, uuid):
    jeune = _le_jeune(request, uuid)
    form = ProlongationForm(request.POST, auto_id=f"{jeune.uuid}_%s")
    if not form.is_valid():
        return _montrer(request, {jeune.pk: form}, status=422)
    try:
        operations.prolonger_conservation(
            jeune=jeune, par=request.user, appareil=appareil_de(request), **form.cleaned_data
        )
    except VersionDepassee:
        return _montrer(request, {jeune.pk: form}, DEPASSEE, 409)
    messages.success(request, "La fiche est gardée jusqu’à cette date.")
    return redirect("conservation")


@require_POST
@exige(Droit.TENIR_LA_CONSERVATION)
def lever(request, uuid):
    jeune = _le_jeune(request, uuid)
    try:
        operations.lever_conservation(
            jeune=jeune,
            lue=version_lue(request.POST.get("lue", "")),
            par=request.user,
            appareil=appareil_de(request),
        )
    except VersionDepassee:
        return _montrer(request, {}, DEPASSEE, 409)
    messages.success(request, "La fiche n’est plus gardée au-delà de son terme.")
    return redirect("conservation")


@require_POST
@exige(Droit.TENIR_LA_CONSERVATION)
def regler(request):
    form = DureeForm(request.POST)
    if not form.is_valid():
        return _montrer(request, duree=form, status=422)
    try:
        regler_conservation(
            service=request.user.service,
            annee=timezone.localdate().year,
            mois=form.cleaned_data["mois"],
            par=request.user,
            appareil=appareil_de(request),
        )
    except SansReferentiel as sans:
        return _montrer(request, duree=form, erreur=sans.args[0], status=422)
    messages.success(request, "C’est réglé, pour tout le service.")
    return redirect("conservation")


def _le_jeune(request, uuid) -> Jeune:
    return get_object_or_404(Jeune.objects.visible_par(request.user), uuid=uuid)


def _montrer(request, remplis=None, erreur="", status=200, duree=None):
    """The page; `remplis`: of whom a form was refused, with what was typed in it."""
    remplis, lue = remplis or {}, revue_de(request.user)
    mois = listes_du_jour(request.user.service).conservation_mois
    formulaires = [
        (
            fiche,
            remplis.get(fiche.jeune.pk)
            or ProlongationForm(initial={"lue": fiche.jeune.version}, auto_id=f"{fiche.jeune.uuid}_%s"),
        )
        for fiche in lue.au_terme.fiches
    ]
    contexte = {
        "onglet": "revue",
        "revue": lue,
        "au_terme": formulaires,
        "erreur": erreur,
        "mois": mois,
        "duree": duree or DureeForm(initial={"mois": mois}),
    }
    return render(request, "conservation/revue.html", contexte, status=status)
