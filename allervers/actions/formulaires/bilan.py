"""The story of an action, and what became of its objectives."""

from django import forms

from allervers.enregistrements.champs import Formulaire, TexteField

from ..models import Atteinte
from .projet import OBJECTIFS_MAX
from .saisie import Saisie


class BilanForm(Formulaire):
    recit = TexteField(
        label="Récit", help_text="D’où vient l’idée, ce que les jeunes y ont fait, ce qui a changé ensuite."
    )
    bilan = TexteField(
        label="Bilan", help_text="Ce que l’équipe en retient, et ce qu’elle referait autrement."
    )
    est_en_annexe = forms.BooleanField(label="Joindre ce bilan en annexe du rapport", required=False)
    est_publiable = forms.BooleanField(
        label="Ce bilan peut être publié",
        required=False,
        help_text="Sinon, la forme publiable du rapport ne le montre pas.",
    )


class EvaluationForm(Formulaire):
    uuid = forms.UUIDField(widget=forms.HiddenInput)
    atteinte = forms.ChoiceField(
        label="Est-il atteint", choices=[("", "Pas encore évalué"), *Atteinte.choices], required=False
    )
    evaluation = TexteField(label="Ce qui le montre", max_length=2000)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["evaluation"].widget.attrs["rows"] = 2


EvaluationFormSet = forms.formset_factory(
    EvaluationForm, extra=0, max_num=OBJECTIFS_MAX, absolute_max=OBJECTIFS_MAX
)


class SaisieBilan(Saisie):
    gabarit = "bilan"

    def __init__(self, action, donnees=None):
        super().__init__(action, donnees)
        objectifs = list(action.objectifs.all())
        self.bilan = BilanForm(donnees, initial={nom: getattr(action, nom) for nom in BilanForm.base_fields})
        self.evaluations = EvaluationFormSet(
            donnees,
            prefix="objectif",
            initial=[
                {"uuid": un.uuid, "atteinte": un.atteinte, "evaluation": un.evaluation} for un in objectifs
            ],
        )
        textes = {str(un.uuid): un.texte for un in objectifs}
        for un in self.evaluations:
            un.objectif = textes.get(str(un["uuid"].value()), "Un objectif retiré depuis")
        self.formulaires = (self.bilan, self.evaluations)

    def valeurs(self) -> dict:
        return self.bilan.cleaned_data | {
            "evaluations": {
                un.cleaned_data["uuid"]: (un.cleaned_data["atteinte"], un.cleaned_data["evaluation"])
                for un in self.evaluations
            }
        }
