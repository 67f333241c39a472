"""What people add to a year's figures: its texts, with their history, and the sealed bundles (*liasses*)."""

from django.db import models
from django.db.models import Q

from allervers.comptes.cloison import LigneDeService
from allervers.comptes.contraintes import MemeService


class TexteDuRapport(LigneDeService):
    """What one text block of a year's report says now. `version` counts its changes, to notice an older edit."""

    annee = models.PositiveSmallIntegerField("année")
    bloc = models.CharField("bloc du canevas", max_length=80)
    contenu = models.TextField("texte (Markdown)", blank=True)
    version = models.PositiveIntegerField("version", default=0)
    est_pret = models.BooleanField("prêt", default=False)

    class Meta(LigneDeService.Meta):
        verbose_name = "texte du rapport"
        constraints = [
            *LigneDeService.Meta.constraints,
            models.UniqueConstraint(fields=["service", "annee", "bloc"], name="textedurapport_bloc_unique"),
        ]

    def __str__(self):
        return f"{self.annee}, {self.bloc}"


class VersionDeTexte(LigneDeService):
    """One state of a text, with who wrote it and when. A person's uninterrupted writing makes one version."""

    texte = models.ForeignKey(TexteDuRapport, models.CASCADE, related_name="versions")
    numero = models.PositiveIntegerField("numéro")
    contenu = models.TextField("texte (Markdown)", blank=True)
    par = models.ForeignKey("comptes.Utilisateur", models.PROTECT, null=True, related_name="+")
    instant = models.DateTimeField("instant")

    class Meta(LigneDeService.Meta):
        verbose_name = "version de texte"
        ordering = ["-numero"]
        constraints = [
            *LigneDeService.Meta.constraints,
            MemeService("texte", name="versiondetexte_texte_meme_service"),
            MemeService("par", name="versiondetexte_par_meme_service"),
            models.UniqueConstraint(fields=["texte", "numero"], name="versiondetexte_numero_unique"),
        ]

    def __str__(self):
        return f"{self.texte}, version {self.numero}"


class AnneeFigee(LigneDeService):
    """A sealed bundle: all that a year's report is made from. It is never rewritten; a correction is a new one."""

    annee = models.PositiveSmallIntegerField("année")
    numero = models.PositiveSmallIntegerField("numéro")
    liasse = models.BinaryField("liasse")
    empreinte = models.CharField("SHA-256 de la liasse", max_length=64)
    fige_par = models.ForeignKey("comptes.Utilisateur", models.PROTECT, null=True, related_name="+")
    fige_le = models.DateTimeField("figée le")
    valide_le = models.DateField("validée par le conseil d'administration le", null=True)

    class Meta(LigneDeService.Meta):
        verbose_name = "année figée"
        ordering = ["-annee", "-numero"]
        constraints = [
            *LigneDeService.Meta.constraints,
            MemeService("fige_par", name="anneefigee_fige_par_meme_service"),
            models.UniqueConstraint(fields=["service", "annee", "numero"], name="anneefigee_numero_unique"),
            models.CheckConstraint(condition=Q(numero__gt=0), name="anneefigee_numero_positif"),
        ]

    def __str__(self):
        return f"{self.annee}, liasse {self.numero}"


class Publication(LigneDeService):
    """The one publishable form of a year. A second one would let the first be undone by comparing them."""

    annee = models.PositiveSmallIntegerField("année")
    annee_figee = models.ForeignKey(AnneeFigee, models.PROTECT, related_name="publications")
    par = models.ForeignKey("comptes.Utilisateur", models.PROTECT, null=True, related_name="+")
    publie_le = models.DateTimeField("publiée le")

    class Meta(LigneDeService.Meta):
        verbose_name = "publication"
        constraints = [
            *LigneDeService.Meta.constraints,
            MemeService("annee_figee", name="publication_annee_figee_meme_service"),
            MemeService("par", name="publication_par_meme_service"),
            models.UniqueConstraint(
                fields=["service", "annee"],
                name="publication_annee_unique",
                violation_error_message="Cette année est déjà publiée.",
            ),
        ]

    def __str__(self):
        return f"{self.annee}"


class Sortie(LigneDeService):
    """A file of a validated or published bundle, kept as it was handed over."""

    annee_figee = models.ForeignKey(AnneeFigee, models.CASCADE, related_name="sorties")
    forme = models.CharField(
        "forme", max_length=10, choices=[("complete", "complète"), ("publiable", "publiable")]
    )
    format = models.CharField("format", max_length=5)
    contenu = models.BinaryField("contenu")
    empreinte = models.CharField("SHA-256", max_length=64)

    class Meta(LigneDeService.Meta):
        verbose_name = "sortie"
        constraints = [
            *LigneDeService.Meta.constraints,
            MemeService("annee_figee", name="sortie_annee_figee_meme_service"),
            models.UniqueConstraint(fields=["annee_figee", "forme", "format"], name="sortie_unique"),
            models.CheckConstraint(
                condition=Q(forme__in=["complete", "publiable"]), name="sortie_forme_connue"
            ),
        ]

    def __str__(self):
        return f"{self.annee_figee}, {self.format}"
