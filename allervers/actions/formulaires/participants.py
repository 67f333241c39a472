"""Who took part in an action without being known."""

from django import forms

from allervers.enregistrements.champs import Formulaire, NombreField
from allervers.jeunes.models import Sexe
from allervers.referentiel.models import Millesime, TrancheAge

from ..comptes import comptes_d_une_action
from ..operations import Participants
from .saisie import Saisie


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
