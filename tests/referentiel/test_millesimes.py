"""Lists are versioned by year: changing one never changes a past year."""

import pytest

from allervers.comptes.models import Service
from allervers.echanges.operations import importer
from allervers.rapport.lecture import lire_annee
from allervers.referentiel.lecture import SansReferentiel, referentiel_du_service
from allervers.referentiel.models import Millesime
from allervers.referentiel.operations import Complement, completer_listes
from allervers.referentiel.presets import PresetInconnu, lire_preset, presets
from allervers.referentiel.valeur import GenreBloc
from allervers.tableaux.catalogue import CATALOGUE
from tests.personnages import ecrire_annee


@pytest.fixture
def service(db, tmp_path):
    importer(source=ecrire_annee(tmp_path))
    return Service.objects.get()


def test_a_list_changed_for_next_year_leaves_this_year_as_it_was(service):
    avant = lire_annee(service, 2024).tableaux
    completer_listes(
        service=service,
        annee=2025,
        complements=[
            Complement("situation", "college", libelle="Collège ou SEGPA"),
            Complement("situation", "lycee_general", est_retire=True),
            Complement("situation", "apprentissage", libelle="Apprentissage"),
        ],
    )
    assert lire_annee(service, 2024).tableaux == avant
    libelles = [ligne.libelle for ligne in lire_annee(service, 2025).tableau("scolarite").lignes]
    assert "Collège ou SEGPA" in libelles
    assert "Apprentissage" in libelles
    assert "Lycée d'enseignement général" not in libelles


def test_saying_again_what_the_lists_say_writes_nothing(service):
    completer_listes(service=service, annee=2025, complements=[Complement("situation", "college")])
    assert Millesime.objects.filter(service=service).count() == 1


def test_a_retired_term_is_still_shown_where_records_use_it(service):
    completer_listes(
        service=service, annee=2023, complements=[Complement("situation", "college", est_retire=True)]
    )
    libelles = [ligne.libelle for ligne in lire_annee(service, 2024).tableau("scolarite").lignes]
    assert "Collège" in libelles


def test_what_the_database_gives_back_is_the_preset_that_was_loaded(service):
    assert referentiel_du_service(service, 2024) == lire_preset("62")


def test_a_year_before_the_first_lists_says_so(service):
    with pytest.raises(SansReferentiel, match="2019"):
        referentiel_du_service(service, 2019)


def test_an_unknown_preset_names_those_that_exist():
    with pytest.raises(PresetInconnu, match="62, 92"):
        lire_preset("99")


@pytest.mark.parametrize("code", [code for code, _ in presets()])
def test_a_preset_is_whole(code):
    referentiel = lire_preset(code)
    tableaux = {definition.id for definition in CATALOGUE}
    for liste in referentiel.listes.values():
        codes = [terme.code for terme in liste]
        assert len(codes) == len(set(codes))
        assert {terme.parent for terme in liste} <= {None, *codes}
    for une, suivante in zip(referentiel.tranches, referentiel.tranches[1:], strict=False):
        assert une.age_sous == suivante.age_min
    blocs = [bloc for section in referentiel.canevas for bloc in section.blocs]
    assert {bloc.id for bloc in blocs if bloc.genre is GenreBloc.TABLEAU} <= tableaux
    textes = [bloc.id for bloc in blocs if bloc.genre is GenreBloc.TEXTE]
    assert len(textes) == len(set(textes))
    assert any(statut.compte_comme_accompagne for statut in referentiel.statuts)


def test_the_same_records_are_read_through_another_departement(service):
    """In Hauts-de-Seine présence sociale includes travail de rue, and age bands differ."""
    lecture = lire_annee(service, 2024, "92")
    assert lecture.incoherences == []
    presence = lecture.tableau("jeunes_rencontres_presence_sociale")
    rue = lecture.tableau("jeunes_rencontres_travail_de_rue")
    assert rue.total
    assert presence.total >= rue.total
    assert [ligne.libelle for ligne in presence.lignes][:2] == ["11 à 15 ans", "16 à 18 ans"]
    comptants = lecture.tableau("statuts").cellule("Accompagnement continu", "Jeunes")
    assert comptants == lire_annee(service, 2024).tableau("statuts").cellule("PAEI", "Jeunes")
