"""What a phone sends: one JSON document an entry. Its shape is judged here, before any row is looked for.

Keys are short French nouns, the same as in `static/terrain/document.js`, which writes them.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from allervers.activite.models import Moment
from allervers.coffre.cles import CleRefusee, en_octets
from allervers.jeunes.models import ModeAccord, Sexe

from .models import Genre

# One entry is a few hundred bytes; sealed texts and a long observation stay far below.
TAILLE_MAXIMALE = 64 * 1024
MINUTES_D_UN_JOUR = 24 * 60
# The largest crowd that one tally can hold.
NOMBRE_MAXIMAL = 999


class DocumentRefuse(Exception):
    """The entry cannot be recorded as it is; the message, in French, says what to correct in `champ`."""

    def __init__(self, champ: str, message: str):
        super().__init__(message)
        self.champ = champ


@dataclass(frozen=True)
class CompteSaisi:
    sexe: str
    tranche: str | None
    est_nouveau: bool
    nombre: int


@dataclass(frozen=True)
class ActiviteSaisie:
    """An outing, an interview, a session, a meeting… Codes and UUIDs, not yet rows."""

    type: str
    date: date
    heure: time | None
    duree_minutes: int
    lieu: UUID | None
    professionnels: tuple[UUID, ...]
    jeunes: tuple[UUID, ...]
    comptages: tuple[CompteSaisi, ...]
    etiquettes: tuple[str, ...]
    observation: str
    action: UUID | None
    instance: UUID | None
    partenaires: tuple[UUID, ...]
    # What the agenda expected, and on which day of its rule.
    prevision: UUID | None
    prevision_jour: date | None


@dataclass(frozen=True)
class JeuneSaisi:
    sexe: str
    annee_naissance: int | None
    tranche: str | None
    premier_contact: date
    equipe: UUID | None
    alias: bytes | None
    accord_mode: str | None
    identite: bytes | None


@dataclass(frozen=True)
class FusionSaisie:
    """Two entries of one outing: `autre` joins the intervention `garde`. `additionner`: each counted their own."""

    garde: UUID
    autre: UUID
    additionner: bool


@dataclass(frozen=True)
class AccueilSaisi:
    """A day placement: a youth, or `nombre` persons whom nobody knows; `moments` of that day."""

    reseau: UUID
    date: date
    moments: tuple[str, ...]
    jeune: UUID | None
    nombre: int | None


@dataclass(frozen=True)
class Document:
    """`contenu` is the entry as it came; `corps` is what it says; `remplace` names what it takes the place of."""

    uuid: UUID
    genre: Genre
    remplace: UUID | None
    contenu: dict
    corps: ActiviteSaisie | JeuneSaisi | FusionSaisie | AccueilSaisi | None


def lire_document(octets: bytes) -> Document:
    """Return the entry that these bytes are. Raises DocumentRefuse."""
    if len(octets) > TAILLE_MAXIMALE:
        raise DocumentRefuse("", "Cette saisie est trop longue. Raccourcissez l'observation.")
    contenu = _decoder(octets)
    lu = _Lecture(contenu)
    genre = lu.parmi("genre", Genre)
    remplace = lu.uuid("remplace")
    if genre == Genre.RETRAIT and remplace is None:
        raise DocumentRefuse("remplace", "Il manque ce que cette saisie retire.")
    corps = CORPS[genre](lu) if genre in CORPS else None
    return Document(lu.oblige("uuid", lu.uuid), Genre(genre), remplace, contenu, corps)


def _decoder(octets: bytes) -> dict:
    """Return the object that these bytes are. Neither NUL nor half a character: no database keeps them."""
    try:
        contenu = json.loads(octets)
        est_lisible = (
            isinstance(contenu, dict) and b"\\u0000" not in json.dumps(contenu, ensure_ascii=False).encode()
        )
    except (ValueError, RecursionError):
        est_lisible = False
    if not est_lisible:
        raise DocumentRefuse("", "Cette saisie est illisible. Mettez l'application à jour, puis réessayez.")
    return contenu


def _activite(lu: "_Lecture") -> ActiviteSaisie:
    prevision = _Lecture(prevue) if isinstance(prevue := lu.contenu.get("prevision"), dict) else None
    return ActiviteSaisie(
        type=lu.oblige("type", lu.texte),
        date=lu.jour("date"),
        heure=lu.heure("heure"),
        duree_minutes=lu.entier("duree_minutes", 1, MINUTES_D_UN_JOUR),
        lieu=lu.uuid("lieu"),
        professionnels=lu.liste("professionnels", _uuid),
        jeunes=lu.liste("jeunes", _uuid),
        comptages=_sans_doublons(lu.liste("comptages", _compte)),
        etiquettes=lu.liste("etiquettes", _texte),
        observation=lu.texte("observation").strip(),
        action=lu.uuid("action"),
        instance=lu.uuid("instance"),
        partenaires=lu.liste("partenaires", _uuid),
        prevision=prevision.uuid("uuid") if prevision else None,
        prevision_jour=_ou_refuser("prevision", date.fromisoformat, prevision.texte("jour"))
        if prevision
        else None,
    )


def _jeune(lu: "_Lecture") -> JeuneSaisi:
    annee = timezone.localdate().year
    naissance = lu.contenu.get("annee_naissance")
    return JeuneSaisi(
        sexe=lu.parmi("sexe", Sexe),
        annee_naissance=None if naissance is None else lu.entier("annee_naissance", annee - 40, annee),
        tranche=lu.texte("tranche") or None,
        premier_contact=lu.jour("premier_contact"),
        equipe=lu.uuid("equipe"),
        alias=lu.enveloppe("alias"),
        accord_mode=lu.parmi("accord_mode", ModeAccord) if lu.contenu.get("accord_mode") else None,
        identite=lu.enveloppe("identite"),
    )


def _fusion(lu: "_Lecture") -> FusionSaisie:
    return FusionSaisie(
        garde=lu.oblige("garde", lu.uuid),
        autre=lu.oblige("autre", lu.uuid),
        additionner=bool(lu.contenu.get("additionner")),
    )


def _accueil(lu: "_Lecture") -> AccueilSaisi:
    if not (moments := lu.liste("moments", _moment)):
        raise DocumentRefuse("moments", "Choisissez le matin, l'après-midi, ou les deux.")
    jeune = lu.uuid("jeune")
    return AccueilSaisi(
        reseau=lu.oblige("reseau", lu.uuid),
        date=lu.jour("date"),
        moments=moments,
        jeune=jeune,
        nombre=lu.entier("nombre", 1, NOMBRE_MAXIMAL) if jeune is None else None,
    )


CORPS: dict[str, Callable[["_Lecture"], Any]] = {
    Genre.INTERVENTION: _activite,
    Genre.JEUNE: _jeune,
    Genre.FUSION: _fusion,
    Genre.ACCUEIL: _accueil,
}
LIBELLES = {
    "uuid": "l'identifiant",
    "genre": "le genre",
    "type": "le type d'activité",
    "date": "la date",
    "heure": "l'heure",
    "duree_minutes": "la durée",
    "reseau": "le réseau",
    "nombre": "le nombre de personnes",
    "sexe": "le sexe",
    "annee_naissance": "l'année de naissance",
    "premier_contact": "la date du premier contact",
}


class _Lecture:
    """Reads the keys of one document, and says in French which one is wrong."""

    def __init__(self, contenu: dict):
        self.contenu = contenu

    def oblige(self, cle: str, lire: Callable[[str], Any]):
        if not (valeur := lire(cle)):
            raise DocumentRefuse(cle, f"Il manque {LIBELLES.get(cle, cle)}.")
        return valeur

    def texte(self, cle: str) -> str:
        return _ou_refuser(cle, _texte, self.contenu.get(cle) or "")

    def uuid(self, cle: str) -> UUID | None:
        valeur = self.contenu.get(cle)
        return None if valeur is None else _ou_refuser(cle, _uuid, valeur)

    def parmi(self, cle: str, choix) -> str:
        if (valeur := self.contenu.get(cle)) not in choix.values:
            raise DocumentRefuse(cle, f"Choisissez {LIBELLES.get(cle, cle)}.")
        return valeur

    def entier(self, cle: str, minimum: int, maximum: int) -> int:
        valeur = self.contenu.get(cle)
        if type(valeur) is not int or not minimum <= valeur <= maximum:
            raise DocumentRefuse(
                cle, f"Vérifiez {LIBELLES.get(cle, cle)}\u202f: de {minimum} à {maximum} au plus."
            )
        return valeur

    def jour(self, cle: str) -> date:
        jour = _ou_refuser(cle, date.fromisoformat, self.oblige(cle, self.texte))
        # A phone that is a few hours ahead is no reason to refuse.
        if jour > timezone.localdate() + timedelta(days=1):
            raise DocumentRefuse(
                cle, f"Vérifiez {LIBELLES.get(cle, cle)}\u202f: le {jour:%d/%m/%Y} est dans le futur."
            )
        return jour

    def heure(self, cle: str) -> time | None:
        return _ou_refuser(cle, time.fromisoformat, texte) if (texte := self.texte(cle)) else None

    def enveloppe(self, cle: str) -> bytes | None:
        return _ou_refuser(cle, en_octets, texte) if (texte := self.texte(cle)) else None

    def liste(self, cle: str, lire: Callable[[Any], Any]) -> tuple:
        valeurs = self.contenu.get(cle) or []
        if not isinstance(valeurs, list):
            raise DocumentRefuse(cle, f"Vérifiez {LIBELLES.get(cle, cle)}.")
        return tuple(dict.fromkeys(_ou_refuser(cle, lire, valeur) for valeur in valeurs))


def _ou_refuser(cle: str, lire: Callable[[Any], Any], valeur):
    try:
        return lire(valeur)
    except (ValueError, TypeError, KeyError, AttributeError, CleRefusee):
        raise DocumentRefuse(cle, f"Vérifiez {LIBELLES.get(cle, cle)}.") from None


def _uuid(valeur) -> UUID:
    return UUID(valeur)


def _texte(valeur) -> str:
    if not isinstance(valeur, str):
        raise TypeError(valeur)
    return valeur


def _moment(valeur) -> str:
    return Moment(valeur).value


def _compte(valeur) -> CompteSaisi:
    nombre, tranche = valeur["nombre"], valeur.get("tranche")
    if type(nombre) is not int or not 0 < nombre <= NOMBRE_MAXIMAL or valeur["sexe"] not in Sexe.values:
        raise ValueError(valeur)
    return CompteSaisi(
        valeur["sexe"], None if tranche is None else _texte(tranche), bool(valeur.get("nouveau")), nombre
    )


def _sans_doublons(comptages: tuple[CompteSaisi, ...]) -> tuple[CompteSaisi, ...]:
    cases = {(un.sexe, un.tranche, un.est_nouveau) for un in comptages}
    if len(cases) != len(comptages):
        raise DocumentRefuse("comptages", "La même case est comptée deux fois.")
    return comptages
