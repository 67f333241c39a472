"""`retention.yaml`, read: how long each personal field is kept, from what event, and how it is erased."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from pathlib import Path

import yaml

from allervers.jeunes.alertes.dates import plus_mois
from allervers.jeunes.alertes.regle import Delai, Unite

FICHIER = Path(__file__).with_name("retention.yaml")
# The fields that every record has: who entered it, and when.
TOUS = "*"


class Geste(StrEnum):
    """How the software erases."""

    PURGE = "purge"
    COMPTE = "compte"
    VEILLE = "veille"
    AVEC = "avec"
    GARDE = "garde"


GESTES = {
    Geste.PURGE: "effacé avec la fiche du jeune, après revue, ou à sa demande",
    Geste.COMPTE: "détaché du jeune avec sa fiche : il n’en reste que de quoi compter, sans identité ni lien",
    Geste.VEILLE: "effacé par le serveur, chaque nuit",
    Geste.AVEC: "effacé avec l’enregistrement qu’il décrit",
    Geste.GARDE: "gardé",
}


@dataclass(frozen=True)
class Regle:
    """One line of the file. `champs`: (model's label, field).

    `selon`: the field that a nightly erasure counts from; `filtre`: what it is limited to. For what remains in order to
    count: `morceau` names the anonymous row that takes it, one a year of the field `par_annee`; `a_l_annee`: a date
    of which only the year stays; `est_seul`: its row says nothing else of the youth, but the year of the first contact.
    `nomme`: these fields name the youth elsewhere, as an identifier or a code does; a purge looks for them everywhere.
    """

    quoi: str
    geste: Geste
    champs: tuple[tuple[str, str], ...]
    delai: Delai | None = None
    depuis: str = ""
    pourquoi: str = ""
    selon: str = ""
    morceau: str = ""
    par_annee: str = ""
    a_l_annee: bool = False
    est_seul: bool = False
    nomme: bool = False

    def limite(self, jour: date) -> date:
        """Return the day before which all is to be erased, on `jour`."""
        if self.delai.unite is Unite.MOIS:
            return plus_mois(jour, -self.delai.nombre)
        return jour - timedelta(self.delai.nombre)


@dataclass(frozen=True)
class Retention:
    """`sans_personne`: the models that hold nobody's data, apart from who entered them."""

    regles: tuple[Regle, ...]
    sans_personne: frozenset[str]

    def par_geste(self, geste: Geste) -> Iterator[Regle]:
        return (regle for regle in self.regles if regle.geste is geste)


@cache
def retention() -> Retention:
    """Return the whole file. Raises ValueError, KeyError or TypeError when it is not written as it should be."""
    contenu = yaml.safe_load(FICHIER.read_text("utf-8"))
    return Retention(tuple(map(_regle, contenu["regles"])), frozenset(contenu["sans_personne"]))


def _regle(ligne: dict) -> Regle:
    champs = tuple((modele, champ) for modele, noms in ligne["champs"].items() for champ in noms)
    delai = ligne.get("delai")
    nombre, unite = delai.split() if delai else (0, "")
    return Regle(
        **ligne
        | {
            "geste": Geste(ligne["geste"]),
            "champs": champs,
            "delai": Delai(int(nombre), Unite(unite)) if delai else None,
        }
    )
