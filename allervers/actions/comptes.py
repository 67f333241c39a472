"""Who came to an action. Who is not known was counted for the whole of it or, failing that, at one of its sessions."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Count, F, Sum

from allervers.jeunes.models import Jeune, Sexe

from .models import ActionCollective, ActionQuerySet


@dataclass(frozen=True)
class ComptesDeSeance:
    """What was tallied at one session. `nombres`: (sex, key of the age band or None) → persons.

    `est_seule`: no other session of the action has a tally.
    """

    jour: date
    nombres: Mapping[tuple[str, int | None], int]
    est_seule: bool = True

    @property
    def total(self) -> int:
        return sum(self.nombres.values())


def comptes_aux_seances(actions: ActionQuerySet) -> dict[int, ComptesDeSeance]:
    """Return, by the key of its action, the session where most were tallied: several would count one person twice.

    Only for the actions whose participants were neither counted as a whole nor said not to be communicated.
    """
    lignes = (
        actions.filter(
            effectifs=None,
            est_non_communique=False,
            interventions__comptages__isnull=False,
            interventions__date__year=F("annee"),
        )
        .order_by("interventions__date", "interventions__pk")
        .values_list(
            "pk", "interventions__pk", "interventions__date", "interventions__comptages__sexe",
            "interventions__comptages__tranche", Sum("interventions__comptages__nombre"),
        )
    )  # fmt: skip
    seances: dict[tuple[int, int], ComptesDeSeance] = {}
    for action, seance, jour, sexe, tranche, nombre in lignes:
        seances.setdefault((action, seance), ComptesDeSeance(jour, {})).nombres[sexe, tranche] = nombre
    plus_nombreuses: dict[int, ComptesDeSeance] = {}
    for (action, _), une in seances.items():
        autre = plus_nombreuses.get(action)
        gardee = une if autre is None or une.total > autre.total else autre
        plus_nombreuses[action] = replace(gardee, est_seule=autre is None)
    return plus_nombreuses


def comptes_d_une_action(action: ActionCollective) -> ComptesDeSeance | None:
    """Return what a report counts of an action from its sessions; None where it does not need them."""
    return comptes_aux_seances(ActionCollective.objects.filter(pk=action.pk)).get(action.pk)


def autres_participants(action: ActionCollective, a_la_seance: ComptesDeSeance | None) -> dict:
    """Return (sex, key of the age band or None) → persons, for who came without being known."""
    if a_la_seance:
        return dict(a_la_seance.nombres)
    return {(un.sexe, un.tranche_id): un.nombre for un in action.effectifs.all()}


def participants_par_sexe(action: ActionCollective, autres: Mapping) -> dict[Sexe, int]:
    """Return how many came, of each sex that did: the known youths, once each, and the others. A table's total."""
    connus = (
        Jeune.objects.filter(
            presences__intervention__action=action, presences__intervention__date__year=action.annee
        )
        .order_by()
        .values_list("sexe")
        .annotate(nb=Count("pk", distinct=True))
    )
    nombres = Counter(dict(connus))
    for (sexe, _), nombre in autres.items():
        nombres[sexe] += nombre
    return {sexe: nombres[sexe] for sexe in Sexe if nombres[sexe]}


def dire_par_sexe(nombres: Mapping[Sexe, int]) -> str:
    """Return « 6 filles, 1 garçon, 2 non renseigné »."""
    accordes = {Sexe.FILLE, Sexe.GARCON}
    return ", ".join(
        f"{nombre} {sexe.label.lower()}{'s' if nombre > 1 and sexe in accordes else ''}"
        for sexe, nombre in nombres.items()
    )
