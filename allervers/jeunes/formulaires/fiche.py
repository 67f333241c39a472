"""What a page sends of a youth: facts in clear, names sealed."""

from django import forms
from django.db.models import Q
from django.utils import timezone

from allervers.comptes.models import Equipe
from allervers.referentiel.models import Liste
from allervers.territoires.models import Commune, Nature, Territoire

from ..models import ModeAccord, Sexe
from .champs import DuServiceForm, EnveloppeField, JourPasse, TermeField, UuidField


def annee_plausible(annee: int | None) -> int | None:
    actuelle = timezone.localdate().year
    if annee is not None and not actuelle - 40 <= annee <= actuelle:
        raise forms.ValidationError("Écrivez l'année sur quatre chiffres, par exemple 2010.")
    return annee


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
        return annee_plausible(self.cleaned_data["annee_naissance"])


class ReperesForm(DuServiceForm):
    """The clear facts of the file."""

    lue = forms.IntegerField(widget=forms.HiddenInput)
    sexe = forms.ChoiceField(label="Sexe", choices=Sexe)
    annee_naissance = forms.IntegerField(label="Année de naissance", required=False)
    commune = forms.ModelChoiceField(
        Commune.objects.none(), label="Commune", required=False, empty_label="Non renseignée"
    )
    quartier = forms.ModelChoiceField(
        Territoire.objects.none(), label="Quartier", required=False, empty_label="Non renseigné"
    )
    origine = TermeField(Liste.ORIGINE, label="Origine du premier contact", required=False)
    dernier_contact = JourPasse(label="Dernier signe venant du jeune", required=False)

    def __init__(self, *args, jeune, **options):
        super().__init__(*args, **options)
        self.jeune = jeune
        lieux = Territoire.objects.visible_par(self.user)
        # The communes around the service's own: those of the same EPCI.
        siennes = Q(pk__in=lieux.exclude(commune=None).values("commune")) | Q(pk=jeune.commune_id)
        autour = Q(epci__in=lieux.exclude(commune=None).values("commune__epci"))
        self.fields["commune"].queryset = Commune.objects.filter(siennes | autour).order_by("nom")
        proposes = lieux.proposes(timezone.localdate(), jeune.quartier_id)
        self.fields["quartier"].queryset = proposes.filter(nature=Nature.QUARTIER)

    def clean_annee_naissance(self):
        return annee_plausible(self.cleaned_data["annee_naissance"])

    def clean_dernier_contact(self):
        jour = self.cleaned_data["dernier_contact"]
        if jour and jour < self.jeune.premier_contact:
            raise forms.ValidationError(
                f"Le premier contact est du {self.jeune.premier_contact:%d/%m/%Y}\u202f: choisissez un jour d’après."
            )
        return jour


class AccordForm(forms.Form):
    le = JourPasse(label="Le")
    mode = forms.ChoiceField(label="Comment", choices=ModeAccord)


class InformationForm(forms.Form):
    jeune_le = JourPasse(label="Le jeune, le", required=False)
    parents_le = JourPasse(label="Ses parents, le", required=False)


class EcritForm(forms.Form):
    uuid = UuidField()
    le = JourPasse(label="Le")
    texte = EnveloppeField()
