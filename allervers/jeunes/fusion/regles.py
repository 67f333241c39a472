"""What becomes of each kind of row when two files are made one. A kind without a rule here moves, as it is.

Rows are found by what links them to a youth: the apps that count what a youth does are not known here.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db import models

from ..models import Distinction, Jeune
from .periodes import Arranger, superposer, unir


@dataclass(frozen=True)
class Periodes:
    """Dated from `debut` to `fin`; `valeur` is what is true meanwhile."""

    arranger: Arranger
    valeur: str


@dataclass(frozen=True)
class Unique:
    """Two rows with the same `cle` say the same thing: one stays, with what `completer` takes from the other."""

    cle: tuple[str, ...]
    completer: Callable[[models.Model, models.Model], dict] = lambda gardee, autre: {}


@dataclass(frozen=True)
class Contenant:
    """Of two rows with the same `cle`, the one that says less goes, when all that it says is in the other.

    `dedans`: the rows of its own, which `cle_dedans` tells apart; without any, `nombre` says how many they are. What
    the columns `dits` say is kept too.
    """

    cle: tuple[str, ...]
    dedans: str
    cle_dedans: tuple[str, ...]
    nombre: str
    dits: tuple[str, ...]

    def tient(self, une: models.Model, autre: models.Model) -> bool:
        """Return whether `une` says all that `autre` says."""
        if any(getattr(autre, nom) not in ("", None, getattr(une, nom)) for nom in self.dits):
            return False
        siens, autres = (set(getattr(un, self.dedans).values_list(*self.cle_dedans)) for un in (une, autre))
        if autres:
            return siens >= autres
        return (getattr(autre, self.nombre) or 0) <= (len(siens) or getattr(une, self.nombre) or 0)


def _problematique(gardee, autre) -> dict:
    return {
        "reperee_le": min(gardee.reperee_le, autre.reperee_le),
        "est_a_l_origine": gardee.est_a_l_origine or autre.est_a_l_origine,
    }


def _orientation(gardee, autre) -> dict:
    connue = autre if gardee.jonction is None else gardee
    issue = {nom: getattr(connue, nom) for nom in ("jonction", "jonction_le", "est_accompagnee")}
    return issue | {"est_de_fin": gardee.est_de_fin or autre.est_de_fin}


REGLES: dict[str, Periodes | Unique | Contenant] = {
    "jeunes.PeriodeStatut": Periodes(superposer, "statut_id"),
    "jeunes.PeriodeSituation": Periodes(superposer, "situation_id"),
    "jeunes.Rattachement": Periodes(unir, "equipe_id"),
    "jeunes.Referent": Periodes(unir, "professionnel_id"),
    "jeunes.CoAccompagnement": Periodes(unir, "partenaire_id"),
    "jeunes.ProblematiqueJeune": Unique(("problematique_id",), _problematique),
    "jeunes.RevueStatut": Unique(("statut_id", "date")),
    "jeunes.Orientation": Unique(("nature_id", "partenaire_id", "date"), _orientation),
    "activite.Presence": Unique(("intervention_id",)),
    "activite.Accueil": Contenant(
        ("reseau_id", "date"), "journees", ("date", "moment"), "demi_journees", ("precision", "partenaire_id")
    ),
}
# An entry that is corrected writes its presences anew: what they are known by is the intervention.
NOMS_DES_LIGNES = {"activite.Presence": "intervention_id"}


def liens_du_jeune() -> Iterator[tuple[type[models.Model], str]]:
    """Yield (model, its column) of all that names a youth, but what says that two are not one."""
    for lien in Jeune._meta.related_objects:
        if lien.related_model is not Distinction:
            yield lien.related_model, lien.field.attname


def nom_de_ligne(ligne: models.Model):
    """Return what a row is known by, as long as it lives."""
    return getattr(ligne, NOMS_DES_LIGNES.get(ligne._meta.label, "uuid"))
