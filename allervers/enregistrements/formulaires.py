"""The form of a plain record: the fields of its model, how it is written, and where it is seen."""

from decimal import Decimal

from django import forms
from django.db import models
from django.urls import reverse

from allervers.comptes.cloison import Enregistrement

from . import operations
from .champs import DecimalField, Formulaire, HeureField, JourField, NombreField, TexteField, differences

CHAMPS = {
    models.DecimalField: DecimalField,
    models.DateField: JourField,
    models.TimeField: HeureField,
    models.TextField: TexteField,
    models.PositiveSmallIntegerField: NombreField,
    models.PositiveIntegerField: NombreField,
}
HORS_DES_FAITS = ("uuid", "version")


def champ_de_formulaire(champ: models.Field, **options) -> forms.Field:
    """Return the form field of a model field: the label begins with a capital, what may be null may be empty."""
    libelle = champ.verbose_name.removesuffix(" (exclu)").replace("'", "’")
    options.setdefault("label", libelle[0].upper() + libelle[1:])
    if champ.null:
        options["required"] = False
    genre = CHAMPS.get(type(champ))
    if champ.choices:
        return forms.ChoiceField(choices=[("", "Choisir…"), *champ.choices], **options)
    if genre is None:
        return champ.formfield(**options)
    options.setdefault("required", not champ.blank)
    if genre is TexteField and champ.max_length:
        options["max_length"] = champ.max_length
    if genre is DecimalField:
        options |= {"max_digits": champ.max_digits, "decimal_places": champ.decimal_places}
        options |= {"min_value": Decimal("0.01")}
    return genre(**options)


class EnregistrementForm(Formulaire, forms.ModelForm):
    """`titre`: what its page is called; `dit`: what is said once it is recorded; `page`: where the record is seen
    (`vers`).

    `quand_effacer`, `avant_d_effacer`: when it is to be erased, and what is to be known first.
    `portee`: what a new record belongs to, which the form does not ask. `gardes`: clear texts, which the privacy
    guard reads before they leave; `larges`: other fields that take a line. What the database refuses is said by the
    operation, in French: nothing is asked of it here.
    """

    titre: str
    dit: str
    page: str
    gabarit = "enregistrements/fiche.html"
    quand_effacer = "Noté par erreur\u202f?"
    avant_d_effacer = "N’effacez que ce qui n’a jamais existé\u202f; ce qui s’arrête a une date de fin."
    gardes: tuple[str, ...] = ()
    larges: tuple[str, ...] = ()
    uuid = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        formfield_callback = champ_de_formulaire

    def __init__(self, *args, user, instance=None, portee=None, **options):
        self.user, self.service, self.portee = user, user.service, portee or {}
        instance = instance or self._meta.model(service=self.service, **self.portee)
        initial = {"uuid": instance.uuid, "version": instance.version} | options.pop("initial", {})
        super().__init__(*args, instance=instance, initial=initial, **options)
        for nom, champ in self.fields.items():
            champ.est_garde, champ.est_large = nom in self.gardes, nom in (*self.gardes, *self.larges)
            if isinstance(champ, forms.ModelChoiceField):
                champ.queryset = champ.queryset.filter(service=self.service)

    def clean(self):
        debut, fin = self.cleaned_data.get("debut"), self.cleaned_data.get("fin")
        if debut and fin and fin <= debut:
            self.add_error("fin", f"La fin vient après le début, le {debut:%d/%m/%Y}.")
        return self.cleaned_data

    def _post_clean(self):
        """Nothing is written into the record here, and nothing asked of it: the operation does."""

    @property
    def faits(self) -> dict:
        """What the record is to say."""
        return {nom: valeur for nom, valeur in self.cleaned_data.items() if nom not in HORS_DES_FAITS}

    def dit_comme(self, objet: Enregistrement) -> bool:
        """Whether `objet` says what the form says, of what is a column of its own."""
        colonnes = {champ.name for champ in objet._meta.concrete_fields}
        return all(getattr(objet, nom) == dit for nom, dit in self.faits.items() if nom in colonnes)

    def ajouter(self, **qui) -> Enregistrement:
        return operations.ajouter(modele=self._meta.model, **self.portee, **self.faits, **qui)

    def modifier(self, **qui) -> None:
        operations.modifier(objet=self.instance, **self.faits, **qui)

    def vers(self, objet: Enregistrement) -> str:
        """Return the address where a record of this kind is seen, also before it exists."""
        return reverse(self.page)

    def ecarts(self, actuel: Enregistrement) -> list[tuple[str, str]]:
        """Return what `actuel` says where this form says something else: (label, text)."""
        return differences([self], [type(self)(user=self.user, instance=actuel)])
