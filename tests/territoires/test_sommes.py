"""A file by IRIS gives a commune or a quartier what adds up, exactly, and refuses what does not."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allervers.territoires.fichiers.lecture import Fichier, Ligne
from allervers.territoires.fichiers.valeurs import donnee
from allervers.territoires.models import ValeurIndicateur

from .test_fichiers import choisir, envoyer

IRIS = (
    "IRIS;COM;LIBIRIS;P21_POP;P21_CHOM1564;P21_ACT1564;DISP_MED21;NB_LICENCES;TX_PAUVRETE\n"
    "622150101;62215;Nord;2450,481;100,5;1000;18 200;12;31,5\n"
    "622150102;62215;Sud;1800,352;50,25;500;17 100;8;25\n"
    "622160000;62216;Carency;700;10;300;22 000;3;9\n"
)
CHOMAGE = {"colonne_chomage": "P21_CHOM1564", "base_chomage": "P21_ACT1564"}


@pytest.fixture
def germinal(lieux):
    lieux["germinal"].code_officiel = "622150101"
    lieux["germinal"].save()
    return lieux["germinal"]


def lues() -> dict:
    return {
        (ligne.territoire.code, ligne.indicateur.code): ligne.valeur
        for ligne in ValeurIndicateur.objects.all()
    }


def test_the_numbers_of_the_iris_of_a_commune_are_added_and_a_share_is_that_of_the_sums(secretaire, germinal):
    page = envoyer(secretaire, IRIS)
    assert (
        "<strong>Carvin, Germinal</strong>" in page.text
        and "Carvin (2)&#8239;: 622150101, 622150102" in page.text
    )
    choix = {"colonne_population": "P21_POP"} | CHOMAGE
    apercu = choisir(secretaire, page, **choix)
    assert "622150101, 622150102" in apercu.text
    choisir(secretaire, apercu, **choix)
    assert lues() == {
        # Added before it is rounded.
        ("carvin", "population"): Decimal(4251),
        ("carvin", "chomage"): Decimal("10.05"),
        ("germinal", "population"): Decimal(2450),
        ("germinal", "chomage"): Decimal("10.05"),
    }


@pytest.mark.parametrize(
    ("choix", "dit"),
    [
        ({"colonne_chomage": "TX_PAUVRETE"}, "Une part, une moyenne ou une médiane ne s’additionne pas"),
        (
            {"colonne_population": "DISP_MED21"},
            "«\u00a0DISP_MED21\u00a0» est une part, une moyenne ou une médiane",
        ),
        (
            {"colonne_chomage": "TX_PAUVRETE", "base_chomage": "P21_POP"},
            "«\u00a0TX_PAUVRETE\u00a0» est une part",
        ),
    ],
)
def test_a_share_or_a_median_is_kept_for_one_iris_and_refused_for_several(secretaire, germinal, choix, dit):
    page = envoyer(secretaire, IRIS)
    apercu = choisir(secretaire, page, **choix)
    assert apercu.status_code == 200 and dit in apercu.text
    choisir(secretaire, apercu, **choix)
    assert {lieu for lieu, _ in lues()} == {"germinal"}


def test_a_count_that_has_decimals_and_no_name_of_the_census_is_not_added(secretaire, germinal):
    page = envoyer(secretaire, IRIS.replace("NB_LICENCES", "LICENCES").replace(";12;", ";12,5;"))
    choix = {"colonne_population": "LICENCES"}
    assert "a des décimales" in choisir(secretaire, page, **choix).text
    choix = {"colonne_population": "NB_LICENCES"}
    choisir(secretaire, choisir(secretaire, envoyer(secretaire, IRIS), **choix), **choix)
    assert lues() == {("carvin", "population"): 20, ("germinal", "population"): 12}


def test_what_is_secret_in_an_iris_is_not_communicated_for_the_commune_and_a_hole_is_no_zero(
    secretaire, germinal
):
    choix = {"colonne_population": "P21_POP"}
    apercu = choisir(secretaire, envoyer(secretaire, IRIS.replace("1800,352", "s")), **choix)
    assert "non communiqué pour 622150102" in apercu.text
    choisir(secretaire, apercu, **choix)
    assert lues() == {("carvin", "population"): None, ("germinal", "population"): 2450}
    troue = choisir(secretaire, envoyer(secretaire, IRIS.replace("1800,352", "")), **choix)
    assert "la somme ne serait pas entière" in troue.text


def test_a_quartier_made_of_several_iris_is_their_sum_and_nothing_when_one_is_missing(secretaire, germinal):
    germinal.code_officiel = "622150101, 622150102"
    germinal.save()
    choix = {"colonne_population": "P21_POP"}
    choisir(secretaire, choisir(secretaire, envoyer(secretaire, IRIS), **choix), **choix)
    assert lues()["germinal", "population"] == 4251
    germinal.code_officiel = "622150101 622150199"
    germinal.save()
    page = envoyer(secretaire, IRIS)
    assert "<strong>Carvin</strong>" in page.text and "il lui manque dans ce fichier 622150199" in page.text


EFFECTIFS = st.decimals(min_value=1, max_value=10**6, places=6)


@given(st.lists(st.tuples(EFFECTIFS, EFFECTIFS), min_size=2, max_size=12))
def test_however_a_commune_is_cut_its_figures_are_the_same(parts):
    def fichier(lignes) -> Fichier:
        return Fichier(
            "x.csv", "IRIS", ("P21_CHOM", "P21_ACT"),
            tuple(Ligne(rang, "lieu", str(rang), tuple(map(str, ligne))) for rang, ligne in enumerate(lignes)),
            len(lignes), (), ("", ""),
        )  # fmt: skip

    coupee = fichier([(min(paire), max(paire)) for paire in parts])
    entiere = fichier([tuple(map(sum, zip(*[(min(paire), max(paire)) for paire in parts], strict=True)))])
    for colonnes, indicateur in ((["P21_CHOM"], "Chômeurs"), (["P21_CHOM", "P21_ACT"], "Taux de chômage, %")):
        un, autre = (donnee(lu, lu.lignes, colonnes, indicateur) for lu in (coupee, entiere))
        assert un == autre and un.valeur is not None


def test_a_zero_that_a_spreadsheet_dropped_is_found_again(secretaire, germinal):
    germinal.code_officiel = "010040101"
    germinal.save()
    page = envoyer(secretaire, "IRIS;P21_POP\n10040101;12\n10040102;13\n")
    assert "<strong>Germinal</strong>" in page.text
