"""An action, a call for projects, as a form offers it among others: the same come back each year."""

from django import forms


class ChoixDAction(forms.ModelChoiceField):
    def label_from_instance(self, action):
        return f"{action.designation} ({action.annee})"


class ChoixDAppel(forms.ModelChoiceField):
    def label_from_instance(self, appel):
        return f"{appel.intitule} ({appel.annee})"
