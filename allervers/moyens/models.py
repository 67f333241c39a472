"""The means of the service: posts and who pays for them, volunteers, premises, vehicles, hours, training."""

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from django.db import models
from django.db.models import F, Q

from allervers.comptes.cloison import Enregistrement, LigneDeService
from allervers.comptes.contraintes import MemeService, SansChevauchement


def fin_apres_debut(nom: str) -> models.CheckConstraint:
    """A period from `debut` (included; empty: since ever) to `fin` (excluded; empty: it lasts) goes forward."""
    return models.CheckConstraint(
        condition=Q(debut__isnull=True) | Q(fin__isnull=True) | Q(fin__gt=F("debut")), name=nom
    )


class Periode:
    """What lasts from `debut` (included) to `fin` (excluded)."""

    @property
    def dernier_jour(self) -> date | None:
        return self.fin and self.fin - timedelta(1)


class Poste(Periode, Enregistrement):
    """A post of one year, full-time or not; `debut` and `fin` when it does not last the whole of it."""

    code = models.CharField("code", max_length=60)
    annee = models.PositiveSmallIntegerField("année")
    intitule = models.ForeignKey("referentiel.Terme", models.PROTECT, related_name="+")
    etp = models.DecimalField("ETP", max_digits=5, decimal_places=2)
    debut = models.DateField("commence le", null=True)
    fin = models.DateField("prend fin le (exclu)", null=True)

    class Meta(Enregistrement.Meta):
        verbose_name = "poste"
        constraints = [
            *Enregistrement.Meta.constraints,
            MemeService("intitule", name="poste_intitule_meme_service"),
            models.UniqueConstraint(fields=["service", "annee", "code"], name="poste_code_unique"),
            models.CheckConstraint(condition=Q(etp__gt=0), name="poste_etp_positif"),
            fin_apres_debut("poste_fin_apres_debut"),
        ]

    def __str__(self):
        return f"{self.intitule} {self.annee}: {self.etp} ETP"

    @property
    def etp_de_l_annee(self) -> Decimal:
        """What it counts for in its year: for its share of the days, to a hundredth, as the organigramme says."""
        premier, suivant = date(self.annee, 1, 1), date(self.annee + 1, 1, 1)
        jours = (self.fin or suivant) - (self.debut or premier)
        return (self.etp * jours.days / (suivant - premier).days).quantize(Decimal("0.01"), ROUND_HALF_UP)


class PartPoste(LigneDeService):
    """The part of a post, in ETP, that one funder pays."""

    poste = models.ForeignKey(Poste, models.CASCADE, related_name="parts")
    financeur = models.ForeignKey("referentiel.Terme", models.PROTECT, related_name="+")
    etp = models.DecimalField("ETP financés", max_digits=5, decimal_places=2)

    class Meta(LigneDeService.Meta):
        verbose_name = "part d'un poste"
        constraints = [
            *LigneDeService.Meta.constraints,
            MemeService("poste", name="partposte_poste_meme_service"),
            MemeService("financeur", name="partposte_financeur_meme_service"),
            models.UniqueConstraint(fields=["poste", "financeur"], name="partposte_unique"),
            models.CheckConstraint(condition=Q(etp__gt=0), name="partposte_etp_positif"),
        ]

    def __str__(self):
        return f"{self.poste}, {self.financeur}"


class MissionPoste(Enregistrement):
    """What those who hold a kind of post do, in one year."""

    annee = models.PositiveSmallIntegerField("année")
    intitule = models.ForeignKey("referentiel.Terme", models.PROTECT, related_name="+")
    texte = models.TextField("missions", max_length=1000)

    class Meta(Enregistrement.Meta):
        verbose_name = "missions d'un poste"
        constraints = [
            *Enregistrement.Meta.constraints,
            MemeService("intitule", name="missionposte_intitule_meme_service"),
            models.UniqueConstraint(fields=["service", "annee", "intitule"], name="missionposte_unique"),
        ]

    def __str__(self):
        return f"{self.intitule} {self.annee}"


class Benevolat(Enregistrement):
    """Volunteers counted, never named: how many do this, and for how many hours in the year, if it is known."""

    annee = models.PositiveSmallIntegerField("année")
    mission = models.CharField("ce qu'ils font", max_length=200)
    nombre = models.PositiveSmallIntegerField("bénévoles")
    heures = models.PositiveIntegerField("heures dans l'année", null=True)

    class Meta(Enregistrement.Meta):
        verbose_name = "bénévolat"
        ordering = ["mission"]
        constraints = [
            *Enregistrement.Meta.constraints,
            models.UniqueConstraint(fields=["service", "annee", "mission"], name="benevolat_unique"),
            models.CheckConstraint(condition=Q(nombre__gt=0), name="benevolat_nombre_positif"),
        ]

    def __str__(self):
        return f"{self.mission} {self.annee}"


class Provenance(models.TextChoices):
    ACHETE = "achete", "acheté"
    LOUE = "loue", "loué"
    PRETE = "prete", "prêté ou mis à disposition"


class Bien(Enregistrement):
    """What the service has the use of, from `debut` to `fin` (excluded). `preteur`: who lets or lends it."""

    code = models.CharField("code", max_length=60)
    nom = models.CharField("nom", max_length=120)
    provenance = models.CharField("provenance", max_length=10, choices=Provenance)
    preteur = models.CharField("par qui", max_length=160, blank=True)
    debut = models.DateField("depuis le", null=True)
    fin = models.DateField("rendu, vendu ou quitté le", null=True)
    ordre = models.PositiveSmallIntegerField("ordre", default=0)

    class Meta(Enregistrement.Meta):
        abstract = True
        ordering = ["ordre", "nom"]
        constraints = [
            *Enregistrement.Meta.constraints,
            models.UniqueConstraint(fields=["service", "code"], name="%(class)s_code_unique"),
            models.CheckConstraint(
                condition=Q(provenance__in=Provenance.values), name="%(class)s_provenance_connue"
            ),
            fin_apres_debut("%(class)s_fin_apres_debut"),
        ]

    def __str__(self):
        return self.nom


class Local(Bien):
    usage = models.CharField("usage", max_length=300, blank=True)
    adresse = models.CharField("adresse", max_length=300, blank=True)

    class Meta(Bien.Meta):
        verbose_name = "local"
        verbose_name_plural = "locaux"


class Vehicule(Bien):
    places = models.PositiveSmallIntegerField("places", null=True)

    class Meta(Bien.Meta):
        verbose_name = "véhicule"


class Jour(models.TextChoices):
    LUNDI = "lundi", "lundi"
    MARDI = "mardi", "mardi"
    MERCREDI = "mercredi", "mercredi"
    JEUDI = "jeudi", "jeudi"
    VENDREDI = "vendredi", "vendredi"
    SAMEDI = "samedi", "samedi"
    DIMANCHE = "dimanche", "dimanche"


class NatureAccueil(models.TextChoices):
    OUVERTURE = "ouverture", "ouverture"
    PERMANENCE = "permanence", "permanence"


class PlageAccueil(Periode, Enregistrement):
    """A weekly opening or permanence, at some hours of one day, from `debut` to `fin` (excluded)."""

    nature = models.CharField("nature", max_length=15, choices=NatureAccueil)
    intitule = models.CharField("intitulé", max_length=120)
    lieu = models.CharField("lieu", max_length=160, blank=True)
    jour = models.CharField("jour", max_length=10, choices=Jour)
    ouvre = models.TimeField("de")
    ferme = models.TimeField("à")
    debut = models.DateField("depuis le")
    fin = models.DateField("jusqu'au (exclu)", null=True)

    class Meta(Enregistrement.Meta):
        verbose_name = "plage d'accueil"
        constraints = [
            *Enregistrement.Meta.constraints,
            models.CheckConstraint(
                condition=Q(nature__in=NatureAccueil.values), name="plageaccueil_nature_connue"
            ),
            models.CheckConstraint(condition=Q(jour__in=Jour.values), name="plageaccueil_jour_connu"),
            models.CheckConstraint(
                condition=Q(ferme__gt=F("ouvre")), name="plageaccueil_heures_ordonnees",
                violation_error_message="L'heure de fin vient après celle du début.",
            ),
            fin_apres_debut("plageaccueil_fin_apres_debut"),
            SansChevauchement(
                par=["service", "intitule", "jour", "ouvre"], debut="debut", fin="fin",
                name="plageaccueil_sans_chevauchement",
                violation_error_message="Cette plage est déjà notée à ces dates.",
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.intitule}, {self.jour}"


class Formation(Enregistrement):
    """A training that was followed: so many hours for each of those who followed it."""

    code = models.CharField("code", max_length=60)
    theme = models.CharField("thème", max_length=200)
    organisme = models.CharField("organisme", max_length=160, blank=True)
    debut = models.DateField("premier jour")
    dernier_jour = models.DateField("dernier jour", null=True)
    heures = models.DecimalField("heures, pour chaque personne", max_digits=6, decimal_places=2)

    class Meta(Enregistrement.Meta):
        verbose_name = "formation suivie"
        ordering = ["debut", "theme"]
        constraints = [
            *Enregistrement.Meta.constraints,
            models.UniqueConstraint(fields=["service", "code"], name="formation_code_unique"),
            models.CheckConstraint(condition=Q(heures__gt=0), name="formation_heures_positives"),
            models.CheckConstraint(
                condition=Q(dernier_jour__isnull=True) | Q(dernier_jour__gte=F("debut")),
                name="formation_jours_ordonnes",
            ),
        ]

    def __str__(self):
        return self.theme


class FormationSuivie(LigneDeService):
    """A professional followed a training."""

    formation = models.ForeignKey(Formation, models.CASCADE, related_name="suivies")
    professionnel = models.ForeignKey("comptes.Utilisateur", models.PROTECT, related_name="+")

    class Meta(LigneDeService.Meta):
        verbose_name = "participation à une formation"
        constraints = [
            *LigneDeService.Meta.constraints,
            MemeService("formation", name="formationsuivie_formation_meme_service"),
            MemeService("professionnel", name="formationsuivie_professionnel_meme_service"),
            models.UniqueConstraint(fields=["formation", "professionnel"], name="formationsuivie_unique"),
        ]

    def __str__(self):
        return str(self.professionnel)
