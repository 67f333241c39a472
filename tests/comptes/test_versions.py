"""Who changes a record changes the version that they read; what it was is kept."""

from datetime import date

import pytest

from allervers.comptes.models import Role, Service
from allervers.comptes.versions import VersionDepassee, histoire, modifier
from allervers.jeunes.models import Jeune
from tests.comptes_ouverts import embaucher


@pytest.fixture
def jeune(db):
    service = Service.objects.create(code="terrils", nom="SPS des Terrils")
    return Jeune.objects.create(service=service, code="K7M2", premier_contact=date(2024, 1, 12), alias=b"xyz")


@pytest.fixture
def par(jeune):
    return embaucher(jeune.service, Role.EDUCATEUR)


def test_what_a_record_was_is_kept_with_who_changed_it(jeune, par):
    modifier(objet=jeune, lue=1, par=par, annee_naissance=2010)
    modifier(objet=jeune, lue=2, par=par, annee_naissance=2011)
    jeune.refresh_from_db()
    assert (jeune.version, jeune.annee_naissance, jeune.modifie_par) == (3, 2011, par)
    assert [(etat.version, etat.etat["annee_naissance"], etat.remplace_par) for etat in histoire(jeune)] == [
        (2, 2010, par),
        (1, None, par),
    ]


def test_a_version_that_somebody_replaced_is_not_written_over(jeune, par):
    lue_ailleurs = Jeune.objects.get(pk=jeune.pk)
    modifier(objet=jeune, lue=1, par=par, annee_naissance=2010)
    with pytest.raises(VersionDepassee) as refus:
        modifier(objet=lue_ailleurs, lue=1, par=par, annee_naissance=2009)
    assert refus.value.actuel.annee_naissance == 2010
    assert Jeune.objects.get(pk=jeune.pk).annee_naissance == 2010


def test_saying_again_what_is_already_so_makes_no_version(jeune, par):
    modifier(objet=jeune, lue=1, par=par, code="K7M2")
    assert jeune.version == 1 and not histoire(jeune).exists()


def test_the_history_of_clear_facts_holds_no_envelope(jeune, par):
    modifier(objet=jeune, lue=1, par=par, annee_naissance=2010)
    assert not {"alias", "identite", "note"} & set(histoire(jeune).get().etat)


def test_what_changes_around_a_record_makes_a_version_of_it_and_is_kept(jeune, par):
    modifier(objet=jeune, lue=1, par=par, autour={"equipes": (["carvin"], ["carvin"])})
    assert jeune.version == 1
    modifier(objet=jeune, lue=1, par=par, autour={"equipes": (["carvin"], ["oignies"])})
    assert jeune.version == 2 and histoire(jeune).get().etat["equipes"] == ["carvin"]


def test_sending_the_same_again_is_harmless_whatever_the_version(jeune, par):
    modifier(objet=jeune, lue=1, par=par, annee_naissance=2010)
    assert not modifier(objet=jeune, lue=1, par=par, annee_naissance=2010)
