"""What phones send, as they sent it. The contract is held by the database, not only by code.

An entry has the UUID that its phone gave it, once and for all; a change is a new entry that names the one it replaces,
and an entry is replaced once: nothing arrives twice, nothing is written over unread, nothing withdrawn comes back.
"""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from allervers.comptes.cloison import LigneDeService, LigneDeServiceQuerySet
from allervers.comptes.contraintes import MemeService
from allervers.comptes.models import Role


class Genre(models.TextChoices):
    INTERVENTION = "intervention", "activité"
    JEUNE = "jeune", "jeune rencontré"
    RETRAIT = "retrait", "retrait d'une activité"
    FUSION = "fusion", "réunion de deux saisies"
    ACCUEIL = "accueil", "accueil à la journée"


class SaisieQuerySet(LigneDeServiceQuerySet):
    def visible_par(self, user):
        """Return one's own entries, and those of the service for who leads it."""
        lignes = super().visible_par(user)
        if getattr(user, "role", None) in (Role.CHEF_DE_SERVICE, Role.DIRECTION):
            return lignes
        return lignes.filter(auteur_id=getattr(user, "pk", None))


class Saisie(LigneDeService):
    """An entry that was received: its UUID is the phone's, its content is what the phone sent."""

    genre = models.CharField("genre", max_length=20, choices=Genre)
    objet = models.UUIDField("enregistrement concerné", db_index=True)
    empreinte = models.CharField("SHA-256 des octets reçus", max_length=64)
    contenu = models.JSONField("contenu")
    # Codes that the lists do not know, or no longer use: accepted, and told (design §8).
    signalements = models.JSONField("signalements", default=list)
    auteur = models.ForeignKey("comptes.Utilisateur", models.PROTECT, related_name="+")
    appareil = models.CharField("appareil", max_length=80, blank=True)
    recue_le = models.DateTimeField("reçue le", default=timezone.now)

    objects = SaisieQuerySet.as_manager()

    class Meta(LigneDeService.Meta):
        verbose_name = "saisie de terrain"
        ordering = ["recue_le", "pk"]
        constraints = [
            *LigneDeService.Meta.constraints,
            MemeService("auteur", name="saisie_auteur_meme_service"),
            models.CheckConstraint(condition=Q(genre__in=Genre.values), name="saisie_genre_connu"),
        ]

    def __str__(self):
        return f"{self.get_genre_display()}, {self.recue_le:%d/%m/%Y}"


class Divergence(LigneDeService):
    """Another content under the UUID of an entry already received: kept beside it, counted nowhere."""

    saisie = models.ForeignKey(Saisie, models.CASCADE, related_name="divergences")
    empreinte = models.CharField("SHA-256 des octets reçus", max_length=64)
    contenu = models.JSONField("contenu")
    auteur = models.ForeignKey("comptes.Utilisateur", models.PROTECT, related_name="+")
    recue_le = models.DateTimeField("reçue le", default=timezone.now)

    class Meta(LigneDeService.Meta):
        verbose_name = "contenu divergent d'une saisie"
        constraints = [
            *LigneDeService.Meta.constraints,
            MemeService("saisie", name="divergence_saisie_meme_service"),
            MemeService("auteur", name="divergence_auteur_meme_service"),
            models.UniqueConstraint(fields=["saisie", "empreinte"], name="divergence_unique"),
        ]

    def __str__(self):
        return f"autre contenu de {self.saisie_id}"


class Remplacement(LigneDeService):
    """The entry (or imported intervention) `ancienne` was replaced, by an entry and by one only."""

    ancienne = models.UUIDField("saisie remplacée")
    nouvelle = models.ForeignKey(Saisie, models.PROTECT, related_name="remplacements")

    class Meta(LigneDeService.Meta):
        verbose_name = "remplacement d'une saisie"
        constraints = [
            *LigneDeService.Meta.constraints,
            MemeService("nouvelle", name="remplacement_nouvelle_meme_service"),
            models.UniqueConstraint(fields=["service", "ancienne"], name="remplacement_ancienne_unique"),
        ]

    def __str__(self):
        return f"{self.ancienne}, remplacée par {self.nouvelle_id}"
