"""What forms are made of: exact numbers, days, hours, texts; and what two versions of a form differ by."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from uuid import uuid4

from django import forms
from django.forms import BoundField

CLASSES = {
    "Select": "form-select",
    "CheckboxInput": "form-check-input",
    "CheckboxSelectMultiple": "form-check-input",
    "HiddenInput": "",
}


# What a date typed by hand may be of: elsewhere, it is a slip.
ANNEES = range(1900, 2101)


class Formulaire(forms.Form):
    """A form of ours: its fields look alike, its errors stand beside them."""

    def __init__(self, *args, **options):
        super().__init__(*args, **{"label_suffix": ""} | options)
        for champ in self.fields.values():
            classe = CLASSES.get(type(champ.widget).__name__, "form-control")
            if classe:
                champ.widget.attrs.setdefault("class", classe)


def redemander(formulaire: forms.Form, deja: Exception) -> None:
    """Say that the page was already used, and give what it tells another UUID: sent again, it is another record."""
    formulaire.add_error(None, str(deja))
    formulaire.data = formulaire.data.copy()
    formulaire.data[formulaire.add_prefix("uuid")] = str(uuid4())


class DecimalField(forms.DecimalField):
    """A number typed as people do (« 0,72 »), exact; None when empty."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
    default_error_messages = {
        "invalid": "Écrivez un nombre, par exemple 0,72.",
        "min_value": "Écrivez un nombre plus grand que zéro.",
        "max_decimal_places": "Écrivez deux chiffres au plus après la virgule.",
        "max_digits": "Ce nombre est trop grand.",
        "max_whole_digits": "Ce nombre est trop grand.",
    }

    def to_python(self, value):
        texte = "".join(str("" if value is None else value).split()).replace(",", ".")
        return super().to_python(texte)

    def prepare_value(self, value):
        return f"{value.normalize():f}".replace(".", ",") if isinstance(value, Decimal) else value


class MontantField(DecimalField):
    """An amount in euros, typed as people do (« 1 250,50 »); None when empty."""

    default_error_messages = {
        "invalid": "Écrivez un montant en euros, par exemple 1 250,50.",
        "min_value": "Un montant n’est pas négatif.",
        "max_digits": "Ce montant est trop grand.",
        "max_whole_digits": "Ce montant est trop grand.",
    }

    def __init__(self, **options):
        super().__init__(
            **{"max_digits": 12, "decimal_places": 2, "min_value": 0, "required": False} | options
        )

    def to_python(self, value):
        return super().to_python(str(value or "").strip().removesuffix("€"))

    def prepare_value(self, value):
        return f"{value:.2f}".replace(".", ",") if isinstance(value, Decimal) else value


class NombreField(forms.IntegerField):
    """A count of persons; None when empty."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
    default_error_messages = {
        "invalid": "Écrivez un nombre entier.",
        "min_value": "Écrivez un nombre positif.",
        "max_value": "Ce nombre est trop grand.",
    }

    def __init__(self, **options):
        super().__init__(**{"min_value": 0, "max_value": 32_767, "required": False} | options)


class LignesField(forms.ModelMultipleChoiceField):
    """Rows to tick. A key longer than a database can hold is that of no row: it is refused, not asked for."""

    widget = forms.CheckboxSelectMultiple
    LONGUEUR = 18

    def clean(self, value):
        for cle in value or ():
            if len(str(cle)) > self.LONGUEUR:
                raise forms.ValidationError(self.error_messages["invalid_choice"], params={"value": cle})
        return super().clean(value)


class JourField(forms.DateField):
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    default_error_messages = {"invalid": "Écrivez une date, par exemple 15/03/2025."}

    def clean(self, value):
        jour = super().clean(value)
        if jour and not ANNEES[0] <= jour.year <= ANNEES[-1]:
            raise forms.ValidationError(f"Écrivez une date entre {ANNEES[0]} et {ANNEES[-1]}.")
        return jour


class HeureField(forms.TimeField):
    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    default_error_messages = {"invalid": "Écrivez une heure, par exemple 14:30."}


class TexteField(forms.CharField):
    """A text of several lines, as it was typed."""

    widget = forms.Textarea(attrs={"rows": 4, "lang": "fr", "spellcheck": "true"})

    def __init__(self, **options):
        super().__init__(**{"required": False, "max_length": 20_000} | options)

    def to_python(self, value):
        return super().to_python(value).replace("\r\n", "\n")


def differences(proposes: Iterable[forms.Form], actuels: Iterable[forms.Form]) -> list[tuple[str, str]]:
    """Return (label, what is recorded now) of each field where `proposes`, as typed, says something else."""
    actuels = {champ.html_name: champ for champ in _visibles(actuels)}
    trouvees = []
    for champ in _visibles(proposes):
        actuel = actuels.pop(champ.html_name, None)
        if actuel is None or _valeur(champ) != _valeur(actuel):
            trouvees.append((str(champ.label), _dire(actuel) if actuel else "vide"))
    return trouvees + [(str(champ.label), _dire(champ)) for champ in actuels.values() if champ.value()]


def _visibles(formulaires: Iterable[forms.Form]) -> Iterator[BoundField]:
    for formulaire in formulaires:
        yield from formulaire.visible_fields()


def _valeur(champ: BoundField):
    """Return what a field means, whatever the way it was typed; what was typed when it means nothing."""
    try:
        valeur = champ.field.clean(champ.value())
    except forms.ValidationError:
        return champ.value()
    return sorted(valeur.values_list("pk", flat=True)) if hasattr(valeur, "values_list") else valeur


def _dire(champ: BoundField) -> str:
    """Return what a field holds, in words."""
    valeur = champ.value()
    if isinstance(champ.field, forms.BooleanField):
        return "oui" if valeur else "non"
    choix = getattr(champ.field, "choices", None)
    if isinstance(valeur, date):
        valeur = f"{valeur:%d/%m/%Y}"
    elif choix is not None:
        retenus = {str(une) for une in (valeur if isinstance(valeur, list | tuple) else [valeur])}
        valeur = ", ".join(str(nom) for code, nom in _plats(choix) if code and str(code) in retenus)
    else:
        valeur = champ.field.widget.format_value(valeur)
    return str(valeur or "vide")


def _plats(choix) -> Iterator[tuple]:
    for code, libelle in choix:
        if isinstance(libelle, list | tuple):
            yield from libelle
        else:
            yield code, libelle
