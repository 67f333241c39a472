"""The project of a youth: objectives built together, and how they move. Their words are sealed."""

from django.db import models
from django.db.models import F, Q

from allervers.coffre.champs import ChampScelle
from allervers.comptes.cloison import Enregistrement, LigneDeService, LigneDeServiceQuerySet
from allervers.comptes.contraintes import MemeService

from .jeune import DuJeuneQuerySet, Jeune


class Avancement(models.IntegerChoices):
    A_COMMENCER = 0, "à commencer"
    COMMENCE = 1, "commencé"
    A_MI_CHEMIN = 2, "à mi-chemin"
    PRESQUE = 3, "presque atteint"
    ATTEINT = 4, "atteint"
    LAISSE = 9, "laissé de côté"


# The objective is closed, until it is taken up again.
FINAUX = (Avancement.ATTEINT, Avancement.LAISSE)


class ObjectifJeune(Enregistrement):
    """What the youth wants to reach. Its words stand in its revisions, the last written being the present ones."""

    jeune = models.ForeignKey(Jeune, models.CASCADE, related_name="objectifs")
    pose_le = models.DateField("posé le")
    clos_le = models.DateField("atteint ou laissé le", null=True)

    objects = DuJeuneQuerySet.as_manager()

    class Meta(Enregistrement.Meta):
        verbose_name = "objectif d'un jeune"
        ordering = ["pose_le", "pk"]
        constraints = [
            *Enregistrement.Meta.constraints,
            MemeService("jeune", name="objectifjeune_jeune_meme_service"),
            models.CheckConstraint(
                condition=Q(clos_le__isnull=True) | Q(clos_le__gte=F("pose_le")),
                name="objectifjeune_clos_apres_pose",
            ),
        ]

    def __str__(self):
        return f"{self.jeune}, objectif du {self.pose_le}"


class DUnObjectifQuerySet(LigneDeServiceQuerySet):
    def visible_par(self, user):
        return super().visible_par(user).filter(objectif__in=ObjectifJeune.objects.visible_par(user))


class RevisionObjectif(Enregistrement):
    """A day when an objective was set or looked at again: who was there, what the youth said, how far it is.

    `texte` is empty when the words of the objective did not change that day.
    """

    objectif = models.ForeignKey(ObjectifJeune, models.CASCADE, related_name="revisions")
    date = models.DateField("date")
    avancement = models.PositiveSmallIntegerField("où on en est", choices=Avancement)
    est_avec_le_jeune = models.BooleanField("le jeune était là", default=True)
    texte = ChampScelle("objectif, scellé")
    parole = ChampScelle("ce que dit le jeune, scellé")
    entourage = ChampScelle("qui d'autre était là, scellé")

    objects = DUnObjectifQuerySet.as_manager()

    class Meta(Enregistrement.Meta):
        verbose_name = "révision d'un objectif"
        ordering = ["date", "pk"]
        constraints = [
            *Enregistrement.Meta.constraints,
            MemeService("objectif", name="revisionobjectif_objectif_meme_service"),
            models.CheckConstraint(
                condition=Q(avancement__in=Avancement.values), name="revisionobjectif_avancement_connu"
            ),
        ]

    def __str__(self):
        return f"{self.objectif}, revu le {self.date}"


class DUneRevisionQuerySet(LigneDeServiceQuerySet):
    def visible_par(self, user):
        return super().visible_par(user).filter(revision__in=RevisionObjectif.objects.visible_par(user))


class PresentARevision(LigneDeService):
    """A professional was there."""

    revision = models.ForeignKey(RevisionObjectif, models.CASCADE, related_name="presents")
    professionnel = models.ForeignKey("comptes.Utilisateur", models.PROTECT, related_name="+")

    objects = DUneRevisionQuerySet.as_manager()

    class Meta(LigneDeService.Meta):
        verbose_name = "professionnel présent à une révision"
        constraints = [
            *LigneDeService.Meta.constraints,
            MemeService("revision", name="presentarevision_revision_meme_service"),
            MemeService("professionnel", name="presentarevision_professionnel_meme_service"),
            models.UniqueConstraint(fields=["revision", "professionnel"], name="presentarevision_unique"),
        ]

    def __str__(self):
        return str(self.professionnel)
