"""Who did what, and when: never content. Lines are chained by hashes, so that a removed one shows."""

import hashlib
import json
from enum import StrEnum

from django.db import models

from allervers.comptes.cloison import LigneDeServiceQuerySet


class Consultation(StrEnum):
    """The operations that read a file and change nothing."""

    OUVRIR_FICHE = "ouvrir_fiche"
    EXPORTER_FICHE = "exporter_fiche"
    LIRE_SIGNALEMENT = "lire_signalement"


class LigneJournalQuerySet(LigneDeServiceQuerySet):
    def consultations(self):
        """Return the lines that tell of a file read."""
        return self.filter(operation__in=Consultation)

    def changements(self):
        """Return the lines that changed something: what is counted can only differ after one of them."""
        return self.exclude(operation__in=Consultation)


class LigneJournal(models.Model):
    """One line, without foreign key: it survives the departure of its author and the erasure of its object.

    The database refuses to change or delete one (migration `ajout_seul`); it lets `operations.expurger` take away whom
    a line is about, and nothing else.
    """

    numero = models.BigAutoField(primary_key=True)
    service_id = models.BigIntegerField("service")
    instant = models.DateTimeField("instant")
    par = models.BigIntegerField("auteur", null=True)
    operation = models.CharField("opération", max_length=60)
    objet = models.UUIDField("objet", null=True)
    appareil = models.CharField("appareil", max_length=120, blank=True)
    details = models.JSONField("détails, sans contenu")
    empreinte_precedente = models.CharField("empreinte de la ligne précédente", max_length=64)
    empreinte = models.CharField("empreinte", max_length=64)

    objects = LigneJournalQuerySet.as_manager()

    class Meta:
        verbose_name = "ligne de journal"
        ordering = ["numero"]
        constraints = [
            models.UniqueConstraint(
                fields=["service_id", "empreinte_precedente"], name="lignejournal_chaine_sans_branche"
            )
        ]
        indexes = [
            models.Index(fields=["service_id", "objet"], name="lignejournal_objet"),
            # The last line of a service is read before each writing.
            models.Index(fields=["service_id", "numero"], name="lignejournal_ordre"),
        ]

    def __str__(self):
        return f"{self.instant}: {self.operation}"

    def calculer_empreinte(self) -> str:
        """Return the SHA-256, in hexadecimal, of the line and of the one before it."""
        contenu = [
            str(self.service_id), self.instant.isoformat(), str(self.par), self.operation,
            json.dumps(self.details, sort_keys=True, ensure_ascii=False), self.empreinte_precedente,
        ]  # fmt: skip
        # Lines older than these two columns, which have neither, keep the hash that they were written with.
        if self.objet or self.appareil:
            contenu += [str(self.objet), self.appareil]
        return hashlib.sha256("\x1f".join(contenu).encode()).hexdigest()
