"""What was told of a youth to other professionals bound by secrecy (CASF, L226-2-2)."""

from django.db import models
from django.db.models import Q

from allervers.coffre.champs import ChampScelle
from allervers.comptes.cloison import Enregistrement
from allervers.comptes.contraintes import MemeService

from .jeune import DuJeuneQuerySet, Jeune


class InformationPrealable(models.TextChoices):
    """Whether somebody was told before; the law asks for it, unless it is against the child's interest."""

    OUI = "oui", "oui, avant"
    INTERET = "interet", "non, contraire à l’intérêt de l’enfant"
    INJOIGNABLE = "injoignable", "non, pas joignable à temps"
    MAJEUR = "majeur", "sans objet, le jeune est majeur"


class Partage(Enregistrement):
    """Information on a youth was shared: what kind, with whom, when, and who had been told. The words are sealed."""

    jeune = models.ForeignKey(Jeune, models.CASCADE, related_name="partages")
    date = models.DateField("date")
    partenaire = models.ForeignKey("partenaires.Partenaire", models.PROTECT, related_name="+")
    nature = models.ForeignKey("referentiel.Terme", models.PROTECT, related_name="+")
    jeune_informe = models.CharField("le jeune était informé", max_length=15, choices=InformationPrealable)
    parents_informes = models.CharField(
        "ses parents étaient informés", max_length=15, choices=InformationPrealable
    )
    interlocuteur = ChampScelle("à qui, scellé")
    contenu = ChampScelle("ce qui a été dit, scellé")
    motif = ChampScelle("pourquoi, scellé")

    objects = DuJeuneQuerySet.as_manager()

    class Meta(Enregistrement.Meta):
        verbose_name = "partage d'information"
        verbose_name_plural = "partages d'information"
        ordering = ["-date", "-pk"]
        constraints = [
            *Enregistrement.Meta.constraints,
            MemeService("jeune", name="partage_jeune_meme_service"),
            MemeService("partenaire", name="partage_partenaire_meme_service"),
            MemeService("nature", name="partage_nature_meme_service"),
            models.CheckConstraint(
                condition=Q(jeune_informe__in=InformationPrealable.values)
                & Q(parents_informes__in=InformationPrealable.values),
                name="partage_information_connue",
            ),
        ]

    def __str__(self):
        return f"{self.jeune}, partage du {self.date}"
