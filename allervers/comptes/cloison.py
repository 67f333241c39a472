"""The partition between services: every row belongs to one, and is read through one door."""

import uuid

from django.db import models

from .contraintes import MemeService


class LigneDeServiceQuerySet(models.QuerySet):
    def visible_par(self, user):
        """Return the rows that `user` may read: those of the user's own service, none without a service."""
        if getattr(user, "service_id", None) is None:
            return self.none()
        return self.filter(service_id=user.service_id)


class LigneDeService(models.Model):
    """A row that belongs to one service. Its UUID is made by the client, so that a retry is harmless.

    Rows name each other by a whole number of the database's own: a text key costs three times as much to follow.
    """

    uuid = models.UUIDField("identifiant", default=uuid.uuid4, editable=False)
    # The unique (service, id) below serves as its index.
    service = models.ForeignKey(
        "comptes.Service", models.PROTECT, related_name="+", db_index=False, verbose_name="service"
    )

    objects = LigneDeServiceQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(fields=["uuid"], name="%(class)s_uuid"),
            models.UniqueConstraint(fields=["service", "id"], name="%(class)s_service_id"),
        ]


class Enregistrement(LigneDeService):
    """A row of the field work: it keeps who entered it and when, who changed it last, and how many times.

    It is changed by `versions.modifier`, which keeps what it was.
    """

    saisi_par = models.ForeignKey(
        "comptes.Utilisateur", models.PROTECT, null=True, related_name="+", verbose_name="saisi par"
    )
    saisi_le = models.DateTimeField("saisi le", auto_now_add=True)
    modifie_par = models.ForeignKey(
        "comptes.Utilisateur", models.PROTECT, null=True, related_name="+", verbose_name="modifié par"
    )
    modifie_le = models.DateTimeField("modifié le", null=True)
    version = models.PositiveIntegerField("version", default=1)

    class Meta(LigneDeService.Meta):
        abstract = True
        constraints = [
            *LigneDeService.Meta.constraints,
            MemeService("saisi_par", name="%(class)s_saisi_par_meme_service"),
            MemeService("modifie_par", name="%(class)s_modifie_par_meme_service"),
        ]
