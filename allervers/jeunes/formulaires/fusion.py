"""What a page says of two files made one: which file says each thing, and what was sealed for the one kept."""

from django import forms

from ..fusion.plan import CHOIX, SCELLES
from ..operations import TexteChoisi
from .champs import EnveloppeField

FICHES = [("garde", "la fiche gardée"), ("absorbe", "l’autre fiche")]


class ReunirForm(forms.Form):
    """`textes_lus` is said by the browser that opened every sealed text of both files."""

    lue = forms.CharField(widget=forms.HiddenInput)
    textes_lus = forms.BooleanField(required=False)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        for nom in CHOIX:
            self.fields[nom] = forms.ChoiceField(choices=FICHES, required=False)
        for champ in SCELLES:
            self.fields[champ] = EnveloppeField(required=False)
            for de in ("garde", "absorbe"):
                self.fields[f"{champ}_{de}_lue"] = forms.CharField(required=False)

    @property
    def choix(self) -> dict[str, str]:
        return {nom: self.cleaned_data[nom] for nom in CHOIX if self.cleaned_data[nom]}

    @property
    def textes(self) -> dict[str, TexteChoisi]:
        """Return what was written in each sealed field; nothing when the browser could not read them."""
        dits = self.cleaned_data
        if not dits["textes_lus"]:
            return {}
        return {
            champ: TexteChoisi(dits[champ], dits[f"{champ}_garde_lue"], dits[f"{champ}_absorbe_lue"])
            for champ in SCELLES
        }
