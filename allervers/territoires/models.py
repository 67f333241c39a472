"""Where the service works: official communes (shared, public data) and the service's own tree of places."""

from django.db import models
from django.db.models import F, Q

from allervers.comptes.cloison import Enregistrement, LigneDeService, LigneDeServiceQuerySet
from allervers.comptes.contraintes import MemeService
from allervers.comptes.noms import NomAnterieur


class Departement(models.Model):
    code = models.CharField("code officiel", max_length=3, primary_key=True)
    nom = models.CharField("nom", max_length=80)

    class Meta:
        verbose_name = "département"

    def __str__(self):
        return self.nom


class Epci(models.Model):
    """An établissement public de coopération intercommunale, by its SIREN number."""

    code = models.CharField("SIREN", max_length=9, primary_key=True)
    nom = models.CharField("nom", max_length=120)

    class Meta:
        verbose_name = "EPCI"

    def __str__(self):
        return self.nom


class Commune(models.Model):
    """A commune of the Code officiel géographique (INSEE), loaded by a migration."""

    code = models.CharField("code INSEE", max_length=5, primary_key=True)
    nom = models.CharField("nom", max_length=80)
    departement = models.ForeignKey(Departement, models.PROTECT, null=True, related_name="communes")
    epci = models.ForeignKey(Epci, models.PROTECT, null=True, related_name="communes")
    population = models.PositiveIntegerField("population municipale", null=True)

    class Meta:
        verbose_name = "commune"

    def __str__(self):
        return self.nom


class Nature(models.TextChoices):
    DEPARTEMENT = "departement", "département"
    EPCI = "epci", "EPCI"
    COMMUNE = "commune", "commune"
    QUARTIER = "quartier", "quartier"
    ETABLISSEMENT = "etablissement", "établissement"


class TerritoireQuerySet(LigneDeServiceQuerySet):
    def proposes(self, jour, deja=None):
        """Return the places where the service works on `jour`, and the one that a record names already (its key)."""
        return self.filter(Q(retire_le=None) | Q(retire_le__gt=jour) | Q(pk=deja or 0))


class Territoire(Enregistrement):
    """A place where the service works: département > EPCI > commune > quartier > établissement.

    `retire_le`: it is no longer proposed; what happened there stays.
    """

    nature = models.CharField("nature", max_length=20, choices=Nature)
    code = models.CharField("code", max_length=40)
    nom = models.CharField("nom", max_length=120)
    # A quartier may be made of several IRIS.
    code_officiel = models.CharField("codes officiels (SIREN, QPV, IRIS, UAI)", max_length=200, blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="enfants")
    commune = models.ForeignKey(Commune, models.PROTECT, null=True, related_name="+")
    ordre = models.PositiveSmallIntegerField("ordre", default=0)
    contour = models.JSONField("contour (géométrie GeoJSON)", null=True)
    retire_le = models.DateField("plus d'intervention depuis le", null=True)

    objects = TerritoireQuerySet.as_manager()

    class Meta(Enregistrement.Meta):
        verbose_name = "territoire"
        ordering = ["ordre", "nom"]
        constraints = [
            *Enregistrement.Meta.constraints,
            MemeService("parent", name="territoire_parent_meme_service"),
            models.UniqueConstraint(fields=["service", "code"], name="territoire_code_unique"),
            models.CheckConstraint(condition=Q(nature__in=Nature.values), name="territoire_nature_connue"),
            models.CheckConstraint(
                condition=~Q(nature="commune") | Q(commune__isnull=False),
                name="territoire_commune_officielle",
            ),
        ]

    def __str__(self):
        return self.nom

    @property
    def codes_officiels(self) -> list[str]:
        """Return the codes by which official files call it."""
        if self.nature == Nature.COMMUNE:
            return [self.commune_id]
        return self.code_officiel.replace(",", " ").split()


class NomDeTerritoire(NomAnterieur):
    """What a place was called, in the years before it was named again."""

    de = "territoire"
    territoire = models.ForeignKey(Territoire, models.CASCADE, related_name="noms_anterieurs")

    class Meta(NomAnterieur.Meta):
        constraints = [
            *NomAnterieur.Meta.constraints,
            MemeService("territoire", name="nomdeterritoire_territoire_meme_service"),
            models.UniqueConstraint(fields=["territoire", "jusqu_en"], name="nomdeterritoire_unique"),
        ]


class Recopiable(Enregistrement):
    """What is easily copied from one year to the next, or from one place to another.

    `est_relu`: somebody was told that it equals another row, and said that it is right. A change makes it false again.
    """

    est_relu = models.BooleanField("semblable à un autre, et juste", default=False)

    class Meta(Enregistrement.Meta):
        abstract = True


class ValeurIndicateur(Recopiable):
    """One official figure about a territory: a number, or « non communiqué », with its year and source."""

    territoire = models.ForeignKey(Territoire, models.PROTECT, related_name="indicateurs")
    indicateur = models.ForeignKey("referentiel.Terme", models.PROTECT, related_name="+")
    annee = models.PositiveSmallIntegerField("année de la donnée")
    valeur = models.DecimalField("valeur", max_digits=14, decimal_places=2, null=True)
    source = models.CharField("source", max_length=120, blank=True)

    class Meta(Recopiable.Meta):
        verbose_name = "valeur d'indicateur"
        constraints = [
            *Recopiable.Meta.constraints,
            MemeService("territoire", name="valeurindicateur_territoire_meme_service"),
            MemeService("indicateur", name="valeurindicateur_indicateur_meme_service"),
            models.UniqueConstraint(
                fields=["territoire", "indicateur", "annee"], name="valeurindicateur_unique"
            ),
        ]

    def __str__(self):
        return f"{self.indicateur} {self.annee}: {'NC' if self.valeur is None else self.valeur}"


class ColonneRetenue(LigneDeService):
    """Which column of an official file was kept for an indicator, without its year: proposed again by the next one.

    `base`: the column that it is a share of, in per cent; empty when it is taken as it stands.
    """

    indicateur = models.ForeignKey("referentiel.Terme", models.CASCADE, related_name="+")
    colonne = models.CharField("colonne", max_length=120)
    base = models.CharField("rapportée à", max_length=120, blank=True)

    class Meta(LigneDeService.Meta):
        verbose_name = "colonne d'un fichier officiel"
        constraints = [
            *LigneDeService.Meta.constraints,
            MemeService("indicateur", name="colonneretenue_indicateur_meme_service"),
            models.UniqueConstraint(fields=["indicateur", "colonne"], name="colonneretenue_unique"),
        ]

    def __str__(self):
        return self.colonne


class Saison(models.TextChoices):
    HIVER = "hiver", "hiver"
    PRINTEMPS = "printemps", "printemps"
    ETE = "ete", "été"
    AUTOMNE = "automne", "automne"


class GroupeDeJeunes(Recopiable):
    """A group met in a place during a season: counted and told of as a group, never by its persons."""

    territoire = models.ForeignKey(Territoire, models.PROTECT, related_name="groupes")
    annee = models.PositiveSmallIntegerField("année")
    saison = models.CharField("saison", max_length=10, choices=Saison)
    nombre = models.PositiveSmallIntegerField("jeunes, environ")
    description = models.CharField("où, quand, autour de quoi", max_length=500)

    class Meta(Recopiable.Meta):
        verbose_name = "groupe de jeunes"
        ordering = ["annee", "saison", "pk"]
        constraints = [
            *Recopiable.Meta.constraints,
            MemeService("territoire", name="groupedejeunes_territoire_meme_service"),
            models.CheckConstraint(
                condition=Q(saison__in=Saison.values), name="groupedejeunes_saison_connue"
            ),
            models.CheckConstraint(condition=Q(nombre__gt=1), name="groupedejeunes_au_moins_deux"),
        ]

    def __str__(self):
        return f"{self.territoire}, {self.get_saison_display()} {self.annee}"


class NatureEquipement(models.TextChoices):
    EQUIPEMENT = "equipement", "équipement"
    STRUCTURE = "structure", "structure"


class Equipement(Enregistrement):
    """What there is in a place: equipment (a playground…) or a structure (a social centre…)."""

    territoire = models.ForeignKey(Territoire, models.PROTECT, related_name="equipements")
    nature = models.CharField("nature", max_length=15, choices=NatureEquipement)
    nom = models.CharField("nom", max_length=160)
    precision = models.CharField("ce qu'on y trouve", max_length=300, blank=True)
    debut = models.DateField("ouvert le", null=True)
    fin = models.DateField("fermé le", null=True)

    class Meta(Enregistrement.Meta):
        verbose_name = "équipement ou structure"
        ordering = ["nature", "nom"]
        constraints = [
            *Enregistrement.Meta.constraints,
            MemeService("territoire", name="equipement_territoire_meme_service"),
            models.CheckConstraint(
                condition=Q(nature__in=NatureEquipement.values), name="equipement_nature_connue"
            ),
            models.CheckConstraint(
                condition=Q(debut__isnull=True) | Q(fin__isnull=True) | Q(fin__gt=F("debut")),
                name="equipement_fin_apres_debut",
            ),
        ]

    def __str__(self):
        return self.nom


class Diagnostic(Recopiable):
    """What the team says of a place in one year."""

    territoire = models.ForeignKey(Territoire, models.PROTECT, related_name="diagnostics")
    annee = models.PositiveSmallIntegerField("année")
    texte = models.TextField("diagnostic", max_length=5000)

    class Meta(Recopiable.Meta):
        verbose_name = "diagnostic"
        constraints = [
            *Recopiable.Meta.constraints,
            MemeService("territoire", name="diagnostic_territoire_meme_service"),
            models.UniqueConstraint(fields=["territoire", "annee"], name="diagnostic_unique"),
        ]

    def __str__(self):
        return f"{self.territoire} {self.annee}"
