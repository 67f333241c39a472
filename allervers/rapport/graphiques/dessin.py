"""Drawing: a Vega-Lite specification in, an SVG out, without a browser.

Specifications are plain values: building them through Altair would add a second to the start of each command.
"""

import hashlib
import json
import re
import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path

import vl_convert
from django.contrib.staticfiles import finders

from ..presentation import nombre

# Told apart by everyone, colour-blind or not, and on a grey print: their lightness differs (L* 33, 73, 80).
PETROLE, AMBRE, PALE = "#0b5563", "#e3a53a", "#a9ccd2"
ENCRE, DOUCE, FILET = "#1d2b30", "#53646a", "#d5dfe1"
# In CSS pixels: on a page, and on a phone, where a name stands on several lines of so many characters.
LARGEUR, ETROIT = 640, 340
CARACTERES_PAR_LIGNE, HAUTEUR_DE_LIGNE = 17, 16
# Quoted: a name that ends with a digit is none otherwise.
POLICE = "'Source Sans 3', sans-serif"
VERSION = "5.21"
STYLE = {
    "font": POLICE,
    "background": "white",
    "padding": 4,
    "view": {"stroke": None},
    "axis": {
        "labelColor": ENCRE, "labelFontSize": 13, "titleColor": DOUCE, "titleFontSize": 12, "titleFontWeight": 400,
        "domain": False, "ticks": False, "gridColor": FILET, "labelLimit": 270, "labelPadding": 6,
    },
    "legend": {
        "orient": "top", "labelFontSize": 13, "labelColor": ENCRE, "title": None, "symbolType": "square",
        "symbolStrokeWidth": 0, "labelLimit": 300,
    },
    "text": {"font": POLICE, "fontSize": 12, "color": ENCRE},
}  # fmt: skip


@dataclass(frozen=True)
class Barre:
    """One bar: where it stands, which series it is of, how long it is and what is written at its end."""

    categorie: str
    serie: str
    valeur: float
    texte: str


def barre(categorie: str, serie: str, valeur: int | Decimal, decimales: int = 0, signe: int = 1) -> Barre:
    """Return a bar that carries its number as the tables write it; `signe` -1 draws it to the left."""
    # A drawing needs no exact number: what is read is the text.
    return Barre(categorie, serie, signe * float(valeur), nombre(valeur, decimales))


@dataclass(frozen=True)
class Dessin:
    """One chart as SVG: for a page, and, when it is asked, for the screen of a phone."""

    large: str
    etroit: Callable[[], str]


def barres(lues: Sequence[Barre], couleurs: dict[str, str], *, titre: str) -> Dessin:
    """Return horizontal bars, side by side when there are several series."""
    series, categories = _presents(lues, couleurs)
    return _dessiner(
        lues,
        couleurs,
        hauteur=len(categories) * (10 + 13 * len(series)) + 60,
        x=_axe(titre, max(un.valeur for un in lues)),
        y=_categories(categories),
        cote={"yOffset": {"field": "serie", "sort": series}} if len(series) > 1 else {},
        etiquette={"align": "left", "dx": 4},
    )


def empilees(lues: Sequence[Barre], couleurs: dict[str, str], *, titre: str) -> Dessin:
    """Return horizontal bars whose series follow each other; the number stands inside its part."""
    _, categories = _presents(lues, couleurs)
    totaux = [sum(un.valeur for un in lues if un.categorie == categorie) for categorie in categories]
    return _dessiner(
        [un for un in lues if un.valeur],
        couleurs,
        hauteur=len(categories) * 34 + 60,
        x=_axe(titre, max(totaux)),
        y=_categories(categories),
        ordre=list(couleurs),
        # A number stands inside its part, but for the last, which can be too short for it.
        etiquette={
            "align": {"expr": f"datum.serie == '{list(couleurs)[-1]}' ? 'left' : 'right'"},
            "dx": {"expr": f"datum.serie == '{list(couleurs)[-1]}' ? 4 : -4"},
        },
    )


def pyramide(lues: Sequence[Barre], couleurs: dict[str, str], *, titre: str) -> Dessin:
    """Return bars to the left (negative values) and to the right of a middle line."""
    _, categories = _presents(lues, couleurs)
    maximum = max(abs(un.valeur) for un in lues)
    x = _axe(titre, maximum)
    x["scale"] = {"domain": [-maximum * 1.15, maximum * 1.15]}
    return _dessiner(
        lues,
        couleurs,
        hauteur=len(categories) * 34 + 60,
        x=x,
        # The youngest stand at the bottom, as in any age pyramid.
        y=_categories(categories[::-1]),
        etiquette={
            "align": {"expr": "datum.valeur < 0 ? 'right' : 'left'"},
            "dx": {"expr": "datum.valeur < 0 ? -4 : 4"},
        },
    )


def colonnes(lues: Sequence[Barre], couleurs: dict[str, str], *, titre: str) -> Dessin:
    """Return vertical bars, in order: the months of a year; side by side when there are several series."""
    series, categories = _presents(lues, couleurs)
    y = _axe(titre, max(un.valeur for un in lues))
    x = _categories(categories) | {"axis": {"title": None, "labelAngle": 0}}
    return _dessiner(
        lues,
        couleurs,
        hauteur=260,
        x=x,
        y=y,
        cote={"xOffset": {"field": "serie", "sort": series}} if len(series) > 1 else {},
        etiquette={"baseline": "bottom", "dy": -3},
    )


def _presents(lues: Sequence[Barre], couleurs: dict[str, str]) -> tuple[list[str], list[str]]:
    presentes = {un.serie for un in lues}
    return [serie for serie in couleurs if serie in presentes], list(
        dict.fromkeys(un.categorie for un in lues)
    )


def _axe(titre: str, maximum: float) -> dict:
    # The numbers stand at the bars: the axis only says what they count.
    return {
        "field": "valeur", "type": "quantitative", "title": titre, "axis": {"labels": False, "grid": False},
        "scale": {"domain": [0, maximum * 1.15]},
    }  # fmt: skip


def _categories(categories: list[str]) -> dict:
    return {"field": "categorie", "type": "nominal", "sort": categories, "title": None}


def _dessiner(
    lues: Sequence[Barre],
    couleurs: dict[str, str],
    *,
    hauteur: int,
    x: dict,
    y: dict,
    etiquette: dict,
    cote: dict | None = None,
    ordre: list[str] | None = None,
) -> Dessin:
    presentes = {un.serie for un in lues}
    domaine = [serie for serie in couleurs if serie in presentes]
    couleur = {
        "field": "serie", "type": "nominal",
        "scale": {"domain": domaine, "range": [couleurs[serie] for serie in domaine]},
        "legend": {} if len(domaine) > 1 else None,
    }  # fmt: skip
    encodage = {"x": x, "y": y, **(cote or {})}
    if ordre:
        encodage["order"] = {"field": "rang"}
    valeurs = [
        {"categorie": un.categorie, "serie": un.serie, "valeur": un.valeur, "texte": un.texte}
        | ({"rang": ordre.index(un.serie)} if ordre else {})
        for un in lues
    ]
    texte = {"type": "text", "baseline": "middle", **etiquette}
    encre = {"value": ENCRE}
    if ordre:
        # A number inside its bar must be read on it.
        encodage_texte = {
            **encodage,
            "x": x | {"stack": "zero"},
            "color": {
                "condition": {"test": f"datum.serie == '{domaine[0]}'", "value": "white"},
                "value": ENCRE,
            },
        }
    else:
        encodage_texte = {**encodage, "color": encre}
    description = {
        "data": {"values": valeurs},
        "width": LARGEUR,
        "height": hauteur,
        "autosize": {"type": "fit", "contains": "padding"},
        "layer": [
            {"mark": {"type": "bar", "cornerRadiusEnd": 2}, "encoding": encodage | {"color": couleur}},
            {"mark": texte, "encoding": encodage_texte | {"text": {"field": "texte"}}},
        ],
        "config": STYLE,
    }
    return Dessin(_svg(_en_texte(description)), lambda: _svg(_en_texte(_etroite(description))))


def _en_texte(description: dict) -> str:
    return json.dumps(description, sort_keys=True)


def _etroite(description: dict) -> dict:
    """Return the description of the same chart for a phone: narrower, its names on several lines."""
    etroite = json.loads(json.dumps(description)) | {"width": ETROIT}
    etroite["config"]["legend"]["direction"] = "vertical"
    encodages = [couche["encoding"] for couche in etroite["layer"]]
    if encodages[0]["x"]["type"] == "nominal":
        for encodage in encodages:
            encodage["x"]["axis"]["labelAngle"] = -90
        return etroite
    coupes = {
        nom: "\n".join(textwrap.wrap(nom, CARACTERES_PAR_LIGNE)) or nom for nom in encodages[0]["y"]["sort"]
    }
    suites = {coupe.count("\n") for coupe in coupes.values()}
    etroite["height"] += (sum(coupe.count("\n") for coupe in coupes.values()) + 1) * HAUTEUR_DE_LIGNE
    for valeur in etroite["data"]["values"]:
        valeur["categorie"] = coupes[valeur["categorie"]]
    lignes = "split(datum.label, '\\n')"
    axe = {
        "labelExpr": lignes,
        "labelLineHeight": HAUTEUR_DE_LIGNE,
        # The first line is set at the middle of the bar: the middle of all of them must be.
        "labelOffset": {
            "condition": [
                {"test": f"length({lignes}) == {suite + 1}", "value": -suite * HAUTEUR_DE_LIGNE / 2}
                for suite in sorted(suites)
            ],
            "value": 0,
        },
    }
    for encodage in encodages:
        encodage["y"] |= {"sort": list(coupes.values()), "axis": axe}
    return etroite


@lru_cache(maxsize=256)
def _svg(description: str) -> str:
    """Return the drawing of a specification: drawn once, it is the same bytes each time.

    The renderer numbers its clips from the start of the process: they are named after the drawing instead, so
    that several can stand in one page.
    """
    _poser_la_police()
    svg = vl_convert.vegalite_to_svg(description, vl_version=VERSION)
    prefixe = f"d{hashlib.sha256(description.encode()).hexdigest()[:8]}"
    rangs: dict[str, str] = {}
    return re.sub(r"\bclip\d+\b", lambda lu: rangs.setdefault(lu[0], f"{prefixe}-{len(rangs)}"), svg)


@cache
def _poser_la_police() -> None:
    police = finders.find("vendor/source-sans-3/SourceSans3_400Regular.ttf")
    vl_convert.register_font_directory(str(Path(police).parent))
