"""A service with the lists of the Pas-de-Calais, and a youth met at the beginning of 2024."""

from datetime import date

import pytest

from allervers.comptes.models import Role, Service
from allervers.jeunes.models import Jeune
from allervers.referentiel.models import Statut, Terme
from allervers.referentiel.operations import charger_preset
from tests.comptes_ouverts import embaucher


@pytest.fixture
def service(db):
    service = Service.objects.create(code="terrils", nom="SPS des Terrils")
    charger_preset(service=service, annee=2023, preset="62")
    return service


@pytest.fixture
def educatrice(service):
    return embaucher(service, Role.EDUCATEUR, prenom="Awa")


@pytest.fixture
def jeune(service):
    return Jeune.objects.create(
        service=service, code="K7M2", sexe="fille", annee_naissance=2010, premier_contact=date(2024, 1, 12)
    )


@pytest.fixture
def statut(service):
    return lambda code: Statut.objects.get(service=service, code=code)


@pytest.fixture
def terme(service):
    return lambda liste, code: Terme.objects.get(service=service, liste=liste, code=code)
