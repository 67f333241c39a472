"""The map: from the outlines that the service holds, without any outside server; a schematic one without them."""

import re
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest

from allervers.rapport.graphiques.carte import Lieu, dessiner_carte


def carre(gauche, bas, cote=0.1):
    droite, haut = gauche + cote, bas + cote
    return {
        "type": "Polygon",
        "coordinates": [[[gauche, bas], [droite, bas], [droite, haut], [gauche, haut], [gauche, bas]]],
    }


LIEUX = [
    Lieu("carvin", "Carvin", "commune"),
    Lieu("germinal", "Germinal", "quartier", "carvin"),
    Lieu("vinci", "Collège Vinci", "etablissement", "germinal"),
    Lieu("oignies", "Oignies", "commune"),
]


def textes(carte):
    return _textes(carte.svg)


def _textes(svg):
    return [noeud.text for noeud in ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]  # noqa: S314


def test_without_outlines_each_commune_holds_its_places():
    carte = dessiner_carte(LIEUX)
    assert {"Carvin", "Germinal", "Collège Vinci", "Oignies"} <= set(textes(carte))
    assert carte.alternative == "Carte du territoire : Carvin (Germinal, Collège Vinci) ; Oignies."


def test_outlines_are_drawn_north_up_in_their_place():
    carte = dessiner_carte(
        [
            Lieu("nord", "Nord", "commune", contour=carre(2.9, 50.6)),
            Lieu("sud", "Sud", "commune", contour=carre(2.9, 50.3)),
        ]
    )
    hauteurs = {
        noeud.text: float(noeud.get("y"))
        for noeud in ET.fromstring(carte.svg).iter("{http://www.w3.org/2000/svg}text")  # noqa: S314
    }
    assert hauteurs["Nord"] < hauteurs["Sud"]
    assert carte.svg.count("<path") == 2


def test_everything_stays_inside_the_frame():
    carte = dessiner_carte(
        [Lieu(f"c{rang}", f"Commune {rang}", "commune", contour=carre(2 + rang / 5, 50)) for rang in range(8)]
    )
    for svg in (carte.svg, carte.svg_etroit):
        largeur, hauteur = map(float, re.search(r'width="([\d.]+)" height="([\d.]+)"', svg).groups())
        for x, y in re.findall(r"[ML](-?[\d.]+),(-?[\d.]+)", svg):
            assert 0 <= float(x) <= largeur
            assert 0 <= float(y) <= hauteur


@pytest.mark.parametrize("contour", [None, carre(2.9, 50.6)])
def test_on_a_phone_the_map_is_narrower_and_names_the_same_places(contour):
    carte = dessiner_carte([replace(LIEUX[0], contour=contour), *LIEUX[1:]])
    assert 'width="340"' in carte.svg_etroit
    assert all(lieu.nom in " ".join(_textes(carte.svg_etroit)) for lieu in LIEUX)


def test_a_college_is_a_point_and_places_without_outline_are_named_below():
    carte = dessiner_carte(
        [
            Lieu("carvin", "Carvin", "commune", contour=carre(2.9, 50.4)),
            Lieu(
                "vinci",
                "Collège Vinci",
                "etablissement",
                "carvin",
                {"type": "Point", "coordinates": [2.95, 50.45]},
            ),
            Lieu("germinal", "Germinal", "quartier", "carvin"),
        ]
    )
    assert carte.svg.count("<circle") == 1
    assert any("Sans contour" in texte and "Germinal" in texte for texte in textes(carte))


def test_names_cover_neither_each_other_nor_a_point():
    carte = dessiner_carte(
        [Lieu(f"c{rang}", "Saint-Nom", "commune", contour=carre(2.9, 50.4)) for rang in range(40)]
        + [
            Lieu(
                f"p{rang}",
                "Collège",
                "etablissement",
                contour={"type": "Point", "coordinates": [2.95, 50.45]},
            )
            for rang in range(8)
        ]
    )
    noms = [
        (float(noeud.get("x")), float(noeud.get("y")))
        for noeud in ET.fromstring(carte.svg).iter("{http://www.w3.org/2000/svg}text")  # noqa: S314
        if noeud.text in ("Saint-Nom", "Collège")
    ]
    [point] = {(float(x), float(y)) for x, y in re.findall(r'cx="([\d.]+)" cy="([\d.]+)"', carte.svg)}
    assert len(noms) == 48
    for rang, (x, y) in enumerate(noms):
        assert all(
            abs(x - autre_x) >= 45 or abs(y - autre_y) >= 13.9 for autre_x, autre_y in noms[rang + 1 :]
        )
    assert sum(abs(x - point[0]) < 20 and -5 < y - point[1] < 15 for x, y in noms) == 0


def test_the_name_of_a_commune_stands_inside_it_beside_its_quartier():
    carte = dessiner_carte(
        [
            Lieu("carvin", "Carvin", "commune", contour=carre(2.9, 50.4, 0.2)),
            Lieu("germinal", "Germinal", "quartier", "carvin", carre(2.98, 50.48, 0.04)),
        ]
    )
    ou = {
        noeud.text: (float(noeud.get("x")), float(noeud.get("y")))
        for noeud in ET.fromstring(carte.svg).iter("{http://www.w3.org/2000/svg}text")  # noqa: S314
    }
    commune, quartier = (
        [(float(x), float(y)) for x, y in re.findall(r"[ML]([\d.]+),([\d.]+)", chemin)]
        for chemin in carte.svg.split("<path")[1:3]
    )

    def est_dans(place, coins):
        return all(min(c) < p < max(c) for p, c in zip(place, zip(*coins, strict=True), strict=True))

    assert est_dans(ou["Germinal"], quartier)
    assert est_dans(ou["Carvin"], commune) and not est_dans(ou["Carvin"], quartier)


@pytest.mark.parametrize(
    "contour",
    [
        {"type": "Polygon", "coordinates": "rien"},
        {"type": "Polygon", "coordinates": [[[1]]]},
        {"type": "Polygon", "coordinates": [[["x", "y"]]]},
        {"type": "Point", "coordinates": [1000, 1000]},
        {"type": "Inconnu"},
        {},
        "texte",
        [1, 2],
        {"type": "Point", "coordinates": None},
    ],
)
def test_an_outline_that_cannot_be_read_is_left_out(contour):
    carte = dessiner_carte([Lieu("a", "Ici", "commune", contour=contour)])
    assert "Ici" in textes(carte)


def test_a_hostile_name_is_only_text():
    carte = dessiner_carte(
        [Lieu("a", '<script>"&', "commune", contour=carre(2, 50)), Lieu("b", "<b>", "quartier")]
    )
    assert "<script" not in carte.svg
    assert '<script>"&' in textes(carte)


def test_places_that_contain_each_other_do_not_loop():
    carte = dessiner_carte([Lieu("a", "A", "quartier", "b"), Lieu("b", "B", "quartier", "a")])
    assert {"A", "B", "Ailleurs"} <= set(textes(carte))


def test_no_place_is_no_map():
    assert dessiner_carte([]) is None
