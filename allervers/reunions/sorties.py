"""The outings of some days, place by place: how many, how many were met, what was noticed there."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Max, QuerySet, Sum

from allervers.activite.models import Comptage, EtiquettePosee, Intervention, Presence
from allervers.comptes.models import Affectation, Equipe
from allervers.jeunes.alertes.lecture import SANS_LISTES
from allervers.referentiel.lecture import SansReferentiel, referentiel_le_plus_proche
from allervers.referentiel.models import Liste
from allervers.referentiel.valeur import Referentiel
from allervers.territoires.models import Territoire

from .periode import Periode
from .tendances import Tendance, tendance

# The families of activities that are entered as outings (`referentiel/presets`).
REGROUPEMENT = "saisie_sortie"


@dataclass(frozen=True)
class Remarque:
    """A tag: in how many outings, and before."""

    libelle: str
    nb: int
    nb_avant: int
    tendance: Tendance | None


@dataclass(frozen=True)
class Observation:
    """What somebody wrote of a place, in clear."""

    uuid: str
    date: date
    texte: str


@dataclass
class LieuVu:
    """A place where there were outings. `nb_rencontres`: persons met, as often as they were, known or not."""

    lieu: Territoire | None
    nb: int = 0
    nb_avant: int = 0
    nb_rencontres: int = 0
    remarques: list[Remarque] = field(default_factory=list)
    observations: list[Observation] = field(default_factory=list)

    @property
    def nom(self) -> str:
        return self.lieu.nom if self.lieu else "Sans lieu précis"


def listes_de(service, periode: Periode) -> Referentiel:
    """Return the lists in force at the end of these days; empty ones for a service that has none yet."""
    try:
        return referentiel_le_plus_proche(service, periode.dernier_jour.year)
    except SansReferentiel:
        return SANS_LISTES


def sorties(
    user, periode: Periode, listes: Referentiel, equipe: Equipe | None = None
) -> QuerySet[Intervention]:
    """Return the outings of these days that `user` may see; those of a team only, when one is given."""
    familles = set(listes.regroupements.get(REGROUPEMENT, ()))
    codes = [
        terme.code
        for terme in listes.listes.get(Liste.TYPE_ACTIVITE, ())
        if listes.racine(Liste.TYPE_ACTIVITE, terme.code) in familles
    ]
    lignes = activites(user, periode, equipe)
    return lignes.filter(type__code__in=codes) if codes else lignes


def activites(user, periode: Periode, equipe: Equipe | None = None) -> QuerySet[Intervention]:
    lignes = Intervention.objects.visible_par(user).filter(date__gte=periode.debut, date__lt=periode.fin)
    if equipe is not None:
        lignes = lignes.filter(intervenants__professionnel__in=_membres(equipe, periode)).distinct()
    return lignes


def derniere_sortie(user) -> date | None:
    return Intervention.objects.visible_par(user).aggregate(dernier=Max("date"))["dernier"]


def lieux_vus(
    user, periode: Periode, listes: Referentiel, equipe: Equipe | None = None, avec_avant=True
) -> list[LieuVu]:
    """Return the places of these days' outings, where there were most first. A few queries, whatever their number.

    `avec_avant`: compared with the days before, places where there was an outing only then included.
    """
    ici = sorties(user, periode, listes, equipe)
    avant = sorties(user, periode.avant, listes, equipe) if avec_avant else ici.none()
    nb, nb_avant = _par_lieu(ici), _par_lieu(avant)
    rencontres = _rencontres(ici)
    etiquettes, etiquettes_avant = _etiquettes(ici), _etiquettes(avant)
    lieux = Territoire.objects.visible_par(user).in_bulk([pk for pk in {*nb, *nb_avant} if pk])
    ordre = {terme.code: rang for rang, terme in enumerate(listes.listes.get(Liste.ETIQUETTE, ()))}
    vus = {
        pk: LieuVu(
            lieu=lieux.get(pk),
            nb=nb[pk],
            nb_avant=nb_avant[pk],
            nb_rencontres=rencontres[pk],
            remarques=[
                Remarque(
                    listes.libelle(Liste.ETIQUETTE, code),
                    etiquettes[pk, code],
                    etiquettes_avant[pk, code],
                    tendance(etiquettes[pk, code], nb[pk], etiquettes_avant[pk, code], nb_avant[pk]),
                )
                for code in sorted(
                    {code for un, code in {*etiquettes, *etiquettes_avant} if un == pk},
                    key=lambda code: ordre.get(code, len(ordre)),
                )
            ],
        )
        for pk in {*nb, *nb_avant}
    }
    for uuid, pk, jour, texte in (
        ici.exclude(observation_lieu="")
        .order_by("-date", "-pk")
        .values_list("uuid", "lieu", "date", "observation_lieu")
    ):
        vus[pk].observations.append(Observation(str(uuid), jour, texte))
    return sorted(vus.values(), key=lambda vu: (-vu.nb, vu.nom))


def autres_activites(
    user, periode: Periode, listes: Referentiel, equipe: Equipe | None = None
) -> list[tuple[str, int]]:
    """Return (kind, how many) of what was done beside outings, the most frequent first."""
    autres = activites(user, periode, equipe).exclude(
        pk__in=sorties(user, periode, listes, equipe).values("pk")
    )
    comptes = Counter(autres.values_list("type__code", flat=True))
    return [(listes.libelle(Liste.TYPE_ACTIVITE, code), nb) for code, nb in comptes.most_common()]


def _membres(equipe: Equipe, periode: Periode):
    lignes = Affectation.objects.filter(equipe=equipe, debut__lt=periode.fin)
    return lignes.exclude(fin__lte=periode.debut).values("professionnel")


def _par_lieu(lignes: QuerySet[Intervention]) -> Counter:
    return Counter(lignes.values_list("lieu", flat=True))


def _rencontres(lignes: QuerySet[Intervention]) -> Mapping[int | None, int]:
    """Return place → persons met: anonymous ones, and youths present, whom this reader may know or not."""
    total: dict[int | None, int] = defaultdict(int)
    for modele, compte in ((Comptage, Sum("nombre")), (Presence, Count("pk"))):
        siennes = modele._base_manager.filter(intervention__in=lignes.values("pk"))
        for lieu, nb in siennes.values_list("intervention__lieu").annotate(compte).order_by():
            total[lieu] += nb
    return total


def _etiquettes(lignes: QuerySet[Intervention]) -> Counter:
    """Return (place, tag) → in how many outings."""
    posees = EtiquettePosee.objects.filter(intervention__in=lignes.values("pk"))
    return Counter(posees.values_list("intervention__lieu", "etiquette__code"))
