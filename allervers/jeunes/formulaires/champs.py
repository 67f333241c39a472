"""The fields that forms about a youth are made of."""

from collections.abc import Iterator
from uuid import uuid4

from django import forms
from django.utils import timezone

from allervers.coffre.cles import CleRefusee, en_octets
from allervers.comptes.cloison import LigneDeService
from allervers.referentiel.models import Statut as StatutModele
from allervers.referentiel.models import Terme as TermeModele
from allervers.referentiel.valeur import Referentiel, Terme

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


class UuidField(forms.UUIDField):
    """The identifier of what is added, made with the page: sent twice, it adds once."""

    def __init__(self, **options):
        super().__init__(**{"widget": forms.HiddenInput, "initial": uuid4} | options)


class TermeField(forms.ChoiceField):
    """One entry of a list of the service. `proposer` gives it the list; a retired entry is still accepted."""

    def __init__(self, liste: str, **options):
        self.liste = liste
        super().__init__(**options)

    def proposer(self, service, listes: Referentiel) -> None:
        self.service = service
        vide = [] if self.required else [("", "Non renseigné")]
        self.choices = vide + [(terme.code, terme.libelle) for terme in listes.listes.get(self.liste, ())]

    def clean(self, value):
        code = super().clean(value)
        if not code:
            return None
        return TermeModele.objects.get(service=self.service, liste=self.liste, code=code)

    def prepare_value(self, value):
        return value.code if isinstance(value, TermeModele) else value


class StatutField(forms.ChoiceField):
    """A rung of the service's ladder."""

    def proposer(self, service, listes: Referentiel) -> None:
        self.service = service
        vide = [] if self.required else [("", "Rien")]
        self.choices = vide + [(statut.code, statut.libelle) for statut in listes.statuts]

    def clean(self, value):
        code = super().clean(value)
        return StatutModele.objects.get(service=self.service, code=code) if code else None

    def prepare_value(self, value):
        return value.code if isinstance(value, StatutModele) else value


class DuServiceForm(forms.Form):
    """A form whose fields propose what belongs to the service: its lists, its rows.

    `listes`: those of the day; `user`: who fills the form, and sees the rows that one may see.
    """

    def __init__(self, *args, user, listes: Referentiel, **options):
        super().__init__(*args, **options)
        self.user, self.listes = user, listes
        for champ in self.fields.values():
            if isinstance(champ, TermeField | StatutField):
                champ.proposer(user.service, listes)
            elif isinstance(champ, forms.ModelChoiceField) and issubclass(
                champ.queryset.model, LigneDeService
            ):
                champ.queryset = champ.queryset.model.objects.visible_par(user)


def groupes(listes: Referentiel, liste: str) -> Iterator[tuple[Terme, list[Terme]]]:
    """Yield the entries of a list that are still proposed: each of the top level, with those below it."""
    termes = [terme for terme in listes.listes.get(liste, ()) if not terme.est_retire]
    for terme in termes:
        if terme.parent is None:
            siens = [
                autre for autre in termes if autre != terme and listes.racine(liste, autre.code) == terme.code
            ]
            yield terme, siens
