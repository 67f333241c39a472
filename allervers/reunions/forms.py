"""The days and the team that a page is about, as its address says."""

from datetime import timedelta

from django import forms

from allervers.comptes.models import Equipe
from allervers.enregistrements.champs import Formulaire, JourField

from .periode import Periode

# Longer than that, the year's tables say it better.
JOURS = 366


class PeriodeForm(Formulaire):
    """`usuelle`: the days when none are asked for."""

    du = JourField(label="Du", required=False)
    au = JourField(label="Au", required=False)
    equipe = forms.ModelChoiceField(
        Equipe.objects.none(), to_field_name="uuid", label="Équipe", required=False, empty_label="Toutes"
    )

    def __init__(self, *args, user, usuelle: Periode, avec_equipe=True, **options):
        self.usuelle = usuelle
        super().__init__(
            *args,
            initial={"du": usuelle.debut, "au": usuelle.dernier_jour} | options.pop("initial", {}),
            **options,
        )
        if avec_equipe:
            self.fields["equipe"].queryset = Equipe.objects.visible_par(user)
        else:
            del self.fields["equipe"]

    def clean(self):
        propres = super().clean()
        du, au = propres.get("du"), propres.get("au")
        if du and au and au < du:
            self.add_error("au", "Le dernier jour vient après le premier.")
        elif du and au and (au - du).days > JOURS:
            self.add_error("du", "Choisissez un an au plus\u202f: au-delà, lisez le rapport.")
        return propres

    @property
    def periode(self) -> Periode:
        """Return the days asked for; the usual ones when none are, or when they make no sense."""
        dits = self.cleaned_data if self.is_bound and self.is_valid() else {}
        du, au = dits.get("du") or self.usuelle.debut, dits.get("au") or self.usuelle.dernier_jour
        return Periode(du, au + timedelta(1)) if du <= au else self.usuelle

    @property
    def equipe_choisie(self) -> Equipe | None:
        return self.cleaned_data.get("equipe") if self.is_bound and self.is_valid() else None
