"""Where the names of a map stand: near their places, and covering nothing that one must see."""

from collections.abc import Iterator, Sequence
from math import hypot

Point = tuple[float, float]
# Left, top, right, bottom.
Boite = tuple[float, float, float, float]
# About how wide a character is, at the size of the names; those of the communes are larger.
CARACTERE, CARACTERE_GRAS = 6.6, 8.0
LIGNE = 14


def placer_les_noms(formes: Sequence[tuple], largeur: float) -> Iterator[tuple]:
    """Yield (place, (x, y)) for each (place, ring) of a map: the middle of the baseline of its name.

    A point is a ring of one. The names of points choose first, then those of the quartiers; a commune is wide, and
    takes what is left. Where all is taken, a name goes down until it covers no other.
    """
    points = [(x - 6, y - 6, x + 6, y + 6) for _, anneau in formes if len(anneau) == 1 for x, y in anneau]
    aires = [_boite(anneau) for lieu, anneau in formes if lieu.nature != "commune" and len(anneau) > 1]
    pris: list[Boite] = []
    for lieu, anneau in sorted(formes, key=lambda forme: (forme[0].nature == "commune", len(forme[1]) > 1)):
        est_commune = lieu.nature == "commune"
        demi = len(lieu.nom) * (CARACTERE_GRAS if est_commune else CARACTERE) / 2
        places = [_dans_le_cadre(place, demi, largeur) for place in _places(anneau, demi, est_commune)]
        obstacles = [*pris, *points, *(aires if est_commune else ())]
        libre = next((place for place in places if _est_libre(place, demi, obstacles)), None)
        if libre is None:
            x, y = places[0]
            while not _est_libre((x, y), demi, pris):
                y += LIGNE
            libre = x, y
        pris.append(_boite_du_nom(libre, demi))
        yield lieu, libre


def _places(anneau: Sequence[Point], demi: float, est_commune: bool) -> list[Point]:
    """Return where a name could stand, the best first."""
    gauche, haut, droite, bas = _boite(anneau)
    x, y = (gauche + droite) / 2, (haut + bas) / 2
    if len(anneau) == 1:
        return [(x, y - 10), (x, y + 20), (x + demi + 10, y + 4), (x - demi - 10, y + 4)]
    if not est_commune:
        return [(x, y + 4), (x, bas + 13), (x, haut - 5)]
    milieu = _centre(anneau)
    grille = [
        (gauche + (droite - gauche) * i / 16, haut + (bas - haut) * j / 16)
        for i in range(1, 16)
        for j in range(1, 16)
    ]
    dedans = [place for place in grille if _contient(anneau, place)]
    dedans.sort(key=lambda place: hypot(place[0] - milieu[0], place[1] - milieu[1]))
    return [milieu, *dedans]


def _centre(anneau: Sequence[Point]) -> Point:
    """Return the centre of gravity of a ring; the middle of its box when it has no area."""
    aire = somme_x = somme_y = 0.0
    for (x1, y1), (x2, y2) in zip(anneau, [*anneau[1:], anneau[0]], strict=True):
        croix = x1 * y2 - x2 * y1
        aire += croix
        somme_x += (x1 + x2) * croix
        somme_y += (y1 + y2) * croix
    if abs(aire) < 1:
        gauche, haut, droite, bas = _boite(anneau)
        return (gauche + droite) / 2, (haut + bas) / 2
    return somme_x / (3 * aire), somme_y / (3 * aire)


def _contient(anneau: Sequence[Point], place: Point) -> bool:
    """Whether `place` is inside the ring: a line to the right crosses it an odd number of times."""
    x, y = place
    dedans = False
    for (x1, y1), (x2, y2) in zip(anneau, [*anneau[1:], anneau[0]], strict=True):
        if (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1):
            dedans = not dedans
    return dedans


def _boite(anneau: Sequence[Point]) -> Boite:
    return (
        min(x for x, _ in anneau), min(y for _, y in anneau),
        max(x for x, _ in anneau), max(y for _, y in anneau),
    )  # fmt: skip


def _dans_le_cadre(place: Point, demi: float, largeur: float) -> Point:
    return min(max(place[0], demi + 2), largeur - demi - 2), max(place[1], LIGNE)


def _boite_du_nom(place: Point, demi: float) -> Boite:
    return place[0] - demi, place[1] - LIGNE + 3, place[0] + demi, place[1] + 3


def _est_libre(place: Point, demi: float, obstacles: Sequence[Boite]) -> bool:
    gauche, haut, droite, bas = _boite_du_nom(place, demi)
    return not any(gauche < d and g < droite and haut < b and h < bas for g, h, d, b in obstacles)
