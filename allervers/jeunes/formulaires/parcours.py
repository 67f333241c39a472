"""What is added to the path of a youth: a date, and what one tapped."""

from django import forms
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from allervers.comptes.droits import DE_TERRAIN
from allervers.comptes.models import Affectation, Equipe, Role, Utilisateur
from allervers.enregistrements.champs import LignesField
from allervers.partenaires.models import Partenaire
from allervers.referentiel.models import Liste
from allervers.referentiel.models import Terme as TermeModele

from ..models import Avancement, InformationPrealable, en_vigueur
from .champs import DuServiceForm, EnveloppeField, JourPasse, StatutField, TermeField, UuidField


class StatutForm(DuServiceForm):
    uuid = UuidField()
    le = JourPasse(label="Depuis le")
    statut = StatutField(label="Statut")
    raison = TermeField(Liste.RAISON_STATUT, label="Pourquoi", required=False)


class FinForm(DuServiceForm):
    """`statut`: what goes on afterwards, without accompaniment."""

    uuid = UuidField()
    le = JourPasse(label="Le")
    motif = TermeField(Liste.MOTIF_CLOTURE, label="Motif", required=False)
    statut = StatutField(required=False)
    vers = forms.MultipleChoiceField(required=False)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        termes = self.listes.listes.get(Liste.ORIENTATION, ())
        self.fields["vers"].choices = [(terme.code, terme.libelle) for terme in termes]

    def clean_vers(self):
        return list(
            TermeModele.objects.filter(
                service=self.user.service, liste=Liste.ORIENTATION, code__in=self.cleaned_data["vers"]
            )
        )


class RevueForm(DuServiceForm):
    le = JourPasse(label="Le")
    raison = TermeField(Liste.RAISON_REVUE, label="Pourquoi", required=False)


class SituationForm(DuServiceForm):
    uuid = UuidField()
    le = JourPasse(label="Depuis le")
    situation = TermeField(Liste.SITUATION)


class ProblematiqueForm(DuServiceForm):
    uuid = UuidField()
    le = JourPasse(label="Repérée le")
    est_a_l_origine = forms.BooleanField(
        label="À l’origine de l’accompagnement", required=False, initial=True
    )
    problematique = TermeField(Liste.PROBLEMATIQUE)


def sans_majeur() -> list[tuple[str, str]]:
    """Return what can be said of the youth's own information: being of age is no reason."""
    return [un for un in InformationPrealable.choices if un[0] != InformationPrealable.MAJEUR]


class ChezUnPartenaireForm(DuServiceForm):
    """Offers the partners of today."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        partenaire = self.fields["partenaire"]
        partenaire.queryset = partenaire.queryset.actuels(timezone.localdate())


class CoAccompagnementForm(ChezUnPartenaireForm):
    uuid = UuidField()
    le = JourPasse(label="Depuis le")
    partenaire = forms.ModelChoiceField(Partenaire.objects.none())


class OrientationForm(ChezUnPartenaireForm):
    uuid = UuidField()
    le = JourPasse(label="Le")
    partenaire = forms.ModelChoiceField(
        Partenaire.objects.none(), label="Chez", required=False, empty_label="Sans partenaire précis"
    )
    nature = TermeField(Liste.ORIENTATION)


class PartageForm(ChezUnPartenaireForm):
    """`textes`: what was told, why, and to whom, sealed."""

    uuid = UuidField()
    le = JourPasse(label="Le")
    partenaire = forms.ModelChoiceField(Partenaire.objects.none(), label="Avec", empty_label="Choisir…")
    nature = TermeField(Liste.NATURE_PARTAGE, label="Sur quoi")
    jeune_informe = forms.ChoiceField(label="Le jeune le savait", choices=[("", "Choisir…"), *sans_majeur()])
    parents_informes = forms.ChoiceField(
        label="Ses parents le savaient", choices=[("", "Choisir…"), *InformationPrealable.choices]
    )
    contenu = EnveloppeField(required=False)
    motif = EnveloppeField(required=False)
    interlocuteur = EnveloppeField(required=False)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        nature = self.fields["nature"]
        vide = "Choisir…" if nature.choices else "Liste vide\u202f: à remplir dans les réglages"
        nature.choices = [("", vide), *nature.choices]

    def clean(self):
        propres = super().clean()
        propres["textes"] = {nom: propres.pop(nom, None) for nom in ("contenu", "motif", "interlocuteur")}
        return propres


class JonctionForm(forms.Form):
    lue = forms.IntegerField(widget=forms.HiddenInput)
    le = JourPasse(label="Le")
    est_accompagnee = forms.BooleanField(label="Un éducateur y est allé aussi", required=False)
    jonction = forms.TypedChoiceField(
        choices=[("oui", "Ils se sont rencontrés"), ("non", "Ils ne se sont pas rencontrés")],
        coerce=lambda valeur: valeur == "oui",
    )


class ContactForm(forms.Form):
    le = JourPasse(label="Le")


class ReferentForm(DuServiceForm):
    professionnel = forms.ModelChoiceField(
        Utilisateur.objects.none(), label="Référent", empty_label="Choisir…"
    )

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["professionnel"].queryset = educateurs(self.user)


class RattachementForm(DuServiceForm):
    equipe = forms.ModelChoiceField(Equipe.objects.none(), label="Équipe", empty_label="Choisir…")


class RevisionForm(DuServiceForm):
    """An objective is looked at again; `texte` when its words change."""

    uuid = UuidField()
    le = JourPasse(label="Le")
    avancement = forms.TypedChoiceField(
        label="Où on en est", choices=Avancement, coerce=lambda valeur: Avancement(int(valeur)),
        initial=Avancement.A_COMMENCER, widget=forms.RadioSelect,
    )  # fmt: skip
    est_avec_le_jeune = forms.BooleanField(label="Le jeune était là", required=False, initial=True)
    presents = LignesField(Utilisateur.objects.none(), label="Avec", required=False)
    texte = EnveloppeField(required=False)
    parole = EnveloppeField(required=False)
    entourage = EnveloppeField(required=False)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["presents"].queryset = educateurs(self.user)
        self.fields["presents"].initial = [self.user]

    def clean(self):
        propres = super().clean()
        propres["textes"] = {nom: propres.pop(nom, None) for nom in ("texte", "parole", "entourage")}
        return propres


class ObjectifForm(RevisionForm):
    objectif = UuidField()


def educateurs(user):
    """Return those who know the youths and work there today: in a team, or above; all, where there are no teams."""
    presents = Affectation.objects.filter(en_vigueur(timezone.localdate()), professionnel=OuterRef("pk"))
    jamais = ~Exists(Affectation.objects.filter(professionnel=OuterRef("pk")))
    au_dessus = Q(role__in=DE_TERRAIN - {Role.EDUCATEUR})
    lignes = Utilisateur.objects.visible_par(user).filter(is_active=True, role__in=DE_TERRAIN)
    return lignes.filter(au_dessus | Exists(presents) | jamais)
