"""What the life of a youth is made of: situation, problématiques, other services around."""

from django.db import models

from allervers.comptes.cloison import Enregistrement
from allervers.comptes.contraintes import MemeService, SansChevauchement

from .jeune import DuJeuneQuerySet, Jeune, Periode


class PeriodeSituation(Periode):
    situation = models.ForeignKey("referentiel.Terme", models.PROTECT, related_name="+")

    class Meta(Periode.Meta):
        verbose_name = "période de situation"
        constraints = [
            *Periode.Meta.constraints,
            MemeService("situation", name="periodesituation_situation_meme_service"),
            SansChevauchement(
                par=["jeune"], debut="debut", fin="fin", name="periodesituation_sans_chevauchement",
                violation_error_message="Ce jeune a déjà une situation à ces dates.",
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.jeune}: {self.situation} depuis le {self.debut}"


class CoAccompagnement(Periode):
    """Another service acts with the youth or the family."""

    partenaire = models.ForeignKey("partenaires.Partenaire", models.PROTECT, related_name="+")

    class Meta(Periode.Meta):
        verbose_name = "co-accompagnement"
        constraints = [
            *Periode.Meta.constraints,
            MemeService("partenaire", name="coaccompagnement_partenaire_meme_service"),
            SansChevauchement(
                par=["jeune", "partenaire"], debut="debut", fin="fin",
                name="coaccompagnement_sans_chevauchement",
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.jeune}, {self.partenaire}"


class ProblematiqueJeune(Enregistrement):
    jeune = models.ForeignKey(Jeune, models.CASCADE, related_name="problematiques")
    problematique = models.ForeignKey("referentiel.Terme", models.PROTECT, related_name="+")
    reperee_le = models.DateField("repérée le")
    est_a_l_origine = models.BooleanField("à l'origine de l'accompagnement", default=True)

    objects = DuJeuneQuerySet.as_manager()

    class Meta(Enregistrement.Meta):
        verbose_name = "problématique d'un jeune"
        constraints = [
            *Enregistrement.Meta.constraints,
            MemeService("jeune", name="problematiquejeune_jeune_meme_service"),
            MemeService("problematique", name="problematiquejeune_problematique_meme_service"),
            models.UniqueConstraint(fields=["jeune", "problematique"], name="problematiquejeune_unique"),
        ]

    def __str__(self):
        return f"{self.jeune}: {self.problematique}"
