"""What an action costs, and who pays it."""

from django import forms
from django.db.models import Q

from allervers.enregistrements.champs import Formulaire, MontantField
from allervers.referentiel.choix import choix_de_liste
from allervers.referentiel.lecture import referentiel_le_plus_proche
from allervers.referentiel.models import Liste, Terme

from ..choix import ChoixDAppel
from ..models import AppelAProjets, EtatAppel
from ..operations import PartDeFinanceur
from .saisie import Saisie

FINANCEURS_MAX = 20


class BudgetForm(Formulaire):
    budget = MontantField(label="Budget prévu (€)")
    cout = MontantField(label="Coût réel (€)", help_text="Ce que l’action a coûté, une fois finie.")


class FinancementForm(Formulaire):
    financeur = forms.ChoiceField(label="Financeur", required=False)
    appel = ChoixDAppel(
        AppelAProjets.objects.none(),
        label="Appel à projets",
        required=False,
        empty_label="Hors appel à projets",
    )
    demande = MontantField(label="Demandé (€)")
    montant = MontantField(label="Accordé (€)")

    def __init__(self, *args, service, financeurs, **options):
        super().__init__(*args, **options)
        self.service = service
        self.fields["financeur"].choices = [("", "Choisir…"), *financeurs]
        sans_suite = Q(etat__in=[EtatAppel.REFUSE, EtatAppel.ABANDONNE])
        self.fields["appel"].queryset = AppelAProjets.objects.filter(
            ~sans_suite | Q(pk=self.initial.get("appel") or 0), service=service
        )

    def clean_financeur(self):
        code = self.cleaned_data["financeur"]
        return code and Terme.objects.get(service=self.service, liste=Liste.FINANCEUR, code=code)

    def clean(self):
        propres = self.cleaned_data
        if propres.get("appel") and "financeur" in propres and not propres["financeur"]:
            propres["financeur"] = propres["appel"].financeur
        est_vide = propres.get("demande") is None and propres.get("montant") is None
        if "financeur" in propres and not propres["financeur"] and not est_vide:
            self.add_error("financeur", "Choisissez le financeur de ce montant.")


FinancementFormSet = forms.formset_factory(
    FinancementForm, extra=2, max_num=FINANCEURS_MAX, absolute_max=FINANCEURS_MAX
)


class SaisieFinancement(Saisie):
    gabarit = "financement"

    def __init__(self, action, donnees=None):
        super().__init__(action, donnees)
        connus = list(action.financements.select_related("financeur").order_by("pk"))
        referentiel = referentiel_le_plus_proche(action.service, action.annee)
        gardes = tuple(un.financeur.code for un in connus)
        self.budget = BudgetForm(donnees, initial={"budget": action.budget, "cout": action.cout})
        self.financements = FinancementFormSet(
            donnees,
            prefix="financement",
            form_kwargs={
                "service": action.service,
                "financeurs": choix_de_liste(referentiel, Liste.FINANCEUR, gardes),
            },
            initial=[
                {"financeur": un.financeur.code, "appel": un.appel_id, "demande": un.demande, "montant": un.montant}
                for un in connus
            ],
        )  # fmt: skip
        self.formulaires = (self.budget, self.financements)

    def parts(self) -> tuple[PartDeFinanceur, ...]:
        return tuple(
            PartDeFinanceur(**un.cleaned_data) for un in self.financements if un.cleaned_data.get("financeur")
        )
