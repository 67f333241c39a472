"""What a service sets for all: the views of its list, the delays of its alerts."""

import pytest

from allervers.comptes.models import Role
from allervers.jeunes.models import DelaiAlerte, VueEnregistree
from allervers.journal.models import LigneJournal
from tests.comptes_ouverts import embaucher


@pytest.fixture
def collegue(client, educatrice):
    client.force_login(educatrice)
    return client


def test_a_view_is_kept_for_the_whole_team_without_what_was_searched(collegue, service, educatrice):
    reponse = collegue.post(
        "/jeunes/vues/", {"nom": "PAEI à revoir", "filtres": "?statut=paei&alerte=statut_a_revoir&q=Karim"}
    )
    assert reponse.url == "/jeunes/?statut=paei&alerte=statut_a_revoir"
    assert "PAEI à revoir" in collegue.get("/jeunes/").text
    vue = VueEnregistree.objects.get()
    assert (vue.filtres, vue.saisi_par) == ("statut=paei&alerte=statut_a_revoir", educatrice)
    collegue.post("/jeunes/vues/", {"nom": "PAEI à revoir", "filtres": "statut=paei"})
    assert VueEnregistree.objects.get().filtres == "statut=paei"
    assert collegue.post(f"/jeunes/vues/{vue.uuid}/oublier/").status_code == 302
    assert not VueEnregistree.objects.exists()


def test_a_view_without_a_name_is_refused(collegue):
    assert collegue.post("/jeunes/vues/", {"nom": " ", "filtres": ""}).status_code == 422


def test_the_service_sets_the_delay_of_an_alert_and_the_rule_says_it(client, service):
    client.force_login(embaucher(service, Role.CHEF_DE_SERVICE))
    assert "L’alerte apparaît 30 jours avant" in client.get("/jeunes/alertes/").text
    for _ in range(2):
        client.post("/jeunes/alertes/statut_a_revoir/", {"nombre": "45"})
    assert "L’alerte apparaît 45 jours avant" in client.get("/jeunes/alertes/").text
    assert LigneJournal.objects.filter(operation="regler_alerte").count() == 1
    client.post("/jeunes/alertes/statut_a_revoir/", {"nombre": ""})
    assert "Le service ne veut pas de cette alerte" in client.get("/jeunes/alertes/").text
    assert DelaiAlerte.objects.get().nombre is None


def test_an_unknown_alert_and_a_senseless_delay_are_refused(client, service):
    client.force_login(embaucher(service, Role.DIRECTION))
    assert client.post("/jeunes/alertes/inconnue/", {"nombre": "3"}).status_code == 404
    assert client.post("/jeunes/alertes/statut_a_revoir/", {"nombre": "-3"}).status_code == 422
    assert client.post("/jeunes/alertes/statut_a_revoir/", {"nombre": "x"}).status_code == 422
    assert not DelaiAlerte.objects.exists()


def test_an_educator_reads_the_rules_and_does_not_set_them(collegue):
    assert "Régler" not in collegue.get("/jeunes/alertes/").text
    assert collegue.post("/jeunes/alertes/statut_a_revoir/", {"nombre": "3"}).status_code == 403
