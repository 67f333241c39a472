"""What the service did in one year with a partner, through a network, in a body: the records, for their pages.

The figures of the report come from the catalogue; a test keeps those of networks equal to them.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Min, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from allervers.actions.models import ActionCollective
from allervers.jeunes.models import CoAccompagnement, Jeune, Orientation
from allervers.partenaires.models import Instance, Partenaire, Reseau

from .accueils import en_jours
from .models import Accueil, DemiJournee, Intervention


@dataclass(frozen=True)
class Jonctions:
    """Of `nb` orientations, how many ended in a real meeting, did not, or are not known yet."""

    nb: int
    realisees: int
    manquees: int

    @property
    def inconnues(self) -> int:
        return self.nb - self.realisees - self.manquees

    @property
    def taux(self) -> int | None:
        """The share that ended in a meeting, in per cent, of those whose outcome is known."""
        connues = self.realisees + self.manquees
        return round(100 * self.realisees / connues) if connues else None


@dataclass(frozen=True)
class Ensemble:
    """A year with a partner. `orientations`, `suivis`: of the youths that the reader may know; the numbers count the
    others too.
    """

    rencontres: QuerySet[Intervention]
    actions: QuerySet[ActionCollective]
    jonctions: Jonctions
    orientations: QuerySet[Orientation]
    nb_suivis: int
    suivis: QuerySet[Jeune]
    accueils: "list[ReseauDeLAnnee]"

    @property
    def est_vide(self) -> bool:
        return not (self.rencontres or self.actions or self.jonctions.nb or self.nb_suivis or self.accueils)


def ensemble(partenaire: Partenaire, annee: int, user) -> Ensemble:
    """Return what was done with `partenaire` in `annee`, for `user` to read."""
    debut, fin = date(annee, 1, 1), date(annee + 1, 1, 1)
    orientations = Orientation.objects.filter(partenaire=partenaire, date__gte=debut, date__lt=fin)
    suivis = CoAccompagnement.objects.filter(partenaire=partenaire, debut__lt=fin).filter(
        Q(fin=None) | Q(fin__gt=debut)
    )
    return Ensemble(
        rencontres=Intervention.objects.visible_par(user)
        .filter(partenaires__partenaire=partenaire, date__gte=debut, date__lt=fin)
        .select_related("type", "lieu", "instance")
        .prefetch_related("intervenants__professionnel", "partenaires__partenaire")
        .order_by("-date", "-heure"),
        actions=ActionCollective.objects.visible_par(user)
        .comptees()
        .filter(partenaires__partenaire=partenaire, annee=annee)
        .select_related("territoire"),
        jonctions=Jonctions(
            **orientations.aggregate(
                nb=Count("pk"),
                realisees=Count("pk", filter=Q(jonction=True)),
                manquees=Count("pk", filter=Q(jonction=False)),
            )
        ),
        # Those whose outcome is still to be learnt come first.
        orientations=Orientation.objects.visible_par(user)
        .filter(pk__in=orientations)
        .select_related("jeune", "nature")
        .order_by(F("jonction").asc(nulls_first=True), "-date"),
        nb_suivis=suivis.values("jeune").distinct().count(),
        suivis=Jeune.objects.visible_par(user).filter(pk__in=suivis.values("jeune")).order_by("code"),
        accueils=reseaux_de_l_annee(Accueil.objects.de(partenaire), annee),
    )


def premier_jour_ensemble(partenaire: Partenaire) -> date | None:
    """Return the first day when something was done with `partenaire`; for an action, that of its year."""
    premiere_action = ActionCollective.objects.filter(partenaires__partenaire=partenaire).aggregate(
        annee=Min("annee")
    )["annee"]
    jours = [
        lignes.aggregate(jour=Min(colonne))["jour"]
        for lignes, colonne in (
            (Intervention.objects.filter(partenaires__partenaire=partenaire), "date"),
            (Orientation.objects.filter(partenaire=partenaire), "date"),
            (CoAccompagnement.objects.filter(partenaire=partenaire), "debut"),
            (Accueil.objects.de(partenaire), "date"),
        )
    ]
    jours.append(premiere_action and date(premiere_action, 1, 1))
    return min((jour for jour in jours if jour), default=None)


@dataclass(frozen=True)
class ReseauDeLAnnee:
    """A network and what the report will say of it: persons, and half-days (None: not communicated)."""

    reseau: Reseau
    personnes: int
    demi_journees: int | None

    @property
    def jours(self) -> str:
        return en_jours(self.demi_journees)


def reseaux_de_l_annee(accueils: QuerySet[Accueil], annee: int) -> list[ReseauDeLAnnee]:
    """Return the networks through which `accueils` brought somebody in the year, by the rule of the report.

    All of the service counts, whoever reads.
    """
    debut, fin = date(annee, 1, 1), date(annee + 1, 1, 1)
    posees = DemiJournee.objects.filter(accueil__in=accueils)
    de_l_annee = accueils.filter(
        Q(pk__in=posees.filter(date__gte=debut, date__lt=fin).values("accueil"))
        | Q(date__gte=debut, date__lt=fin) & ~Q(pk__in=posees.values("accueil"))
    )
    comptes = {
        compte["reseau"]: compte
        for compte in de_l_annee.order_by()
        .values("reseau")
        .annotate(
            connus=Count("jeune", distinct=True),
            autres=Coalesce(Sum("nombre"), 0),
            total=Sum("demi_journees"),
        )
    }
    au_calendrier = dict(
        posees.filter(date__gte=debut, date__lt=fin)
        .sans_doubles()
        .order_by()
        .values("accueil__reseau")
        .annotate(nb=Sum(Coalesce(F("accueil__nombre"), 1)))
        .values_list("accueil__reseau", "nb")
    )
    lus = []
    for reseau in Reseau.objects.filter(pk__in=comptes).select_related("dispositif", "partenaire"):
        compte = comptes[reseau.pk]
        totaux = [t for t in (compte["total"], au_calendrier.get(reseau.pk)) if t is not None]
        personnes = compte["connus"] + compte["autres"]
        lus.append(ReseauDeLAnnee(reseau, personnes, sum(totaux) if totaux else None))
    return lus


def participations(instance: Instance, annee: int, user) -> QuerySet[Intervention]:
    """Return the meetings of a body in a year, the latest first, each with who sat."""
    return (
        Intervention.objects.visible_par(user)
        .filter(instance=instance, date__year=annee)
        .select_related("type", "lieu", "instance")
        .prefetch_related("intervenants__professionnel", "partenaires__partenaire")
        .order_by("-date", "-heure")
    )
