"""The pages of an action's sheet that are edited: each is a `Saisie`, read at one version of the action."""

from collections.abc import Iterator
from datetime import date

from django import forms
from django.db.models import Min, Q
from django.utils import timezone

from allervers.enregistrements.champs import (
    Formulaire,
    JourField,
    LignesField,
    MontantField,
    NombreField,
    TexteField,
    differences,
)
from allervers.jeunes.models import Sexe
from allervers.partenaires.models import Partenaire
from allervers.referentiel.choix import choix_de_liste
from allervers.referentiel.lecture import referentiel_le_plus_proche
from allervers.referentiel.models import Liste, Millesime, Terme, TrancheAge
from allervers.territoires.models import Territoire

from .choix import ChoixDAppel
from .comptes import comptes_d_une_action
from .models import ActionCollective, AppelAProjets, Atteinte, Etape, EtatAppel, Initiative, UniteDuree
from .operations import PartDeFinanceur, Participants, Projet

OBJECTIFS_MAX = 12
FINANCEURS_MAX = 20


class VersionForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class Saisie:
    """What a page asks of an action. `formulaires`: all its forms; `version`: the one that its reader saw."""

    gabarit: str
    formulaires: tuple

    def __init__(self, action: ActionCollective, donnees=None):
        self.action = action
        self.version = VersionForm(donnees, initial={"version": action.version})

    def est_valide(self) -> bool:
        # Each is read, so that all that is wrong is told at once.
        return not [un for un in (self.version, *self.formulaires) if not un.is_valid()]

    @property
    def lue(self) -> int:
        return self.version.cleaned_data["version"]

    def ecarts(self, actuelle: "Saisie") -> list[tuple[str, str]]:
        """Return what is recorded now where this one says something else: (label, text)."""
        return differences(self._formulaires_simples(), actuelle._formulaires_simples())

    def _formulaires_simples(self) -> Iterator[forms.Form]:
        for un in self.formulaires:
            yield from un.forms if isinstance(un, forms.BaseFormSet) else [un]


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


class ParticipantsForm(Formulaire):
    est_non_communique = forms.BooleanField(
        label="Participants non communiqués (NC)",
        required=False,
        help_text="L’organisateur n’a pas donné de nombre\u202f: le tableau dira « NC ».",
    )
    nb_classes = NombreField(label="Classes", help_text="Si l’action accueille des classes entières.")
    familles = NombreField(
        label="Familles", max_value=2_147_483_647, help_text="Jamais ajoutées aux participants."
    )
    visiteurs = NombreField(
        label="Visiteurs",
        max_value=2_147_483_647,
        help_text="De passage\u202f: jamais ajoutés aux participants.",
    )
    nb_benevoles = NombreField(label="Bénévoles", help_text="Qui ont aidé à mener l’action.")


class SaisieParticipants(Saisie):
    """The counts by band and sex are fields of their own, `grille`: one row a band."""

    gabarit = "participants"

    def __init__(self, action, donnees=None):
        super().__init__(action, donnees)
        effectifs = list(action.effectifs.select_related("tranche"))
        millesime = Millesime.objects.en_vigueur(action.service, action.annee)
        tranches = list(millesime.tranches.all()) if millesime else []
        # A count may have been recorded with the bands of another edition of the lists.
        connues = {tranche.pk for tranche in tranches}
        autres = {un.tranche_id for un in effectifs} - connues - {None}
        tranches += TrancheAge.objects.filter(service=action.service, pk__in=autres)
        self._cles = {
            f"n-{sexe}-{cle or 0}": (sexe, cle)
            for sexe in Sexe.values
            for cle in [*(tranche.pk for tranche in tranches), None]
        }
        notes = {(un.sexe, un.tranche_id): un.nombre for un in effectifs}
        libelles = {tranche.pk: tranche.libelle for tranche in tranches} | {None: "Âge non renseigné"}
        self.participants = ParticipantsForm(
            donnees,
            initial={nom: getattr(action, nom) for nom in ParticipantsForm.base_fields}
            | {nom: notes.get(cle) for nom, cle in self._cles.items()},
        )
        for nom, (sexe, cle) in self._cles.items():
            champ = NombreField(label=f"{libelles[cle]}, {Sexe(sexe).label}", max_value=2_147_483_647)
            champ.widget.attrs |= {"class": "form-control", "aria-label": champ.label}
            self.participants.fields[nom] = champ
        self.grille = [
            (libelle, [self.participants[f"n-{sexe}-{cle or 0}"] for sexe in Sexe.values])
            for cle, libelle in libelles.items()
        ]
        self.a_la_seance = comptes_d_une_action(action)
        self.formulaires = (self.participants,)

    def valeur(self) -> Participants:
        propres = self.participants.cleaned_data
        return Participants(
            effectifs={cle: propres[nom] for nom, cle in self._cles.items() if propres[nom]},
            **{nom: propres[nom] for nom in ParticipantsForm.base_fields},
        )


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
