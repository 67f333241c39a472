"""Where a youth stands on the service's ladder."""

from django.db import models
from django.db.models import Q

from allervers.comptes.contraintes import MemeService, SansChevauchement

from .jeune import Periode


class PeriodeStatut(Periode):
    statut = models.ForeignKey("referentiel.Statut", models.PROTECT, related_name="+")
    motif_cloture = models.ForeignKey("referentiel.Terme", models.PROTECT, null=True, related_name="+")

    class Meta(Periode.Meta):
        verbose_name = "période de statut"
        constraints = [
            *Periode.Meta.constraints,
            MemeService("statut", name="periodestatut_statut_meme_service"),
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
