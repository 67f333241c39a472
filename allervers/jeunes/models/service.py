"""What a service sets for all: the views of its list, the delays of its alerts."""

from django.db import models

from allervers.comptes.cloison import Enregistrement, LigneDeService
from allervers.comptes.contraintes import MemeService


class VueEnregistree(Enregistrement):
    """A way to look at the list of youths, kept under a name for the whole service: its filters, as an address."""

    nom = models.CharField("nom", max_length=60)
    filtres = models.CharField("filtres", max_length=400)

    class Meta(Enregistrement.Meta):
        verbose_name = "vue de la liste"
        ordering = ["nom"]
        constraints = [
            *Enregistrement.Meta.constraints,
            models.UniqueConstraint(fields=["service", "nom"], name="vueenregistree_nom_unique"),
        ]

    def __str__(self):
        return self.nom


class DelaiAlerte(LigneDeService):
    """The delay that a service gives to an alert (`alertes/`), instead of the usual one. Empty: no such alert."""

    alerte = models.SlugField("alerte", max_length=40, db_index=False)
    nombre = models.PositiveSmallIntegerField("délai", null=True)
    change_par = models.ForeignKey("comptes.Utilisateur", models.PROTECT, null=True, related_name="+")

    class Meta(LigneDeService.Meta):
        verbose_name = "délai d'une alerte"
        verbose_name_plural = "délais des alertes"
        constraints = [
            *LigneDeService.Meta.constraints,
            MemeService("change_par", name="delaialerte_change_par_meme_service"),
            models.UniqueConstraint(fields=["service", "alerte"], name="delaialerte_unique"),
        ]

    def __str__(self):
        return f"{self.alerte}: {self.nombre}"
