"""What a place or a team was called: a name that holds from a year on leaves the years before as they were."""

from django import forms
from django.db import models
from django.utils import timezone

from .cloison import LigneDeService, LigneDeServiceQuerySet


class NomAnterieurQuerySet(LigneDeServiceQuerySet):
    def de_l_annee(self, service, annee: int) -> dict[int, str]:
        """Return code → name borne in `annee`, for those of `service` that are called otherwise by now. One query."""
        noms = self.filter(service=service, jusqu_en__gte=annee).order_by("-jusqu_en")
        return dict(noms.values_list(f"{self.model.de}__code", "nom"))

    def garder(self, objet, depuis: int) -> None:
        """Keep the name of `objet` for the years before `depuis`, unless those have theirs already."""
        annee = {self.model.de: objet, "jusqu_en": depuis - 1}
        self.get_or_create(**annee, defaults={"service_id": objet.service_id, "nom": objet.nom})


class NomAnterieur(LigneDeService):
    """A name, borne until the end of the year `jusqu_en`. The model that inherits says whose, in the field `de`."""

    de: str
    jusqu_en = models.PositiveSmallIntegerField("jusqu'à la fin de l'année")
    nom = models.CharField("nom", max_length=120)

    objects = NomAnterieurQuerySet.as_manager()

    class Meta(LigneDeService.Meta):
        abstract = True
        verbose_name = "nom d'avant"
        ordering = ["-jusqu_en"]

    def __str__(self):
        return f"{self.nom}, jusqu'en {self.jusqu_en}"


class DepuisField(forms.TypedChoiceField):
    """From when a new name holds: this year, or None for all years. A past year changes only where it was misspelt."""

    TOUTES = "toutes"

    def __init__(self, nom: str):
        annee = timezone.localdate().year
        choix = [
            (annee, f"À partir de {annee}"),
            (self.TOUTES, "Pour toutes les années"),
        ]
        super().__init__(
            label="Un nouveau nom vaut",
            choices=choix,
            coerce=lambda choisi: None if choisi == self.TOUTES else int(choisi),
            initial=annee,
            help_text=f"Les années d’avant gardent «\u00a0{nom}\u00a0», sauf si c’est une faute que vous corrigez.",
        )
