"""Tables on paper: nothing is cut, whatever the columns say."""

from hypothesis import given
from hypothesis import strategies as st

from allervers.rapport.document import TableauDuDocument
from allervers.rapport.presentation import presenter
from allervers.rapport.rendus.mise_en_page import (
    CORPS,
    CORPS_SERRE,
    PAYSAGE,
    PORTRAIT,
    _largeur,
    couper,
    est_large,
)
from allervers.tableaux.tableau import Entete

from .test_docx import large, tableau

MOTS = st.lists(
    st.sampled_from(["de", "11 à 14", "Accompagnements", "sport", "à l’école"]), min_size=1, max_size=5
)


def de_colonnes(*libelles, groupes=None):
    """A table of one row, and one column a label."""
    groupes = groupes or [None] * len(libelles)
    return tableau(
        lignes=(Entete("a", "Une ligne"),),
        colonnes=tuple(
            Entete(str(rang), libelle, groupe)
            for rang, (libelle, groupe) in enumerate(zip(libelles, groupes, strict=True))
        ),
        cellules=((7,) * len(libelles),),
        totaux_lignes=None, totaux_colonnes=None, total=None, groupes=(),
    )  # fmt: skip


@given(st.lists(MOTS.map(" ".join), min_size=1, max_size=30), st.sampled_from([PORTRAIT, PAYSAGE]))
def test_every_column_stands_once_holds_its_words_and_the_page_holds_it(libelles, place):
    [grille] = presenter(de_colonnes(*libelles)).grilles
    morceaux = list(couper(grille, place))
    assert [rang for morceau in morceaux for rang in morceau.rangs] == list(range(len(libelles)))
    for morceau in morceaux:
        corps = CORPS_SERRE if morceau.est_serre else CORPS
        assert sum(morceau.largeurs) <= place + 1e-9
        for rang, largeur in zip(morceau.rangs, morceau.largeurs[1:], strict=True):
            assert largeur >= max(_largeur(mot, corps) for mot in libelles[rang].split(" "))


def test_columns_of_one_kind_have_one_width():
    [grille] = presenter(de_colonnes("Filles", "Garçons", "Non renseigné")).grilles
    [morceau] = couper(grille, PORTRAIT)
    assert len(set(morceau.largeurs[1:])) == 1


def test_letters_get_smaller_before_a_page_is_turned():
    huit = de_colonnes(*["Accompagnements"] * 5, "Part")
    [grille] = presenter(huit).grilles
    assert not est_large(TableauDuDocument(presenter(huit)))
    [morceau] = couper(grille, PORTRAIT)
    assert morceau.est_serre


def test_one_wide_commune_among_others_is_cut_and_does_not_turn_the_page():
    communes = de_colonnes(
        *["Accompagnements"] * 9, "Foot", "Vélo", groupes=[*["Carvin"] * 9, "Oignies", "Courrières"]
    )
    presente = presenter(communes)
    assert not est_large(TableauDuDocument(presente))
    premier, *autres = couper(presente.grilles[0], PORTRAIT)
    assert autres and all(morceau.est_suite for morceau in autres) and not premier.est_suite
    assert est_large(TableauDuDocument(presenter(large(10))))
