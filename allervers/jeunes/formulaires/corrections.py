"""The forms that correct a dated fact: one a kind, its fields as they were entered."""

from dataclasses import dataclass

from django import forms

from allervers.comptes.cloison import Enregistrement
from allervers.partenaires.models import Partenaire
from allervers.referentiel.models import Liste

from ..models import (
    CoAccompagnement,
    InformationPrealable,
    Orientation,
    Partage,
    PeriodeSituation,
    PeriodeStatut,
    ProblematiqueJeune,
    RevueStatut,
)
from .champs import DuServiceForm, JourPasse, StatutField, TermeField
from .parcours import sans_majeur

OUI_NON = [("", "On ne sait pas"), ("True", "Oui"), ("False", "Non")]


class CorrectionForm(DuServiceForm):
    lue = forms.IntegerField(widget=forms.HiddenInput)


class _PeriodeForm(CorrectionForm):
    debut = JourPasse(label="Depuis le")
    fin = JourPasse(label="Jusqu’au (ce jour-là exclu)", required=False)

    def clean(self):
        propres = super().clean()
        debut, fin = propres.get("debut"), propres.get("fin")
        if debut and fin and fin <= debut:
            self.add_error("fin", "La fin vient après le début.")
        return propres


class StatutCorrige(_PeriodeForm):
    statut = StatutField(label="Statut")
    raison = TermeField(Liste.RAISON_STATUT, label="Pourquoi il commence", required=False)
    motif_cloture = TermeField(Liste.MOTIF_CLOTURE, label="Pourquoi il finit", required=False)

    def clean(self):
        propres = super().clean()
        if propres.get("motif_cloture") and not propres.get("fin"):
            self.add_error("motif_cloture", "Un motif de fin demande une date de fin.")
        return propres


class SituationCorrigee(_PeriodeForm):
    situation = TermeField(Liste.SITUATION, label="Situation")


class CoAccompagnementCorrige(_PeriodeForm):
    partenaire = forms.ModelChoiceField(Partenaire.objects.none(), label="Partenaire")


class ProblematiqueCorrigee(CorrectionForm):
    reperee_le = JourPasse(label="Repérée le")
    problematique = TermeField(Liste.PROBLEMATIQUE, label="Problématique")
    est_a_l_origine = forms.BooleanField(label="À l’origine de l’accompagnement", required=False)


class OrientationCorrigee(CorrectionForm):
    date = JourPasse(label="Le")
    nature = TermeField(Liste.ORIENTATION, label="Vers")
    partenaire = forms.ModelChoiceField(Partenaire.objects.none(), label="Partenaire", required=False)
    est_de_fin = forms.BooleanField(label="En fin d’accompagnement", required=False)
    est_accompagnee = forms.NullBooleanField(
        label="Un éducateur y est allé avec le jeune", widget=forms.Select(choices=OUI_NON)
    )
    jonction = forms.NullBooleanField(label="Ils se sont rencontrés", widget=forms.Select(choices=OUI_NON))
    jonction_le = JourPasse(label="Su le", required=False)

    def clean(self):
        propres = super().clean()
        le, su_le = propres.get("date"), propres.get("jonction_le")
        if su_le and propres.get("jonction") is None:
            self.add_error("jonction_le", "Dites d’abord s’ils se sont rencontrés, ou videz cette date.")
        if le and su_le and su_le < le:
            self.add_error("jonction_le", "L’issue ne peut pas précéder l’orientation.")
        return propres


class RevueCorrigee(CorrectionForm):
    date = JourPasse(label="Le")
    raison = TermeField(Liste.RAISON_REVUE, label="Pourquoi", required=False)


class PartageCorrige(CorrectionForm):
    """What is in clear; the sealed words stay as they were written."""

    date = JourPasse(label="Le")
    partenaire = forms.ModelChoiceField(Partenaire.objects.none(), label="Avec")
    nature = TermeField(Liste.NATURE_PARTAGE, label="Sur quoi")
    jeune_informe = forms.ChoiceField(label="Le jeune le savait", choices=sans_majeur())
    parents_informes = forms.ChoiceField(label="Ses parents le savaient", choices=InformationPrealable)


@dataclass(frozen=True)
class Correction:
    modele: type[Enregistrement]
    formulaire: type[CorrectionForm]


# What the address of a correction says → what it corrects.
CORRECTIONS = {
    "statut": Correction(PeriodeStatut, StatutCorrige),
    "revue": Correction(RevueStatut, RevueCorrigee),
    "situation": Correction(PeriodeSituation, SituationCorrigee),
    "problematique": Correction(ProblematiqueJeune, ProblematiqueCorrigee),
    "partenaire": Correction(CoAccompagnement, CoAccompagnementCorrige),
    "orientation": Correction(Orientation, OrientationCorrigee),
    "partage": Correction(Partage, PartageCorrige),
}
