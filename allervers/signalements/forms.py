"""What the page of an entry sends: facts in clear, words sealed."""

from django import forms
from django.utils import timezone

from allervers.jeunes.formulaires.champs import (
    DuServiceForm,
    EnveloppeField,
    JourPasse,
    TermeField,
    UuidField,
)
from allervers.referentiel.models import Liste

from .models import SansInformer, Signalement

SCELLES = ("observe", "precision")
FAITS = ("date", "destinataire", "parents_informes_le", "sans_informer", "suite", "suite_le")


class SignalementForm(DuServiceForm):
    """`actuel`: the entry that is corrected; a new one has none."""

    uuid = UuidField(required=False)
    lue = forms.IntegerField(widget=forms.HiddenInput, required=False)
    date = JourPasse(label="Transmise le")
    destinataire = TermeField(Liste.DESTINATAIRE_SIGNALEMENT, label="À")
    parents_informes_le = JourPasse(label="Parents informés le", required=False)
    sans_informer = forms.ChoiceField(
        label="Ou pas informés, parce que", choices=[("", "À faire"), *SansInformer.choices], required=False
    )
    suite = TermeField(Liste.SUITE_SIGNALEMENT, label="Suite donnée", required=False)
    suite_le = JourPasse(label="Suite connue le", required=False)
    observe = EnveloppeField(required=False)
    observe_lue = forms.CharField(widget=forms.HiddenInput, required=False)
    precision = EnveloppeField(required=False)
    precision_lue = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, actuel: Signalement | None = None, initial=None, **options):
        depart = {nom: getattr(actuel, nom) for nom in FAITS} if actuel else {"date": timezone.localdate()}
        super().__init__(*args, initial=depart | (initial or {}), **options)
        suites = self.fields["suite"]
        suites.choices = [("", "Pas encore connue"), *list(suites.choices)[1:]]

    def clean(self):
        propres = super().clean()
        if propres.get("parents_informes_le") and propres.get("sans_informer"):
            self.add_error("sans_informer", "Une date, ou une raison\u202f: pas les deux.")
        suite, le = propres.get("suite"), propres.get("suite_le")
        if suite and not le:
            self.add_error("suite_le", "Dites quand cette suite a été connue.")
        if le and not suite:
            self.add_error("suite", "Choisissez la suite donnée, ou videz cette date.")
        if le and propres.get("date") and le < propres["date"]:
            self.add_error("suite_le", "Une suite ne précède pas la transmission.")
        return propres

    @property
    def faits(self) -> dict:
        return {nom: self.cleaned_data[nom] for nom in FAITS}

    @property
    def textes(self) -> dict[str, tuple[bytes | None, str]]:
        """Return field → (envelope, print of what was read), of what was written: the page sends nothing else."""
        dits = self.cleaned_data
        return {nom: (dits[nom], dits[f"{nom}_lue"]) for nom in SCELLES if nom in self.data}
