"""The lines of the journal, as a person reads them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from allervers.comptes.models import Utilisateur

from .models import LigneJournal
from .phrases import dire

# How the trade apps, which the journal does not know, name their objects: (UUIDs, user) → UUID → code.
Nommer = Callable[[Iterable[UUID], Utilisateur], Mapping[UUID, str]]


@dataclass(frozen=True)
class LigneLue:
    """`qui` `fait` `nom`: « Awa » « a ouvert la fiche » « K7M2 »."""

    instant: datetime
    qui: str
    fait: str
    objet: UUID | None
    nom: str
    appareil: str


def sans_nom(objets: Iterable[UUID], user) -> Mapping[UUID, str]:
    return {}


def acces_a(uuids: Iterable[UUID], user) -> list[LigneLue]:
    """Return who opened, changed or exported a file, whatever named it, newest first, for `journal/_acces.html`.

    Empty for a youth of another service. Whether the user may read the journal is for the page to ask.
    """
    return lire(LigneJournal.objects.visible_par(user).filter(objet__in=uuids).order_by("-numero"), user)


def lire(lignes: Iterable[LigneJournal], user, nommer: Nommer = sans_nom) -> list[LigneLue]:
    """Return `lignes` in plain words. Reads the names of people; `nommer` those of their objects.

    An object without a name, erased or not, keeps the beginning of its UUID: its lines can still be told apart.
    """
    lignes = list(lignes)
    personnes = Utilisateur.objects.visible_par(user)
    auteurs = personnes.in_bulk({ligne.par for ligne in lignes} - {None})
    cites = {ligne.details.get("professionnel") for ligne in lignes} - {None}
    noms_cites = {un.code: str(un) for un in personnes.filter(code__in=cites)} if cites else {}
    noms = nommer({ligne.objet for ligne in lignes} - {None}, user)
    return [
        LigneLue(
            instant=ligne.instant,
            qui=_qui(ligne.par, auteurs),
            fait=dire(ligne.operation, _avec_le_nom(ligne.details, noms_cites)),
            objet=ligne.objet,
            nom=noms.get(ligne.objet, str(ligne.objet)[:8]) if ligne.objet else "",
            appareil=ligne.appareil,
        )
        for ligne in lignes
    ]


def _avec_le_nom(details: dict, noms: Mapping[str, str]) -> dict:
    """Return `details` with the name of the person whose code they hold, if they are still there."""
    code = details.get("professionnel")
    return details | {"professionnel": noms[code]} if code in noms else details


def _qui(par: int | None, auteurs: Mapping[int, Utilisateur]) -> str:
    if par is None:
        return "Le serveur"
    return str(auteurs[par]) if par in auteurs else "Un compte effacé"
