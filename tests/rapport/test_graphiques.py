"""The charts: the figures of their tables and no other, told in words too, the same drawing each time."""

import re
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal

import pytest

from allervers.rapport.graphiques import dessin
from allervers.rapport.graphiques.catalogue import GRAPHIQUES, dessiner
from allervers.rapport.presentation import nombre
from allervers.referentiel.presets import lire_preset, presets
from allervers.referentiel.valeur import GenreBloc
from allervers.tableaux.catalogue import CATALOGUE
from allervers.tableaux.tableau import Entete, Groupe

from .test_presentation import tableau

SEXES = (
    Entete("fille", "Filles"), Entete("garcon", "Garçons"), Entete("non_renseigne", "Non renseigné"),
    Entete("dont_nouveaux", "Dont nouveaux jeunes", est_hors_total=True),
)  # fmt: skip
AGES = tableau(
    colonnes=SEXES, cellules=((11, 12, 3, 4), (1313, 14, 0, 5)), totaux_lignes=(26, 1327),
    totaux_colonnes=(1324, 26, 3, 9), total=1353,
)  # fmt: skip
EXEMPLES = {
    "heures": tableau(
        lignes=(Entete("heures", "Heures"), Entete("part", "Part")), decimales=2, total=Decimal("1030.50"),
        cellules=((Decimal("1000.25"), Decimal("30.25")), (Decimal("97.06"), Decimal("2.94"))),
    ),
    "problematiques": tableau(
        lignes=(Entete("a", "a", "Sociales"), Entete("b", "b", "Sociales"), Entete("non_renseigne", "Inconnue")),
        cellules=((1, 2), (3, 4), (5, 6)), totaux_lignes=(3, 7, 11), totaux_colonnes=(9, 12), total=21,
        groupes=(Groupe("Sociales", (4, 6), 8),),
    ),
    "ages_rencontres": AGES, "ages_accompagnes": AGES, "nouveaux": AGES,
    "heures_par_mois": tableau(
        lignes=tuple(Entete(f"{mois}", f"Mois {mois}") for mois in range(1, 13)), colonnes=(Entete("", "Heures"),),
        cellules=tuple((Decimal("170.25") + mois,) for mois in range(1, 13)), totaux_lignes=None,
        totaux_colonnes=(Decimal("2121.00"),), total=Decimal("2121.00"), decimales=2,
    ),
    "seances_par_mois": tableau(
        lignes=tuple(Entete(f"{mois}", f"Mois {mois}") for mois in range(1, 13)), colonnes=(Entete("", "Séances"),),
        cellules=tuple((70 + mois,) for mois in range(1, 13)), totaux_lignes=None, totaux_colonnes=(918,), total=918,
    ),
}  # fmt: skip


def exemple(id):
    return replace(EXEMPLES.get(id, tableau()), id=GRAPHIQUES[id].tableau)


def dessine(id, avant=None):
    un = exemple(id)
    return dessiner(id, {un.id: un}, {un.id: avant} if avant else {}, 2024)


def textes(illustration, dessin="svg"):
    return re.findall(r"<text[^>]*>([^<]*)</text>", getattr(illustration, dessin))


@pytest.mark.parametrize("id", GRAPHIQUES)
def test_a_chart_writes_the_numbers_of_its_table(id):
    ecrits = textes(dessine(id))
    attendus = {
        "heures": ["1\u202f000,25", "30,25"],
        "problematiques": ["8", "11"],
        "ages_rencontres": ["11", "12", "1\u202f313", "14"],
        "ages_accompagnes": ["11", "12", "1\u202f313", "14"],
        "nouveaux": ["22", "4", "1\u202f322", "5"],
        "heures_par_mois": [f"{170 + mois}" for mois in range(1, 13)],
        "seances_par_mois": [f"{70 + mois}" for mois in range(1, 13)],
    }.get(id, ["3", "7"])
    assert set(attendus) <= set(ecrits)


@pytest.mark.parametrize("id", GRAPHIQUES)
def test_on_a_phone_a_chart_is_narrower_and_writes_the_same_numbers(id):
    illustration = dessine(id)
    [largeur] = re.findall(r'^<svg[^>]* width="([\d.]+)"', illustration.svg_etroit)
    assert float(largeur) <= 340
    chiffres = [texte for texte in textes(illustration) if texte[:1].isdigit()]
    assert set(chiffres) <= set(textes(illustration, "svg_etroit"))


def test_on_a_phone_a_long_name_stands_whole_on_several_lines():
    longue = tableau(lignes=(Entete("a", "Santé, psychologie, handicap"), Entete("b", "b")), id="statuts")
    etroit = dessiner("statuts", {"statuts": longue}, {}, 2024).svg_etroit
    assert re.findall(r"<tspan[^>]*>([^<]*)</tspan>", etroit) == ["Santé,", "psychologie,", "handicap"]


@pytest.mark.parametrize("id", GRAPHIQUES)
def test_a_chart_is_told_in_words_with_its_total(id):
    un = exemple(id)
    assert nombre(un.total, un.decimales) in dessine(id).alternative


def test_last_year_stands_beside_this_one():
    avant = tableau(cellules=((40, 2), (60, 4)), totaux_lignes=(42, 64), totaux_colonnes=(100, 6), total=106)
    illustration = dessine("statuts", avant)
    assert {"2024", "2023", "3", "7", "42", "64"} <= set(textes(illustration))
    assert "En 2023, le total était de 106" in illustration.alternative


def test_who_is_neither_a_girl_nor_a_boy_is_said():
    illustration = dessine("ages_rencontres")
    assert any("non renseigné : 3" in texte for texte in textes(illustration))
    assert "non renseigné : 3" in illustration.alternative


@pytest.mark.parametrize("id", GRAPHIQUES)
def test_nothing_is_drawn_where_there_is_nothing(id):
    vide = replace(
        exemple(id),
        cellules=tuple(tuple(0 for _ in ligne) for ligne in exemple(id).cellules),
        totaux_lignes=exemple(id).totaux_lignes and tuple(0 for _ in exemple(id).lignes),
        totaux_colonnes=None, total=0, groupes=(),
    )  # fmt: skip
    assert dessiner(id, {vide.id: vide}, {}, 2024) is None
    assert dessiner(id, {}, {}, 2024) is None


def test_an_unknown_chart_is_no_chart():
    assert dessiner("absent", {}, {}, 2024) is None


def test_every_chart_of_a_canvas_is_in_the_catalogue_and_every_chart_has_its_table():
    tableaux = {definition.id for definition in CATALOGUE}
    assert {graphique.tableau for graphique in GRAPHIQUES.values()} <= tableaux
    for code, _ in presets():
        blocs = [bloc for section in lire_preset(code).canevas for bloc in section.blocs]
        assert {bloc.id for bloc in blocs if bloc.genre is GenreBloc.GRAPHIQUE} <= set(GRAPHIQUES)


def test_a_drawing_is_self_contained_and_two_do_not_clash():
    dessins = [dessine(id) for id in ("heures", "statuts")]
    svgs = [svg for dessin in dessins for svg in (dessin.svg, dessin.svg_etroit)]
    for svg in svgs:
        assert "<script" not in svg
        assert not re.search(r"href=\"(?!#)", svg)
    noms = [nom for svg in svgs for nom in set(re.findall(r'\bid="([^"]+)"', svg))]
    assert len(noms) == len(set(noms))


def test_a_hostile_label_is_only_text():
    hostile = tableau(lignes=(Entete("a", "<script>alert(1)</script>"), Entete("b", "b")), id="statuts")
    assert "<script" not in dessiner("statuts", {"statuts": hostile}, {}, 2024).svg


def test_the_same_figures_give_the_same_drawing_in_another_process():
    programme = (
        "import os, hashlib, django\n"
        "os.environ['DJANGO_SETTINGS_MODULE'] = 'allervers.config.settings'\n"
        "django.setup()\n"
        "from tests.rapport.test_graphiques import GRAPHIQUES, dessine\n"
        "for id in {}: dessine(id)\n"
        "print(hashlib.sha256(dessine('statuts').svg.encode()).hexdigest())\n"
    )
    sorties = {
        subprocess.run(  # noqa: S603
            [sys.executable, "-c", programme.format(avant)], capture_output=True, text=True, check=True
        ).stdout
        for avant in ("()", "('heures', 'durees')")
    }
    assert len(sorties) == 1


def test_colours_are_told_apart_in_grey():
    def clarte(couleur):
        rouge, vert, bleu = (int(couleur[rang : rang + 2], 16) for rang in (1, 3, 5))
        return 0.2126 * rouge + 0.7152 * vert + 0.0722 * bleu

    for claire in (dessin.AMBRE, dessin.PALE):
        assert clarte(claire) - clarte(dessin.PETROLE) > 80
