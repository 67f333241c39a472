"""A youth, and who may know it. Names and notes are sealed."""

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from allervers.coffre.champs import ChampScelle
from allervers.comptes.cloison import Enregistrement, LigneDeServiceQuerySet
from allervers.comptes.contraintes import MemeService, SansChevauchement
from allervers.comptes.models import Affectation, Role


class Sexe(models.TextChoices):
    FILLE = "fille", "fille"
    GARCON = "garcon", "garçon"
    AUTRE = "autre", "autre"
    NON_RENSEIGNE = "non_renseigne", "non renseigné"


class Niveau(models.TextChoices):
    """`ANONYME`: what is left of an erased youth, in order to count (`conservation/ombres.py`); nobody sees it."""

    ANONYME = "a", "(a) anonyme"
    ALIAS = "b", "(b) alias"
    FICHE = "c", "(c) fiche"


class MotifConservation(models.TextChoices):
    """Why a file is kept past its term. No words of one's own: they would speak of the youth in clear."""

    PROCEDURE = "procedure", "une procédure judiciaire est en cours"
    RECLAMATION = "reclamation", "une réclamation ou un contentieux est en cours"
    DEMANDE = "demande", "le jeune a demandé que sa fiche soit gardée"
    ARCHIVES = "archives", "les archives départementales n’ont pas encore répondu"


class ModeAccord(models.TextChoices):
    ORAL = "oral", "à l'oral"
    ECRIT = "ecrit", "par écrit"


class JeuneQuerySet(LigneDeServiceQuerySet):
    def visible_par(self, user):
        """Return the youths that `user` may know: those of the service for who leads it, of one's teams for others.

        A youth of no team is every team's. Other roles see no youth, and so are sent no envelope (design §6).
        """
        lignes, role = super().visible_par(user).connus(), getattr(user, "role", None)
        if role in (Role.DIRECTION, Role.CHEF_DE_SERVICE):
            return lignes
        if role == Role.EDUCATEUR:
            return lignes.filter(~Exists(rattachements_du_jour()) | Exists(rattachements_du_jour(user)))
        return lignes.none()

    def connus(self):
        """Return the youths that there still are: those who were erased only count."""
        return self.exclude(niveau=Niveau.ANONYME)


def rattachements_du_jour(user=None):
    """Return the teams that an outer youth belongs to today; with `user`, those where `user` works today."""
    jour = timezone.localdate()
    lignes = Rattachement._base_manager.filter(jeune=OuterRef("pk")).filter(en_vigueur(jour))
    if user is None:
        return lignes
    siennes = Affectation._base_manager.filter(en_vigueur(jour), professionnel=user)
    return lignes.filter(equipe__in=siennes.values("equipe"))


def en_vigueur(jour) -> Q:
    return Q(debut__lte=jour) & (Q(fin__isnull=True) | Q(fin__gt=jour))


class DuJeuneQuerySet(LigneDeServiceQuerySet):
    """Rows about a youth: who may not know the youth reads none of them."""

    def visible_par(self, user):
        return super().visible_par(user).filter(jeune__in=Jeune.objects.visible_par(user))


class Jeune(Enregistrement):
    """A youth known at least by an alias. Anonymous encounters are tallies (`activite.Comptage`), not rows here."""

    code = models.CharField("code", max_length=20)
    sexe = models.CharField("sexe", max_length=15, choices=Sexe, default=Sexe.NON_RENSEIGNE)
    annee_naissance = models.PositiveSmallIntegerField("année de naissance", null=True)
    tranche = models.ForeignKey(
        "referentiel.TrancheAge", models.PROTECT, null=True, related_name="+",
        verbose_name="tranche d'âge, faute d'année",
    )  # fmt: skip
    annee_tranche = models.PositiveSmallIntegerField("année où la tranche a été notée", null=True)
    commune = models.ForeignKey(
        "territoires.Commune",
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="commune de résidence",
    )
    quartier = models.ForeignKey(
        "territoires.Territoire", models.PROTECT, null=True, related_name="+", verbose_name="quartier"
    )
    premier_contact = models.DateField("premier contact")
    origine = models.ForeignKey("referentiel.Terme", models.PROTECT, null=True, related_name="+")
    niveau = models.CharField("niveau", max_length=1, choices=Niveau, default=Niveau.ALIAS)
    accord_le = models.DateField("accord du jeune recueilli le", null=True)
    accord_mode = models.CharField("forme de l'accord", max_length=10, blank=True, choices=ModeAccord)
    dernier_contact = models.DateField("dernier contact venant du jeune", null=True)
    accord_par = models.ForeignKey(
        "comptes.Utilisateur",
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="accord recueilli par",
    )
    accord_retire_le = models.DateField("accord retiré le", null=True)
    # A legal hold: the file is not erased before that day.
    conserve_jusqu_au = models.DateField("conservée au-delà du terme, jusqu'au", null=True)
    conserve_motif = models.CharField("parce que", max_length=15, blank=True, choices=MotifConservation)
    informe_le = models.DateField("jeune informé le", null=True)
    parents_informes_le = models.DateField("parents informés le", null=True)
    # Level (b): a first name or an alias. Level (c), after the agreement: who and where, and a note.
    alias = ChampScelle("prénom ou alias, scellé")
    identite = ChampScelle("identité scellée")
    note = ChampScelle("note scellée")

    objects = JeuneQuerySet.as_manager()

    class Meta(Enregistrement.Meta):
        verbose_name = "jeune"
        constraints = [
            *Enregistrement.Meta.constraints,
            MemeService("tranche", name="jeune_tranche_meme_service"),
            MemeService("quartier", name="jeune_quartier_meme_service"),
            MemeService("origine", name="jeune_origine_meme_service"),
            models.UniqueConstraint(fields=["service", "code"], name="jeune_code_unique"),
            models.CheckConstraint(condition=Q(sexe__in=Sexe.values), name="jeune_sexe_connu"),
            models.CheckConstraint(condition=Q(niveau__in=Niveau.values), name="jeune_niveau_connu"),
            models.CheckConstraint(
                condition=~Q(niveau="c") | Q(accord_le__isnull=False), name="jeune_fiche_apres_accord"
            ),
            models.CheckConstraint(
                condition=Q(niveau="c") | Q(identite__isnull=True, note__isnull=True),
                name="jeune_identite_apres_accord",
                violation_error_message="L'identité et la note demandent l'accord du jeune.",
            ),
            models.CheckConstraint(
                condition=Q(accord_mode__in=["", *ModeAccord.values]), name="jeune_accord_mode_connu"
            ),
            MemeService("accord_par", name="jeune_accord_par_meme_service"),
            models.CheckConstraint(
                condition=Q(tranche__isnull=True, annee_tranche__isnull=True)
                | Q(tranche__isnull=False, annee_tranche__isnull=False, annee_naissance__isnull=True),
                name="jeune_tranche_faute_d_annee",
            ),
            models.CheckConstraint(
                condition=~Q(niveau="a")
                | Q(
                    alias=None,
                    identite=None,
                    note=None,
                    quartier=None,
                    origine=None,
                    dernier_contact=None,
                    accord_le=None,
                    conserve_jusqu_au=None,
                    saisi_par=None,
                    modifie_par=None,
                ),
                name="jeune_anonyme_sans_rien",
            ),  # fmt: skip
            models.CheckConstraint(
                condition=Q(conserve_jusqu_au=None, conserve_motif="")
                | Q(conserve_jusqu_au__isnull=False, conserve_motif__in=MotifConservation.values),
                name="jeune_conserve_avec_un_motif",
            ),
            models.CheckConstraint(
                condition=Q(dernier_contact__isnull=True) | Q(dernier_contact__gte=F("premier_contact")),
                name="jeune_dernier_contact_apres_premier",
            ),
        ]

    def __str__(self):
        return self.code


class Periode(Enregistrement):
    """Something true of a youth from `debut` (included) to `fin` (excluded; empty while it lasts)."""

    jeune = models.ForeignKey(Jeune, models.CASCADE, related_name="%(class)ss")
    debut = models.DateField("depuis le")
    fin = models.DateField("jusqu'au (exclu)", null=True)

    objects = DuJeuneQuerySet.as_manager()

    class Meta(Enregistrement.Meta):
        abstract = True
        constraints = [
            *Enregistrement.Meta.constraints,
            MemeService("jeune", name="%(class)s_jeune_meme_service"),
            models.CheckConstraint(
                condition=Q(fin__isnull=True) | Q(fin__gt=F("debut")), name="%(class)s_fin_apres_debut"
            ),
        ]


class Rattachement(Periode):
    """A team accompanies the youth. Several can at once; none means that the youth is every team's."""

    equipe = models.ForeignKey("comptes.Equipe", models.PROTECT, related_name="+")

    class Meta(Periode.Meta):
        verbose_name = "équipe d'un jeune"
        constraints = [
            *Periode.Meta.constraints,
            MemeService("equipe", name="rattachement_equipe_meme_service"),
            SansChevauchement(
                par=["jeune", "equipe"], debut="debut", fin="fin", name="rattachement_sans_chevauchement",
                violation_error_message="Ce jeune est déjà suivi par cette équipe à ces dates.",
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.jeune}, {self.equipe}"


class Referent(Periode):
    """A professional whom the youth counts on first. There can be several."""

    professionnel = models.ForeignKey("comptes.Utilisateur", models.PROTECT, related_name="+")

    class Meta(Periode.Meta):
        verbose_name = "référent d'un jeune"
        constraints = [
            *Periode.Meta.constraints,
            MemeService("professionnel", name="referent_professionnel_meme_service"),
            SansChevauchement(
                par=["jeune", "professionnel"], debut="debut", fin="fin", name="referent_sans_chevauchement",
                violation_error_message="Cette personne est déjà référente de ce jeune à ces dates.",
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.jeune}, {self.professionnel}"
