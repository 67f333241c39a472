"""Forms whose fields are entries of the service's lists."""

from collections.abc import Mapping

from django import forms
from django.utils import timezone

from allervers.enregistrements.formulaires import EnregistrementForm

from .choix import choix_de_liste
from .lecture import SansReferentiel, referentiel_le_plus_proche
from .models import Liste, Terme
from .valeur import Referentiel


class AvecListesForm(EnregistrementForm):
    """`listes`: field → list. The entries are those of the record's year, or of today's, with the one that it has."""

    listes: Mapping[str, Liste] = {}

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        annee = getattr(self.instance, "annee", None) or timezone.localdate().year
        self.referentiel = _referentiel(self.service, annee)
        for nom, liste in self.listes.items():
            actuel = getattr(self.instance, f"{nom}_id") and getattr(self.instance, nom).code
            self.fields[nom] = self._champ(self.fields[nom], liste, actuel)
            if actuel:
                self.initial[nom] = actuel

    def _champ(self, ancien: forms.Field, liste: Liste, actuel: str | None) -> forms.Field:
        choix = (
            choix_de_liste(self.referentiel, liste, (actuel,) if actuel else ()) if self.referentiel else []
        )
        champ = forms.TypedChoiceField(
            label=ancien.label,
            help_text=ancien.help_text,
            required=ancien.required,
            choices=[("", "Choisir…" if ancien.required else "Non renseigné"), *choix],
            coerce=lambda code: Terme.objects.get(service=self.service, liste=liste, code=code),
            empty_value=None,
        )
        champ.widget.attrs["class"] = "form-select"
        champ.est_garde, champ.est_large = ancien.est_garde, ancien.est_large
        return champ


def _referentiel(service, annee: int) -> Referentiel | None:
    """The lists of that year; none in a service that has not chosen its lists yet."""
    try:
        return referentiel_le_plus_proche(service, annee)
    except SansReferentiel:
        return None
