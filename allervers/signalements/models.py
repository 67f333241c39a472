"""The restricted register of *informations préoccupantes* (CASF, L226-2-1): for who leads, and who wrote them."""

from django.db import models
from django.db.models import F, Q

from allervers.coffre.champs import ChampScelle
from allervers.comptes.cloison import Enregistrement
from allervers.comptes.contraintes import MemeService
from allervers.comptes.droits import Droit, peut
from allervers.comptes.models import Role
from allervers.jeunes.models import DuJeuneQuerySet, Jeune


class SansInformer(models.TextChoices):
    """Why the parents were not told. No words of one's own: they would speak of the youth in clear."""

    INTERET = "interet", "contraire à l’intérêt de l’enfant"
    ENQUETE = "enquete", "à la demande du procureur"
    INJOIGNABLES = "injoignables", "parents injoignables"
    MAJEUR = "majeur", "le jeune est majeur"


class SignalementQuerySet(DuJeuneQuerySet):
    def visible_par(self, user):
        """Return those of the youths that `user` may know: all for who leads the service, one's own for others."""
        lignes = super().visible_par(user)
        if not peut(user, Droit.SIGNALER):
            return lignes.none()
        if user.role in (Role.CHEF_DE_SERVICE, Role.DIRECTION):
            return lignes
        return lignes.filter(saisi_par=user)


class Signalement(Enregistrement):
    """An *information préoccupante* was sent: when, to whom, whether the parents were told, what came of it.

    Neither told nor a reason: still to be done.
    """

    jeune = models.ForeignKey(Jeune, models.CASCADE, related_name="signalements")
    date = models.DateField("transmise le")
    destinataire = models.ForeignKey("referentiel.Terme", models.PROTECT, related_name="+")
    parents_informes_le = models.DateField("parents informés le", null=True)
    sans_informer = models.CharField(
        "parents non informés, parce que", max_length=15, blank=True, choices=SansInformer
    )
    suite = models.ForeignKey("referentiel.Terme", models.PROTECT, null=True, related_name="+")
    suite_le = models.DateField("suite connue le", null=True)
    observe = ChampScelle("ce qui a été observé, scellé")
    precision = ChampScelle("ce que l'on sait de la suite, scellé")

    objects = SignalementQuerySet.as_manager()

    class Meta(Enregistrement.Meta):
        verbose_name = "information préoccupante"
        verbose_name_plural = "informations préoccupantes"
        ordering = ["-date", "-pk"]
        constraints = [
            *Enregistrement.Meta.constraints,
            MemeService("jeune", name="signalement_jeune_meme_service"),
            MemeService("destinataire", name="signalement_destinataire_meme_service"),
            MemeService("suite", name="signalement_suite_meme_service"),
            models.CheckConstraint(
                condition=Q(parents_informes_le__isnull=True) | Q(sans_informer=""),
                name="signalement_parents_informes_ou_non",
                violation_error_message="Les parents ont été informés, ou il y a une raison de ne pas l’avoir fait.",
            ),
            models.CheckConstraint(
                condition=Q(suite__isnull=True, suite_le__isnull=True)
                | Q(suite__isnull=False, suite_le__gte=F("date")),
                name="signalement_suite_datee",
                violation_error_message="Une suite a une date, qui ne précède pas la transmission.",
            ),
        ]

    def __str__(self):
        return f"information préoccupante du {self.date}"

    @property
    def parents_a_informer(self) -> bool:
        return self.parents_informes_le is None and not self.sans_informer
