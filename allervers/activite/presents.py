"""Who may be ticked on a page: the youths that one is likely to look for. The others are searched by their name."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F, Q

from allervers.coffre.cles import texte_de
from allervers.jeunes.models import Jeune, JeuneQuerySet

# As many as one reads at a glance; a small service sees all of its youths.
PROPOSES = 60


@dataclass(frozen=True)
class Presents:
    """`lignes`: (youth, sealed name, ticked); `nb`: how many may be ticked in all."""

    lignes: list[tuple[Jeune, str, bool]]
    nb: int

    @property
    def reste(self) -> int:
        return self.nb - len(self.lignes)


def proposer(visibles: JeuneQuerySet, *, coches: Collection[str], venus: Collection[int] = ()) -> Presents:
    """Return whom a page proposes: who is ticked, who came before (`venus`, keys), then the latest met."""
    coches = {str(uuid) for uuid in coches if _est_un_uuid(uuid)}
    visibles = visibles.only("pk", "uuid", "code", "alias")
    voulus = visibles.filter(Q(uuid__in=coches) | Q(pk__in=venus)).order_by("code")
    derniers = visibles.order_by(F("dernier_contact").desc(nulls_last=True), "code")[:PROPOSES]
    jeunes = {jeune.pk: jeune for jeune in (*voulus, *derniers)}
    return Presents(
        [(jeune, texte_de(jeune.alias), str(jeune.uuid) in coches) for jeune in jeunes.values()],
        visibles.count(),
    )


def _est_un_uuid(texte) -> bool:
    try:
        return bool(UUID(str(texte)))
    except ValueError:
        return False
