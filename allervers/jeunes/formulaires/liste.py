"""What the list of youths is filtered by, and the views kept of it."""

from urllib.parse import parse_qsl, urlencode

from django import forms

# What the address of the list may say, beside its order. A name is never in it: what one searches stays in the page.
FILTRES = {
    "statut": "Statut",
    "alerte": "À faire",
    "referent": "Référent",
    "equipe": "Équipe",
    "lieu": "Lieu",
}


def filtres_de(adresse: str) -> str:
    """Return the filters and the order that the query of an address says, and nothing else of it."""
    dits = parse_qsl(adresse.removeprefix("?"))
    return urlencode([(nom, valeur) for nom, valeur in dits if nom in FILTRES or nom == "tri"])


class VueForm(forms.Form):
    nom = forms.CharField(label="Nom de la vue", max_length=60)
    filtres = forms.CharField(widget=forms.HiddenInput, max_length=400, required=False)

    def clean_filtres(self):
        return filtres_de(self.cleaned_data["filtres"])
