"""The map of the territory, drawn from the outlines that the service holds; a schematic one where it has none.

Nothing is asked of an outside server. North is up; longitudes are narrowed by the cosine of the mean latitude
(equirectangular projection), which is exact enough at the size of a few communes.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from xml.sax.saxutils import escape

from ..document import Illustration
from .dessin import AMBRE, DOUCE, ENCRE, ETROIT, LARGEUR, PALE, PETROLE, POLICE
from .noms import CARACTERE, Point, placer_les_noms

HAUTEUR, MARGE, LEGENDE = 480, 14, 22
FONDS = {"commune": "#e8f1f2", "quartier": PALE}
TITRE = "Le territoire"


@dataclass(frozen=True)
class Lieu:
    """A place: a commune, a quartier or an établissement. `parent` is the code of the place above it; `contour`
    a GeoJSON geometry (Polygon, MultiPolygon or Point, longitudes and latitudes), or None."""

    code: str
    nom: str
    nature: str
    parent: str | None = None
    contour: dict | None = None


def dessiner_carte(lieux: Sequence[Lieu]) -> Illustration | None:
    """Return the map of these places; None when there is none. Outlines that cannot be read are left out."""
    if not lieux:
        return None
    traces = [(lieu, anneaux) for lieu in lieux if (anneaux := list(_anneaux(lieu.contour)))]

    def dessiner(largeur: int) -> tuple[str, float]:
        return _geographique(traces, lieux, largeur) if traces else _schema(lieux, largeur)

    svg, hauteur = dessiner(LARGEUR)
    return Illustration(
        "territoire", TITRE, svg, lambda: dessiner(ETROIT)[0], _dire(lieux), LARGEUR, round(hauteur)
    )


def _anneaux(contour: dict | None) -> Iterator[list[Point]]:
    """Yield the rings of a geometry (a point is a ring of one), without those that are not what they should be."""
    if not isinstance(contour, dict):
        return
    coordonnees = contour.get("coordinates")
    try:
        match contour.get("type"):
            case "Point":
                yield [_point(coordonnees)]
            case "Polygon":
                yield from ([_point(point) for point in anneau] for anneau in coordonnees)
            case "MultiPolygon":
                yield from (
                    [_point(point) for point in anneau] for polygone in coordonnees for anneau in polygone
                )
    except (TypeError, ValueError, IndexError):
        return


def _point(valeur) -> Point:
    longitude, latitude = float(valeur[0]), float(valeur[1])
    if not (-180 <= longitude <= 180 and -90 <= latitude <= 90):
        raise ValueError("not on Earth")
    return longitude, latitude


def _geographique(
    traces: list[tuple[Lieu, list[list[Point]]]], lieux: Sequence[Lieu], largeur: float
) -> tuple[str, float]:
    projeter = _projection(
        [point for _, anneaux in traces for anneau in anneaux for point in anneau], largeur
    )
    ordre = {"commune": 0, "quartier": 1}
    dessins, formes = [], []
    for lieu, anneaux in sorted(traces, key=lambda trace: ordre.get(trace[0].nature, 2)):
        projetes = [[projeter(point) for point in anneau] for anneau in anneaux]
        plus_grand = max(projetes, key=len)
        formes.append((lieu, plus_grand))
        if len(plus_grand) == 1:
            [(x, y)] = plus_grand
            dessins.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5" fill="{AMBRE}" stroke="white"/>')
            continue
        chemin = " ".join("M" + "L".join(f"{x:.1f},{y:.1f}" for x, y in anneau) + "Z" for anneau in projetes)
        fond = FONDS.get(lieu.nature, AMBRE)
        dessins.append(
            f'<path d="{chemin}" fill="{fond}" fill-rule="evenodd" stroke="{PETROLE}" stroke-width="0.8"/>'
        )
    dessins += [
        _texte(x, y, lieu.nom, taille=14 if gras else 12, ancre="middle", gras=gras, halo=True)
        for lieu, (x, y) in placer_les_noms(formes, largeur)
        for gras in [lieu.nature == "commune"]
    ]
    dessins += _legende({lieu.nature for lieu, _ in formes})
    sans_contour = [lieu.nom for lieu in lieux if lieu not in [trace[0] for trace in traces]]
    suite = []
    if sans_contour:
        suite = _lignes_de_texte(f"Sans contour\u202f: {', '.join(sans_contour)}.", largeur)
    hauteur = HAUTEUR + LEGENDE + 18 * len(suite)
    dessins += [
        _texte(MARGE, HAUTEUR + LEGENDE + 18 * rang + 4, ligne, taille=12, couleur=DOUCE)
        for rang, ligne in enumerate(suite)
    ]
    return _svg(dessins, largeur, hauteur), hauteur


def _legende(natures: set[str]) -> Iterator[str]:
    """Yield what each colour of the map is, in one line under it."""
    x = float(MARGE)
    for nature, nom in (("commune", "Commune"), ("quartier", "Quartier"), ("etablissement", "Établissement")):
        if nature not in natures:
            continue
        fond, rayon = FONDS.get(nature, AMBRE), 2 if nature in FONDS else 6
        yield (
            f'<rect x="{x:.1f}" y="{HAUTEUR - 4}" width="12" height="12" rx="{rayon}" fill="{fond}" '
            f'stroke="{PETROLE}" stroke-width="0.8"/>'
        )
        yield _texte(x + 18, HAUTEUR + 6, nom, taille=12, couleur=DOUCE)
        x += 18 + len(nom) * CARACTERE + 18


def _projection(points: list[Point], largeur: float):
    milieu = math.cos(math.radians(sum(latitude for _, latitude in points) / len(points)))
    plats = [(longitude * milieu, -latitude) for longitude, latitude in points]
    gauche, haut = min(x for x, _ in plats), min(y for _, y in plats)
    etendue = max(
        (max(x for x, _ in plats) - gauche) / (largeur - 2 * MARGE),
        (max(y for _, y in plats) - haut) / (HAUTEUR - MARGE - LEGENDE),
    )
    echelle = 1 / etendue if etendue else 1.0

    def projeter(point: Point) -> Point:
        return MARGE + (point[0] * milieu - gauche) * echelle, MARGE + (-point[1] - haut) * echelle

    return projeter


def _schema(lieux: Sequence[Lieu], largeur: float) -> tuple[str, float]:
    """A box a commune, its quartiers and its établissements inside; two in a row where there is room."""
    nb_colonnes = 2 if largeur == LARGEUR else 1
    colonne = (largeur - (nb_colonnes + 1) * MARGE) / nb_colonnes
    hauteurs, dessins = [float(MARGE)] * nb_colonnes, []
    for commune, contenus in _par_commune(lieux):
        rang = hauteurs.index(min(hauteurs))
        x, y = MARGE + rang * (colonne + MARGE), hauteurs[rang]
        etiquettes, bas = _etiquettes(contenus, x + 12, y + 40, x + colonne - 12)
        haut = bas - y + (40 if contenus else 10)
        dessins.append(
            f'<rect x="{x:.1f}" y="{y:.1f}" width="{colonne:.1f}" height="{haut:.1f}" rx="10" '
            f'fill="{FONDS["commune"]}" stroke="{PETROLE}" stroke-width="0.8"/>'
        )
        dessins.append(_texte(x + 12, y + 24, commune, taille=15, gras=True, couleur=PETROLE))
        dessins += etiquettes
        hauteurs[rang] = y + haut + MARGE
    hauteur = max(hauteurs)
    return _svg(dessins, largeur, hauteur), hauteur


def _etiquettes(lieux: list[Lieu], gauche: float, haut: float, droite: float) -> tuple[list[str], float]:
    dessins, x, y = [], gauche, haut
    for lieu in lieux:
        largeur = min(len(lieu.nom) * CARACTERE + 20, droite - gauche)
        if x + largeur > droite and x > gauche:
            x, y = gauche, y + 32
        fond = FONDS["quartier"] if lieu.nature == "quartier" else "white"
        dessins.append(
            f'<rect x="{x:.1f}" y="{y:.1f}" width="{largeur:.1f}" height="26" rx="13" fill="{fond}" '
            f'stroke="{PETROLE if lieu.nature == "quartier" else AMBRE}" stroke-width="1"/>'
        )
        dessins.append(_texte(x + largeur / 2, y + 17.5, lieu.nom, taille=12.5, ancre="middle"))
        x += largeur + 6
    return dessins, y


def _par_commune(lieux: Sequence[Lieu]) -> list[tuple[str, list[Lieu]]]:
    """Return each commune with the places inside it, whatever their depth; places of no commune come last."""
    par_code = {lieu.code: lieu for lieu in lieux}

    def commune_de(lieu: Lieu) -> str | None:
        vus = set()
        while lieu is not None and lieu.nature != "commune" and lieu.code not in vus:
            vus.add(lieu.code)
            lieu = par_code.get(lieu.parent)
        return lieu.code if lieu is not None and lieu.nature == "commune" else None

    communes = [lieu for lieu in lieux if lieu.nature == "commune"]
    rangs = {commune.code: rang for rang, commune in enumerate(communes)}
    autres = [
        (rangs.get(commune_de(lieu), len(communes)), lieu) for lieu in lieux if lieu.nature != "commune"
    ]
    contenus = {
        rang: [lieu for _, lieu in groupe]
        for rang, groupe in groupby(sorted(autres, key=lambda autre: autre[0]), key=lambda autre: autre[0])
    }
    suite = [(commune.nom, contenus.get(rang, [])) for rang, commune in enumerate(communes)]
    if len(communes) in contenus:
        suite.append(("Ailleurs", contenus[len(communes)]))
    return suite


def _dire(lieux: Sequence[Lieu]) -> str:
    dites = [
        f"{commune} ({', '.join(lieu.nom for lieu in contenus)})" if contenus else commune
        for commune, contenus in _par_commune(lieux)
    ]
    return f"Carte du territoire : {' ; '.join(dites)}."


def _lignes_de_texte(texte: str, largeur: float) -> list[str]:
    lignes, maximum = [""], int((largeur - 2 * MARGE) / CARACTERE)
    for mot in texte.split(" "):
        if len(lignes[-1]) + len(mot) > maximum:
            lignes.append("")
        lignes[-1] = f"{lignes[-1]} {mot}".strip()
    return lignes


def _texte(
    x: float,
    y: float,
    texte: str,
    *,
    taille: float,
    ancre="start",
    gras=False,
    couleur: str = ENCRE,
    halo=False,
) -> str:
    # What a name crosses stays behind it.
    autour = ' stroke="white" stroke-width="3" stroke-linejoin="round" paint-order="stroke"' if halo else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-family="{POLICE}" font-size="{taille}" text-anchor="{ancre}" '
        f'font-weight="{600 if gras else 400}" fill="{couleur}"{autour}>{escape(texte)}</text>'
    )


def _svg(dessins: Iterable[str], largeur: float, hauteur: float) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{largeur}" height="{hauteur:.0f}" '
        f'viewBox="0 0 {largeur} {hauteur:.0f}"><rect width="100%" height="100%" fill="white"/>'
        f"{''.join(dessins)}</svg>"
    )
