"""What is expected on some days, as frozen values: computed from the rules, and from what departs from them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from allervers.activite.models import Intervention
from allervers.comptes.models import Affectation, Utilisateur
from allervers.referentiel.models import LibelleTerme, Liste, Millesime

from .feries import feries_du_service
from .models import Attendu, Ecart, Prevision


@dataclass(frozen=True)
class TypePrevu:
    """`famille` is the rank of the type's family in the service's list."""

    code: str
    libelle: str
    famille: int


@dataclass(frozen=True)
class Occurrence:
    """One time that something is expected. `jour` is that of the rule, and names it; `date` is when it takes place.

    `professionnels` are all those expected, the members of the team that day included; `nommes` those named beside it.
    `version` is what a change of this occurrence must name. `intervention` was entered from it.
    """

    uuid: UUID
    jour: date
    date: date
    heure: time
    duree_minutes: int
    titre: str
    type: TypePrevu
    lieu: UUID | None
    lieu_nom: str
    equipe: UUID | None
    equipe_nom: str
    action: UUID | None
    instance: UUID | None
    professionnels: frozenset[UUID]
    nommes: tuple[Utilisateur, ...]
    recurrence: str
    version: int
    est_annulee: bool
    est_deplacee: bool
    ferie: str
    intervention: UUID | None
    change_le: datetime

    @property
    def intitule(self) -> str:
        return self.titre or self.type.libelle

    @property
    def horaire(self) -> str:
        return f"{_dire(self.debut)} – {_dire(self.fin)}"

    @property
    def qui(self) -> str:
        """Return who is expected, in a few words: the team, and the first names of the others."""
        return ", ".join(filter(None, [self.equipe_nom, *(un.prenom or un.code for un in self.nommes)]))

    @property
    def debut(self) -> datetime:
        return datetime.combine(self.date, self.heure)

    @property
    def fin(self) -> datetime:
        return self.debut + timedelta(minutes=self.duree_minutes)


def _dire(quand: datetime) -> str:
    minutes = f"\u00a0{quand.minute:02}" if quand.minute else ""
    return f"{quand.hour}\u00a0h{minutes}"


def previsions_du_jour(user, jour: date) -> tuple[Occurrence, ...]:
    """Return what `user` is expected to do on that day, in order; cancelled ones are left out."""
    return tuple(
        une
        for une in occurrences(user, jour, jour + timedelta(1))
        if user.uuid in une.professionnels and not une.est_annulee
    )


def occurrences(user, debut: date, fin: date) -> list[Occurrence]:
    """Return all that `user` may see from `debut` (included) to `fin` (excluded), in order of time."""
    previsions = Prevision.objects.visible_par(user).filter(
        Q(date__gte=debut, date__lt=fin, toutes_les=None)
        | Q(Q(jusqu_au=None) | Q(jusqu_au__gte=debut), date__lt=fin, toutes_les__isnull=False)
        | Q(pk__in=Ecart.objects.filter(date__gte=debut, date__lt=fin).values("prevision"))
    )
    return sorted(
        (une for une in lire(previsions, debut, fin, user.service) if debut <= une.date < fin),
        key=lambda une: (une.date, une.heure, une.intitule),
    )


def occurrence(prevision: Prevision, jour: date) -> Occurrence | None:
    """Return what is expected of `prevision` on the `jour` of its rule; None when its rule has no such day.

    What comes only once is named by any day: it may have been moved since its page was read.
    """
    seule = Prevision.objects.filter(pk=prevision.pk)
    lues = lire(seule, jour, jour + timedelta(1), prevision.service)
    return next((une for une in lues if une.jour == jour or not prevision.recurrence), None)


def lire(previsions: QuerySet[Prevision], debut: date, fin: date, service) -> Iterator[Occurrence]:
    """Yield the occurrences whose day is in the window, by the rule or by what departs from it. In no order."""
    du_moment = Q(jour__gte=debut, jour__lt=fin) | Q(date__gte=debut, date__lt=fin)
    lignes = list(
        previsions.select_related("lieu", "equipe", "action", "instance", "type").prefetch_related(
            Prefetch("attendus", Attendu.objects.select_related("professionnel").order_by("pk")),
            Prefetch("ecarts", Ecart.objects.filter(du_moment), "du_moment"),
        )
    )
    if not lignes:
        return
    types = _types(service, debut.year)
    membres = _Membres({ligne.equipe_id for ligne in lignes} - {None})
    feries = feries_du_service(service, debut, fin)
    voulues = [(ligne, jour, ecart) for ligne in lignes for jour, ecart in _jours_de(ligne, debut, fin)]
    saisies = _saisies(lignes, {jour for _, jour, _ in voulues})
    for ligne, jour, ecart in voulues:
        quand = ecart or ligne
        le = quand.date if ecart or not ligne.toutes_les else jour
        nommes = tuple(attendu.professionnel for attendu in ligne.attendus.all())
        yield Occurrence(
            uuid=ligne.uuid,
            jour=jour,
            date=le,
            heure=quand.heure,
            duree_minutes=quand.duree_minutes,
            titre=ligne.titre,
            type=types.get(ligne.type_id) or TypePrevu(ligne.type.code, ligne.type.code, 0),
            lieu=ligne.lieu and ligne.lieu.uuid,
            lieu_nom=ligne.lieu.nom if ligne.lieu else "",
            equipe=ligne.equipe and ligne.equipe.uuid,
            equipe_nom=ligne.equipe.nom if ligne.equipe else "",
            action=ligne.action and ligne.action.uuid,
            instance=ligne.instance and ligne.instance.uuid,
            professionnels=membres.le(ligne.equipe_id, le) | {un.uuid for un in nommes},
            nommes=nommes,
            recurrence=str(ligne.recurrence or ""),
            version=(ecart.version if ecart else 0) if ligne.toutes_les else ligne.version,
            est_annulee=bool(ecart and ecart.est_annule),
            est_deplacee=bool(
                ecart and not ecart.est_annule and _moment(ecart, ecart.date) != _moment(ligne, jour)
            ),
            ferie=feries.get(le, ""),
            intervention=saisies.get((ligne.pk, jour if ligne.toutes_les else None)),
            change_le=max(un.modifie_le or un.saisi_le for un in (ligne, ecart) if un),
        )


def _moment(quand: Prevision | Ecart, le: date) -> tuple[date, time, int]:
    return le, quand.heure, quand.duree_minutes


def _jours_de(ligne: Prevision, debut: date, fin: date) -> Iterator[tuple[date, Ecart | None]]:
    """Yield (day of the rule, what departs there). A day moved from outside of the window into it counts."""
    if (recurrence := ligne.recurrence) is None:
        yield ligne.date, None
        return
    ecarts = {ecart.jour: ecart for ecart in ligne.du_moment}
    venus = (jour for jour in ecarts if not debut <= jour < fin)
    for jour in [*recurrence.jours_entre(ligne.date, debut, fin), *venus]:
        # A rule that changed may have left something behind on a day that it has no more.
        if next(recurrence.jours_entre(ligne.date, jour, jour + timedelta(1)), None):
            yield jour, ecarts.get(jour)


def _saisies(lignes: Iterable[Prevision], jours: set[date]) -> dict[tuple[int, date | None], UUID]:
    """Return (item, day of its rule, None for what comes once) → the intervention entered from it."""
    entrees = Intervention.objects.filter(prevision__in=lignes).filter(
        Q(prevision_jour__in=jours) | Q(prevision__toutes_les=None)
    )
    champs = entrees.order_by("-pk").values_list(
        "prevision", "prevision_jour", "prevision__toutes_les", "uuid"
    )
    return {(prevision, jour if revient else None): uuid for prevision, jour, revient, uuid in champs}


class _Membres:
    """Who is in which team, day by day."""

    def __init__(self, equipes: set[int]):
        self.par_equipe: dict[int | None, list[tuple[date, date | None, UUID]]] = {}
        affectations = Affectation.objects.filter(equipe__in=equipes, professionnel__is_active=True)
        lignes = affectations.values_list("equipe", "debut", "fin", "professionnel__uuid")
        for equipe, depuis, jusque, professionnel in lignes:
            self.par_equipe.setdefault(equipe, []).append((depuis, jusque, professionnel))

    def le(self, equipe: int | None, jour: date) -> frozenset[UUID]:
        return frozenset(
            professionnel
            for debut, fin, professionnel in self.par_equipe.get(equipe, ())
            if debut <= jour and (fin is None or jour < fin)
        )


def _types(service, annee: int) -> dict[int, TypePrevu]:
    """Return how the types of activity are called that year, by their key."""
    millesime = Millesime.objects.en_vigueur(service, annee)
    libelles = LibelleTerme.objects.filter(millesime=millesime, terme__liste=Liste.TYPE_ACTIVITE)
    lignes = list(libelles.select_related("terme"))
    familles = {ligne.terme_id: rang for rang, ligne in enumerate(un for un in lignes if not un.parent_id)}
    return {
        ligne.terme_id: TypePrevu(
            ligne.terme.code, ligne.libelle, familles.get(ligne.parent_id or ligne.terme_id, 0)
        )
        for ligne in lignes
    }
