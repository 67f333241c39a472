"""The vault's keys, as the server holds them: public in clear, private sealed to those who may open."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from allervers.comptes.cloison import LigneDeService, LigneDeServiceQuerySet
from allervers.comptes.contraintes import MemeService
from allervers.comptes.droits import DE_TERRAIN

from .cles import en_texte


class DuCoffreQuerySet(LigneDeServiceQuerySet):
    def visible_par(self, user):
        """Return the rows of the user's own service, to those whose role opens the vault."""
        lignes = super().visible_par(user)
        return lignes if getattr(user, "role", None) in DE_TERRAIN else lignes.none()


class LigneDuCoffre(LigneDeService):
    objects = DuCoffreQuerySet.as_manager()

    class Meta(LigneDeService.Meta):
        abstract = True


class CleDuCoffre(LigneDuCoffre):
    """One version of the service's key. What was sealed with an earlier one is sealed again little by little."""

    version = models.PositiveSmallIntegerField("version")
    cle_publique = models.BinaryField("clé publique")
    creee_par = models.ForeignKey("comptes.Utilisateur", models.PROTECT, null=True, related_name="+")
    creee_le = models.DateTimeField("créée le", default=timezone.now)

    class Meta(LigneDuCoffre.Meta):
        verbose_name = "clé du coffre"
        ordering = ["version"]
        constraints = [
            *LigneDuCoffre.Meta.constraints,
            MemeService("creee_par", name="cleducoffre_creee_par_meme_service"),
            models.UniqueConstraint(fields=["service", "version"], name="cleducoffre_version_unique"),
            models.CheckConstraint(condition=Q(version__gt=0), name="cleducoffre_version_positive"),
        ]

    def __str__(self):
        return f"clé n° {self.version}"


class Secours(LigneDuCoffre):
    """The pair of the printed recovery code. `preuve` is the usual hash of what the code shows to the server."""

    cle_publique = models.BinaryField("clé publique")
    cle_privee_enveloppee = models.BinaryField("clé privée, enveloppée par le code")
    preuve = models.CharField("preuve", max_length=200)
    cree_le = models.DateTimeField("créé le", default=timezone.now)

    class Meta(LigneDuCoffre.Meta):
        verbose_name = "code de récupération"
        constraints = [
            *LigneDuCoffre.Meta.constraints,
            models.UniqueConstraint(fields=["service"], name="secours_un_par_service"),
        ]

    def __str__(self):
        return "code de récupération"


class Acces(LigneDuCoffre):
    """A version of the service's private key, sealed to a member, or to the recovery code (`membre` empty).

    It counts only while the member's public key is the one it was sealed to: a password chosen anew through a link
    makes another pair, and another access.
    """

    cle = models.ForeignKey(CleDuCoffre, models.CASCADE, related_name="acces")
    membre = models.ForeignKey(
        "comptes.Utilisateur", models.CASCADE, null=True, related_name="acces_au_coffre"
    )
    pour_cle_publique = models.BinaryField("clé publique du membre")
    cle_scellee = models.BinaryField("clé privée du coffre, scellée")
    donne_par = models.ForeignKey("comptes.Utilisateur", models.PROTECT, null=True, related_name="+")
    donne_le = models.DateTimeField("donné le", default=timezone.now)

    class Meta(LigneDuCoffre.Meta):
        verbose_name = "accès au coffre"
        constraints = [
            *LigneDuCoffre.Meta.constraints,
            MemeService("cle", name="acces_cle_meme_service"),
            MemeService("membre", name="acces_membre_meme_service"),
            MemeService("donne_par", name="acces_donne_par_meme_service"),
            models.UniqueConstraint(fields=["cle", "membre"], name="acces_unique"),
            models.UniqueConstraint(
                fields=["cle"], condition=Q(membre__isnull=True), name="acces_de_secours_unique"
            ),
        ]

    def __str__(self):
        return f"{self.membre or 'code de récupération'}, {self.cle}"


class EnveloppeAnterieure(LigneDuCoffre):
    """What a sealed field held before: nothing sealed is lost by being replaced.

    `est_rescellee`: what took its place says the same, under another key.
    """

    genre = models.CharField("genre", max_length=40)
    objet = models.UUIDField("objet")
    champ = models.CharField("champ", max_length=40)
    enveloppe = models.BinaryField("enveloppe")
    remplacee_par = models.ForeignKey("comptes.Utilisateur", models.PROTECT, null=True, related_name="+")
    remplacee_le = models.DateTimeField("remplacée le", default=timezone.now)
    est_rescellee = models.BooleanField("rescellée sans changement", default=False)

    class Meta(LigneDuCoffre.Meta):
        verbose_name = "enveloppe antérieure"
        ordering = ["pk"]
        indexes = [models.Index(fields=["objet", "champ"], name="enveloppeanterieure_objet")]
        constraints = [
            *LigneDuCoffre.Meta.constraints,
            MemeService("remplacee_par", name="enveloppeanterieure_par_meme_service"),
        ]

    @property
    def en_texte(self) -> str:
        return en_texte(bytes(self.enveloppe))

    def __str__(self):
        return f"{self.genre}.{self.champ}, jusqu’au {self.remplacee_le:%d/%m/%Y}"


class EnveloppeAbimee(LigneDuCoffre):
    """A sealed field that the open vault of a member does not open: it was damaged. Gone once it is written anew."""

    genre = models.CharField("genre", max_length=40)
    objet = models.UUIDField("objet")
    champ = models.CharField("champ", max_length=40)
    signalee_par = models.ForeignKey("comptes.Utilisateur", models.PROTECT, related_name="+")
    signalee_le = models.DateTimeField("signalée le", default=timezone.now)
    vue_le = models.DateTimeField("vue par la direction le", null=True)

    class Meta(LigneDuCoffre.Meta):
        verbose_name = "enveloppe abîmée"
        constraints = [
            *LigneDuCoffre.Meta.constraints,
            MemeService("signalee_par", name="enveloppeabimee_par_meme_service"),
            models.UniqueConstraint(
                fields=["service", "objet", "champ", "genre", "signalee_par"], name="enveloppeabimee_unique"
            ),
        ]

    def __str__(self):
        return f"{self.genre}.{self.champ}"
