"""What is written of a youth."""

from django.db import models

from allervers.coffre.champs import ChampScelle
from allervers.comptes.cloison import Enregistrement
from allervers.comptes.contraintes import MemeService

from .jeune import DuJeuneQuerySet, Jeune


class Ecrit(Enregistrement):
    """What an educator writes of a moment with a youth, sealed: the youth may ask to read it."""

    jeune = models.ForeignKey(Jeune, models.CASCADE, related_name="ecrits")
    date = models.DateField("date")
    texte = ChampScelle("texte scellé")

    objects = DuJeuneQuerySet.as_manager()

    class Meta(Enregistrement.Meta):
        verbose_name = "écrit sur un jeune"
        ordering = ["-date", "-pk"]
        constraints = [
            *Enregistrement.Meta.constraints,
            MemeService("jeune", name="ecrit_jeune_meme_service"),
        ]

    def __str__(self):
        return f"{self.jeune}, le {self.date}"
