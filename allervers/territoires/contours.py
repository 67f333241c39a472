"""The outlines of the places, from the GeoJSON files that IGN and the Agence de la cohésion des territoires publish."""

import json
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction

from allervers.journal.operations import inscrire

from .models import Territoire

TAILLE_MAX = 10_000_000
POINTS_MAX = 20_000
# A metre or so: what a printed map shows, in a tenth of the size.
DECIMALES = 5
NATURES = {"Point", "Polygon", "MultiPolygon"}


class ContoursRefuses(ValueError):
    """The file cannot be read as outlines; the message, in French, says why and what to do."""


@dataclass(frozen=True)
class BilanContours:
    """The names of the places that got an outline, in order, and how many others the file holds."""

    places: tuple[str, ...]
    nb_inconnus: int


@transaction.atomic
def importer_contours(*, service, contenu: bytes, par) -> BilanContours:
    """Give the places of `service` the outlines of a GeoJSON file. Raises ContoursRefuses, and changes nothing.

    A feature is that of a place when one of its properties is the place's code, its official code, the INSEE code
    of its commune, or a name that no other place has. Writes the journal when an outline was found.
    """
    elements = _lire(contenu)
    reperes = _reperes(service)
    trouves: dict[int, tuple[Territoire, dict]] = {}
    for proprietes, geometrie in elements:
        lieu = next((reperes[cle] for valeur in proprietes if (cle := _simple(valeur)) in reperes), None)
        if lieu is not None:
            trouves[lieu.pk] = (lieu, geometrie)
    for lieu, geometrie in trouves.values():
        lieu.contour = geometrie
    Territoire.objects.bulk_update([lieu for lieu, _ in trouves.values()], ["contour"])
    bilan = BilanContours(tuple(lieu.nom for lieu, _ in trouves.values()), len(elements) - len(trouves))
    if trouves:
        details = {"lieux": [lieu.code for lieu, _ in trouves.values()]}
        inscrire(service=service, operation="importer_contours", par=par, details=details)
    return bilan


def _lire(contenu: bytes) -> list[tuple[list, dict]]:
    """Return (values of the properties, geometry) for each feature."""
    if len(contenu) > TAILLE_MAX:
        raise ContoursRefuses(
            "Ce fichier dépasse 10 Mo : n'y gardez que les contours du territoire du service."
        )
    try:
        valeur = json.loads(contenu)
    except (ValueError, RecursionError) as erreur:
        raise ContoursRefuses("Ce fichier n'est pas du GeoJSON : demandez un export « GeoJSON ».") from erreur
    elements = valeur.get("features") if isinstance(valeur, dict) else None
    if not isinstance(elements, list) or not elements:
        raise ContoursRefuses("Ce fichier ne contient aucun contour : il faut une « FeatureCollection ».")
    return [_element(rang, element) for rang, element in enumerate(elements, 1)]


def _element(rang: int, element) -> tuple[list, dict]:
    geometrie = element.get("geometry") if isinstance(element, dict) else None
    proprietes = element.get("properties") if isinstance(element, dict) else None
    if not isinstance(geometrie, dict) or geometrie.get("type") not in NATURES:
        raise ContoursRefuses(f"Élément {rang} : il faut un point, un polygone ou plusieurs polygones.")
    try:
        points = list(_points(geometrie["coordinates"]))
        bons = points and all(-180 <= x <= 180 and -90 <= y <= 90 for x, y in points)
    except (KeyError, TypeError, ValueError, RecursionError):
        bons = False
    if not bons:
        raise ContoursRefuses(
            f"Élément {rang} : ses coordonnées ne sont pas des longitudes et des latitudes (exportez en WGS 84)."
        )
    if len(points) > POINTS_MAX:
        raise ContoursRefuses(f"Élément {rang} : ce contour a plus de {POINTS_MAX} points ; simplifiez-le.")
    arrondie = {"type": geometrie["type"], "coordinates": _arrondir(geometrie["coordinates"])}
    return list((proprietes or {}).values()), arrondie


def _points(coordonnees) -> Iterator[tuple[float, float]]:
    if coordonnees and not isinstance(coordonnees[0], list):
        yield float(coordonnees[0]), float(coordonnees[1])
    else:
        for partie in coordonnees:
            yield from _points(partie)


def _arrondir(coordonnees: list) -> list:
    if not isinstance(coordonnees[0], list):
        return [round(coordonnees[0], DECIMALES), round(coordonnees[1], DECIMALES)]
    return [_arrondir(partie) for partie in coordonnees]


def _reperes(service) -> dict[str, Territoire]:
    """Return what a feature can call each place by; a name that two places share calls neither."""
    lieux = list(Territoire.objects.filter(service=service))
    noms: dict[str, list[Territoire]] = {}
    for lieu in lieux:
        noms.setdefault(_simple(lieu.nom), []).append(lieu)
    reperes = {nom: memes[0] for nom, memes in noms.items() if len(memes) == 1}
    for lieu in lieux:
        officiels = lieu.codes_officiels
        # The outline of an IRIS is not that of a quartier made of several.
        siens = officiels if len(officiels) == 1 else [code for code in officiels if not code.isdecimal()]
        reperes |= {_simple(code): lieu for code in (lieu.code, *siens)}
    return reperes


def _simple(valeur) -> str:
    """Return a name or a code without accents, case, nor hyphens."""
    texte = unicodedata.normalize("NFD", str(valeur)).casefold().replace("-", " ").replace("’", "'")
    return "".join(signe for signe in texte if not unicodedata.combining(signe)).strip()
