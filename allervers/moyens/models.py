"""The means of the service: its posts, in full-time equivalents (ETP), and who pays for them."""

from django.db import models
from django.db.models import Q

from allervers.comptes.cloison import LigneDeService
from allervers.comptes.contraintes import MemeService


class Poste(LigneDeService):
    code = models.CharField("code", max_length=60)
    annee = models.PositiveSmallIntegerField("année")
    intitule = models.ForeignKey("referentiel.Terme", models.PROTECT, related_name="+")
    etp = models.DecimalField("ETP", max_digits=5, decimal_places=2)

    class Meta(LigneDeService.Meta):
        verbose_name = "poste"
        constraints = [
            *LigneDeService.Meta.constraints,
            MemeService("intitule", name="poste_intitule_meme_service"),
            models.UniqueConstraint(fields=["service", "annee", "code"], name="poste_code_unique"),
            models.CheckConstraint(condition=Q(etp__gt=0), name="poste_etp_positif"),
        ]

    def __str__(self):
        return f"{self.intitule} {self.annee}: {self.etp} ETP"


class PartPoste(LigneDeService):
    """The part of a post, in ETP, that one funder pays."""

    poste = models.ForeignKey(Poste, models.CASCADE, related_name="parts")
    financeur = models.ForeignKey("referentiel.Terme", models.PROTECT, related_name="+")
    etp = models.DecimalField("ETP financés", max_digits=5, decimal_places=2)

    class Meta(LigneDeService.Meta):
        verbose_name = "part d'un poste"
        constraints = [
            *LigneDeService.Meta.constraints,
            MemeService("poste", name="partposte_poste_meme_service"),
            MemeService("financeur", name="partposte_financeur_meme_service"),
            models.UniqueConstraint(fields=["poste", "financeur"], name="partposte_unique"),
            models.CheckConstraint(condition=Q(etp__gt=0), name="partposte_etp_positif"),
        ]

    def __str__(self):
        return f"{self.poste}, {self.financeur}"
