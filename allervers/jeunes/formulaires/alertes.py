"""The delay that a service gives to an alert."""

from django import forms


class DelaiForm(forms.Form):
    """Empty: the service wants no such alert."""

    nombre = forms.IntegerField(
        min_value=0,
        max_value=730,
        required=False,
        error_messages={"invalid": "Écrivez un nombre entier, par exemple 30."},
    )
