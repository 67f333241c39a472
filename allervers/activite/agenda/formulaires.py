"""What one types to expect something: what, when, where, who, and whether it comes again."""

from datetime import date, datetime, time, timedelta

from django import forms
from django.db.models import Q
from django.utils import timezone

from allervers.actions.choix import ChoixDAction
from allervers.actions.models import ActionCollective
from allervers.comptes.models import Equipe, Utilisateur
from allervers.enregistrements.champs import LignesField
from allervers.partenaires.models import Instance
from allervers.referentiel.models import LibelleTerme, Liste, Millesime, Terme
from allervers.territoires.models import Territoire

from .models import SEMAINES_AU_PLUS, Prevision
from .operations import Attente
from .qui import equipes_de, personnes_de
from .recurrence import JOURS, Recurrence

DIX_ANS = timedelta(days=3653)


class Jour(forms.DateField):
    """A day that a planner can mean: ten years around today."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def clean(self, value):
        jour = super().clean(value)
        if jour and abs(jour - timezone.localdate()) > DIX_ANS:
            raise forms.ValidationError("Vérifiez l’année de cette date.")
        return jour


class Heure(forms.TimeField):
    widget = forms.TimeInput(attrs={"type": "time", "step": 300}, format="%H:%M")

    def clean(self, value):
        heure = super().clean(value)
        return heure and heure.replace(second=0, microsecond=0)


class QuandForm(forms.Form):
    """A day, from an hour to another: the day after when it is earlier."""

    date = Jour(label="Le")
    heure = Heure(label="De")
    fin = Heure(label="À")

    def clean(self):
        donnees = super().clean()
        if donnees.get("heure") is not None and donnees.get("heure") == donnees.get("fin"):
            self.add_error("fin", "La fin est à la même heure que le début.")
        return donnees

    @property
    def quand(self) -> dict:
        debut, fin = self.cleaned_data["heure"], self.cleaned_data["fin"]
        minutes = (fin.hour - debut.hour) * 60 + fin.minute - debut.minute
        return {"date": self.cleaned_data["date"], "heure": debut, "duree_minutes": minutes % (24 * 60)}


def fin_de(heure: time, duree_minutes: int) -> time:
    """Return when something ends, as one types it."""
    return (datetime.combine(date.min, heure) + timedelta(minutes=duree_minutes)).time()


class PrevisionForm(QuandForm):
    titre = forms.CharField(label="Titre", max_length=80, required=False)
    type = forms.ModelChoiceField(Terme.objects.none(), label="Type d’activité", empty_label=None)
    equipe = forms.ModelChoiceField(
        Equipe.objects.none(), label="Équipe", required=False, empty_label="Aucune en entier"
    )
    professionnels = LignesField(Utilisateur.objects.none(), label="Personnes", required=False)
    lieu = forms.ModelChoiceField(
        Territoire.objects.none(), label="Lieu", required=False, empty_label="Non précisé"
    )
    action = ChoixDAction(
        ActionCollective.objects.none(), label="Action collective", required=False, empty_label="Aucune"
    )
    instance = forms.ModelChoiceField(
        Instance.objects.none(), label="Instance", required=False, empty_label="Aucune"
    )
    toutes_les = forms.TypedChoiceField(
        label="Revient",
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", "une seule fois"), (1, "chaque semaine")]
        + [(nb, f"une semaine sur {nb}") for nb in range(2, SEMAINES_AU_PLUS + 1)],
    )
    jours = forms.TypedMultipleChoiceField(
        label="Jours",
        required=False,
        coerce=int,
        choices=list(enumerate(JOURS)),
        widget=forms.CheckboxSelectMultiple,
    )
    jusqu_au = Jour(label="Jusqu’au (compris)", required=False)
    # Made with the page: sending it twice makes one item.
    uuid = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, user, prevision: Prevision | None = None, **options):
        super().__init__(*args, **options)
        attendus = prevision.attendus.values("professionnel") if prevision else ()
        self._choix("type", *_types(user, prevision))
        self._choix("equipe", equipes_de(user) | _deja(Equipe, user, prevision and prevision.equipe_id))
        self._choix(
            "professionnels",
            Utilisateur.objects.visible_par(user).filter(
                Q(pk__in=personnes_de(user).values("pk")) | Q(pk__in=attendus)
            ),
        )
        lieux = Territoire.objects.visible_par(user).exclude(nature__in=["departement", "epci"])
        self._choix("lieu", lieux.proposes(timezone.localdate(), prevision and prevision.lieu_id))
        actions = ActionCollective.objects.visible_par(user).select_related("territoire")
        self._choix(
            "action",
            actions.filter(annee__gte=timezone.localdate().year)
            | _deja(ActionCollective, user, prevision and prevision.action_id).select_related("territoire"),
        )
        self._choix(
            "instance",
            Instance.objects.visible_par(user).actuels(timezone.localdate())
            | _deja(Instance, user, prevision and prevision.instance_id),
        )

    def _choix(self, champ: str, lignes, choix=None) -> None:
        self.fields[champ].queryset = lignes
        if choix:
            self.fields[champ].choices = choix

    def clean(self):
        donnees = super().clean()
        if not donnees.get("equipe") and not donnees.get("professionnels"):
            self.add_error("professionnels", "Dites qui est attendu : une équipe, ou au moins une personne.")
        if donnees.get("toutes_les") and donnees.get("jusqu_au") and donnees.get("date"):
            recurrence = self._recurrence(donnees)
            if recurrence.premier_jour(donnees["date"]) is None:
                self.add_error("jusqu_au", "Cela s’arrête avant la première fois.")
        return donnees

    @staticmethod
    def _recurrence(donnees) -> Recurrence | None:
        if not donnees["toutes_les"]:
            return None
        jours = frozenset(donnees["jours"]) or {donnees["date"].weekday()}
        return Recurrence(donnees["toutes_les"], frozenset(jours), donnees["jusqu_au"])

    @property
    def attente(self) -> Attente:
        noms = ("type", "titre", "lieu", "equipe", "action", "instance")
        return Attente(
            **self.quand,
            **{nom: self.cleaned_data[nom] for nom in noms},
            professionnels=list(self.cleaned_data["professionnels"]),
            recurrence=self._recurrence(self.cleaned_data),
        )


def _deja(modele, user, cle):
    """What is already said stays a choice, whatever is offered now."""
    return modele.objects.visible_par(user).filter(pk=cle or 0)


def _types(user, prevision: Prevision | None):
    """Return the types of activity in force, and how to choose them: by family."""
    millesime = Millesime.objects.en_vigueur(user.service, timezone.localdate().year)
    libelles = list(
        LibelleTerme.objects.filter(millesime=millesime, terme__liste=Liste.TYPE_ACTIVITE).select_related(
            "terme"
        )
    )
    actuel = prevision.type_id if prevision else None
    offerts = [un for un in libelles if not un.est_retire or un.terme_id == actuel]
    groupes = []
    for famille in (un for un in offerts if not un.parent_id):
        siens = [famille, *(un for un in offerts if un.parent_id == famille.terme_id)]
        choix = [(un.terme_id, un.libelle) for un in siens]
        groupes.append((famille.libelle, choix) if len(choix) > 1 else choix[0])
    termes = Terme.objects.visible_par(user).filter(
        Q(pk__in=[un.terme_id for un in offerts]) | Q(pk=actuel or 0)
    )
    return termes, [("", "Choisissez…"), *groupes]
