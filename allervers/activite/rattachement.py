"""Sessions noted without saying of which action: people came, and no table of actions counts them yet."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import ExtractYear
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from allervers.actions.choix import ChoixDAction
from allervers.actions.models import ActionCollective
from allervers.comptes.droits import Droit, exige
from allervers.comptes.versions import VersionDepassee
from allervers.enregistrements.champs import Formulaire
from allervers.journal.appareil import appareil_de
from allervers.referentiel.lecture import SansReferentiel, millesime_en_vigueur

from .models import Comptage, Intervention, Presence
from .operations import corriger_intervention, modifiables_par, releve_de

# How the types of a session are called in a référentiel's groupings.
TYPES = "saisie_collective"


class RattacherForm(Formulaire):
    """Which action of its year a session is one of. `uuid`: what names this change."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    uuid = forms.UUIDField(widget=forms.HiddenInput)
    action = ChoixDAction(
        ActionCollective.objects.none(), label="Action", to_field_name="uuid", empty_label="Choisir…"
    )

    def __init__(self, *args, user, une: Intervention, **options):
        initial = {"version": une.version, "uuid": uuid4()}
        super().__init__(*args, initial=initial, auto_id=f"{une.uuid}-%s", **options)
        actions = ActionCollective.objects.visible_par(user).filter(annee=une.date.year)
        self.fields["action"].queryset = actions.select_related("territoire")


def seances_a_rattacher(user, depuis: date) -> QuerySet[Intervention]:
    """Return the sessions, since that day, that `user` may give an action to: they have none, or one of another year.

    Raises SansReferentiel.
    """
    millesime = millesime_en_vigueur(user.service, timezone.localdate().year)
    codes = millesime.regroupements.get(TYPES, ())
    types = millesime.libelles.filter(Q(terme__code__in=codes) | Q(parent__code__in=codes))
    siens = {"intervention": OuterRef("pk")}
    quelqu_un = Q(Exists(Presence.objects.filter(**siens))) | Q(Exists(Comptage.objects.filter(**siens)))
    perdue = Q(action=None) | ~Q(action__annee=ExtractYear("date"))
    seances = modifiables_par(user).filter(
        quelqu_un, perdue, type__in=types.values("terme"), date__gte=depuis
    )
    return seances.distinct().order_by("date", "pk")


@require_safe
@exige(Droit.MENER_LES_ACTIONS)
def a_rattacher(request):
    try:
        depuis = date(timezone.localdate().year - 1, 1, 1)
        seances = list(seances_a_rattacher(request.user, depuis))
    except SansReferentiel as sans:
        messages.error(request, str(sans))
        return redirect("actions")
    lues = Intervention.objects.filter(pk__in=[une.pk for une in seances]).select_related("type", "lieu")
    comptes = dict(
        Comptage.objects.filter(intervention__in=seances)
        .order_by()
        .values_list("intervention")
        .annotate(Sum("nombre"))
    )
    lignes = [
        (une, comptes.get(une.pk, 0), RattacherForm(user=request.user, une=une))
        for une in lues.annotate(nb_presents=Count("presences")).order_by("date", "pk")
    ]
    return render(request, "actions/a_rattacher.html", {"lignes": lignes})


@require_POST
@exige(Droit.MENER_LES_ACTIONS)
def rattacher(request, uuid):
    une = get_object_or_404(
        modifiables_par(request.user).select_related("service", "type", "lieu"), uuid=uuid
    )
    form = RattacherForm(request.POST, user=request.user, une=une)
    if not form.is_valid():
        messages.error(request, "Choisissez d’abord l’action de cette séance.")
        return redirect("a_rattacher")
    action = form.cleaned_data["action"]
    try:
        corriger_intervention(
            intervention=une,
            lue=form.cleaned_data["version"],
            releve=replace(releve_de(une), action=action),
            par=request.user,
            saisie=form.cleaned_data["uuid"],
            appareil=appareil_de(request),
        )
        messages.success(request, f"La séance est rattachée à « {action} ».")
    except VersionDepassee:
        messages.error(request, "Quelqu’un vient de modifier cette séance. Relisez-la, puis recommencez.")
    return redirect("a_rattacher")
