"""A session of an action, entered or corrected from its sheet: an intervention like any other, so it counts like any
other."""

from datetime import timedelta
from functools import wraps
from uuid import uuid5

from django import forms
from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from allervers.actions.models import ActionCollective, UniteDuree
from allervers.actions.views.actions import trouver_action
from allervers.comptes.droits import Droit, exige
from allervers.enregistrements.champs import JourField, TexteField
from allervers.jeunes.models import Jeune

from . import releves
from .models import Intervention
from .operations import modifiables_par
from .presents import Presents, proposer
from .releves import ReleveForm, saisir

# The type of a session where nothing says otherwise, when the service's list has it.
TYPE_D_UNE_SEANCE = "action_collective"
# As long as a stay lasts, noted at once.
JOURS_MAX = 31


class SeanceForm(ReleveForm):
    jeunes = forms.ModelMultipleChoiceField(
        Jeune.objects.none(), label="Jeunes", required=False, to_field_name="uuid"
    )
    jusqu_au = JourField(
        label="Jusqu’au", required=False, help_text="Pour un séjour\u202f: une séance par jour."
    )
    observation_lieu = TexteField(
        label="Observation sur le lieu", help_text="Sur le lieu, jamais sur une personne.", max_length=2000
    )

    def __init__(self, *args, action: ActionCollective, user, **options):
        self.action = action
        super().__init__(*args, user=user, annee=action.annee, **options)
        self.fields["jeunes"].queryset = Jeune.objects.visible_par(user)
        if self.une:
            del self.fields["jusqu_au"]

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

    def clean_jusqu_au(self):
        premier, dernier = self.cleaned_data.get("date"), self.cleaned_data["jusqu_au"]
        if premier is None or dernier is None:
            return dernier
        if dernier > timezone.localdate():
            raise forms.ValidationError("Cette date est dans le futur\u202f: notez les jours déjà passés.")
        if dernier < premier:
            raise forms.ValidationError("La fin vient avant le début\u202f: corrigez l’une des deux dates.")
        if dernier - premier >= timedelta(JOURS_MAX) or dernier.year != self.action.annee:
            raise forms.ValidationError(
                f"Un séjour se note en {JOURS_MAX} jours au plus, de la même année\u202f: notez-le en deux fois."
            )
        return dernier

    @property
    def nb_jours(self) -> int:
        dernier = self.cleaned_data.get("jusqu_au")
        return (dernier - self.cleaned_data["date"]).days + 1 if dernier else 1

    @transaction.atomic
    def enregistrer(self, **qui) -> None:
        """Record one session a day, with the same people: each is corrected by itself afterwards."""
        super().enregistrer(**qui)
        for rang in range(1, self.nb_jours):
            jour = self.cleaned_data["date"] + timedelta(rang)
            self.noter(uuid5(self.cleaned_data["uuid"], f"{jour}"), self.faits | {"date": jour}, **qui)

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


def _de_qui_y_etait(vue):
    """Give a view the session that it corrects; who may not correct it is told who does."""

    @wraps(vue)
    def gardee(request, uuid):
        seances = Intervention.objects.visible_par(request.user).filter(action__isnull=False)
        une = get_object_or_404(seances.select_related("action__service", "type", "lieu"), uuid=uuid)
        if modifiables_par(request.user).filter(pk=une.pk).exists():
            return vue(request, une)
        messages.error(request, "Seuls ceux qui y étaient, et le chef de service, corrigent cette séance.")
        return redirect("action", une.action.uuid)

    return gardee


@require_http_methods(["GET", "HEAD", "POST"])
@exige(Droit.MENER_LES_ACTIONS)
def nouvelle(request, uuid):
    """A session of an action, or one a day: when, how long, with whom, and the known youths who came."""
    action = trouver_action(request, uuid)
    form = SeanceForm(
        request.POST or None, action=action, user=request.user, initial=_initial(action, request.user)
    )
    dit = "Les séances sont notées, une par jour." if request.POST.get("jusqu_au") else "La séance est notée."
    return _saisir(request, form, dit)


@require_http_methods(["GET", "HEAD", "POST"])
@exige(Droit.MENER_LES_ACTIONS)
@_de_qui_y_etait
def modifier(request, une: Intervention):
    """A session that was noted, from a phone or here."""
    form = SeanceForm(request.POST or None, action=une.action, user=request.user, une=une)
    return _saisir(
        request, form, "La séance est corrigée.", effacer=reverse("effacer_seance", args=[une.uuid])
    )


@require_POST
@exige(Droit.MENER_LES_ACTIONS)
@_de_qui_y_etait
def effacer(request, une: Intervention):
    vers = reverse("action", args=[une.action.uuid])
    return releves.effacer(request, une, vers=vers, sinon=reverse("modifier_seance", args=[une.uuid]))


def _saisir(request, form: SeanceForm, dit: str, **contexte):
    vers = reverse("action", args=[form.action.uuid])
    return saisir(request, form, "actions/seance.html", vers=vers, dit=dit, action=form.action, **contexte)


def _initial(action: ActionCollective, user) -> dict:
    """Return what is likely of a new session: what the last one said; of the first, what the project said."""
    initial = {"type": TYPE_D_UNE_SEANCE, "lieu": action.territoire_id, "professionnels": [user.pk]}
    jour = timezone.localdate()
    derniere = action.interventions.select_related("type").order_by("-date", "-pk").first()
    if derniere:
        initial |= {
            "type": derniere.type.code,
            "lieu": derniere.lieu_id,
            "heure": derniere.heure,
            "duree": derniere.duree_minutes,
        }
    elif action.debut and action.debut <= jour:
        dernier = min(action.fin or action.debut, jour)
        est_un_sejour = action.unite_duree == UniteDuree.JOURS and dernier > action.debut
        return initial | {"date": action.debut, "jusqu_au": dernier if est_un_sejour else None}
    return initial | {"date": jour if jour.year == action.annee else None}
