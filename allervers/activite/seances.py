"""A session of an action, entered or corrected from its sheet: an intervention like any other, so it counts like any
other."""

from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from allervers.actions.models import ActionCollective
from allervers.actions.views.actions import trouver_action
from allervers.comptes.droits import Droit, exige
from allervers.enregistrements.champs import TexteField
from allervers.jeunes.models import Jeune

from . import releves
from .models import Intervention
from .operations import modifiables_par
from .presents import Presents, proposer
from .releves import ReleveForm, saisir

# The type of a session where nothing says otherwise, when the service's list has it.
TYPE_D_UNE_SEANCE = "action_collective"


class SeanceForm(ReleveForm):
    jeunes = forms.ModelMultipleChoiceField(
        Jeune.objects.none(), label="Jeunes", required=False, to_field_name="uuid"
    )
    observation_lieu = TexteField(
        label="Observation sur le lieu", help_text="Sur le lieu, jamais sur une personne.", max_length=2000
    )

    def __init__(self, *args, action: ActionCollective, user, **options):
        self.action = action
        super().__init__(*args, user=user, annee=action.annee, **options)
        self.fields["jeunes"].queryset = Jeune.objects.visible_par(user)

    def autre(self, actuelle: Intervention) -> "SeanceForm":
        """Return the form of the same session as it is recorded now."""
        return SeanceForm(action=self.action, user=self.user, une=actuelle)

    def dit(self, une: Intervention) -> dict:
        presents = Jeune.objects.visible_par(self.user).filter(presences__intervention=une)
        return super().dit(une) | {
            "jeunes": [str(uuid) for uuid in presents.values_list("uuid", flat=True)],
            "observation_lieu": une.observation_lieu,
        }

    def clean_date(self):
        jour = super().clean_date()
        if jour.year != self.action.annee:
            raise forms.ValidationError(
                f"Cette action est celle de {self.action.annee}\u202f: sa séance aussi."
            )
        return jour

    @property
    def faits(self) -> dict:
        """Whom the reader may not know is not on the page: they were there all the same."""
        connus = Jeune.objects.visible_par(self.user)
        presents = (
            Jeune.objects.filter(presences__intervention=self.une) if self.une else Jeune.objects.none()
        )
        return super().faits | {
            "action": self.action,
            "jeunes": [*self.cleaned_data["jeunes"], *presents.exclude(pk__in=connus)],
            "observation_lieu": self.cleaned_data["observation_lieu"],
        }

    @property
    def presents(self) -> Presents:
        """The youths that may be ticked, those who came to this action before first."""
        venus = self.action.interventions.values("presences__jeune")
        return proposer(self.fields["jeunes"].queryset, coches=self["jeunes"].value() or (), venus=venus)


@require_http_methods(["GET", "HEAD", "POST"])
@exige(Droit.MENER_LES_ACTIONS)
def nouvelle(request, uuid):
    """A session of an action: when, how long, with whom, and the known youths who came."""
    action = trouver_action(request, uuid)
    form = SeanceForm(
        request.POST or None, action=action, user=request.user, initial=_initial(action, request.user)
    )
    return _saisir(request, form, "La séance est notée.")


@require_http_methods(["GET", "HEAD", "POST"])
@exige(Droit.MENER_LES_ACTIONS)
def modifier(request, uuid):
    """A session that was noted, from a phone or here, by who may change it."""
    une = _seance(request, uuid)
    if not modifiables_par(request.user).filter(pk=une.pk).exists():
        return _refuser(request, une)
    form = SeanceForm(request.POST or None, action=une.action, user=request.user, une=une)
    return _saisir(request, form, "La séance est corrigée.", effacer=reverse("effacer_seance", args=[uuid]))


@require_POST
@exige(Droit.MENER_LES_ACTIONS)
def effacer(request, uuid):
    une = _seance(request, uuid)
    if not modifiables_par(request.user).filter(pk=une.pk).exists():
        return _refuser(request, une)
    vers = reverse("action", args=[une.action.uuid])
    return releves.effacer(request, une, vers=vers, sinon=reverse("modifier_seance", args=[uuid]))


def _saisir(request, form: SeanceForm, dit: str, **contexte):
    vers = reverse("action", args=[form.action.uuid])
    return saisir(request, form, "actions/seance.html", vers=vers, dit=dit, action=form.action, **contexte)


def _seance(request, uuid) -> Intervention:
    seances = Intervention.objects.visible_par(request.user).filter(action__isnull=False)
    return get_object_or_404(seances.select_related("action__service", "type", "lieu"), uuid=uuid)


def _refuser(request, une: Intervention):
    messages.error(request, "Seuls ceux qui y étaient, et le chef de service, corrigent cette séance.")
    return redirect("action", une.action.uuid)


def _initial(action: ActionCollective, user) -> dict:
    """Return what the last session of the action said, where it is likely to be so again."""
    derniere = action.interventions.select_related("type").order_by("-date", "-pk").first()
    jour = timezone.localdate()
    return {
        "date": jour if jour.year == action.annee else None,
        "type": derniere.type.code if derniere else TYPE_D_UNE_SEANCE,
        "lieu": derniere.lieu_id if derniere else action.territoire_id,
        "professionnels": [user.pk],
    }
