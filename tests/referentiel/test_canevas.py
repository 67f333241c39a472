"""Changing the plan of the report: nothing is lost on the way, and a past year keeps its own."""

import json
from collections import Counter
from dataclasses import asdict, replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from allervers.comptes.models import Service
from allervers.echanges.operations import importer
from allervers.journal.models import LigneJournal
from allervers.rapport.lecture import lire_annee
from allervers.referentiel.canevas import (
    CanevasRefuse,
    Sens,
    ajouter_bloc,
    ajouter_section,
    blocs,
    changer,
    cle,
    deplacer,
    empreinte,
    masquer,
    nouveau_texte,
    retirer,
    trouver,
    verifier,
)
from allervers.referentiel.lecture import referentiel_du_service
from allervers.referentiel.models import Millesime, TrancheAge
from allervers.referentiel.operations import CanevasModifieEntreTemps, modifier_canevas
from allervers.referentiel.presets import lire_preset, presets
from allervers.referentiel.valeur import BlocCanevas, GenreBloc, SectionCanevas, lire_canevas
from tests.personnages import ecrire_annee


@st.composite
def canevas_possibles(draw):
    """A plan of a few sections, each block once."""
    niveaux = [2, *draw(st.lists(st.sampled_from([2, 3]), max_size=6))]
    genres = draw(st.lists(st.sampled_from(GenreBloc), max_size=10))
    rangs = [draw(st.integers(0, len(niveaux) - 1)) for _ in genres]
    tous = [BlocCanevas(genre, f"b{numero}") for numero, genre in enumerate(genres)]
    return tuple(
        SectionCanevas(
            f"Section {rang}", niveau, tuple(b for b, r in zip(tous, rangs, strict=True) if r == rang)
        )
        for rang, niveau in enumerate(niveaux)
    )


@st.composite
def canevas_et_element(draw):
    canevas = draw(canevas_possibles())
    return canevas, cle(draw(st.sampled_from([*canevas, *blocs(canevas)])))


def contenu(canevas) -> Counter:
    """What a plan holds, in no order."""
    return Counter([*(replace(section, blocs=()) for section in canevas), *blocs(canevas)])


@given(canevas_et_element(), st.sampled_from(Sens))
def test_moving_neither_loses_nor_duplicates_anything(cas, sens):
    canevas, quoi = cas
    deplace = deplacer(canevas, quoi, sens)
    assert contenu(deplace) == contenu(canevas)
    verifier(deplace)


@given(canevas_et_element(), st.sampled_from(Sens))
def test_moving_there_and_back_changes_nothing(cas, sens):
    canevas, quoi = cas
    deplace = deplacer(canevas, quoi, sens)
    assume(deplace != canevas)
    assert deplacer(deplace, quoi, Sens(-sens)) == canevas


@given(canevas_possibles(), st.sampled_from(Sens), st.data())
def test_a_section_moves_with_its_sub_sections_and_their_blocks(canevas, sens, data):
    section = data.draw(st.sampled_from([section for section in canevas if section.niveau == 2]))

    def avec_ses_sous_sections(plan):
        suite = plan[plan.index(section) + 1 :]
        fin = next((rang for rang, autre in enumerate(suite) if autre.niveau == 2), len(suite))
        return section, *suite[:fin]

    assert avec_ses_sous_sections(deplacer(canevas, cle(section), sens)) == avec_ses_sous_sections(canevas)


@given(canevas_possibles(), st.sampled_from(Sens), st.data())
def test_a_block_moves_past_one_thing_only(canevas, sens, data):
    assume(list(blocs(canevas)))
    bloc = data.draw(st.sampled_from(list(blocs(canevas))))

    def lus(plan):
        return [lu for section in plan for lu in (section.titre, *section.blocs)]

    avant, apres = lus(canevas), lus(deplacer(canevas, cle(bloc), sens))
    assert abs(apres.index(bloc) - avant.index(bloc)) <= 1
    assert [lu for lu in apres if lu != bloc] == [lu for lu in avant if lu != bloc]


@given(canevas_et_element())
def test_hiding_then_showing_changes_nothing(cas):
    canevas, quoi = cas
    masque = masquer(canevas, quoi)
    assert masque != canevas
    assert masquer(masque, quoi, est_masque=False) == canevas


@given(canevas_possibles(), st.text(max_size=80), st.data())
def test_a_text_added_then_taken_away_leaves_the_plan_as_it_was(canevas, titre, data):
    section = data.draw(st.sampled_from(canevas))
    bloc = nouveau_texte(canevas, titre)
    ajoute = ajouter_bloc(canevas, cle(section), bloc)
    verifier(ajoute)
    assert contenu(ajoute)[bloc] == 1
    assert retirer(ajoute, cle(bloc)) == canevas


@given(canevas_possibles(), st.data())
def test_a_section_added_then_taken_away_leaves_the_plan_as_it_was(canevas, data):
    parentes = [cle(section) for section in canevas if section.niveau == 2]
    dans = data.draw(st.sampled_from(["", *parentes]))
    ajoute = ajouter_section(canevas, "Une section neuve", dans)
    verifier(ajoute)
    assert retirer(ajoute, "section-une-section-neuve") == canevas


@given(canevas_possibles(), canevas_possibles())
def test_the_fingerprint_tells_two_plans_apart(un, autre):
    assert (empreinte(un) == empreinte(autre)) == (un == autre)
    garde = lire_canevas(json.loads(json.dumps([asdict(section) for section in un])))
    assert empreinte(garde) == empreinte(un)


PLAN = (
    SectionCanevas("I. Édito", blocs=(BlocCanevas(GenreBloc.TEXTE, "edito", contenu="Bonjour."),)),
    SectionCanevas("II. Activité"),
    SectionCanevas("II. 1. Rue", niveau=3, blocs=(BlocCanevas(GenreBloc.TABLEAU, "statuts"),)),
)


def test_a_sub_section_goes_on_into_the_next_section():
    plan = (*PLAN, SectionCanevas("III. Suite"))
    titres = [s.titre for s in deplacer(plan, "section-ii-1-rue", Sens.DESCENDRE)]
    assert titres == ["I. Édito", "II. Activité", "III. Suite", "II. 1. Rue"]


def test_a_new_sub_section_stands_at_the_end_of_its_section():
    plan = ajouter_section(PLAN, "I. 1. Mot du président", dans="section-i-edito")
    assert [s.titre for s in plan] == ["I. Édito", "I. 1. Mot du président", "II. Activité", "II. 1. Rue"]
    assert plan[1].niveau == 3


def test_the_name_of_a_new_text_comes_from_its_title_and_is_its_own():
    assert nouveau_texte(PLAN, "Médiation & santé !").id == "mediation_sante"
    assert nouveau_texte(PLAN, "Édito").id == "edito_2"
    assert nouveau_texte(PLAN, "…").id == "texte"
    assert len(nouveau_texte(PLAN, "long " * 100).id) <= 60


def test_a_new_table_brings_its_observations_once():
    bloc = BlocCanevas(GenreBloc.TABLEAU, "scolarite")
    plan = ajouter_bloc(PLAN, "section-ii-activite", bloc)
    assert [cle(b) for b in plan[1].blocs] == ["tableau-scolarite", "texte-observations_scolarite"]
    plan = ajouter_bloc(retirer(plan, "tableau-scolarite"), "section-ii-activite", bloc)
    assert [cle(b) for b in plan[1].blocs] == ["texte-observations_scolarite", "tableau-scolarite"]


def test_changing_a_title_changes_nothing_else():
    plan = changer(PLAN, "texte-edito", titre="Mot de la direction")
    assert trouver(plan, "texte-edito") == BlocCanevas(
        GenreBloc.TEXTE, "edito", "Mot de la direction", contenu="Bonjour."
    )
    assert plan[1:] == PLAN[1:]


@pytest.mark.parametrize("quoi", ["section-i-edito", "section-ii-activite", "section-ii-1-rue"])
def test_a_section_with_something_in_it_cannot_be_taken_away(quoi):
    with pytest.raises(CanevasRefuse, match="n'est pas vide"):
        retirer(PLAN, quoi)


@pytest.mark.parametrize(
    ("plan", "raison"),
    [
        ((), "commence par une section"),
        (PLAN[2:], "commence par une section"),
        (changer(PLAN, "section-i-edito", titre="!"), "lettres ou des chiffres"),
        (changer(PLAN, "section-i-edito", titre="II Activite"), "s'appelle déjà"),
        (ajouter_bloc(PLAN, "section-ii-activite", BlocCanevas(GenreBloc.TABLEAU, "statuts")), "déjà"),
    ],
)
def test_what_cannot_be_a_plan_says_why(plan, raison):
    with pytest.raises(CanevasRefuse, match=raison):
        verifier(plan)


@pytest.mark.parametrize("code", [code for code, _ in presets()])
def test_the_plan_of_a_preset_can_be_a_plan(code):
    assert verifier(lire_preset(code).canevas) is None


@pytest.fixture
def service(db, tmp_path):
    importer(source=ecrire_annee(tmp_path))
    return Service.objects.get()


def canevas_de(service, annee):
    return referentiel_du_service(service, annee).canevas


def test_a_plan_changed_for_a_year_leaves_the_years_before_as_they_were(service):
    avant = canevas_de(service, 2023)
    modifier_canevas(service=service, annee=2024, canevas=PLAN)
    assert canevas_de(service, 2023) == avant
    assert canevas_de(service, 2024) == canevas_de(service, 2025) == PLAN


def test_a_plan_with_its_own_year_after_it_changes_that_year_no_more(service):
    modifier_canevas(service=service, annee=2025, canevas=PLAN)
    modifier_canevas(service=service, annee=2024, canevas=PLAN[:1])
    assert canevas_de(service, 2025) == PLAN


def test_changing_the_plan_changes_neither_lists_nor_figures(service):
    avant = referentiel_du_service(service, 2024)
    tableaux = lire_annee(service, 2024).tableaux
    for plan in (PLAN, PLAN[:1]):
        modifier_canevas(service=service, annee=2024, canevas=plan)
        assert referentiel_du_service(service, 2024) == replace(avant, canevas=plan)
        assert lire_annee(service, 2024).tableaux == tableaux


def test_a_second_change_of_the_same_year_rewrites_its_plan_and_keeps_its_age_bands(service):
    modifier_canevas(service=service, annee=2024, canevas=PLAN)
    tranches = set(TrancheAge.objects.values_list("pk", flat=True))
    modifier_canevas(service=service, annee=2024, canevas=PLAN[:1])
    assert Millesime.objects.filter(service=service).count() == 2
    assert set(TrancheAge.objects.values_list("pk", flat=True)) == tranches


def test_the_same_plan_again_writes_nothing(service):
    lignes = LigneJournal.objects.count()
    modifier_canevas(service=service, annee=2024, canevas=canevas_de(service, 2024))
    assert (Millesime.objects.count(), LigneJournal.objects.count()) == (1, lignes)


def test_the_journal_says_that_the_plan_changed_and_never_what_it_says(service):
    modifier_canevas(service=service, annee=2024, canevas=PLAN)
    ligne = LigneJournal.objects.get(operation="modifier_canevas")
    assert ligne.details == {"annee": 2024, "empreinte": empreinte(PLAN)}


def test_a_change_made_from_an_older_plan_is_refused_and_changes_nothing(service):
    depuis = empreinte(canevas_de(service, 2024))
    modifier_canevas(service=service, annee=2024, canevas=PLAN, depuis=depuis)
    with pytest.raises(CanevasModifieEntreTemps):
        modifier_canevas(service=service, annee=2024, canevas=PLAN[:1], depuis=depuis)
    assert canevas_de(service, 2024) == PLAN


def test_what_cannot_be_a_plan_is_never_recorded(service):
    avant = canevas_de(service, 2024)
    with pytest.raises(CanevasRefuse):
        modifier_canevas(service=service, annee=2024, canevas=())
    assert canevas_de(service, 2024) == avant
