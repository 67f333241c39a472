"""What is asked before a file is erased or kept, and when somebody uses a right."""

from django import forms
from django.db.models import Q
from django.utils import timezone

from allervers.jeunes.alertes.dates import plus_mois
from allervers.jeunes.formulaires.champs import JourPasse, UuidField
from allervers.jeunes.models import Jeune, MotifConservation
from allervers.referentiel.valeur import CONSERVATION_MAXIMALE

from .models import Demandeur, DroitDemande, Reponse

# A reason to keep a file is looked at again at least once a year.
PROLONGATION_MAXIMALE = 12


class ProlongationForm(forms.Form):
    lue = forms.IntegerField(widget=forms.HiddenInput)
    motif = forms.ChoiceField(label="Parce que", choices=MotifConservation)
    jusqu_au = forms.DateField(
        label="Jusqu’au", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def clean_jusqu_au(self):
        jour, aujourd_hui = self.cleaned_data["jusqu_au"], timezone.localdate()
        if jour <= aujourd_hui:
            raise forms.ValidationError("Choisissez un jour à venir.")
        if jour > plus_mois(aujourd_hui, PROLONGATION_MAXIMALE):
            raise forms.ValidationError("Un an au plus\u202f: la raison se revoit ensuite.")
        return jour


class DureeForm(forms.Form):
    mois = forms.IntegerField(
        label="Mois",
        min_value=1,
        max_value=CONSERVATION_MAXIMALE,
        error_messages={"max_value": f"{CONSERVATION_MAXIMALE} mois au plus\u202f: c’est la loi."},
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "class": "form-control nombre"}),
    )


class RevueForm(forms.Form):
    """The files that are to be erased together, once somebody has looked at each of them."""

    est_revu = forms.BooleanField(
        label="J’ai revu ces fiches. Je sais que rien ne les ramènera.",
        error_messages={"required": "Cochez d’abord cette case\u202f: ce qui est effacé ne revient pas."},
    )


class DemandeForm(forms.Form):
    """A request; `code` names the youth, among those that the reader may know."""

    uuid = UuidField()
    code = forms.CharField(
        label="Code du jeune",
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )
    droit = forms.ChoiceField(label="Ce qui est demandé", choices=DroitDemande)
    demandeur = forms.ChoiceField(label="Par qui", choices=Demandeur)
    recue_le = JourPasse(label="Reçue le")

    def __init__(self, *args, user, **options):
        super().__init__(*args, **options)
        self.user = user

    def clean(self):
        donnees = super().clean()
        if code := donnees.pop("code", "").strip():
            le_sien = Q(code__iexact=code) | Q(fusions__absorbe_code__iexact=code)
            jeune = Jeune.objects.visible_par(self.user).filter(le_sien).first()
            if jeune is None:
                self.add_error("code", "Aucun jeune du service n’a ce code. Vérifiez-le sur sa fiche.")
            donnees["jeune"] = jeune
        return donnees


class ReponseForm(forms.Form):
    reponse = forms.ChoiceField(label="Réponse", choices=Reponse)
    le = JourPasse(label="Donnée le")
