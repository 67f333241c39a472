"""Telling an intervention from a page, or correcting one: a session of an action, a meeting with a partner.

What the page does not ask (tallies, tags, who else came) stays as it was told elsewhere.
"""

import re
from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

from django import forms
from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from allervers.comptes.droits import DE_TERRAIN
from allervers.comptes.models import Utilisateur
from allervers.comptes.versions import VersionDepassee, version_lue
from allervers.enregistrements import operations as enregistrements
from allervers.enregistrements.champs import (
    Formulaire,
    HeureField,
    JourField,
    LignesField,
    differences,
    redemander,
)
from allervers.enregistrements.operations import DejaEnregistre
from allervers.journal.appareil import appareil_de
from allervers.referentiel.choix import Choix, choix_de_liste
from allervers.referentiel.lecture import referentiel_le_plus_proche
from allervers.referentiel.models import Liste, Terme
from allervers.referentiel.valeur import Referentiel
from allervers.territoires.models import Territoire

from .models import Intervention
from .operations import Releve, corriger_intervention, enregistrer_intervention, releve_de

MINUTES_D_UN_JOUR = 24 * 60


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
            raise forms.ValidationError("Écrivez une durée entre 1 minute et 24 heures.")
        return duree

    def prepare_value(self, value):
        if not isinstance(value, int):
            return value
        heures, minutes = divmod(value, 60)
        return (
            f"{heures}h{minutes:02}" if heures and minutes else f"{heures}h" if heures else f"{minutes} min"
        )


class ReleveForm(Formulaire):
    """When, how long, where, by whom. `une`: the intervention that is corrected, None for a new one."""

    uuid = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    date = JourField(label="Date")
    heure = HeureField(label="Heure", required=False)
    duree = DureeField(label="Durée", help_text="Pour chaque professionnel. Par exemple\u202f: 2h ou 1h30.")
    type = forms.ChoiceField(label="Type d’activité")
    lieu = forms.ModelChoiceField(
        Territoire.objects.none(), label="Lieu", required=False, empty_label="Non renseigné"
    )
    professionnels = LignesField(
        Utilisateur.objects.none(),
        label="Professionnels",
        error_messages={"required": "Cochez au moins un professionnel."},
    )

    def __init__(self, *args, user, annee: int, une: Intervention | None = None, initial=None, **options):
        self.user, self.service, self.une = user, user.service, une
        initial = self.dit(une) if une else initial or {}
        super().__init__(*args, initial={"uuid": uuid4()} | initial, **options)
        referentiel = referentiel_le_plus_proche(self.service, annee)
        self.fields["type"].choices = [("", "Choisir…"), *self.types(referentiel, initial.get("type"))]
        lieux = Territoire.objects.filter(service=self.service)
        self.fields["lieu"].queryset = lieux.proposes(date(annee, 1, 1), initial.get("lieu"))
        presents = Q(pk__in=initial.get("professionnels", ())) if une else Q()
        self.fields["professionnels"].queryset = Utilisateur.objects.filter(service=self.service).filter(
            Q(is_active=True, role__in=DE_TERRAIN) | presents
        )

    def types(self, referentiel: Referentiel, actuel: str | None) -> Choix:
        """Return the types to choose among. One that gathers others can be chosen for itself."""
        tous = tuple(terme.code for terme in referentiel.listes[Liste.TYPE_ACTIVITE] if not terme.est_retire)
        return choix_de_liste(referentiel, Liste.TYPE_ACTIVITE, (*tous, *filter(None, [actuel])))

    def dit(self, une: Intervention) -> dict:
        """Return what an intervention says, as the form asks it."""
        return {
            "version": une.version,
            "date": une.date,
            "heure": une.heure,
            "duree": une.duree_minutes,
            "type": une.type.code,
            "lieu": une.lieu_id,
            "professionnels": [un.professionnel_id for un in une.intervenants.all()],
        }

    def clean_date(self):
        jour = self.cleaned_data["date"]
        if jour > timezone.localdate():
            raise forms.ValidationError("Cette date est dans le futur. Une activité se note une fois faite.")
        return jour

    @property
    def faits(self) -> dict:
        """What the form says of the intervention."""
        propres = self.cleaned_data
        type_d_activite = Terme.objects.get(
            service=self.service, liste=Liste.TYPE_ACTIVITE, code=propres["type"]
        )
        return {
            "type": type_d_activite,
            "date": propres["date"],
            "heure": propres["heure"],
            "duree_minutes": propres["duree"],
            "lieu": propres["lieu"],
            "professionnels": list(propres["professionnels"]),
        }

    def enregistrer(self, **qui) -> None:
        """Record the intervention; sent twice, it is one. Raises VersionDepassee."""
        uuid = self.cleaned_data["uuid"]
        if self.une:
            corriger_intervention(
                intervention=self.une,
                lue=self.cleaned_data["version"] or 0,
                releve=replace(releve_de(self.une), **self.faits),
                saisie=uuid,
                **qui,
            )
        else:
            self.noter(uuid, self.faits, **qui)

    def noter(self, uuid: UUID, faits: dict, **qui) -> None:
        """Record a new intervention, unless it is already: a page can be sent twice. Raises DejaEnregistre."""
        connue = Intervention.objects.filter(service=self.service, uuid=uuid).first()
        if connue is None:
            enregistrer_intervention(service=self.service, uuid=uuid, releve=Releve(**faits), **qui)
        elif not (dit := releve_de(connue)).dit_comme(replace(dit, **faits)):
            raise DejaEnregistre


def saisir(request, form: ReleveForm, gabarit: str, *, vers: str, dit: str, **contexte) -> HttpResponse:
    """Show `form`; when it is sent, record what it tells and go back to `vers`. Nothing typed is lost."""
    status, ecarts, version = 200, [], form["version"].value()
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                form.enregistrer(par=request.user, appareil=appareil_de(request))
            except VersionDepassee as depassee:
                status, version = 409, depassee.actuel.version
                ecarts = differences([form], [form.autre(depassee.actuel)])
            except DejaEnregistre as deja:
                redemander(form, deja)
            else:
                messages.success(request, dit)
                return redirect(vers)
    contexte |= {"form": form, "ecarts": ecarts, "version": version or "", "vers": vers}
    return render(request, gabarit, contexte, status=status)


def effacer(request, une: Intervention, *, vers: str, sinon: str) -> HttpResponse:
    """Withdraw an intervention told by mistake, read at the version that the page sent; what it was is kept."""
    try:
        enregistrements.retirer(
            objet=une,
            lue=version_lue(request.POST.get("version", "")),
            par=request.user,
            appareil=appareil_de(request),
        )
    except VersionDepassee:
        messages.error(request, "Quelqu’un vient de la modifier. Relisez-la avant de l’effacer.")
        return redirect(sinon)
    messages.success(request, "C’est effacé.")
    return redirect(vers)
