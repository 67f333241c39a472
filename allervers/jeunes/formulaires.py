"""What a page sends of a youth: facts in clear, names sealed."""

from django import forms
from django.utils import timezone

from allervers.coffre.cles import CleRefusee, en_octets
from allervers.comptes.models import Equipe

from .models import ModeAccord, Sexe

PAS_DE_FUTUR = "Cette date est dans le futur."


class EnveloppeField(forms.CharField):
    """An envelope in base64url, as bytes; None when empty. Its form is judged where it is written (`sceller`)."""

    widget = forms.HiddenInput
    default_error_messages = {
        "invalid": "Ce texte n'a pas été chiffré : rien n'est enregistré. Rechargez la page."
    }

    def clean(self, value):
        texte = super().clean(value)
        if not texte:
            return None
        try:
            return en_octets(texte)
        except CleRefusee:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from None


class JourPasse(forms.DateField):
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def clean(self, value):
        jour = super().clean(value)
        if jour and jour > timezone.localdate():
            raise forms.ValidationError(PAS_DE_FUTUR)
        return jour


class NouveauJeuneForm(forms.Form):
    uuid = forms.UUIDField(widget=forms.HiddenInput)
    alias = EnveloppeField(required=False)
    sexe = forms.ChoiceField(label="Sexe", choices=Sexe, initial=Sexe.NON_RENSEIGNE)
    annee_naissance = forms.IntegerField(label="Année de naissance", required=False)
    premier_contact = JourPasse(label="Premier contact")
    equipe = forms.ModelChoiceField(
        Equipe.objects.none(), label="Équipe", required=False, empty_label="Toutes les équipes"
    )

    def __init__(self, *args, equipes, **options):
        super().__init__(*args, **options)
        self.fields["equipe"].queryset = equipes

    def clean_annee_naissance(self):
        annee = self.cleaned_data["annee_naissance"]
        actuelle = timezone.localdate().year
        if annee is not None and not actuelle - 40 <= annee <= actuelle:
            raise forms.ValidationError("Écrivez l'année sur quatre chiffres, par exemple 2010.")
        return annee


class AccordForm(forms.Form):
    le = JourPasse(label="Le")
    mode = forms.ChoiceField(label="Comment", choices=ModeAccord)


class InformationForm(forms.Form):
    jeune_le = JourPasse(label="Le jeune, le", required=False)
    parents_le = JourPasse(label="Ses parents, le", required=False)


class EcritForm(forms.Form):
    uuid = forms.UUIDField(widget=forms.HiddenInput)
    le = JourPasse(label="Le")
    texte = EnveloppeField()
