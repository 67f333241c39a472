"""The official figures of the places, as they are known in a year: the latest of each, and the one before it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from .models import ValeurIndicateur

NC = "NC"
# What may go down, or beyond the whole.
_SANS_BORNE = re.compile(r"évol|varia|croiss|solde|écart|occupation|couverture|remplissage", re.IGNORECASE)
_UNE_PART = re.compile(r"(?:part|taux)\b.*%", re.IGNORECASE)


@dataclass(frozen=True)
class Connue:
    """What is known of one figure of a place: the latest value, as the report takes it, and the one before."""

    actuelle: ValeurIndicateur
    precedente: ValeurIndicateur | None = None

    @property
    def ecart(self) -> Decimal | None:
        """What changed since the value before, when both are numbers."""
        if self.precedente is None or None in (self.actuelle.valeur, self.precedente.valeur):
            return None
        return self.actuelle.valeur - self.precedente.valeur

    @property
    def dit(self) -> str:
        return dire(self.actuelle.valeur)

    @property
    def precedente_dite(self) -> str:
        return dire(self.precedente.valeur) if self.precedente else ""

    @property
    def ecart_dit(self) -> str:
        return "" if self.ecart is None else dire_ecart(self.ecart)


def connues(user, annee: int) -> Mapping[int, Mapping[str, Connue]]:
    """Return place → code of the indicator → what is known of it in `annee`, for all the places of the service."""
    lignes = (
        ValeurIndicateur.objects.visible_par(user)
        .filter(annee__lte=annee)
        .select_related("indicateur", "territoire")
        .order_by("-annee")
    )
    lieux: dict[int, dict[str, Connue]] = {}
    for ligne in lignes:
        du_lieu = lieux.setdefault(ligne.territoire_id, {})
        connue = du_lieu.get(ligne.indicateur.code)
        if connue is None:
            du_lieu[ligne.indicateur.code] = Connue(ligne)
        elif connue.precedente is None:
            du_lieu[ligne.indicateur.code] = Connue(connue.actuelle, ligne)
    return lieux


def dire(valeur: Decimal | None) -> str:
    """Return a figure as it is written in French: « 17 399 », « 31,4 », « NC »."""
    if valeur is None:
        return NC
    return f"{valeur.normalize():,f}".replace(",", "\u202f").replace(".", ",")


def invraisemblable(libelle: str, valeur: Decimal | None) -> str:
    """Return why the indicator called so cannot have this value; nothing when it can."""
    if valeur is None or _SANS_BORNE.search(libelle):
        return ""
    if valeur < 0:
        return "ce chiffre ne peut pas être négatif"
    return "une part ne dépasse pas 100\u00a0%" if valeur > 100 and _UNE_PART.match(libelle) else ""


def dire_ecart(ecart: Decimal) -> str:
    """Return a difference with its sign: « +1,2 », « −340 », « = »."""
    if not ecart:
        return "="
    return f"{'+' if ecart > 0 else '−'}{dire(abs(ecart))}"


def en_phrase(noms: Iterable[str]) -> str:
    """Return « a, b et c »."""
    *premiers, dernier = noms
    return f"{', '.join(premiers)} et {dernier}" if premiers else dernier
