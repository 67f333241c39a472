from collections.abc import Iterable

from allervers.faits.faits import Faits
from allervers.referentiel.valeur import Referentiel

from .catalogue import CATALOGUE
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
    connus = [definition.id for definition in CATALOGUE]
    voulus = set(connus if ids is None else ids)
    if inconnus := voulus - set(connus):
        raise TableauInconnu(
            f"Le tableau « {sorted(inconnus)[0]} » n'existe pas. Tableaux disponibles\u202f: {', '.join(connus)}."
        )
    return Moteur(faits, referentiel, annee).calculer(d for d in CATALOGUE if d.id in voulus)
