"""Where one lands after signing in."""

from html import unescape

import pytest
from django.utils import timezone

from allervers.activite.models import Intervention
from allervers.comptes.models import Role, Service
from allervers.referentiel.models import Terme
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


def test_a_new_service_is_told_what_to_settle_first_until_something_is_entered(client):
    service = Service.objects.create(code="terrils", nom="SPS des Terrils")
    direction = embaucher(service, Role.DIRECTION)
    client.force_login(direction)
    pas = ("Créer le coffre", "Charger les listes", "Ajouter les lieux", "Inviter l’équipe")
    page = unescape(client.get("/").text)
    assert all(un in page for un in pas) and ">Fait<" not in page
    charger_preset(service=service, annee=2024, preset="62")
    educatrice = embaucher(service)
    assert client.get("/").text.count(">Fait<") == 2
    client.force_login(educatrice)
    assert "Pour commencer" not in client.get("/").text
    client.force_login(direction)
    rue = Terme.objects.get(service=service, liste="type_activite", code="travail_de_rue")
    Intervention.objects.create(service=service, type=rue, date="2024-03-04", duree_minutes=60)
    assert "Pour commencer" not in client.get("/").text


@pytest.mark.parametrize(
    "adresse",
    [
        "/moyens/postes/ajouter/",
        "/partenaires/partenaires/ajouter/",
        "/agenda/nouvelle/",
        "/actions/nouvelle/",
    ],
)
def test_a_form_without_lists_says_where_they_are_loaded(client, adresse):
    client.force_login(
        embaucher(Service.objects.create(code="terrils", nom="SPS des Terrils"), Role.DIRECTION)
    )
    page = unescape(client.get(adresse, follow=True).text)
    assert "Les listes du service ne sont pas encore chargées" in page or "n'a pas encore de listes" in page
