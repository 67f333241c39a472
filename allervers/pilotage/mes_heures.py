"""One's own hours, which nobody else reads: minutes, exact. Those of a service are in its tables."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from babel.dates import get_month_names
from django.db.models import Q, Sum

from allervers.activite.models import Intervenant
from allervers.rapport.document import Illustration
from allervers.rapport.graphiques.catalogue import illustrer
from allervers.rapport.graphiques.dessin import PETROLE, Barre, colonnes
from allervers.rapport.presentation import nombre, soigner
from allervers.referentiel.lecture import SansReferentiel, referentiel_le_plus_proche
from allervers.referentiel.models import Liste
from allervers.referentiel.valeur import Referentiel

SANS_LISTES = Referentiel("", {}, (), (), ())
HORS_LISTE = "Hors liste"


@dataclass(frozen=True)
class LigneDeMois:
    """`minutes` are those of `total`, for the drawing."""

    numero: int
    mois: str
    minutes: int
    durees: tuple[str, ...]
    total: str


@dataclass(frozen=True)
class MesHeures:
    """Months by type of activity, of one person in one year."""

    annee: int
    types: tuple[str, ...]
    lignes: tuple[LigneDeMois, ...]
    totaux: tuple[str, ...]
    total: str


def mes_heures(user, annee: int) -> MesHeures:
    """Return the hours of `user` in that year, under the lists of that year. A fixed number of queries."""
    try:
        listes = referentiel_le_plus_proche(user.service, annee)
    except SansReferentiel:
        listes = SANS_LISTES
    minutes: Counter[tuple[int, str]] = Counter()
    for mois, type_, duree in _durees(
        user, date(annee, 1, 1), date(annee + 1, 1, 1), "intervention__date__month"
    ):
        minutes[mois, _famille(listes, type_)] += duree
    ordre = [
        soigner(terme.libelle) for terme in listes.listes.get(Liste.TYPE_ACTIVITE, ()) if not terme.parent
    ]
    presents = {type_ for _, type_ in minutes}
    types = [type_ for type_ in dict.fromkeys([*ordre, HORS_LISTE]) if type_ in presents]
    noms = get_month_names("wide", locale="fr")
    return MesHeures(
        annee=annee,
        types=tuple(types),
        lignes=tuple(
            LigneDeMois(
                mois,
                noms[mois].capitalize(),
                sum(minutes[mois, type_] for type_ in types),
                tuple(en_heures(minutes[mois, type_]) for type_ in types),
                en_heures(sum(minutes[mois, type_] for type_ in types)),
            )
            for mois in sorted({mois for mois, _ in minutes})
        ),
        totaux=tuple(en_heures(sum(v for (_, t), v in minutes.items() if t == type_)) for type_ in types),
        total=en_heures(minutes.total()),
    )


def dessiner_mes_heures(heures: MesHeures) -> Illustration | None:
    """Return the months as bars; None with nothing to draw."""
    if not heures.lignes:
        return None
    courts = get_month_names("abbreviated", locale="fr")
    traits = [Barre(courts[un.numero], "heures", un.minutes / 60, un.total) for un in heures.lignes]
    dessin = colonnes(traits, {"heures": PETROLE}, titre="heures")
    plus = max(heures.lignes, key=lambda un: un.minutes)
    dit = f"Le mois le plus plein : {plus.mois.lower()}, {plus.total}. Total : {heures.total}."
    return illustrer("mes_heures", "Mes heures par mois", dessin, dit)


def annees_de(user) -> list[int]:
    """Return the years in which `user` did something, the latest first."""
    jours = Intervenant.objects.filter(service_id=user.service_id, professionnel=user)
    return [jour.year for jour in jours.dates("intervention__date", "year", order="DESC")]


def minutes_depuis(user, debuts: Sequence[date], fin: date) -> list[int]:
    """Return the minutes of `user` from each of these days (included) to `fin` (excluded). One query for all."""
    jour = "intervention__date"
    siennes = Intervenant.objects.filter(
        service_id=user.service_id, professionnel=user, **{f"{jour}__gte": min(debuts), f"{jour}__lt": fin}
    )
    sommes = {
        f"depuis_{rang}": Sum("intervention__duree_minutes", filter=Q(**{f"{jour}__gte": debut}), default=0)
        for rang, debut in enumerate(debuts)
    }
    return list(siennes.aggregate(**sommes).values())


def en_heures(minutes: int) -> str:
    """Return « 12 h 30 », « 45 min », or a dash for nothing."""
    heures, reste = divmod(minutes, 60)
    if not minutes:
        return "—"
    if not heures:
        return f"{reste}\u00a0min"
    return f"{nombre(heures)}\u00a0h" + (f"\u00a0{reste:02}" if reste else "")


def _durees(user, debut: date, fin: date, *par: str) -> Iterable[tuple]:
    lignes = Intervenant.objects.filter(
        service_id=user.service_id,
        professionnel=user,
        intervention__date__gte=debut,
        intervention__date__lt=fin,
    )
    champs = (*par, "intervention__type__code")
    return lignes.order_by().values_list(*champs).annotate(Sum("intervention__duree_minutes"))


def _famille(listes: Referentiel, code: str) -> str:
    for terme in listes.listes.get(Liste.TYPE_ACTIVITE, ()):
        if code == terme.code or code in terme.equivalents:
            return soigner(
                listes.libelle(Liste.TYPE_ACTIVITE, listes.racine(Liste.TYPE_ACTIVITE, terme.code))
            )
    return HORS_LISTE
