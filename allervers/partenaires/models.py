"""Whom the service works with: partners, the networks that send it youths by the day, the bodies it sits in."""

from django.db import models
from django.db.models import Case, F, Q, When

from allervers.comptes.cloison import Enregistrement, LigneDeServiceQuerySet
from allervers.comptes.contraintes import MemeService, SansChevauchement


class RetirableQuerySet(LigneDeServiceQuerySet):
    def actuels(self, jour):
        """Return those that the service works with on that day, or will: what a form offers."""
        return self.filter(Q(retire_le__isnull=True) | Q(retire_le__gt=jour))

    def a_cocher(self, jour, deja):
        """Return what a form offers to tick: those of `deja` (keys) first, whatever became of them."""
        deja = [cle for cle in deja if cle]
        offerts = self.actuels(jour)
        if not deja:
            return offerts
        siens = Q(pk__in=deja)
        return (offerts | self.filter(siens)).order_by(
            Case(When(siens, then=0), default=1), *self.model._meta.ordering
        )


class Partenaire(Enregistrement):
    """`retire_le`: the service no longer works with it; what was done together stays."""

    code = models.CharField("code", max_length=60)
    nom = models.CharField("nom", max_length=160)
    categorie = models.ForeignKey("referentiel.Terme", models.PROTECT, null=True, related_name="+")
    telephone = models.CharField("téléphone", max_length=40, blank=True)
    courriel = models.EmailField("courriel", blank=True)
    adresse = models.CharField("adresse", max_length=300, blank=True)
    presentation = models.TextField("ce qu'il fait, comment on y va", blank=True)
    retire_le = models.DateField("plus de partenariat depuis le", null=True)

    objects = RetirableQuerySet.as_manager()

    class Meta(Enregistrement.Meta):
        verbose_name = "partenaire"
        ordering = ["nom"]
        constraints = [
            *Enregistrement.Meta.constraints,
            MemeService("categorie", name="partenaire_categorie_meme_service"),
            models.UniqueConstraint(fields=["service", "code"], name="partenaire_code_unique"),
        ]

    def __str__(self):
        return self.nom


class Contact(Enregistrement):
    """A professional whom one calls there. Never a youth: their names are sealed elsewhere."""

    partenaire = models.ForeignKey(Partenaire, models.CASCADE, related_name="contacts")
    nom = models.CharField("nom", max_length=120)
    fonction = models.CharField("fonction", max_length=160, blank=True)
    telephone = models.CharField("téléphone", max_length=40, blank=True)
    courriel = models.EmailField("courriel", blank=True)

    class Meta(Enregistrement.Meta):
        verbose_name = "contact"
        ordering = ["nom"]
        constraints = [
            *Enregistrement.Meta.constraints,
            MemeService("partenaire", name="contact_partenaire_meme_service"),
        ]

    def __str__(self):
        return self.nom


class Instance(Enregistrement):
    """A body in which the service sits (CLS, CISPD…); its participations are interventions."""

    code = models.CharField("code", max_length=60)
    nom = models.CharField("nom", max_length=120)
    champ = models.CharField("champ d'intervention", max_length=300)
    ordre = models.PositiveSmallIntegerField("ordre", default=0)
    retire_le = models.DateField("le service n'y siège plus depuis le", null=True)

    objects = RetirableQuerySet.as_manager()

    class Meta(Enregistrement.Meta):
        verbose_name = "instance"
        ordering = ["ordre", "nom"]
        constraints = [
            *Enregistrement.Meta.constraints,
            models.UniqueConstraint(fields=["service", "code"], name="instance_code_unique"),
        ]

    def __str__(self):
        return self.nom


class Reseau(Enregistrement):
    """An agreement by which a partner sends youths to the service for days (exclusion, TIG, stages…).

    That of the code `A_COMPLETER` holds the placements told by phones for a network that the service does not know.
    """

    A_COMPLETER = "a_completer"

    code = models.CharField("code", max_length=60)
    nom = models.CharField("réseau", max_length=120)
    dispositif = models.ForeignKey("referentiel.Terme", models.PROTECT, related_name="+")
    partenaire = models.ForeignKey(Partenaire, models.PROTECT, null=True, related_name="reseaux")
    modalites = models.CharField("modalités", max_length=200, blank=True)
    a_convention = models.BooleanField("convention signée", default=False)
    ordre = models.PositiveSmallIntegerField("ordre", default=0)
    retire_le = models.DateField("plus d'accueil depuis le", null=True)

    objects = RetirableQuerySet.as_manager()

    class Meta(Enregistrement.Meta):
        verbose_name = "réseau"
        verbose_name_plural = "réseaux"
        ordering = ["ordre", "nom"]
        constraints = [
            *Enregistrement.Meta.constraints,
            MemeService("dispositif", name="reseau_dispositif_meme_service"),
            MemeService("partenaire", name="reseau_partenaire_meme_service"),
            models.UniqueConstraint(fields=["service", "code"], name="reseau_code_unique"),
        ]

    def __str__(self):
        return self.nom

    @property
    def est_a_completer(self) -> bool:
        return self.code == self.A_COMPLETER


class Convention(Enregistrement):
    """A signed agreement, from `debut` to `fin` (excluded; empty: without a term). It may be that of a network."""

    code = models.CharField("code", max_length=60)
    partenaire = models.ForeignKey(Partenaire, models.PROTECT, related_name="conventions")
    reseau = models.ForeignKey(Reseau, models.PROTECT, null=True, related_name="conventions")
    objet = models.CharField("objet", max_length=300)
    debut = models.DateField("prend effet le")
    fin = models.DateField("prend fin le", null=True)
    rappel_mois = models.PositiveSmallIntegerField("rappel, en mois avant la fin", default=3)

    class Meta(Enregistrement.Meta):
        verbose_name = "convention"
        ordering = ["-debut", "objet"]
        constraints = [
            *Enregistrement.Meta.constraints,
            MemeService("partenaire", name="convention_partenaire_meme_service"),
            MemeService("reseau", name="convention_reseau_meme_service"),
            models.UniqueConstraint(fields=["service", "code"], name="convention_code_unique"),
            models.CheckConstraint(
                condition=Q(fin__isnull=True) | Q(fin__gt=F("debut")), name="convention_fin_apres_debut"
            ),
            models.CheckConstraint(condition=Q(rappel_mois__lte=24), name="convention_rappel_deux_ans"),
        ]

    def __str__(self):
        return self.objet


class PartenariatInformel(Enregistrement):
    """Work in common without a convention, and why, from `debut` to `fin` (excluded)."""

    partenaire = models.ForeignKey(Partenaire, models.PROTECT, related_name="partenariats")
    raisons = models.TextField("ce qui motive le travail commun", max_length=1000)
    debut = models.DateField("depuis le")
    fin = models.DateField("jusqu'au (exclu)", null=True)

    class Meta(Enregistrement.Meta):
        verbose_name = "partenariat informel"
        ordering = ["-debut"]
        constraints = [
            *Enregistrement.Meta.constraints,
            MemeService("partenaire", name="partenariatinformel_partenaire_meme_service"),
            models.CheckConstraint(
                condition=Q(fin__isnull=True) | Q(fin__gt=F("debut")),
                name="partenariatinformel_fin_apres_debut",
            ),
            SansChevauchement(
                par=["partenaire"], debut="debut", fin="fin", name="partenariatinformel_sans_chevauchement",
                violation_error_message="Un partenariat informel est déjà noté à ces dates.",
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.partenaire}, depuis le {self.debut}"
