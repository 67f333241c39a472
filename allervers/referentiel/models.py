"""What a service configures: its lists, age bands and statuses, one edition a year (a *millésime*).

A record points at a `Terme`, which never changes; how that term is called, ordered and grouped stands in
the millésime of the year. Changing a list is opening a new millésime: a past year keeps its own.
"""

from django.db import models
from django.db.models import F, Q

from allervers.comptes.cloison import LigneDeService, LigneDeServiceQuerySet
from allervers.comptes.contraintes import MemeService, SansChevauchement

from .valeur import CONSERVATION_MAXIMALE


class Liste(models.TextChoices):
    TYPE_ACTIVITE = "type_activite", "types d'activité"
    SITUATION = "situation", "scolarité et situation"
    PROBLEMATIQUE = "problematique", "problématiques"
    ORIGINE = "origine", "origine du premier contact"
    RAISON_STATUT = "raison_statut", "raisons d'un changement de statut"
    RAISON_REVUE = "raison_revue", "raisons de garder un statut"
    MOTIF_CLOTURE = "motif_cloture", "motifs de clôture"
    ORIENTATION = "orientation", "orientations"
    NATURE_PARTAGE = "nature_partage", "informations partagées avec un autre service"
    DESTINATAIRE_SIGNALEMENT = "destinataire_signalement", "destinataires d'une information préoccupante"
    SUITE_SIGNALEMENT = "suite_signalement", "suites d'une information préoccupante"
    NATURE_ACTION = "nature_action", "natures d'action collective"
    CATEGORIE_PARTENAIRE = "categorie_partenaire", "catégories de partenaires"
    DISPOSITIF_ACCUEIL = "dispositif_accueil", "dispositifs d'accueil à la journée"
    FINANCEUR = "financeur", "financeurs des actions"
    FINANCEUR_POSTE = "financeur_poste", "financeurs des postes"
    POSTE = "poste", "postes"
    INDICATEUR = "indicateur", "indicateurs socio-économiques"
    ETIQUETTE = "etiquette", "étiquettes d'observation"


class Terme(LigneDeService):
    """The identity of one entry of a list; it can be retired by a millésime, never deleted."""

    liste = models.CharField("liste", max_length=30, choices=Liste)
    code = models.CharField("code", max_length=60)

    class Meta(LigneDeService.Meta):
        verbose_name = "terme"
        constraints = [
            *LigneDeService.Meta.constraints,
            models.UniqueConstraint(fields=["service", "liste", "code"], name="terme_code_unique"),
            models.CheckConstraint(condition=Q(liste__in=Liste.values), name="terme_liste_connue"),
        ]

    def __str__(self):
        return self.code


class Statut(LigneDeService):
    """The identity of one rung of the service's ladder."""

    code = models.CharField("code", max_length=60)

    class Meta(LigneDeService.Meta):
        verbose_name = "statut"
        constraints = [
            *LigneDeService.Meta.constraints,
            models.UniqueConstraint(fields=["service", "code"], name="statut_code_unique"),
        ]

    def __str__(self):
        return self.code


class MillesimeQuerySet(LigneDeServiceQuerySet):
    def en_vigueur(self, service, annee):
        """Return the millésime of `service` in force in `annee` (the latest begun), or None."""
        return self.filter(service=service, annee__lte=annee).order_by("-annee").first()


class Millesime(LigneDeService):
    """One edition of the référentiel, in force from `annee` until the next."""

    annee = models.PositiveSmallIntegerField("en vigueur depuis l'année")
    nom = models.CharField("nom", max_length=120)
    regroupements = models.JSONField("regroupements de codes, par tableau")
    durees = models.JSONField("classes de durée, en mois")
    canevas = models.JSONField("sections du rapport")
    conservation_mois = models.PositiveSmallIntegerField(
        "conservation d'une fiche (mois)", default=CONSERVATION_MAXIMALE
    )

    objects = MillesimeQuerySet.as_manager()

    class Meta(LigneDeService.Meta):
        verbose_name = "millésime"
        constraints = [
            *LigneDeService.Meta.constraints,
            models.UniqueConstraint(fields=["service", "annee"], name="millesime_annee_unique"),
            models.CheckConstraint(
                condition=Q(conservation_mois__gt=0, conservation_mois__lte=CONSERVATION_MAXIMALE),
                name="millesime_conservation_dans_la_loi",
            ),
        ]

    def __str__(self):
        return f"{self.nom}, depuis {self.annee}"


class LibelleTerme(LigneDeService):
    """How a term is called, grouped and ordered in one millésime."""

    millesime = models.ForeignKey(Millesime, models.CASCADE, related_name="libelles")
    terme = models.ForeignKey(Terme, models.PROTECT, related_name="libelles")
    libelle = models.CharField("libellé", max_length=400)
    parent = models.ForeignKey(Terme, models.PROTECT, null=True, related_name="+")
    ordre = models.PositiveSmallIntegerField("ordre")
    est_retire = models.BooleanField("retiré", default=False)
    equivalents = models.JSONField("codes d'autres référentiels lus comme celui-ci", default=list)

    class Meta(LigneDeService.Meta):
        verbose_name = "libellé de terme"
        ordering = ["ordre"]
        constraints = [
            *LigneDeService.Meta.constraints,
            MemeService("millesime", name="libelleterme_millesime_meme_service"),
            MemeService("terme", name="libelleterme_terme_meme_service"),
            MemeService("parent", name="libelleterme_parent_meme_service"),
            models.UniqueConstraint(fields=["millesime", "terme"], name="libelleterme_unique"),
            models.CheckConstraint(condition=~Q(parent=F("terme")), name="libelleterme_pas_son_parent"),
        ]

    def __str__(self):
        return self.libelle


class DefinitionStatut(LigneDeService):
    """What a status means in one millésime, and whether it counts as accompanied."""

    millesime = models.ForeignKey(Millesime, models.CASCADE, related_name="definitions")
    statut = models.ForeignKey(Statut, models.PROTECT, related_name="definitions")
    libelle = models.CharField("libellé", max_length=120)
    definition = models.TextField("définition", blank=True)
    ordre = models.PositiveSmallIntegerField("ordre")
    compte_comme_accompagne = models.BooleanField("compte comme accompagné")
    delai_revision_mois = models.PositiveSmallIntegerField("revu au moins tous les (mois)", null=True)
    niveau_minimal = models.CharField("niveau minimal", max_length=1, choices=[(n, n) for n in "abc"])
    est_retire = models.BooleanField("retiré", default=False)
    equivalents = models.JSONField("codes d'autres référentiels lus comme celui-ci", default=list)
    suivants = models.JSONField("statuts qui peuvent suivre (vide : tous)", null=True)
    est_une_entree = models.BooleanField("un jeune peut commencer là", default=True)
    demande_un_projet = models.BooleanField("demande des objectifs écrits avec le jeune", default=False)

    class Meta(LigneDeService.Meta):
        verbose_name = "définition de statut"
        ordering = ["ordre"]
        constraints = [
            *LigneDeService.Meta.constraints,
            MemeService("millesime", name="definitionstatut_millesime_meme_service"),
            MemeService("statut", name="definitionstatut_statut_meme_service"),
            models.UniqueConstraint(fields=["millesime", "statut"], name="definitionstatut_unique"),
            models.CheckConstraint(
                condition=Q(delai_revision_mois__isnull=True) | Q(delai_revision_mois__gt=0),
                name="definitionstatut_delai_positif",
            ),
            models.CheckConstraint(
                condition=Q(niveau_minimal__in=["a", "b", "c"]), name="definitionstatut_niveau_connu"
            ),
        ]

    def __str__(self):
        return self.libelle


class TrancheAge(LigneDeService):
    """An age band of one millésime, from `age_min` (included) to `age_sous` (excluded, or open).

    Without a millésime, it is no longer in any list: what was counted with it keeps its bounds.
    """

    millesime = models.ForeignKey(Millesime, models.CASCADE, null=True, related_name="tranches")
    code = models.CharField("code", max_length=40)
    libelle = models.CharField("libellé", max_length=80)
    age_min = models.PositiveSmallIntegerField("âge minimal")
    age_sous = models.PositiveSmallIntegerField("âge, borne exclue", null=True)

    class Meta(LigneDeService.Meta):
        verbose_name = "tranche d'âge"
        ordering = ["age_min"]
        constraints = [
            *LigneDeService.Meta.constraints,
            MemeService("millesime", name="trancheage_millesime_meme_service"),
            models.UniqueConstraint(fields=["millesime", "code"], name="trancheage_code_unique"),
            models.CheckConstraint(
                condition=Q(age_sous__isnull=True) | Q(age_sous__gt=F("age_min")),
                name="trancheage_bornes_ordonnees",
            ),
            SansChevauchement(
                par=["millesime"], debut="age_min", fin="age_sous", intervalle="int4range",
                name="trancheage_sans_chevauchement",
                violation_error_message="Deux tranches d'âge se chevauchent.",
            ),
        ]  # fmt: skip

    def __str__(self):
        return self.libelle


class Cible(LigneDeService):
    """What the project of the service plans for one figure of one year: a row of a table, or its total.

    Tables and rows are named by their codes in the catalogue: a target is set beside a figure, and counts nothing.
    """

    annee = models.PositiveSmallIntegerField("année")
    tableau = models.CharField("tableau du catalogue", max_length=60)
    ligne = models.CharField("ligne du tableau (vide : son total)", max_length=120, blank=True)
    valeur = models.PositiveIntegerField("prévu")

    class Meta(LigneDeService.Meta):
        verbose_name = "cible du projet"
        ordering = ["annee", "tableau", "ligne"]
        constraints = [
            *LigneDeService.Meta.constraints,
            models.UniqueConstraint(fields=["service", "annee", "tableau", "ligne"], name="cible_unique"),
            models.CheckConstraint(condition=Q(valeur__gt=0), name="cible_positive"),
        ]

    def __str__(self):
        return f"{self.tableau} {self.ligne} {self.annee}: {self.valeur}"
