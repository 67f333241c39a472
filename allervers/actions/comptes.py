"""Who came without being known, where nobody counted them for the whole action: those tallied at its sessions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Sum

from .models import ActionCollective, ActionQuerySet


@dataclass(frozen=True)
class ComptesDeSeance:
    """What was tallied at one session. `nombres`: (sex, key of the age band or None) → persons."""

    jour: date
    nombres: Mapping[tuple[str, int | None], int]

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
        if action not in plus_nombreuses or une.total > plus_nombreuses[action].total:
            plus_nombreuses[action] = une
    return plus_nombreuses


def comptes_d_une_action(action: ActionCollective) -> ComptesDeSeance | None:
    """Return what a report counts of an action from its sessions; None where it does not need them."""
    return comptes_aux_seances(ActionCollective.objects.filter(pk=action.pk)).get(action.pk)
