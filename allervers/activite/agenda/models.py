"""What is expected: once, or again and again. Occurrences are computed (`lecture.py`); only what departs is a row."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from allervers.comptes.cloison import Enregistrement, LigneDeService, LigneDeServiceQuerySet
from allervers.comptes.contraintes import MemeService
from allervers.comptes.models import Role

from .qui import DE_TOUT_LE_SERVICE, equipes_de, personnes_de
from .recurrence import Recurrence

UN_JOUR_EN_MINUTES = 24 * 60
SEMAINES_AU_PLUS = 8


class PrevisionQuerySet(LigneDeServiceQuerySet):
    def visible_par(self, user):
        """Return what is expected in the teams of `user`, and of their members; all of the service for who leads it."""
        lignes, role = super().visible_par(user), getattr(user, "role", None)
        if role in DE_TOUT_LE_SERVICE:
            return lignes
        if role != Role.EDUCATEUR:
            return lignes.none()
        attendues = Attendu._base_manager.filter(professionnel__in=personnes_de(user))
        return lignes.filter(Q(equipe__in=equipes_de(user)) | Q(pk__in=attendues.values("prevision")))


class Prevision(Enregistrement):
    """Something that the service expects to do: for a team, for professionals, or for both together.

    The hour is that of the clock on the wall. With a recurrence, `date` is the first day that it may come.
    """

    type = models.ForeignKey("referentiel.Terme", models.PROTECT, related_name="+")
    titre = models.CharField("titre", max_length=80, blank=True)
    date = models.DateField("date")
    heure = models.TimeField("heure de début")
    duree_minutes = models.PositiveSmallIntegerField("durée (minutes)")
    lieu = models.ForeignKey("territoires.Territoire", models.PROTECT, null=True, related_name="+")
    equipe = models.ForeignKey("comptes.Equipe", models.PROTECT, null=True, related_name="+")
    action = models.ForeignKey("actions.ActionCollective", models.PROTECT, null=True, related_name="+")
    instance = models.ForeignKey("partenaires.Instance", models.PROTECT, null=True, related_name="+")
    toutes_les = models.PositiveSmallIntegerField("revient toutes les (semaines)", null=True)
    # Bit 0 is Monday.
    jours = models.PositiveSmallIntegerField("jours de la semaine", null=True)
    jusqu_au = models.DateField("jusqu'au", null=True)

    objects = PrevisionQuerySet.as_manager()

    class Meta(Enregistrement.Meta):
        verbose_name = "prévision"
        indexes = [models.Index(fields=["service", "date"], name="prevision_service_date")]
        constraints = [
            *Enregistrement.Meta.constraints,
            MemeService("type", name="prevision_type_meme_service"),
            MemeService("lieu", name="prevision_lieu_meme_service"),
            MemeService("equipe", name="prevision_equipe_meme_service"),
            MemeService("action", name="prevision_action_meme_service"),
            MemeService("instance", name="prevision_instance_meme_service"),
            models.CheckConstraint(
                condition=Q(duree_minutes__gt=0, duree_minutes__lte=UN_JOUR_EN_MINUTES),
                name="prevision_duree_un_jour",
            ),
            models.CheckConstraint(
                condition=Q(toutes_les__isnull=True, jours__isnull=True, jusqu_au__isnull=True)
                | Q(
                    toutes_les__isnull=False,
                    toutes_les__gte=1,
                    toutes_les__lte=SEMAINES_AU_PLUS,
                    jours__isnull=False,
                    jours__gte=1,
                    jours__lt=1 << 7,
                ),
                name="prevision_recurrence_entiere",
            ),
            models.CheckConstraint(
                condition=Q(jusqu_au__isnull=True) | Q(jusqu_au__gte=F("date")),
                name="prevision_fin_apres_debut",
            ),
        ]

    def __str__(self):
        return f"{self.titre or self.type}, {self.date}"

    @property
    def recurrence(self) -> Recurrence | None:
        if self.toutes_les is None:
            return None
        jours = frozenset(jour for jour in range(7) if self.jours >> jour & 1)
        return Recurrence(self.toutes_les, jours, self.jusqu_au)


class DeLaPrevisionQuerySet(LigneDeServiceQuerySet):
    def visible_par(self, user):
        return super().visible_par(user).filter(prevision__in=Prevision.objects.visible_par(user))


class Attendu(LigneDeService):
    """A professional is expected, beside the members of the team where there is one."""

    prevision = models.ForeignKey(Prevision, models.CASCADE, related_name="attendus", db_index=False)
    professionnel = models.ForeignKey("comptes.Utilisateur", models.PROTECT, related_name="+")

    objects = DeLaPrevisionQuerySet.as_manager()

    class Meta(LigneDeService.Meta):
        verbose_name = "professionnel attendu"
        constraints = [
            *LigneDeService.Meta.constraints,
            MemeService("prevision", name="attendu_prevision_meme_service"),
            MemeService("professionnel", name="attendu_professionnel_meme_service"),
            models.UniqueConstraint(fields=["prevision", "professionnel"], name="attendu_unique"),
        ]

    def __str__(self):
        return str(self.professionnel)


class Ecart(Enregistrement):
    """One occurrence, that of the rule's `jour`, is cancelled, or takes place at another moment."""

    prevision = models.ForeignKey(Prevision, models.CASCADE, related_name="ecarts", db_index=False)
    jour = models.DateField("jour où la règle l'attendait")
    est_annule = models.BooleanField("n'a pas lieu", default=False)
    date = models.DateField("date")
    heure = models.TimeField("heure de début")
    duree_minutes = models.PositiveSmallIntegerField("durée (minutes)")

    objects = DeLaPrevisionQuerySet.as_manager()

    class Meta(Enregistrement.Meta):
        verbose_name = "écart à une récurrence"
        constraints = [
            *Enregistrement.Meta.constraints,
            MemeService("prevision", name="ecart_prevision_meme_service"),
            models.UniqueConstraint(fields=["prevision", "jour"], name="ecart_unique"),
            models.CheckConstraint(
                condition=Q(duree_minutes__gt=0, duree_minutes__lte=UN_JOUR_EN_MINUTES),
                name="ecart_duree_un_jour",
            ),
        ]

    def __str__(self):
        return f"{self.prevision}, le {self.jour}"


class LienAgendaQuerySet(LigneDeServiceQuerySet):
    def visible_par(self, user):
        """Return one's own links: nobody sees, nor revokes, those of another."""
        return super().visible_par(user).filter(proprietaire=user.pk)


class LienAgenda(LigneDeService):
    """A secret link by which the calendar of a telephone reads an agenda. Only the SHA-256 of its token is kept.

    It shows what its owner may see on the day it is read: their own agenda, or that of a team.
    """

    proprietaire = models.ForeignKey("comptes.Utilisateur", models.CASCADE, related_name="+")
    equipe = models.ForeignKey("comptes.Equipe", models.CASCADE, null=True, related_name="+")
    empreinte = models.CharField("SHA-256 du jeton", max_length=64)
    cree_le = models.DateTimeField("créé le", default=timezone.now)

    objects = LienAgendaQuerySet.as_manager()

    class Meta(LigneDeService.Meta):
        verbose_name = "lien d'agenda"
        constraints = [
            *LigneDeService.Meta.constraints,
            MemeService("proprietaire", name="lienagenda_proprietaire_meme_service"),
            MemeService("equipe", name="lienagenda_equipe_meme_service"),
            models.UniqueConstraint(fields=["empreinte"], name="lienagenda_empreinte_unique"),
            models.UniqueConstraint(fields=["proprietaire", "equipe"], name="lienagenda_equipe_unique"),
            models.UniqueConstraint(
                fields=["proprietaire"], condition=Q(equipe__isnull=True), name="lienagenda_sien_unique"
            ),
        ]

    def __str__(self):
        return f"agenda de {self.equipe or self.proprietaire}"
