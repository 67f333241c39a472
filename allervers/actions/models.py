"""Collective actions: what was done with groups, for whom, with whom and paid by whom."""

from django.db import models
from django.db.models import Q

from allervers.comptes.cloison import Enregistrement, LigneDeService
from allervers.comptes.contraintes import MemeService
from allervers.jeunes.models import Sexe


class UniteDuree(models.TextChoices):
    SEANCES = "seances", "séances"
    JOURS = "jours", "jours"


class Initiative(models.TextChoices):
    SERVICE = "service", "le service"
    PARTENAIRE = "partenaire", "un partenaire"


class ActionCollective(Enregistrement):
    """One action of one year; its sessions are interventions.

    Participants are the known youths present at the sessions, plus the others, counted (`Effectif`).
    Families and visitors stand apart and are never added to them.
    """

    code = models.CharField("code", max_length=60)
    annee = models.PositiveSmallIntegerField("année")
    nature = models.ForeignKey("referentiel.Terme", models.PROTECT, related_name="+")
    intitule = models.CharField("intitulé", max_length=200)
    territoire = models.ForeignKey("territoires.Territoire", models.PROTECT, null=True, related_name="+")
    initiative = models.CharField("à l'initiative de", max_length=10, choices=Initiative, default="service")
    unite_duree = models.CharField("se compte en", max_length=10, choices=UniteDuree, default="seances")
    familles = models.PositiveIntegerField("familles", null=True)
    visiteurs = models.PositiveIntegerField("visiteurs", null=True)
    nb_classes = models.PositiveSmallIntegerField("classes", null=True)
    est_non_communique = models.BooleanField("participants non communiqués", default=False)
    ordre = models.PositiveSmallIntegerField("ordre", default=0)

    class Meta(Enregistrement.Meta):
        verbose_name = "action collective"
        ordering = ["annee", "ordre", "intitule"]
        constraints = [
            *Enregistrement.Meta.constraints,
            MemeService("nature", name="actioncollective_nature_meme_service"),
            MemeService("territoire", name="actioncollective_territoire_meme_service"),
            models.UniqueConstraint(fields=["service", "code"], name="actioncollective_code_unique"),
            models.CheckConstraint(
                condition=Q(initiative__in=Initiative.values), name="actioncollective_initiative_connue"
            ),
            models.CheckConstraint(
                condition=Q(unite_duree__in=UniteDuree.values), name="actioncollective_unite_connue"
            ),
        ]

    def __str__(self):
        return self.intitule


class ActionPartenaire(LigneDeService):
    action = models.ForeignKey(ActionCollective, models.CASCADE, related_name="partenaires")
    partenaire = models.ForeignKey("partenaires.Partenaire", models.PROTECT, related_name="+")

    class Meta(LigneDeService.Meta):
        verbose_name = "partenaire d'une action"
        constraints = [
            *LigneDeService.Meta.constraints,
            MemeService("action", name="actionpartenaire_action_meme_service"),
            MemeService("partenaire", name="actionpartenaire_partenaire_meme_service"),
            models.UniqueConstraint(fields=["action", "partenaire"], name="actionpartenaire_unique"),
        ]

    def __str__(self):
        return f"{self.action}, {self.partenaire}"


class Financement(LigneDeService):
    """A funder of an action, with the amount granted when it is known."""

    action = models.ForeignKey(ActionCollective, models.CASCADE, related_name="financements")
    financeur = models.ForeignKey("referentiel.Terme", models.PROTECT, related_name="+")
    montant = models.DecimalField("montant accordé (€)", max_digits=12, decimal_places=2, null=True)

    class Meta(LigneDeService.Meta):
        verbose_name = "financement d'une action"
        constraints = [
            *LigneDeService.Meta.constraints,
            MemeService("action", name="financement_action_meme_service"),
            MemeService("financeur", name="financement_financeur_meme_service"),
            models.UniqueConstraint(fields=["action", "financeur"], name="financement_unique"),
            models.CheckConstraint(
                condition=Q(montant__isnull=True) | Q(montant__gte=0), name="financement_montant_positif"
            ),
        ]

    def __str__(self):
        return f"{self.action}, {self.financeur}"


class Effectif(LigneDeService):
    """Participants of an action whom the service does not know one by one: different persons, counted."""

    action = models.ForeignKey(ActionCollective, models.CASCADE, related_name="effectifs")
    sexe = models.CharField("sexe", max_length=15, choices=Sexe, default=Sexe.NON_RENSEIGNE)
    tranche = models.ForeignKey("referentiel.TrancheAge", models.PROTECT, null=True, related_name="+")
    nombre = models.PositiveIntegerField("nombre")

    class Meta(LigneDeService.Meta):
        verbose_name = "effectif d'une action"
        constraints = [
            *LigneDeService.Meta.constraints,
            MemeService("action", name="effectif_action_meme_service"),
            MemeService("tranche", name="effectif_tranche_meme_service"),
            models.UniqueConstraint(fields=["action", "sexe", "tranche"], name="effectif_unique"),
            models.UniqueConstraint(
                fields=["action", "sexe"],
                condition=Q(tranche__isnull=True),
                name="effectif_sans_tranche_unique",
            ),
            models.CheckConstraint(condition=Q(sexe__in=Sexe.values), name="effectif_sexe_connu"),
            models.CheckConstraint(condition=Q(nombre__gt=0), name="effectif_nombre_positif"),
        ]

    def __str__(self):
        return f"{self.action}: {self.nombre}"
