"""Where one lands after signing in."""

import pytest
from django.utils import timezone

from allervers.comptes.models import Role, Service
from allervers.referentiel.operations import charger_preset
from tests.comptes_ouverts import embaucher

pytestmark = pytest.mark.django_db


def test_who_leads_without_a_second_factor_sees_nothing_before_adding_one(client):
    direction = embaucher(Service.objects.create(code="terrils", nom="SPS des Terrils"), Role.DIRECTION)
    client.force_login(direction)
    assert "Bonjour" in client.get("/").text
    direction.authenticator_set.all().delete()
    page = client.get("/", follow=True).text
    assert "Encore une étape" in page
    assert "Bonjour" not in page


def test_a_year_without_a_record_has_no_report_to_write(client):
    direction = embaucher(Service.objects.create(code="terrils", nom="SPS des Terrils"), Role.DIRECTION)
    charger_preset(service=direction.service, annee=2024, preset="62")
    client.force_login(direction)
    assert f"/annees/{timezone.localdate().year - 1}/ecrire/" not in client.get("/").text
