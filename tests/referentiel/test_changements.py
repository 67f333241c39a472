"""Changing lists, statuses and bands, as values: nothing is ever deleted, and what cannot be says why."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allervers.referentiel.changements import (
    LigneDeListe,
    ReglageRefuse,
    changer_durees,
    changer_liste,
    changer_statuts,
    changer_tranches,
    differences_de_liste,
    differences_de_statuts,
    differences_de_tranches,
    empreinte,
)
from allervers.referentiel.presets import lire_preset
from allervers.reglages.listes import DANS, saisie_de_liste
from allervers.reglages.statuts import saisie_de_statuts
from allervers.reglages.tranches import saisie_de_tranches

PRESET = lire_preset("62")


def lignes_de(liste):
    return list(saisie_de_liste(PRESET, liste, None, {}).lignes)


@given(st.sampled_from(sorted(PRESET.listes)), st.data())
def test_a_list_in_any_order_with_some_lines_missing_keeps_every_term_under_its_parent(liste, data):
    lignes = data.draw(st.permutations(lignes_de(liste)))
    lignes = lignes[: data.draw(st.integers(0, len(lignes)))]
    change = changer_liste(PRESET, liste, lignes, DANS.get(liste, ()))
    avant, apres = ({terme.code: terme for terme in un.listes[liste]} for un in (PRESET, change))
    assert avant == apres
    codes = list(apres)
    for code, terme in apres.items():
        assert terme.parent is None or codes.index(terme.parent) < codes.index(code)
    assert {nom: set(codes) for nom, codes in change.regroupements.items()} == {
        nom: set(codes) for nom, codes in PRESET.regroupements.items()
    }


@given(st.sampled_from(sorted(PRESET.listes)))
def test_sending_a_page_back_as_it_is_changes_nothing(liste):
    assert changer_liste(PRESET, liste, lignes_de(liste), DANS.get(liste, ())) == PRESET
    for saisie in (saisie_de_statuts(PRESET, None, {}), saisie_de_tranches(PRESET, None)):
        assert saisie.changement(PRESET) == PRESET


@given(st.lists(st.integers(0, 119), min_size=1, max_size=8, unique=True), st.none() | st.integers(0, 119))
def test_age_bands_follow_each_other_and_never_overlap(debuts, dernier):
    if dernier is not None and dernier < max(debuts):
        with pytest.raises(ReglageRefuse, match="dernier âge"):
            changer_tranches(PRESET, debuts, dernier)
        return
    tranches = changer_tranches(PRESET, debuts, dernier).tranches
    assert [tranche.age_min for tranche in tranches] == sorted(debuts)
    assert [tranche.age_sous for tranche in tranches[:-1]] == sorted(debuts)[1:]
    assert tranches[-1].age_sous == (None if dernier is None else dernier + 1)
    assert len({tranche.code for tranche in tranches}) == len(tranches)
    for age in range(120):
        assert sum(un.age_min <= age < (un.age_sous or 999) for un in tranches) <= 1


def test_bands_that_stay_keep_their_code_and_their_label():
    tranches = changer_tranches(PRESET, [0, 11, 14, 19, 22], None).tranches
    assert [un.libelle for un in tranches] == [
        "Moins de 11 ans", "11 à 13 ans", "14 à 18 ans", "19 à 21 ans", "Plus de 21 ans",
    ]  # fmt: skip
    assert tranches[0] == PRESET.tranches[0]
    assert [un.libelle for un in changer_durees(PRESET, [6, 18]).durees] == [
        "Moins de 6 mois", "6 mois à moins de 18 mois", "18 mois et plus",
    ]  # fmt: skip


def test_a_new_term_has_a_code_of_its_own_and_a_family_that_takes_it():
    lignes = [*lignes_de("type_activite"), LigneDeListe("", "Entretien", "travail_de_rue")]
    lignes.append(LigneDeListe("", "Maraude", dans=frozenset({"saisie_sortie"})))
    change = changer_liste(PRESET, "type_activite", lignes, DANS["type_activite"])
    assert change.racine("type_activite", "entretien_2") == "travail_de_rue"
    assert "maraude" in change.regroupements["saisie_sortie"]
    assert change.regroupements["actions_collectives"] == PRESET.regroupements["actions_collectives"]
    assert [une.texte for une in differences_de_liste(PRESET, change, "type_activite")] == [
        "« Entretien » : ajouté",
        "« Maraude » : ajouté",
    ]


@pytest.mark.parametrize(
    ("libelle", "raison"),
    [
        ("", "lettres ou des chiffres"),
        ("…", "lettres ou des chiffres"),
        ("Collège", "deux fois"),
        ("a" * 401, "long"),
    ],
)
def test_a_label_that_cannot_be_says_why(libelle, raison):
    with pytest.raises(ReglageRefuse, match=raison):
        changer_liste(PRESET, "situation", [*lignes_de("situation"), LigneDeListe("", libelle)])


def test_a_retired_term_leaves_its_label_to_another():
    lignes = [replace(un, est_retire=un.code == "college") for un in lignes_de("situation")]
    change = changer_liste(PRESET, "situation", [*lignes, LigneDeListe("", "Collège")])
    assert "college_2" in change.libelles("situation")
    assert [une.texte for une in differences_de_liste(PRESET, change, "situation")] == [
        "« Collège » : retiré",
        "« Collège » : ajouté",
    ]


def test_a_family_is_retired_once_all_that_is_below_it_is():
    rue = [replace(un, est_retire=un.code == "travail_de_rue") for un in lignes_de("type_activite")]
    with pytest.raises(ReglageRefuse, match="contient encore « Travail de nuit »"):
        changer_liste(PRESET, "type_activite", rue)
    rue = [replace(un, est_retire=un.est_retire or un.code == "travail_de_nuit") for un in rue]
    assert changer_liste(PRESET, "type_activite", rue).listes["type_activite"][0].est_retire


def test_a_service_always_has_a_status_that_counts_and_one_to_begin_with():
    sans = [replace(statut, compte_comme_accompagne=False) for statut in PRESET.statuts]
    with pytest.raises(ReglageRefuse, match="compte comme un accompagnement"):
        changer_statuts(PRESET, sans)
    with pytest.raises(ReglageRefuse, match="commencer"):
        changer_statuts(PRESET, [replace(statut, est_une_entree=False) for statut in PRESET.statuts])


def test_what_a_status_becomes_is_told_in_words():
    change = changer_statuts(
        PRESET,
        [
            replace(statut, delai_revision_mois=3, suivants=("asep",)) if statut.code == "paei" else statut
            for statut in PRESET.statuts
        ],
    )
    assert [une.texte for une in differences_de_statuts(PRESET, change)] == [
        "« PAEI » : à revoir tous les 3 mois",
        "« PAEI » : peut être suivi de : ASEP",
    ]


def test_what_goes_and_what_comes_is_told_of_the_bands():
    change = changer_tranches(PRESET, [0, 11, 14, 19, 22], None)
    assert [une.texte for une in differences_de_tranches(PRESET, change)] == [
        "« 11 à 14 ans » : n’est plus comptée",
        "« 15 à 18 ans » : n’est plus comptée",
        "« 11 à 13 ans » : nouvelle",
        "« 14 à 18 ans » : nouvelle",
    ]


def test_the_fingerprint_tells_two_lists_apart():
    autre = changer_tranches(PRESET, [0, 11], None)
    assert empreinte(PRESET.tranches) == empreinte(lire_preset("62").tranches) != empreinte(autre.tranches)
