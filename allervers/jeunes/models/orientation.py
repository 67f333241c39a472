"""Towards whom a youth was directed, and whether they met."""

from django.db import models
from django.db.models import F, Q

from allervers.comptes.cloison import Enregistrement
from allervers.comptes.contraintes import MemeService

from .jeune import DuJeuneQuerySet, Jeune


class Orientation(Enregistrement):
    """The youth was directed to a partner; `jonction` says whether they really met (None: not known yet)."""

    jeune = models.ForeignKey(Jeune, models.CASCADE, related_name="orientations")
    nature = models.ForeignKey("referentiel.Terme", models.PROTECT, related_name="+")
    partenaire = models.ForeignKey("partenaires.Partenaire", models.PROTECT, null=True, related_name="+")
    date = models.DateField("date")
    est_de_fin = models.BooleanField("en fin d'accompagnement", default=False)
    est_accompagnee = models.BooleanField("un éducateur y est allé avec le jeune", null=True)
    jonction = models.BooleanField("jonction réalisée", null=True)
    jonction_le = models.DateField("issue connue le", null=True)

    objects = DuJeuneQuerySet.as_manager()

    class Meta(Enregistrement.Meta):
        verbose_name = "orientation"
        constraints = [
            *Enregistrement.Meta.constraints,
            MemeService("jeune", name="orientation_jeune_meme_service"),
            MemeService("nature", name="orientation_nature_meme_service"),
            MemeService("partenaire", name="orientation_partenaire_meme_service"),
            models.CheckConstraint(
                condition=Q(jonction_le__isnull=True) | Q(jonction__isnull=False, jonction_le__gte=F("date")),
                name="orientation_issue_datee",
                violation_error_message="L'issue d'une orientation ne peut pas la précéder.",
            ),
        ]

    def __str__(self):
        return f"{self.jeune}: {self.nature} le {self.date}"
