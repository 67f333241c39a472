from collections.abc import Iterable

from allervers.faits.faits import Faits
from allervers.referentiel.valeur import Referentiel

from .catalogue import CATALOGUE
from .definition import Definition
from .moteur import Moteur
from .tableau import Tableau


class TableauInconnu(LookupError):
    """There is no table of this id; the message, in French, lists those that exist."""


def calculer(
    faits: Faits, referentiel: Referentiel, annee: int, ids: Iterable[str] | None = None
) -> list[Tableau]:
    """Return the tables of the catalogue, or those named by `ids`, in the order of the catalogue.

    Raises TableauInconnu.
    """
    definitions = CATALOGUE if ids is None else _trouver(set(ids))
    return Moteur(faits, referentiel, annee).calculer(definitions)


def composants(
    faits: Faits, referentiel: Referentiel, annee: int, id: str, ligne: str | None, colonne: str | None
) -> tuple[str, list[int]]:
    """Return what makes a cell: (`jeune`, `intervention` or empty, their ranks in the facts).

    `ligne` and `colonne` are codes; None is the whole side, that is, a margin. Raises TableauInconnu.
    """
    [definition] = _trouver({id})
    if not definition.compose:
        return "", []
    return definition.compose, Moteur(faits, referentiel, annee).composants(definition, ligne, colonne)


def a_des_composants(id: str) -> bool:
    """Tell whether the cells of a table can be traced to records. Raises TableauInconnu."""
    [definition] = _trouver({id})
    return bool(definition.compose)


def _trouver(ids: set[str]) -> list[Definition]:
    connus = [definition.id for definition in CATALOGUE]
    if inconnus := ids - set(connus):
        raise TableauInconnu(
            f"Le tableau « {sorted(inconnus)[0]} » n'existe pas. Tableaux disponibles\u202f: {', '.join(connus)}."
        )
    return [definition for definition in CATALOGUE if definition.id in ids]
