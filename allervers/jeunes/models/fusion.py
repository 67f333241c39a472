"""Two files of one youth, made one; and two youths who look alike, said to be two."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F
from django.utils import timezone

from allervers.comptes.cloison import LigneDeService
from allervers.comptes.contraintes import MemeService

from .jeune import DuJeuneQuerySet, Jeune

# As long as a merge can be undone.
JOURS_POUR_DEFAIRE = 30


class FusionQuerySet(DuJeuneQuerySet):
    def defaisables(self):
        return self.filter(fait_le__gt=timezone.now() - timedelta(JOURS_POUR_DEFAIRE), recit__isnull=False)


class Fusion(LigneDeService):
    """The file `absorbe_code` is one with that of `jeune` since `fait_le`: what names it, on paper or on a phone, still
    finds the youth. `recit`: what the merge changed, row by row, as long as it can be undone (`fusion/`).
    """

    jeune = models.ForeignKey(Jeune, models.CASCADE, related_name="fusions")
    absorbe_uuid = models.UUIDField("identifiant de la fiche réunie")
    absorbe_code = models.CharField("code de la fiche réunie", max_length=20)
    absorbe_pk = models.BigIntegerField("numéro de la fiche réunie")
    fait_le = models.DateTimeField("réunies le", default=timezone.now)
    fait_par = models.ForeignKey("comptes.Utilisateur", models.PROTECT, null=True, related_name="+")
    recit = models.JSONField("ce qui a changé", encoder=DjangoJSONEncoder, null=True)

    objects = FusionQuerySet.as_manager()

    class Meta(LigneDeService.Meta):
        verbose_name = "réunion de deux fiches"
        verbose_name_plural = "réunions de deux fiches"
        ordering = ["-fait_le", "-pk"]
        constraints = [
            *LigneDeService.Meta.constraints,
            MemeService("jeune", name="fusion_jeune_meme_service"),
            MemeService("fait_par", name="fusion_fait_par_meme_service"),
            models.UniqueConstraint(fields=["absorbe_uuid"], name="fusion_absorbe_une_fois"),
            models.UniqueConstraint(fields=["service", "absorbe_code"], name="fusion_code_unique"),
        ]

    def __str__(self):
        return f"{self.absorbe_code}, réunie à {self.jeune}"

    @property
    def jusqu_au(self) -> datetime:
        """Return when it can no longer be undone."""
        return self.fait_le + timedelta(JOURS_POUR_DEFAIRE)

    @property
    def est_defaisable(self) -> bool:
        return self.recit is not None and timezone.now() < self.jusqu_au


class DistinctionQuerySet(DuJeuneQuerySet):
    def visible_par(self, user):
        return super().visible_par(user).filter(autre__in=Jeune.objects.visible_par(user))


class Distinction(LigneDeService):
    """Somebody who knows says that `jeune` and `autre`, who look alike, are two: nothing hints at them any more."""

    jeune = models.ForeignKey(Jeune, models.CASCADE, related_name="distinctions")
    autre = models.ForeignKey(Jeune, models.CASCADE, related_name="distinctions_des_autres")
    dit_le = models.DateTimeField("dit le", default=timezone.now)
    dit_par = models.ForeignKey("comptes.Utilisateur", models.PROTECT, null=True, related_name="+")

    objects = DistinctionQuerySet.as_manager()

    class Meta(LigneDeService.Meta):
        verbose_name = "distinction de deux jeunes"
        verbose_name_plural = "distinctions de deux jeunes"
        constraints = [
            *LigneDeService.Meta.constraints,
            MemeService("jeune", name="distinction_jeune_meme_service"),
            MemeService("autre", name="distinction_autre_meme_service"),
            MemeService("dit_par", name="distinction_dit_par_meme_service"),
            models.UniqueConstraint(fields=["jeune", "autre"], name="distinction_unique"),
            models.CheckConstraint(condition=models.Q(jeune__lt=F("autre")), name="distinction_ordonnee"),
        ]

    def __str__(self):
        return f"{self.jeune} et {self.autre} sont deux jeunes"


def jeunes_nommes(service, uuids: Iterable[UUID]) -> dict[UUID, Jeune]:
    """Return UUID → youth of the service; what names a file that was merged gives the youth it is now one with."""
    uuids = set(uuids)
    siens = Jeune.objects.filter(service=service, uuid__in=uuids).defer("alias", "identite", "note")
    jeunes = {un.uuid: un for un in siens}
    if manquants := uuids - jeunes.keys():
        fusions = Fusion.objects.filter(service=service, absorbe_uuid__in=manquants).select_related("jeune")
        jeunes |= {une.absorbe_uuid: une.jeune for une in fusions}
    return jeunes


def identifiants_de(jeune: Jeune) -> list[UUID]:
    """Return what names this youth: its UUID, and those of the files that were merged with it."""
    return [jeune.uuid, *jeune.fusions.values_list("absorbe_uuid", flat=True)]
