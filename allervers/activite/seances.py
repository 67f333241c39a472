"""A session of an action, entered from its sheet: an intervention like any other, so it counts like any other."""

import re
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone

from allervers.actions.models import ActionCollective
from allervers.actions.views.actions import trouver_action
from allervers.coffre.cles import en_texte
from allervers.comptes.droits import DE_TERRAIN, Droit, exige
from allervers.comptes.models import Utilisateur
from allervers.enregistrements.champs import Formulaire, JourField, TexteField
from allervers.jeunes.models import Jeune
from allervers.journal.appareil import appareil_de
from allervers.referentiel.choix import choix_de_liste
from allervers.referentiel.lecture import referentiel_le_plus_proche
from allervers.referentiel.models import Liste, Terme
from allervers.territoires.models import Territoire

from .models import Intervention
from .operations import Releve, enregistrer_intervention

MINUTES_D_UN_JOUR = 24 * 60
# The type of a session where nothing says otherwise, when the service's list has it.
TYPE_D_UNE_SEANCE = "action_collective"


class DureeField(forms.CharField):
    """A length of time typed as people do, « 2h », « 1h30 » or « 90 »: in minutes."""

    def clean(self, value):
        texte = "".join(super().clean(value).lower().split())
        trouve = re.fullmatch(r"(\d{1,2})[h:](\d{2})?|(\d{1,4})(?:min)?", texte)
        if not trouve:
            raise forms.ValidationError("Écrivez une durée, par exemple 2h ou 1h30.")
        heures, minutes, seules = (int(partie or 0) for partie in trouve.groups())
        duree = heures * 60 + minutes + seules
        if minutes > 59 or not 0 < duree <= MINUTES_D_UN_JOUR:
            raise forms.ValidationError("Une séance dure entre 1 minute et 24 heures.")
        return duree


class SeanceForm(Formulaire):
    uuid = forms.UUIDField(widget=forms.HiddenInput)
    date = JourField(label="Date")
    heure = forms.TimeField(
        label="Heure", required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    duree = DureeField(label="Durée", help_text="Pour chaque professionnel. Par exemple\u202f: 2h ou 1h30.")
    type = forms.ChoiceField(label="Type d’activité")
    lieu = forms.ModelChoiceField(
        Territoire.objects.none(), label="Lieu", required=False, empty_label="Non renseigné"
    )
    professionnels = forms.ModelMultipleChoiceField(
        Utilisateur.objects.none(),
        label="Professionnels",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Cochez au moins un professionnel."},
    )
    jeunes = forms.ModelMultipleChoiceField(
        Jeune.objects.none(), label="Jeunes", required=False, to_field_name="uuid"
    )
    observation_lieu = TexteField(
        label="Observation sur le lieu", help_text="Sur le lieu, jamais sur une personne.", max_length=2000
    )

    def __init__(self, *args, action: ActionCollective, user, **options):
        super().__init__(*args, **options)
        self.action = action
        referentiel = referentiel_le_plus_proche(action.service, action.annee)
        # A type that gathers others can be chosen for itself.
        tous = tuple(terme.code for terme in referentiel.listes[Liste.TYPE_ACTIVITE] if not terme.est_retire)
        choix = choix_de_liste(referentiel, Liste.TYPE_ACTIVITE, tous)
        self.fields["type"].choices = [("", "Choisir…"), *choix]
        self.fields["lieu"].queryset = Territoire.objects.filter(service=action.service)
        self.fields["professionnels"].queryset = Utilisateur.objects.filter(
            service=action.service, is_active=True, role__in=DE_TERRAIN
        )
        self.fields["jeunes"].queryset = Jeune.objects.visible_par(user)

    def clean_date(self):
        jour = self.cleaned_data["date"]
        if jour.year != self.action.annee:
            raise forms.ValidationError(
                f"Cette action est celle de {self.action.annee}\u202f: sa séance aussi."
            )
        if jour > timezone.localdate():
            raise forms.ValidationError("Cette date est dans le futur. Une séance se note une fois faite.")
        return jour

    def releve(self) -> Releve:
        propres = self.cleaned_data
        return Releve(
            type=Terme.objects.get(
                service=self.action.service, liste=Liste.TYPE_ACTIVITE, code=propres["type"]
            ),
            date=propres["date"],
            heure=propres["heure"],
            duree_minutes=propres["duree"],
            lieu=propres["lieu"],
            action=self.action,
            professionnels=propres["professionnels"],
            jeunes=propres["jeunes"],
            observation_lieu=propres["observation_lieu"],
        )


@exige(Droit.MENER_LES_ACTIONS)
def nouvelle(request, uuid):
    """A session of an action: when, how long, with whom, and the known youths who came."""
    action = trouver_action(request, uuid)
    form = SeanceForm(
        request.POST or None, action=action, user=request.user, initial=_initial(action, request.user)
    )
    if request.method == "POST" and form.is_valid():
        # Sent twice, it is one session.
        if not Intervention.objects.filter(uuid=form.cleaned_data["uuid"]).exists():
            enregistrer_intervention(
                service=action.service,
                uuid=form.cleaned_data["uuid"],
                releve=form.releve(),
                par=request.user,
                appareil=appareil_de(request),
            )
        messages.success(request, "La séance est notée.")
        return redirect("action", action.uuid)
    return render(
        request,
        "actions/seance.html",
        {"action": action, "form": form, "jeunes": _jeunes(request, action)},
        status=422 if form.is_bound else 200,
    )


def _initial(action: ActionCollective, user) -> dict:
    """Return what the last session of the action said, where it is likely to be so again."""
    derniere = action.interventions.select_related("type").order_by("-date", "-pk").first()
    jour = timezone.localdate()
    return {
        "uuid": uuid4(),
        "date": jour if jour.year == action.annee else None,
        "type": derniere.type.code if derniere else TYPE_D_UNE_SEANCE,
        "lieu": derniere.lieu_id if derniere else action.territoire_id,
        "professionnels": [user.pk],
    }


def _jeunes(request, action: ActionCollective) -> list[tuple[Jeune, str, bool]]:
    """Return (youth, sealed name, ticked), those who came to this action before first."""
    coches = set(request.POST.getlist("jeunes"))
    venus = set(action.interventions.values_list("presences__jeune", flat=True))
    visibles = Jeune.objects.visible_par(request.user).only("pk", "uuid", "code", "alias").order_by("code")
    lignes = [
        (jeune, en_texte(bytes(jeune.alias)) if jeune.alias else "", str(jeune.uuid) in coches)
        for jeune in visibles
    ]
    return sorted(lignes, key=lambda ligne: ligne[0].pk not in venus)
