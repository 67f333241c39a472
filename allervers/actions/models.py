"""Collective actions, from idea to bilan: what is done with groups, for whom, with whom, and paid by whom."""

from datetime import date
from enum import Enum
from functools import cached_property

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from allervers.coffre.champs import ChampScelle
from allervers.comptes.cloison import Enregistrement, LigneDeService, LigneDeServiceQuerySet
from allervers.comptes.contraintes import MemeService
from allervers.comptes.droits import DE_TERRAIN
from allervers.jeunes.models import Sexe


class UniteDuree(models.TextChoices):
    SEANCES = "seances", "séances"
    JOURS = "jours", "jours"


class Initiative(models.TextChoices):
    SERVICE = "service", "le service"
    PARTENAIRE = "partenaire", "un partenaire"


class Etape(Enum):
    """Where an action stands, as far as there is something to say of it."""

    IDEE = "idée"
    A_VENIR = "à venir"
    BILAN_A_ECRIRE = "bilan à écrire"
    BILAN_ECRIT = "bilan écrit"


class Atteinte(models.TextChoices):
    ATTEINT = "atteint", "atteint"
    EN_PARTIE = "en_partie", "atteint en partie"
    NON_ATTEINT = "non_atteint", "non atteint"


class ActionQuerySet(LigneDeServiceQuerySet):
    def comptees(self):
        """Return the actions that a report counts: those that take place, and an idea that had a session after all."""
        tenues = self.model._base_manager.filter(est_une_idee=True, interventions__isnull=False)
        return self.filter(Q(est_une_idee=False) | Q(pk__in=tenues.values("pk")))

    def avec_leur_etape(self):
        """Read with the actions what `etape` asks of each."""
        tenues = self.model._base_manager.filter(pk=OuterRef("pk"), interventions__isnull=False)
        return self.annotate(a_une_seance=Exists(tenues))


class ActionCollective(Enregistrement):
    """One action of one year; its sessions are interventions.

    Participants are the known youths present at the sessions, plus the others, counted (`Effectif`).
    Families and visitors stand apart and are never added to them.
    """

    code = models.CharField("code", max_length=60)
    annee = models.PositiveSmallIntegerField("année")
    nature = models.ForeignKey("referentiel.Terme", models.PROTECT, related_name="+")
    intitule = models.CharField("intitulé", max_length=200)
    est_une_idee = models.BooleanField("encore une idée", default=False)
    territoire = models.ForeignKey("territoires.Territoire", models.PROTECT, null=True, related_name="+")
    lieu = models.CharField("lieu précis", max_length=160, blank=True)
    public = models.CharField("public", max_length=300, blank=True)
    debut = models.DateField("du", null=True)
    fin = models.DateField("au", null=True)
    initiative = models.CharField("à l'initiative de", max_length=10, choices=Initiative, default="service")
    unite_duree = models.CharField("se compte en", max_length=10, choices=UniteDuree, default="seances")
    familles = models.PositiveIntegerField("familles", null=True)
    visiteurs = models.PositiveIntegerField("visiteurs", null=True)
    nb_classes = models.PositiveSmallIntegerField("classes", null=True)
    est_non_communique = models.BooleanField("participants non communiqués", default=False)
    nb_benevoles = models.PositiveSmallIntegerField("bénévoles", null=True)
    budget = models.DecimalField("budget prévu (€)", max_digits=12, decimal_places=2, null=True)
    cout = models.DecimalField("coût réel (€)", max_digits=12, decimal_places=2, null=True)
    recit = models.TextField("récit", blank=True)
    bilan = models.TextField("bilan", blank=True)
    est_publiable = models.BooleanField("peut être publiée", default=False)
    est_en_annexe = models.BooleanField("en annexe du rapport", default=False)
    ordre = models.PositiveSmallIntegerField("ordre", default=0)

    objects = ActionQuerySet.as_manager()

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
            models.CheckConstraint(
                condition=Q(debut__isnull=True) | Q(fin__isnull=True) | Q(fin__gte=F("debut")),
                name="actioncollective_fin_apres_debut",
            ),
            models.CheckConstraint(
                condition=(Q(budget__isnull=True) | Q(budget__gte=0))
                & (Q(cout__isnull=True) | Q(cout__gte=0)),
                name="actioncollective_montants_positifs",
            ),
        ]

    def __str__(self):
        return self.intitule

    @property
    def designation(self) -> str:
        """Its title and its place, for who chooses among several: two actions often have the same title."""
        return f"{self.intitule}, {self.territoire}" if self.territoire else self.intitule

    @cached_property
    def a_une_seance(self) -> bool:
        return self.interventions.exists()

    @property
    def a_des_participants(self) -> bool:
        """Whether somebody told who came besides the known youths, or that it cannot be told."""
        dits = self.est_non_communique, self.familles, self.visiteurs, self.nb_classes
        return any(dits) or self.effectifs.exists()

    @property
    def etape(self) -> Etape | None:
        """A partner tells the bilan of what a partner started; an action under way needs nothing said.

        An idea that had a session took place after all.
        """
        aujourd_hui = timezone.localdate()
        if self.est_une_idee and not self.a_une_seance:
            return Etape.IDEE
        if self.bilan:
            return Etape.BILAN_ECRIT
        if self.debut and self.debut > aujourd_hui:
            return Etape.A_VENIR
        # Once the next report is out too, nobody waits for it any more.
        est_attendu = self.initiative == Initiative.SERVICE and self.annee >= aujourd_hui.year - 1
        return Etape.BILAN_A_ECRIRE if est_attendu and self.dernier_jour < aujourd_hui else None

    @property
    def dernier_jour(self) -> date:
        """The day when it ends; the last of its year when nobody said."""
        return self.fin or date(self.annee, 12, 31)


class Objectif(LigneDeService):
    """What an action was meant to change, and, once it is over, whether it did."""

    action = models.ForeignKey(ActionCollective, models.CASCADE, related_name="objectifs")
    rang = models.PositiveSmallIntegerField("rang")
    texte = models.CharField("objectif", max_length=300)
    atteinte = models.CharField("est-il atteint", max_length=15, choices=Atteinte, blank=True)
    evaluation = models.TextField("ce qui le montre", blank=True)

    class Meta(LigneDeService.Meta):
        verbose_name = "objectif d'une action"
        ordering = ["rang"]
        constraints = [
            *LigneDeService.Meta.constraints,
            MemeService("action", name="objectif_action_meme_service"),
            models.UniqueConstraint(fields=["action", "rang"], name="objectif_rang_unique"),
            models.CheckConstraint(
                condition=Q(atteinte__in=["", *Atteinte.values]), name="objectif_atteinte_connue"
            ),
        ]

    def __str__(self):
        return self.texte


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


class EtatAppel(models.TextChoices):
    A_DEPOSER = "a_deposer", "à déposer"
    DEPOSE = "depose", "déposé, en attente"
    ACCORDE = "accorde", "accordé"
    REFUSE = "refuse", "refusé"
    ABANDONNE = "abandonne", "abandonné"


class AppelAProjets(Enregistrement):
    """A funder's call (AAP) that the service answers: what is asked, what is granted, what is due in return."""

    code = models.CharField("code", max_length=60)
    annee = models.PositiveSmallIntegerField("année")
    financeur = models.ForeignKey("referentiel.Terme", models.PROTECT, related_name="+")
    intitule = models.CharField("intitulé", max_length=200)
    echeance = models.DateField("à déposer avant le", null=True)
    demande = models.DecimalField("montant demandé (€)", max_digits=12, decimal_places=2, null=True)
    accorde = models.DecimalField("montant accordé (€)", max_digits=12, decimal_places=2, null=True)
    etat = models.CharField("où en est-on", max_length=15, choices=EtatAppel, default=EtatAppel.A_DEPOSER)
    bilan_le = models.DateField("bilan à rendre le", null=True)
    bilan_rendu_le = models.DateField("bilan rendu le", null=True)
    notes = models.TextField("notes", blank=True)

    class Meta(Enregistrement.Meta):
        verbose_name = "appel à projets"
        verbose_name_plural = "appels à projets"
        ordering = ["-annee", "intitule"]
        constraints = [
            *Enregistrement.Meta.constraints,
            MemeService("financeur", name="appelaprojets_financeur_meme_service"),
            models.UniqueConstraint(fields=["service", "code"], name="appelaprojets_code_unique"),
            models.CheckConstraint(condition=Q(etat__in=EtatAppel.values), name="appelaprojets_etat_connu"),
            models.CheckConstraint(
                condition=(Q(demande__isnull=True) | Q(demande__gte=0))
                & (Q(accorde__isnull=True) | Q(accorde__gte=0)),
                name="appelaprojets_montants_positifs",
            ),
            models.CheckConstraint(
                condition=Q(accorde__isnull=True) | Q(etat=EtatAppel.ACCORDE),
                name="appelaprojets_montant_si_accorde",
            ),
        ]

    def __str__(self):
        return self.intitule


class PieceAppel(LigneDeService):
    """A file kept with a call: the request, the agreement, the bilan that was returned."""

    appel = models.ForeignKey(AppelAProjets, models.CASCADE, related_name="pieces")
    nom = models.CharField("nom", max_length=120)
    extension = models.CharField("extension", max_length=5)
    contenu = models.BinaryField("contenu")
    ajoutee_le = models.DateTimeField("ajoutée le", auto_now_add=True)
    ajoutee_par = models.ForeignKey("comptes.Utilisateur", models.PROTECT, null=True, related_name="+")

    class Meta(LigneDeService.Meta):
        verbose_name = "pièce d'un appel à projets"
        ordering = ["ajoutee_le", "pk"]
        constraints = [
            *LigneDeService.Meta.constraints,
            MemeService("appel", name="pieceappel_appel_meme_service"),
            MemeService("ajoutee_par", name="pieceappel_ajoutee_par_meme_service"),
        ]

    def __str__(self):
        return self.nom


class Financement(LigneDeService):
    """A funder of an action, with what was asked and granted when it is known, and the call it comes from."""

    action = models.ForeignKey(ActionCollective, models.CASCADE, related_name="financements")
    financeur = models.ForeignKey("referentiel.Terme", models.PROTECT, related_name="+")
    appel = models.ForeignKey(AppelAProjets, models.PROTECT, null=True, related_name="financements")
    demande = models.DecimalField("montant demandé (€)", max_digits=12, decimal_places=2, null=True)
    montant = models.DecimalField("montant accordé (€)", max_digits=12, decimal_places=2, null=True)

    class Meta(LigneDeService.Meta):
        verbose_name = "financement d'une action"
        constraints = [
            *LigneDeService.Meta.constraints,
            MemeService("action", name="financement_action_meme_service"),
            MemeService("financeur", name="financement_financeur_meme_service"),
            MemeService("appel", name="financement_appel_meme_service"),
            models.UniqueConstraint(
                fields=["action", "financeur", "appel"], name="financement_par_appel_unique"
            ),
            models.UniqueConstraint(
                fields=["action", "financeur"], condition=Q(appel__isnull=True), name="financement_unique"
            ),
            models.CheckConstraint(
                condition=Q(montant__isnull=True) | Q(montant__gte=0), name="financement_montant_positif"
            ),
            models.CheckConstraint(
                condition=Q(demande__isnull=True) | Q(demande__gte=0), name="financement_demande_positive"
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


class PhotoQuerySet(LigneDeServiceQuerySet):
    def visible_par(self, user):
        """Return the photos of the service, to who works with its youths: they are faces."""
        lignes = super().visible_par(user)
        return lignes if getattr(user, "role", None) in DE_TERRAIN else lignes.none()

    def diffusables(self, jour):
        """Return those that may leave the service on that day: who is on them agreed, and the agreement holds."""
        return self.filter(accord_de__isnull=False, accord_le__lte=jour, accord_jusqu_au__gte=jour)


class Photo(Enregistrement):
    """A photo of an action, encoded again on arrival, and the image rights without which it never leaves.

    `accord_de` names persons: it is sealed. The picture is kept in the database, where backups and purge find it.
    """

    action = models.ForeignKey(ActionCollective, models.CASCADE, related_name="photos")
    legende = models.CharField("légende", max_length=200)
    image = models.BinaryField("image (JPEG)")
    largeur = models.PositiveSmallIntegerField("largeur")
    hauteur = models.PositiveSmallIntegerField("hauteur")
    accord_de = ChampScelle("qui a donné son accord, scellé")
    accord_le = models.DateField("accord donné le", null=True)
    accord_jusqu_au = models.DateField("accord valable jusqu'au", null=True)

    objects = PhotoQuerySet.as_manager()

    class Meta(Enregistrement.Meta):
        verbose_name = "photo"
        ordering = ["saisi_le", "pk"]
        constraints = [
            *Enregistrement.Meta.constraints,
            MemeService("action", name="photo_action_meme_service"),
            models.CheckConstraint(
                condition=Q(accord_le=None, accord_jusqu_au=None)
                | Q(
                    accord_de__isnull=False,
                    accord_le__isnull=False,
                    accord_jusqu_au__isnull=False,
                    accord_jusqu_au__gte=F("accord_le"),
                ),
                name="photo_accord_entier",
            ),
        ]

    def __str__(self):
        return self.legende
