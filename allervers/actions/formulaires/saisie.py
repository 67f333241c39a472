"""A page of an action's sheet that is edited: it is read at one version of the action."""

from collections.abc import Iterator

from django import forms

from allervers.enregistrements.champs import differences

from ..models import ActionCollective


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
