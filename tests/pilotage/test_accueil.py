"""Where one lands after signing in."""

import pytest

from allervers.comptes.models import Role, Service
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
