"""Services, their staff and their teams."""

import uuid

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from .cloison import LigneDeService, LigneDeServiceQuerySet
from .contraintes import MemeService, SansChevauchement
from .noms import NomAnterieur


class ServiceQuerySet(models.QuerySet):
    def visible_par(self, user):
        """Return the user's own service, and no other."""
        return self.filter(pk=getattr(user, "service_id", None))


class Service(models.Model):
    """A service de prévention spécialisée: the root of every row. Several can share a server."""

    uuid = models.UUIDField("identifiant", default=uuid.uuid4, editable=False)
    code = models.SlugField("code", max_length=40)
    nom = models.CharField("nom", max_length=200)
    association = models.CharField("association gestionnaire", max_length=200, blank=True)
    direction = models.CharField("directrice ou directeur", max_length=200, blank=True)
    presidence = models.CharField("présidente ou président", max_length=200, blank=True)
    adresse = models.CharField("adresse", max_length=300, blank=True)
    telephone = models.CharField("téléphone", max_length=30, blank=True)
    courriel = models.EmailField("courriel", blank=True)
    logo = models.BinaryField("logo (PNG)", null=True)
    # Invented data under a printed password: no second factor is asked there.
    est_demonstration = models.BooleanField("service de démonstration", default=False)

    objects = ServiceQuerySet.as_manager()

    class Meta:
        verbose_name = "service"
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["uuid"], name="service_uuid"),
            models.UniqueConstraint(fields=["code"], name="service_code_unique"),
        ]

    def __str__(self):
        return self.nom


class Role(models.TextChoices):
    EDUCATEUR = "educateur", "éducatrice ou éducateur"
    CHEF_DE_SERVICE = "chef_de_service", "chef de service"
    DIRECTION = "direction", "direction"
    SECRETARIAT = "secretariat", "secrétariat"
    STATISTIQUES = "statistiques", "statistiques"
    ADMINISTRATION_TECHNIQUE = "administration_technique", "administration technique"


class UtilisateurManager(BaseUserManager.from_queryset(LigneDeServiceQuerySet)):
    pass


class Utilisateur(LigneDeService, AbstractBaseUser):
    """A person who works, or worked, in the service; signs in once an invitation was accepted.

    The password stays in the browser. What the browser derives from it with `sel` is hashed as a password is, and
    what else it derives encrypts `cle_privee_enveloppee` (`coffre/cles.py`): the server can use neither.
    """

    code = models.CharField("code", max_length=40)
    prenom = models.CharField("prénom", max_length=80, blank=True)
    nom = models.CharField("nom", max_length=80, blank=True)
    courriel = models.EmailField("courriel", null=True, blank=True)
    role = models.CharField("rôle", max_length=30, choices=Role)
    is_active = models.BooleanField("compte actif", default=True)
    sel = models.BinaryField("sel du mot de passe", null=True)
    cle_publique = models.BinaryField("clé publique", null=True)
    cle_privee_enveloppee = models.BinaryField("clé privée, enveloppée par le mot de passe", null=True)
    cles_le = models.DateTimeField("clés choisies le", null=True)

    objects = UtilisateurManager()
    USERNAME_FIELD = "courriel"

    class Meta(LigneDeService.Meta):
        verbose_name = "professionnel"
        ordering = ["nom", "prenom", "code"]
        constraints = [
            *LigneDeService.Meta.constraints,
            models.UniqueConstraint(fields=["courriel"], name="utilisateur_courriel_unique"),
            models.UniqueConstraint(fields=["service", "code"], name="utilisateur_code_unique"),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="utilisateur_role_connu"),
            models.CheckConstraint(
                condition=Q(sel=None, cle_publique=None, cle_privee_enveloppee=None, cles_le=None)
                | Q(
                    sel__isnull=False,
                    cle_publique__isnull=False,
                    cle_privee_enveloppee__isnull=False,
                    cles_le__isnull=False,
                ),
                name="utilisateur_cles_ensemble",
            ),
        ]

    def __str__(self):
        return f"{self.prenom} {self.nom}".strip() or self.code


class Invitation(LigneDeService):
    """A link, good once and for some days, with which a person chooses a password. Only its SHA-256 is kept."""

    utilisateur = models.ForeignKey(Utilisateur, models.CASCADE, related_name="invitations")
    empreinte = models.CharField("SHA-256 du jeton", max_length=64)
    par = models.ForeignKey(Utilisateur, models.PROTECT, null=True, related_name="+")
    creee_le = models.DateTimeField("créée le", default=timezone.now)
    expire_le = models.DateTimeField("expire le")
    utilisee_le = models.DateTimeField("utilisée le", null=True)

    class Meta(LigneDeService.Meta):
        verbose_name = "invitation"
        constraints = [
            *LigneDeService.Meta.constraints,
            MemeService("utilisateur", name="invitation_utilisateur_meme_service"),
            MemeService("par", name="invitation_par_meme_service"),
            models.UniqueConstraint(fields=["empreinte"], name="invitation_empreinte_unique"),
        ]

    def __str__(self):
        return f"invitation de {self.utilisateur}"


class Equipe(LigneDeService):
    code = models.CharField("code", max_length=40)
    nom = models.CharField("nom", max_length=120)

    class Meta(LigneDeService.Meta):
        verbose_name = "équipe"
        ordering = ["nom"]
        constraints = [
            *LigneDeService.Meta.constraints,
            models.UniqueConstraint(fields=["service", "code"], name="equipe_code_unique"),
        ]

    def __str__(self):
        return self.nom


class NomDEquipe(NomAnterieur):
    """What a team was called, in the years before it was named again."""

    de = "equipe"
    equipe = models.ForeignKey(Equipe, models.CASCADE, related_name="noms_anterieurs")

    class Meta(NomAnterieur.Meta):
        constraints = [
            *NomAnterieur.Meta.constraints,
            MemeService("equipe", name="nomdequipe_equipe_meme_service"),
            models.UniqueConstraint(fields=["equipe", "jusqu_en"], name="nomdequipe_unique"),
        ]


class Affectation(LigneDeService):
    """A professional belongs to a team from `debut` (included) to `fin` (excluded)."""

    professionnel = models.ForeignKey(Utilisateur, models.CASCADE, related_name="affectations")
    equipe = models.ForeignKey(Equipe, models.PROTECT, related_name="affectations")
    debut = models.DateField("depuis le")
    fin = models.DateField("jusqu'au", null=True, blank=True)

    class Meta(LigneDeService.Meta):
        verbose_name = "affectation"
        constraints = [
            *LigneDeService.Meta.constraints,
            MemeService("professionnel", name="affectation_professionnel_meme_service"),
            MemeService("equipe", name="affectation_equipe_meme_service"),
            models.CheckConstraint(
                condition=Q(fin__isnull=True) | Q(fin__gt=F("debut")), name="affectation_fin_apres_debut"
            ),
            SansChevauchement(
                par=["professionnel", "equipe"],
                debut="debut",
                fin="fin",
                name="affectation_sans_chevauchement",
            ),
        ]

    def __str__(self):
        return f"{self.professionnel}, {self.equipe}"


class EtatAnterieur(LigneDeService):
    """What a record was before a change: its clear facts (an envelope is kept by the vault). One line a version.

    Read it through `versions.histoire`, of a record that its reader may already see.
    """

    genre = models.CharField("genre", max_length=80)
    objet = models.UUIDField("enregistrement")
    version = models.PositiveIntegerField("version")
    etat = models.JSONField("état", encoder=DjangoJSONEncoder)
    remplace_par = models.ForeignKey(Utilisateur, models.PROTECT, null=True, related_name="+")
    remplace_le = models.DateTimeField("remplacé le", default=timezone.now)

    class Meta(LigneDeService.Meta):
        verbose_name = "état antérieur"
        ordering = ["-version"]
        constraints = [
            *LigneDeService.Meta.constraints,
            MemeService("remplace_par", name="etatanterieur_remplace_par_meme_service"),
            models.UniqueConstraint(fields=["objet", "version"], name="etatanterieur_unique"),
        ]

    def __str__(self):
        return f"{self.genre} {self.objet}, version {self.version}"
