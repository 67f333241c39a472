"""The forms of the diagnosis of a place: what the team says of it, the groups met there, what there is."""

from collections.abc import Iterable
from decimal import Decimal

from django import forms
from django.urls import reverse

from allervers.enregistrements.champs import DecimalField, Formulaire, NombreField
from allervers.enregistrements.formulaires import EnregistrementForm
from allervers.referentiel.models import Liste, Terme
from allervers.referentiel.valeur import Terme as TermeLu

from . import operations
from .indicateurs import NC, dire, invraisemblable
from .models import Diagnostic, Equipement, GroupeDeJeunes, Territoire, ValeurIndicateur
from .operations import Chiffre


class DuLieuForm(EnregistrementForm):
    """What is seen in the diagnosis of its place: of its own year, or of the one that is looked at, `vue_en`."""

    def __init__(self, *args, vue_en: int | None = None, **options):
        super().__init__(*args, **options)
        self.vue_en = vue_en

    def vers(self, objet):
        adresse = reverse("territoire", args=[objet.territoire.uuid])
        annee = getattr(objet, "annee", self.vue_en)
        return f"{adresse}?annee={annee}" if annee else adresse


class RecopiableForm(DuLieuForm):
    def modifier(self, **qui):
        operations.modifier_recopiable(objet=self.instance, **self.faits, **qui)


class GroupeForm(RecopiableForm):
    titre, dit = "Un groupe de jeunes", "Le groupe est noté."
    nombre = NombreField(
        label="Jeunes, environ", min_value=2, required=True,
        error_messages={"min_value": "Un groupe est d’au moins deux jeunes."},
    )  # fmt: skip
    gardes = ("description",)

    class Meta(RecopiableForm.Meta):
        model = GroupeDeJeunes
        fields = ("saison", "nombre", "description")
        help_texts = {
            "description": "Par exemple\u202f: le soir, autour du city stade, des collégiens. Sans nommer personne."
        }


class EquipementForm(DuLieuForm):
    titre, dit = "Un équipement, une structure", "C’est noté."
    gardes = ("precision",)
    larges = ("nom",)

    class Meta(DuLieuForm.Meta):
        model = Equipement
        fields = ("nature", "nom", "precision", "debut", "fin")
        help_texts = {
            "nom": "City stade, centre social, maison de quartier…",
            "debut": "Laissez vide s’il est là depuis toujours.",
            "fin": "Le premier jour où il n’y est plus. Laissez vide tant qu’il y est.",
        }


class DiagnosticForm(RecopiableForm):
    titre, dit = "Ce que l’équipe dit de ce lieu", "Le diagnostic est noté."
    gardes = ("texte",)

    class Meta(RecopiableForm.Meta):
        model = Diagnostic
        fields = ("texte",)
        help_texts = {
            "texte": "Ce qui change, ce qui inquiète, ce qui aide. Sur le lieu, jamais sur une personne."
        }

    def clean(self):
        memes = Diagnostic.objects.filter(
            service=self.service, territoire=self.instance.territoire, annee=self.instance.annee
        )
        if memes.exclude(pk=self.instance.pk).exists():
            self.add_error(
                "texte", "Un collègue vient d’écrire ce diagnostic\u202f: rouvrez la page pour le compléter."
            )
        return super().clean()


# By the name that their addresses have; the year is that of the diagnosis where they are added.
GENRES = {"groupes": GroupeForm, "equipements": EquipementForm, "diagnostics": DiagnosticForm}
ANNUELS = {"groupes", "diagnostics"}


class ValeurField(DecimalField):
    """A figure as people type it: a number, « NC » for not communicated, or nothing."""

    default_error_messages = {"invalid": "Écrivez un nombre, par exemple 31,4, ou NC."}

    def __init__(self, **options):
        super().__init__(**{"max_digits": 14, "decimal_places": 2, "required": False} | options)

    def clean(self, value):
        est_nc = "".join(str(value or "").split()).replace(".", "").casefold() in ("nc", "noncommuniqué")
        return NC if est_nc else super().clean(str(value or "").strip().removesuffix("%"))

    def prepare_value(self, value):
        return dire(value) if isinstance(value, Decimal) else value


class IndicateursForm(Formulaire):
    """All the official figures of a place in one year, one line each. An emptied line is erased."""

    annee = forms.IntegerField(widget=forms.HiddenInput, min_value=1900, max_value=2100)
    source = forms.CharField(
        label="Source",
        max_length=120,
        required=False,
        help_text="Pour les lignes où vous n’en écrivez pas d’autre.",
    )

    def __init__(self, *args, territoire: Territoire, annee: int, termes: Iterable[TermeLu], **options):
        self.territoire, self.termes = territoire, tuple(termes)
        self.libelles = {terme.code: terme.libelle for terme in self.termes}
        self.connus = {
            ligne.indicateur.code: ligne
            for ligne in ValeurIndicateur.objects.filter(
                service=territoire.service, territoire=territoire, annee=annee
            ).select_related("indicateur")
        }
        super().__init__(*args, initial={"annee": annee}, **options)
        for code in self.codes:
            ligne, nom = self.connus.get(code), self.libelles.get(code, code)
            self._poser(
                f"valeur_{code}",
                ValeurField(label=nom),
                ligne and (NC if ligne.valeur is None else ligne.valeur),
            )
            source = forms.CharField(label=f"Source de «\u00a0{nom}\u00a0»", max_length=120, required=False)
            source.widget.attrs["placeholder"] = "Autre source"
            self._poser(f"source_{code}", source, ligne and ligne.source)
            version = forms.IntegerField(widget=forms.HiddenInput, required=False)
            self._poser(f"version_{code}", version, ligne.version if ligne else 0)

    @property
    def codes(self) -> list[str]:
        """The indicators of the list, and those that it no longer has, where something is recorded."""
        offerts = [terme.code for terme in self.termes if not terme.est_retire or terme.code in self.connus]
        return [*offerts, *(code for code in self.connus if code not in self.libelles)]

    def _poser(self, nom: str, champ: forms.Field, initiale) -> None:
        if not isinstance(champ.widget, forms.HiddenInput):
            champ.widget.attrs["class"] = "form-control"
        self.fields[nom], self.initial[nom] = champ, initiale

    @property
    def lignes(self) -> list[tuple]:
        """The fields of each indicator: (value, source, version)."""
        return [
            tuple(self[f"{nom}_{code}"] for nom in ("valeur", "source", "version")) for code in self.codes
        ]

    def clean(self):
        dits = super().clean()
        for code in self.codes:
            valeur = dits.get(f"valeur_{code}")
            if isinstance(valeur, Decimal) and (
                raison := invraisemblable(self.libelles.get(code, ""), valeur)
            ):
                self.add_error(f"valeur_{code}", f"{raison[0].upper()}{raison[1:]}.")
        return dits

    def chiffres(self) -> list[Chiffre]:
        """Return what the form says: what it leaves empty, and was empty, is not there."""
        termes = {
            terme.code: terme
            for terme in Terme.objects.filter(service=self.territoire.service, liste=Liste.INDICATEUR)
        }
        dits = []
        for code in self.codes:
            valeur, lue = self.cleaned_data[f"valeur_{code}"], self.cleaned_data[f"version_{code}"] or 0
            source = self.cleaned_data[f"source_{code}"] or self.cleaned_data["source"]
            if valeur is None and not lue:
                continue
            dits.append(
                Chiffre(
                    self.territoire, termes[code], None if valeur == NC else valeur,
                    source=source, lue=lue, est_efface=valeur is None,
                )
            )  # fmt: skip
        return dits

    def sur(self, actuel: "IndicateursForm") -> "IndicateursForm":
        """Return the same form, as typed, over what is recorded now: sent again, it takes its place."""
        donnees = self.data.copy()
        for code in actuel.codes:
            donnees[f"version_{code}"] = str(actuel.initial[f"version_{code}"])
        form = IndicateursForm(
            donnees, territoire=self.territoire, annee=self.cleaned_data["annee"], termes=self.termes
        )
        form.full_clean()
        return form

    def ecarts(self, actuel: "IndicateursForm") -> list[tuple[str, str]]:
        """Return what is recorded now where this form says something else."""
        trouves = []
        for code in self.codes:
            dit, ligne = self.cleaned_data[f"valeur_{code}"], actuel.connus.get(code)
            inscrit = ligne and (NC if ligne.valeur is None else ligne.valeur)
            if dit != inscrit:
                nom = self.libelles.get(code, code)
                trouves.append(
                    (
                        nom,
                        "vide"
                        if ligne is None
                        else f"{dire(ligne.valeur)} ({ligne.source or 'sans source'})",
                    )
                )
        return trouves
