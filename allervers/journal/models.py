"""Who did what, and when: never content. Lines are chained by hashes, so that a removed one shows."""

import hashlib
import json

from django.db import models

from allervers.comptes.cloison import LigneDeServiceQuerySet


class LigneJournal(models.Model):
    """One line, without foreign key: it survives the departure of its author and the erasure of its object."""

    numero = models.BigAutoField(primary_key=True)
    service_id = models.BigIntegerField("service")
    instant = models.DateTimeField("instant")
    par = models.BigIntegerField("auteur", null=True)
    operation = models.CharField("opération", max_length=60)
    details = models.JSONField("détails, sans contenu")
    empreinte_precedente = models.CharField("empreinte de la ligne précédente", max_length=64)
    empreinte = models.CharField("empreinte", max_length=64)

    objects = LigneDeServiceQuerySet.as_manager()

    class Meta:
        verbose_name = "ligne de journal"
        ordering = ["numero"]
        constraints = [
            models.UniqueConstraint(
                fields=["service_id", "empreinte_precedente"], name="lignejournal_chaine_sans_branche"
            )
        ]

    def __str__(self):
        return f"{self.instant}: {self.operation}"

    def calculer_empreinte(self) -> str:
        """Return the SHA-256, in hexadecimal, of the line and of the one before it."""
        contenu = [
            str(self.service_id), self.instant.isoformat(), str(self.par), self.operation,
            json.dumps(self.details, sort_keys=True, ensure_ascii=False), self.empreinte_precedente,
        ]  # fmt: skip
        return hashlib.sha256("\x1f".join(contenu).encode()).hexdigest()
