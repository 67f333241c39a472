"""Whom the service works with: partners, the networks that send it youths by the day, the bodies it sits in."""

from django.db import models

from allervers.comptes.cloison import LigneDeService
from allervers.comptes.contraintes import MemeService


class Partenaire(LigneDeService):
    code = models.CharField("code", max_length=60)
    nom = models.CharField("nom", max_length=160)
    categorie = models.ForeignKey("referentiel.Terme", models.PROTECT, null=True, related_name="+")

    class Meta(LigneDeService.Meta):
        verbose_name = "partenaire"
        ordering = ["nom"]
        constraints = [
            *LigneDeService.Meta.constraints,
            MemeService("categorie", name="partenaire_categorie_meme_service"),
            models.UniqueConstraint(fields=["service", "code"], name="partenaire_code_unique"),
        ]

    def __str__(self):
        return self.nom


class Instance(LigneDeService):
    """A body in which the service sits (CLS, CISPD…); its participations are interventions."""

    code = models.CharField("code", max_length=60)
    nom = models.CharField("nom", max_length=120)
    champ = models.CharField("champ d'intervention", max_length=300)
    ordre = models.PositiveSmallIntegerField("ordre", default=0)

    class Meta(LigneDeService.Meta):
        verbose_name = "instance"
        ordering = ["ordre", "nom"]
        constraints = [
            *LigneDeService.Meta.constraints,
            models.UniqueConstraint(fields=["service", "code"], name="instance_code_unique"),
        ]

    def __str__(self):
        return self.nom


class Reseau(LigneDeService):
    """An agreement by which a partner sends youths to the service for days (exclusion, TIG, stages…)."""

    code = models.CharField("code", max_length=60)
    nom = models.CharField("réseau", max_length=120)
    dispositif = models.ForeignKey("referentiel.Terme", models.PROTECT, related_name="+")
    partenaire = models.ForeignKey(Partenaire, models.PROTECT, null=True, related_name="reseaux")
    modalites = models.CharField("modalités", max_length=200, blank=True)
    a_convention = models.BooleanField("convention signée", default=False)
    ordre = models.PositiveSmallIntegerField("ordre", default=0)

    class Meta(LigneDeService.Meta):
        verbose_name = "réseau"
        verbose_name_plural = "réseaux"
        ordering = ["ordre", "nom"]
        constraints = [
            *LigneDeService.Meta.constraints,
            MemeService("dispositif", name="reseau_dispositif_meme_service"),
            MemeService("partenaire", name="reseau_partenaire_meme_service"),
            models.UniqueConstraint(fields=["service", "code"], name="reseau_code_unique"),
        ]

    def __str__(self):
        return self.nom
