"""What the service does: an intervention is entered once, and feeds hours, encounters, actions and the report.

The links to an intervention have no index of their own: a unique constraint that starts with them serves.
"""

from datetime import date

from django.db import models
from django.db.models import Exists, OuterRef, Q

from allervers.comptes.cloison import Enregistrement, LigneDeService, LigneDeServiceQuerySet
from allervers.comptes.contraintes import MemeService
from allervers.jeunes.models import DuJeuneQuerySet, Jeune, Sexe

from .agenda.models import Prevision


class InterventionQuerySet(LigneDeServiceQuerySet):
    def annees(self) -> list[int]:
        """Return the years that have an intervention, the latest first.

        One query a year, and one more: each reads a single day of the index, however many interventions there are.
        """
        jours = self.order_by("-date").values_list("date", flat=True)
        annees, dernier = [], jours.first()
        while dernier is not None:
            annees.append(dernier.year)
            dernier = jours.filter(date__lt=date(dernier.year, 1, 1)).first()
        return annees


class Intervention(Enregistrement):
    """Some professionals did something somewhere. It counts on the day it starts, even past midnight.

    Hours = duration × professionals.
    """

    code = models.CharField("code", max_length=60, blank=True)
    type = models.ForeignKey("referentiel.Terme", models.PROTECT, related_name="+")
    date = models.DateField("date")
    heure = models.TimeField("heure de début", null=True)
    duree_minutes = models.PositiveSmallIntegerField("durée (minutes)")
    lieu = models.ForeignKey("territoires.Territoire", models.PROTECT, null=True, related_name="+")
    action = models.ForeignKey(
        "actions.ActionCollective", models.PROTECT, null=True, related_name="interventions"
    )
    instance = models.ForeignKey(
        "partenaires.Instance", models.PROTECT, null=True, related_name="interventions"
    )
    observation_lieu = models.TextField("observation sur le lieu", blank=True)
    # What an edit must name: the last entry that wrote this row. Without one (an import), the row's own UUID.
    saisie = models.UUIDField("dernière saisie", null=True)
    # What it was expected as: the item of the agenda, and which of its days.
    prevision = models.ForeignKey(Prevision, models.SET_NULL, null=True, related_name="interventions")
    prevision_jour = models.DateField("jour prévu", null=True)

    objects = InterventionQuerySet.as_manager()

    class Meta(Enregistrement.Meta):
        verbose_name = "intervention"
        indexes = [models.Index(fields=["service", "date"], name="intervention_service_date")]
        constraints = [
            *Enregistrement.Meta.constraints,
            MemeService("type", name="intervention_type_meme_service"),
            MemeService("lieu", name="intervention_lieu_meme_service"),
            MemeService("action", name="intervention_action_meme_service"),
            MemeService("instance", name="intervention_instance_meme_service"),
            MemeService("prevision", name="intervention_prevision_meme_service"),
            models.CheckConstraint(
                condition=Q(prevision__isnull=True) | Q(prevision_jour__isnull=False),
                name="intervention_prevision_un_jour",
            ),
            models.CheckConstraint(
                condition=Q(duree_minutes__gt=0, duree_minutes__lte=24 * 60),
                name="intervention_duree_un_jour",
            ),
        ]

    def __str__(self):
        return f"{self.type}, {self.date}"

    @property
    def derniere_saisie(self):
        """The UUID that a change of this intervention must name."""
        return self.saisie or self.uuid


class Intervenant(LigneDeService):
    """A professional took part in an intervention."""

    intervention = models.ForeignKey(
        Intervention, models.CASCADE, related_name="intervenants", db_index=False
    )
    professionnel = models.ForeignKey("comptes.Utilisateur", models.PROTECT, related_name="+")

    class Meta(LigneDeService.Meta):
        verbose_name = "intervenant"
        constraints = [
            *LigneDeService.Meta.constraints,
            MemeService("intervention", name="intervenant_intervention_meme_service"),
            MemeService("professionnel", name="intervenant_professionnel_meme_service"),
            models.UniqueConstraint(fields=["intervention", "professionnel"], name="intervenant_unique"),
        ]

    def __str__(self):
        return str(self.professionnel)


class Presence(LigneDeService):
    """A known youth was there."""

    intervention = models.ForeignKey(Intervention, models.CASCADE, related_name="presences", db_index=False)
    jeune = models.ForeignKey("jeunes.Jeune", models.CASCADE, related_name="presences")

    objects = DuJeuneQuerySet.as_manager()

    class Meta(LigneDeService.Meta):
        verbose_name = "présence"
        constraints = [
            *LigneDeService.Meta.constraints,
            MemeService("intervention", name="presence_intervention_meme_service"),
            MemeService("jeune", name="presence_jeune_meme_service"),
            models.UniqueConstraint(fields=["intervention", "jeune"], name="presence_unique"),
        ]

    def __str__(self):
        return str(self.jeune)


class Comptage(LigneDeService):
    """Youths met without being known: an anonymous tally of encounters, never added to different youths."""

    intervention = models.ForeignKey(Intervention, models.CASCADE, related_name="comptages", db_index=False)
    sexe = models.CharField("sexe", max_length=15, choices=Sexe, default=Sexe.NON_RENSEIGNE)
    tranche = models.ForeignKey("referentiel.TrancheAge", models.PROTECT, null=True, related_name="+")
    est_nouveau = models.BooleanField("rencontrés pour la première fois", default=False)
    nombre = models.PositiveSmallIntegerField("nombre")

    class Meta(LigneDeService.Meta):
        verbose_name = "comptage anonyme"
        constraints = [
            *LigneDeService.Meta.constraints,
            MemeService("intervention", name="comptage_intervention_meme_service"),
            MemeService("tranche", name="comptage_tranche_meme_service"),
            models.UniqueConstraint(
                fields=["intervention", "sexe", "tranche", "est_nouveau"], name="comptage_unique"
            ),
            models.UniqueConstraint(
                fields=["intervention", "sexe", "est_nouveau"],
                condition=Q(tranche__isnull=True),
                name="comptage_sans_tranche_unique",
            ),
            models.CheckConstraint(condition=Q(sexe__in=Sexe.values), name="comptage_sexe_connu"),
            models.CheckConstraint(condition=Q(nombre__gt=0), name="comptage_nombre_positif"),
        ]

    def __str__(self):
        return f"{self.intervention}: {self.nombre}"


class EtiquettePosee(LigneDeService):
    """What was noticed there, by one of the service's observation tags: about the place, never about a person."""

    intervention = models.ForeignKey(Intervention, models.CASCADE, related_name="etiquettes", db_index=False)
    etiquette = models.ForeignKey("referentiel.Terme", models.PROTECT, related_name="+")

    class Meta(LigneDeService.Meta):
        verbose_name = "étiquette d'observation posée"
        constraints = [
            *LigneDeService.Meta.constraints,
            MemeService("intervention", name="etiquetteposee_intervention_meme_service"),
            MemeService("etiquette", name="etiquetteposee_etiquette_meme_service"),
            models.UniqueConstraint(fields=["intervention", "etiquette"], name="etiquetteposee_unique"),
        ]

    def __str__(self):
        return str(self.etiquette)


class PartenairePresent(LigneDeService):
    """A partner took part in an intervention."""

    intervention = models.ForeignKey(Intervention, models.CASCADE, related_name="partenaires", db_index=False)
    partenaire = models.ForeignKey("partenaires.Partenaire", models.PROTECT, related_name="+")

    class Meta(LigneDeService.Meta):
        verbose_name = "partenaire présent"
        constraints = [
            *LigneDeService.Meta.constraints,
            MemeService("intervention", name="partenairepresent_intervention_meme_service"),
            MemeService("partenaire", name="partenairepresent_partenaire_meme_service"),
            models.UniqueConstraint(fields=["intervention", "partenaire"], name="partenairepresent_unique"),
        ]

    def __str__(self):
        return str(self.partenaire)


class AccueilQuerySet(LigneDeServiceQuerySet):
    def visible_par(self, user):
        """Return what counts persons, and what is about a youth that `user` may know."""
        lignes = super().visible_par(user)
        return lignes.filter(Q(jeune=None) | Q(jeune__in=Jeune.objects.visible_par(user)))

    def de(self, partenaire):
        """Return what `partenaire` sent: by its name, else by that of its network."""
        return self.filter(Q(partenaire=partenaire) | Q(partenaire=None, reseau__partenaire=partenaire))


class Accueil(Enregistrement):
    """A youth received by the day through a network, or persons counted without being known.

    `partenaire` says who sent them, where the network is that of several.
    Time is in half-days (« 15 jours ½ » is 31), or empty when the network does not communicate it.
    """

    code = models.CharField("code", max_length=60, blank=True)
    reseau = models.ForeignKey("partenaires.Reseau", models.PROTECT, related_name="accueils")
    partenaire = models.ForeignKey(
        "partenaires.Partenaire",
        models.PROTECT,
        null=True,
        related_name="accueils",
        verbose_name="envoyé par",
    )
    date = models.DateField("date")
    jeune = models.ForeignKey("jeunes.Jeune", models.CASCADE, null=True, related_name="accueils")
    nombre = models.PositiveSmallIntegerField("personnes, si aucune n'est connue", null=True)
    precision = models.CharField("précision", max_length=120, blank=True)
    demi_journees = models.PositiveSmallIntegerField("demi-journées", null=True)
    # What a phone's correction must name, as for an intervention; a page that changes the row gives it another.
    saisie = models.UUIDField("dernière saisie", null=True)

    objects = AccueilQuerySet.as_manager()

    class Meta(Enregistrement.Meta):
        verbose_name = "accueil à la journée"
        indexes = [models.Index(fields=["jeune", "reseau"], name="accueil_jeune_reseau")]
        constraints = [
            *Enregistrement.Meta.constraints,
            MemeService("reseau", name="accueil_reseau_meme_service"),
            MemeService("partenaire", name="accueil_partenaire_meme_service"),
            MemeService("jeune", name="accueil_jeune_meme_service"),
            models.CheckConstraint(
                condition=Q(jeune__isnull=False, nombre__isnull=True)
                | Q(jeune__isnull=True, nombre__isnull=False, nombre__gt=0),
                name="accueil_jeune_ou_nombre",
            ),
            models.CheckConstraint(
                condition=Q(demi_journees__isnull=True) | Q(demi_journees__gt=0),
                name="accueil_demi_journees_positives",
            ),
        ]

    def __str__(self):
        return f"{self.reseau}, {self.date}"

    @property
    def derniere_saisie(self):
        """The UUID that a correction of this placement must name."""
        return self.saisie or self.uuid


class Moment(models.TextChoices):
    MATIN = "matin", "matin"
    APRES_MIDI = "apres_midi", "après-midi"


class DemiJourneeQuerySet(LigneDeServiceQuerySet):
    def sans_doubles(self):
        """Return each half-day of a known youth in one network once, however many placements tell it."""
        dite_avant = self.model._base_manager.filter(
            accueil__jeune=OuterRef("accueil__jeune"),
            accueil__reseau=OuterRef("accueil__reseau"),
            accueil__lt=OuterRef("accueil"),
            date=OuterRef("date"),
            moment=OuterRef("moment"),
        )
        return self.exclude(Exists(dite_avant))


class DemiJournee(LigneDeService):
    """Half a day of a placement, put on the calendar: it takes the place of a total, and counts in its own year."""

    accueil = models.ForeignKey(Accueil, models.CASCADE, related_name="journees", db_index=False)
    date = models.DateField("date")
    moment = models.CharField("moment", max_length=10, choices=Moment)

    objects = DemiJourneeQuerySet.as_manager()

    class Meta(LigneDeService.Meta):
        verbose_name = "demi-journée d'accueil"
        ordering = ["date", "-moment"]
        indexes = [models.Index(fields=["service", "date"], name="demijournee_service_date")]
        constraints = [
            *LigneDeService.Meta.constraints,
            MemeService("accueil", name="demijournee_accueil_meme_service"),
            models.UniqueConstraint(fields=["accueil", "date", "moment"], name="demijournee_unique"),
            models.CheckConstraint(condition=Q(moment__in=Moment.values), name="demijournee_moment_connu"),
        ]

    def __str__(self):
        return f"{self.date}, {self.moment}"
