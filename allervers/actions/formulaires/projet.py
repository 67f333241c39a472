"""What an action is meant to be: its project and its objectives."""

from datetime import date

from django import forms
from django.db.models import Min
from django.utils import timezone

from allervers.enregistrements.champs import Formulaire, JourField, LignesField
from allervers.partenaires.models import Partenaire
from allervers.referentiel.choix import choix_de_liste
from allervers.referentiel.lecture import referentiel_le_plus_proche
from allervers.referentiel.models import Liste, Millesime, Terme
from allervers.territoires.models import Territoire

from ..models import Etape, Initiative, UniteDuree
from ..operations import Projet
from .saisie import Saisie

OBJECTIFS_MAX = 12


class ProjetForm(Formulaire):
    intitule = forms.CharField(label="Intitulé", max_length=200)
    nature = forms.ChoiceField(label="Nature")
    est_une_idee = forms.BooleanField(
        label="C’est encore une idée",
        required=False,
        help_text="Une idée ne compte dans aucun tableau tant qu’elle n’a pas eu lieu.",
    )
    debut = JourField(label="Du", required=False)
    fin = JourField(label="Au", required=False)
    territoire = forms.ModelChoiceField(
        Territoire.objects.none(), label="Territoire", required=False, empty_label="Tous les territoires"
    )
    lieu = forms.CharField(
        label="Lieu précis",
        required=False,
        max_length=160,
        help_text="Par exemple\u202f: gymnase, salle, parc.",
    )
    public = forms.CharField(
        label="Public", required=False, max_length=300, help_text="Pour qui\u202f: âges, groupe, familles…"
    )
    initiative = forms.ChoiceField(
        label="À l’initiative de", choices=[("", "Selon la nature"), *Initiative.choices], required=False
    )
    unite_duree = forms.ChoiceField(label="Se compte en", choices=UniteDuree)
    partenaires = LignesField(Partenaire.objects.none(), label="Partenaires", required=False)

    def __init__(self, *args, service, referentiel, annee: int | None = None, gardes=(), **options):
        super().__init__(*args, **options)
        self.service, self.referentiel, self.annee_connue = service, referentiel, annee
        self.fields["nature"].choices = [
            ("", "Choisir…"),
            *choix_de_liste(referentiel, Liste.NATURE_ACTION, gardes),
        ]
        debut = date(annee or timezone.localdate().year, 1, 1)
        sien = self.initial.get("territoire")
        self.fields["territoire"].queryset = Territoire.objects.filter(service=service).proposes(
            debut, sien and sien.pk
        )
        self.fields["partenaires"].queryset = Partenaire.objects.filter(service=service).a_cocher(
            timezone.localdate(), self.initial.get("partenaires", ())
        )

    def clean_nature(self):
        return Terme.objects.get(
            service=self.service, liste=Liste.NATURE_ACTION, code=self.cleaned_data["nature"]
        )

    def clean(self):
        propres = self.cleaned_data
        debut, fin, annee = propres.get("debut"), propres.get("fin"), propres.get("annee", self.annee_connue)
        if debut and fin and fin < debut:
            self.add_error("fin", "La fin vient avant le début\u202f: corrigez l’une des deux dates.")
        if annee and debut and debut.year != annee:
            self.add_error("debut", f"Cette action est celle de {annee}\u202f: elle commence cette année-là.")
        if annee and fin and fin.year not in (annee, annee + 1):
            self.add_error("fin", f"Cette action est celle de {annee}\u202f: corrigez la date de fin.")
        if propres.get("nature") and self._suit_la_nature(propres):
            est_d_un_partenaire = self.referentiel.est_d_un_partenaire(propres["nature"].code)
            propres["initiative"] = Initiative.PARTENAIRE if est_d_un_partenaire else Initiative.SERVICE

    def _suit_la_nature(self, propres) -> bool:
        """Whether who started the action follows from its nature: nobody said it, or the nature alone was changed."""
        avant = self.initial.get("initiative")
        change = propres["nature"].code != self.initial.get("nature", propres["nature"].code)
        return not propres.get("initiative") or (change and propres["initiative"] == avant)

    def projet(self, objectifs: tuple) -> Projet:
        faits = {nom: valeur for nom, valeur in self.cleaned_data.items() if nom != "annee"}
        return Projet(**faits | {"partenaires": tuple(faits["partenaires"]), "objectifs": objectifs})


class NouvelleActionForm(ProjetForm):
    annee = forms.TypedChoiceField(label="Année", coerce=int)
    uuid = forms.UUIDField(widget=forms.HiddenInput)
    field_order = ("intitule", "nature", "annee")

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        premiere = Millesime.objects.filter(service=self.service).aggregate(Min("annee"))["annee__min"]
        prochaine = timezone.localdate().year + 1
        self.fields["annee"].choices = [
            (an, str(an)) for an in range(prochaine, max(premiere, prochaine - 5) - 1, -1)
        ]

    def projet(self, objectifs: tuple) -> Projet:
        self.cleaned_data.pop("uuid")
        return super().projet(objectifs)


class ObjectifForm(Formulaire):
    uuid = forms.UUIDField(widget=forms.HiddenInput, required=False)
    texte = forms.CharField(label="Objectif", required=False, max_length=300)


class ObjectifsDeFormulaire(forms.BaseFormSet):
    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.fields["texte"].label = f"Objectif {index + 1}"


ObjectifFormSet = forms.formset_factory(
    ObjectifForm, formset=ObjectifsDeFormulaire, extra=2, max_num=OBJECTIFS_MAX, absolute_max=OBJECTIFS_MAX
)


def objectifs_saisis(formulaires) -> tuple:
    """Return the objectives that are not left empty: (UUID or None, text), in order."""
    return tuple(
        (un.cleaned_data.get("uuid"), un.cleaned_data["texte"])
        for un in formulaires
        if un.cleaned_data.get("texte")
    )


class SaisieProjet(Saisie):
    gabarit = "projet"

    def __init__(self, action, donnees=None):
        super().__init__(action, donnees)
        service = action.service
        self.projet = ProjetForm(
            donnees,
            service=service,
            referentiel=referentiel_le_plus_proche(service, action.annee),
            annee=action.annee,
            gardes=(action.nature.code,),
            initial={nom: getattr(action, nom) for nom in ProjetForm.base_fields if nom != "partenaires"}
            | {
                "nature": action.nature.code,
                "est_une_idee": action.etape is Etape.IDEE,
                "partenaires": list(action.partenaires.values_list("partenaire", flat=True)),
            },
        )
        self.objectifs = ObjectifFormSet(
            donnees,
            prefix="objectif",
            initial=[{"uuid": un.uuid, "texte": un.texte} for un in action.objectifs.all()],
        )
        self.formulaires = (self.projet, self.objectifs)

    def valeur(self) -> Projet:
        return self.projet.projet(objectifs_saisis(self.objectifs))
