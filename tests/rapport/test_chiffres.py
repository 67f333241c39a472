"""Live figures: what a sentence says follows the records; what is typed by hand is checked against the tables."""

from dataclasses import replace

import pytest

from allervers.rapport.chiffres import chiffres_cites, chiffres_disponibles, chiffres_inconnus, inserer
from allervers.rapport.lecture import Lecture
from allervers.rapport.prose import lire_prose
from allervers.rapport.verification import contradictions, nombres_tapes
from allervers.referentiel.presets import lire_preset
from allervers.tableaux.tableau import Entete, Etat

from .test_presentation import tableau

ACCOMPAGNES = tableau(id="jeunes_accompagnes_sexe_age", base=10, unite="jeunes différents")
AVANT = tableau(
    id="jeunes_accompagnes_sexe_age", cellules=((1, 1), (1, 1)), totaux_lignes=(2, 2), totaux_colonnes=(2, 2),
    total=4, base=4, unite="jeunes différents",
)  # fmt: skip
HEURES = tableau(
    id="heures_par_type_activite", unite="heures", population="heures", lignes=(Entete("heures", "Heures"),),
    cellules=((7000, 682),), totaux_lignes=(7682,), totaux_colonnes=None, total=7682,
)  # fmt: skip


@pytest.fixture
def lecture():
    return Lecture(2024, lire_preset("62"), (ACCOMPAGNES, HEURES), (AVANT,))


@pytest.mark.parametrize(
    ("ecrit", "lu"),
    [
        ("{jeunes_accompagnes.total} jeunes", "10 jeunes"),
        ("{jeunes_accompagnes_sexe_age.total}", "10"),
        ("{jeunes_accompagnes.b}", "7"),
        ("{jeunes_accompagnes.b.x}", "3"),
        ("{jeunes_accompagnes.total.y}", "6"),
        ("{jeunes_accompagnes.total.n-1}, {jeunes_accompagnes.total.ecart}", "4, +\u00a06"),
        ("{heures.total}", "7\u202f682"),
        ("{heures.heures.y}", "682"),
        ("sans chiffre", "sans chiffre"),
        ("{ceci} n'est rien", "{ceci} n'est rien"),
    ],
)
def test_a_live_figure_is_what_the_table_says(lecture, ecrit, lu):
    assert inserer(ecrit, lecture) == lu
    assert chiffres_inconnus(ecrit, lecture) == []


@pytest.mark.parametrize(
    "ecrit", ["{jeunes_accompagnes.total}. Puis", "Avant\n{jeunes_accompagnes.total.ecart}"]
)
def test_a_figure_that_begins_a_line_is_neither_a_list_nor_a_heading(lecture, ecrit):
    pareille = replace(lecture, precedents=lecture.tableaux)
    [alinea] = lire_prose(inserer(ecrit, pareille))
    assert alinea.genre == "paragraphe"
    assert alinea.segments[0].texte in ("10. Puis", "Avant =")


def test_the_editor_is_told_how_the_figures_of_a_text_read(lecture):
    texte = "{jeunes_accompagnes.total} et {heures.absent}"
    assert chiffres_cites(texte, lecture) == {"jeunes_accompagnes.total": "10", "heures.absent": ""}


@pytest.mark.parametrize("inconnu", ["{absent.total}", "{heures.absent}", "{heures.total.n-1}"])
def test_a_figure_that_no_table_has_is_said_and_not_invented(lecture, inconnu):
    assert inserer(inconnu, lecture) == f"\\[chiffre inconnu : {inconnu[1:-1]}]"
    assert chiffres_inconnus(f"Avant {inconnu} après", lecture) == [inconnu]


def test_every_figure_that_is_offered_can_be_inserted(lecture):
    offerts = chiffres_disponibles(lecture, ["jeunes_accompagnes_sexe_age", "heures_par_type_activite"])
    assert {chiffre.nom for chiffre in offerts} >= {"jeunes_accompagnes.total", "heures.total"}
    for chiffre in offerts:
        assert inserer(f"{{{chiffre.nom}}}", lecture) == chiffre.valeur


def test_an_unknown_value_is_not_offered():
    inconnu = tableau(total=Etat.NON_RENSEIGNE)
    lecture = Lecture(2024, lire_preset("62"), (inconnu,))
    assert "t.total" not in {chiffre.nom for chiffre in chiffres_disponibles(lecture, ["t"])}


@pytest.mark.parametrize("vrai", [
    "10 jeunes accompagnés", "7 jeunes et 3 filles", "en 2024, le 12 mars", "{jeunes_accompagnes.total} jeunes",
    "les 15 à 18 ans", "4 jeunes l'an dernier", "99 chats", "à 18 h 30",
])  # fmt: skip
def test_what_agrees_with_the_table_or_says_something_else_is_left_alone(vrai):
    assert contradictions(vrai, [ACCOMPAGNES], [AVANT]) == []


@pytest.mark.parametrize(
    ("faux", "citation"),
    [
        ("Nous avons suivi 211 jeunes.", "211 jeunes"),
        ("avec 12 nouveaux jeunes", "12 nouveaux jeunes"),
        ("1\u202f200 jeunes", "1\u202f200 jeunes"),
        ("dont 89 filles", "89 filles"),
    ],
)
def test_a_typed_number_that_the_table_does_not_hold_is_pointed_out(faux, citation):
    assert [c.citation for c in contradictions(faux, [ACCOMPAGNES], [AVANT])] == [citation]


def test_counts_typed_by_hand_are_listed_and_live_figures_are_not():
    texte = "{jeunes_accompagnes.total} jeunes, dont 12 filles, en 2024, le 3 mars, pendant 40 heures."
    assert nombres_tapes(texte) == ["12 filles", "40 heures"]


def test_a_table_of_hours_says_nothing_of_youths():
    assert contradictions("211 jeunes", [HEURES], []) == []
    assert [c.citation for c in contradictions("7 000 heures, puis 6 500 heures", [HEURES], [])] == [
        "6 500 heures"
    ]
