"""Entering, correcting and withdrawing what was done."""

from datetime import date
from uuid import uuid4

import pytest

from allervers.activite.models import Intervention
from allervers.activite.operations import (
    Compte,
    Releve,
    enregistrer_intervention,
    modifiables_par,
    modifier_intervention,
    retirer_intervention,
)
from allervers.comptes.models import Role, Service
from allervers.jeunes.models import Jeune
from allervers.journal.models import LigneJournal
from allervers.referentiel.models import Terme
from tests.comptes_ouverts import embaucher


@pytest.fixture
def service(db):
    return Service.objects.create(code="terrils", nom="SPS des Terrils")


@pytest.fixture
def awa(service):
    return embaucher(service, code="awa", courriel="awa@terrils.fr")


@pytest.fixture
def jeune(service):
    return Jeune.objects.create(service=service, code="K7M2", premier_contact=date(2026, 3, 1))


@pytest.fixture
def releve(service, awa, jeune):
    rue = Terme.objects.create(service=service, liste="type_activite", code="travail_de_rue")
    return Releve(
        type=rue,
        date=date(2026, 3, 5),
        duree_minutes=90,
        professionnels=[awa],
        jeunes=[jeune],
        comptages=[Compte("fille", None, est_nouveau=True, nombre=3)],
    )


def saisir(releve, awa):
    return enregistrer_intervention(service=awa.service, uuid=uuid4(), releve=releve, par=awa)


def test_an_intervention_is_entered_with_all_that_it_tells(releve, awa, jeune):
    intervention = saisir(releve, awa)
    assert [un.professionnel for un in intervention.intervenants.all()] == [awa]
    assert [un.jeune for un in intervention.presences.all()] == [jeune]
    assert [(un.sexe, un.est_nouveau, un.nombre) for un in intervention.comptages.all()] == [
        ("fille", True, 3)
    ]
    assert LigneJournal.objects.get().operation == "enregistrer_intervention"


def test_who_came_is_in_contact_that_day_and_never_earlier_than_known(releve, awa, jeune):
    saisir(releve, awa)
    jeune.refresh_from_db()
    assert jeune.dernier_contact == date(2026, 3, 5)
    jeune.dernier_contact = date(2026, 4, 1)
    jeune.save()
    saisir(releve, awa)
    jeune.refresh_from_db()
    assert jeune.dernier_contact == date(2026, 4, 1)


def test_an_outing_entered_afterwards_may_be_the_first_contact(releve, awa, jeune):
    jeune.premier_contact = date(2026, 3, 20)
    jeune.save()
    saisir(releve, awa)
    jeune.refresh_from_db()
    assert (jeune.premier_contact, jeune.dernier_contact) == (date(2026, 3, 5), date(2026, 3, 5))


def test_a_correction_replaces_all_that_was_told(releve, awa):
    intervention, saisie = saisir(releve, awa), uuid4()
    corrige = Releve(type=releve.type, date=releve.date, duree_minutes=60, professionnels=[awa])
    modifier_intervention(intervention=intervention, releve=corrige, par=awa, saisie=saisie)
    intervention.refresh_from_db()
    assert (intervention.duree_minutes, intervention.version, intervention.derniere_saisie) == (60, 2, saisie)
    assert not intervention.presences.exists() and not intervention.comptages.exists()


def test_an_intervention_withdrawn_counts_no_more(releve, awa):
    retirer_intervention(intervention=saisir(releve, awa), par=awa)
    assert not Intervention.objects.exists()


def test_one_changes_what_one_did_or_entered_and_who_leads_changes_all(releve, awa, service):
    intervention = saisir(releve, awa)
    collegue = embaucher(service, code="ines", courriel="ines@terrils.fr")
    chef = embaucher(service, Role.CHEF_DE_SERVICE)
    assert intervention in modifiables_par(awa) and intervention in modifiables_par(chef)
    assert intervention not in modifiables_par(collegue)
