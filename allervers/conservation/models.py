"""What proves that the law was obeyed: what was erased, without saying whom, and what people asked for."""

from django.db import models
from django.db.models import F, Q

from allervers.comptes.cloison import Enregistrement, LigneDeService, LigneDeServiceQuerySet
from allervers.comptes.contraintes import MemeService
from allervers.comptes.droits import Droit, peut


class DeLaConservationQuerySet(LigneDeServiceQuerySet):
    def visible_par(self, user):
        lignes = super().visible_par(user)
        return lignes if peut(user, Droit.TENIR_LA_CONSERVATION) else lignes.none()


class Origine(models.TextChoices):
    TERME = "terme", "au terme de leur conservation"
    DEMANDE = "demande", "à la demande de la personne"
    RESTAURATION = "restauration", "de nouveau, après la restauration d’une sauvegarde"


class Bordereau(LigneDeService):
    """A *bordereau d'élimination* (Code du patrimoine, L212-2): how much was erased, when, by which rule, by whom.

    Never whom: `quantites` are [category, number], and the years are those of all the files together.
    """

    numero = models.PositiveIntegerField("numéro")
    origine = models.CharField("effacées", max_length=15, choices=Origine)
    regle = models.TextField("règle appliquée")
    nb_fiches = models.PositiveIntegerField("fiches")
    quantites = models.JSONField("ce qui a été effacé")
    annee_debut = models.PositiveSmallIntegerField("premier contact le plus ancien")
    annee_fin = models.PositiveSmallIntegerField("dernier contact le plus récent")
    decide_par = models.ForeignKey(
        "comptes.Utilisateur", models.PROTECT, null=True, related_name="+", verbose_name="décidé par"
    )
    decide_le = models.DateTimeField("décidé le")

    objects = DeLaConservationQuerySet.as_manager()

    class Meta(LigneDeService.Meta):
        verbose_name = "bordereau d'élimination"
        verbose_name_plural = "bordereaux d'élimination"
        ordering = ["-numero"]
        constraints = [
            *LigneDeService.Meta.constraints,
            MemeService("decide_par", name="bordereau_decide_par_meme_service"),
            models.UniqueConstraint(fields=["service", "numero"], name="bordereau_numero_unique"),
            models.CheckConstraint(condition=Q(nb_fiches__gt=0), name="bordereau_de_quelque_chose"),
            models.CheckConstraint(condition=Q(annee_fin__gte=F("annee_debut")), name="bordereau_annees"),
        ]

    def __str__(self):
        return f"bordereau n° {self.numero}"


class DroitDemande(models.TextChoices):
    ACCES = "acces", "lire ce qui est gardé (accès)"
    RECTIFICATION = "rectification", "corriger (rectification)"
    EFFACEMENT = "effacement", "effacer (effacement)"
    OPPOSITION = "opposition", "s’opposer"


class Demandeur(models.TextChoices):
    JEUNE = "jeune", "le jeune"
    PARENT = "parent", "un parent"
    REPRESENTANT = "representant", "un autre représentant"


class Reponse(models.TextChoices):
    ACCORDEE = "accordee", "accordée"
    REFUSEE = "refusee", "refusée"


class Demande(Enregistrement):
    """Somebody uses a right on a youth's file; the answer is due within a month. The youth leaves it when erased."""

    droit = models.CharField("ce qui est demandé", max_length=15, choices=DroitDemande)
    demandeur = models.CharField("qui le demande", max_length=15, choices=Demandeur)
    recue_le = models.DateField("reçue le")
    jeune = models.ForeignKey("jeunes.Jeune", models.SET_NULL, null=True, related_name="demandes")
    reponse = models.CharField("réponse", max_length=10, blank=True, choices=Reponse)
    repondue_le = models.DateField("répondue le", null=True)
    repondue_par = models.ForeignKey("comptes.Utilisateur", models.PROTECT, null=True, related_name="+")
    bordereau = models.ForeignKey(Bordereau, models.PROTECT, null=True, related_name="demandes")

    objects = DeLaConservationQuerySet.as_manager()

    class Meta(Enregistrement.Meta):
        verbose_name = "demande d'une personne"
        verbose_name_plural = "demandes des personnes"
        ordering = ["-recue_le", "-pk"]
        constraints = [
            *Enregistrement.Meta.constraints,
            MemeService("jeune", name="demande_jeune_meme_service"),
            MemeService("repondue_par", name="demande_repondue_par_meme_service"),
            MemeService("bordereau", name="demande_bordereau_meme_service"),
            models.CheckConstraint(condition=Q(droit__in=DroitDemande.values), name="demande_droit_connu"),
            models.CheckConstraint(
                condition=Q(demandeur__in=Demandeur.values), name="demande_demandeur_connu"
            ),
            models.CheckConstraint(
                condition=Q(reponse="", repondue_le=None)
                | Q(reponse__in=Reponse.values, repondue_le__isnull=False, repondue_le__gte=F("recue_le")),
                name="demande_reponse_datee",
                violation_error_message="Une réponse ne peut pas précéder la demande.",
            ),
        ]

    def __str__(self):
        return f"{self.get_droit_display()}, demandé le {self.recue_le}"
