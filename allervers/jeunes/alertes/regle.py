"""The interface of a rule, and what comes out of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from allervers.dates import jour_en_lettres

from .dossier import Dossier


class Unite(StrEnum):
    JOURS = "jours"
    MOIS = "mois"


@dataclass(frozen=True)
class Delai:
    nombre: int
    unite: Unite

    def __str__(self):
        if self.unite is Unite.JOURS and self.nombre == 1:
            return "1 jour"
        return f"{self.nombre} {self.unite}"


@dataclass(frozen=True)
class Echeance:
    """Something is due on `le`, and shown from `visible_des` on. `objet`: the record that it is about, if any."""

    le: date
    visible_des: date
    texte: str
    objet: str = ""


class Regle:
    """One kind of alert. `phrase` is what the screen says of the rule; « {delai} » is the service's own delay."""

    code: str
    titre: str
    phrase: str
    delai: Delai

    def echeances(self, dossier: Dossier, delai: Delai) -> Iterator[Echeance]:
        """Yield what is due for this youth, whatever today is."""
        raise NotImplementedError

    def dite(self, delai: Delai) -> str:
        return self.phrase.format(delai=delai)


@dataclass(frozen=True)
class Alerte:
    """What a rule says of a youth on a given day."""

    regle: Regle
    delai: Delai
    echeance: Echeance
    jour: date

    @property
    def code(self) -> str:
        return self.regle.code

    @property
    def explication(self) -> str:
        return self.regle.dite(self.delai)

    @property
    def geste(self) -> str:
        """Return the template of what one can do about it at once."""
        return f"jeunes/gestes/{self.code}.html"

    @property
    def est_en_retard(self) -> bool:
        return self.echeance.le < self.jour

    @property
    def texte(self) -> str:
        return self.echeance.texte

    @property
    def quand(self) -> str:
        """Return « dans 12 jours, le 3 mars 2026 », « aujourd’hui », « depuis le 3 mars 2026 »."""
        jours, le = (self.echeance.le - self.jour).days, jour_en_lettres(self.echeance.le)
        if jours > 0:
            return f"dans {jours} jour{'s' if jours > 1 else ''}, le {le}"
        return f"depuis le {le}" if jours else "aujourd’hui"
