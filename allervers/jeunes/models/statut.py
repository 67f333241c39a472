"""Where a youth stands on the service's ladder, and when that was looked at again."""

from django.db import models
from django.db.models import Q

from allervers.comptes.cloison import Enregistrement
from allervers.comptes.contraintes import MemeService, SansChevauchement

from .jeune import DuJeuneQuerySet, Jeune, Periode


class PeriodeStatut(Periode):
    """`raison`: why the status begins; `motif_cloture`: why an accompaniment ends with it."""

    statut = models.ForeignKey("referentiel.Statut", models.PROTECT, related_name="+")
    raison = models.ForeignKey("referentiel.Terme", models.PROTECT, null=True, related_name="+")
    motif_cloture = models.ForeignKey("referentiel.Terme", models.PROTECT, null=True, related_name="+")

    class Meta(Periode.Meta):
        verbose_name = "période de statut"
        constraints = [
            *Periode.Meta.constraints,
            MemeService("statut", name="periodestatut_statut_meme_service"),
            MemeService("raison", name="periodestatut_raison_meme_service"),
            MemeService("motif_cloture", name="periodestatut_motif_meme_service"),
            SansChevauchement(
                par=["jeune"], debut="debut", fin="fin", name="periodestatut_sans_chevauchement",
                violation_error_message="Ce jeune a déjà un statut à ces dates.",
            ),
            models.CheckConstraint(
                condition=Q(motif_cloture__isnull=True) | Q(fin__isnull=False),
                name="periodestatut_motif_si_close",
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.jeune}: {self.statut} depuis le {self.debut}"


class RevueStatut(Enregistrement):
    """The status was looked at again, and kept. Once a day is enough."""

    jeune = models.ForeignKey(Jeune, models.CASCADE, related_name="revues")
    statut = models.ForeignKey("referentiel.Statut", models.PROTECT, related_name="+")
    date = models.DateField("date")
    raison = models.ForeignKey("referentiel.Terme", models.PROTECT, null=True, related_name="+")

    objects = DuJeuneQuerySet.as_manager()

    class Meta(Enregistrement.Meta):
        verbose_name = "revue de statut"
        verbose_name_plural = "revues de statut"
        constraints = [
            *Enregistrement.Meta.constraints,
            MemeService("jeune", name="revuestatut_jeune_meme_service"),
            MemeService("statut", name="revuestatut_statut_meme_service"),
            MemeService("raison", name="revuestatut_raison_meme_service"),
            models.UniqueConstraint(fields=["jeune", "statut", "date"], name="revuestatut_unique"),
        ]

    def __str__(self):
        return f"{self.jeune}: {self.statut} revu le {self.date}"
