"""A person of the service, as who leads it sees and changes them: who, which role, which teams from when."""

import pytest
from django.urls import reverse

from allervers.coffre.membres import est_a_renouveler
from allervers.comptes.models import Affectation, Equipe, Role, Service, Utilisateur
from allervers.connexion.operations import etat_de
from allervers.jeunes.models import Jeune, Rattachement
from allervers.journal.models import LigneJournal
from tests.comptes_ouverts import embaucher, ouvrir

pytestmark = pytest.mark.django_db


@pytest.fixture
def service():
    return Service.objects.create(code="terrils", nom="SPS des Terrils")


@pytest.fixture
def direction(service, client):
    direction = embaucher(service, Role.DIRECTION, prenom="Sacha", nom="Coron")
    client.force_login(direction)
    return direction


@pytest.fixture
def awa(service):
    return embaucher(service, code="awa", courriel="awa@terrils.fr", prenom="Awa", nom="Lampe")


def envoi(personne, **champs):
    lus = {nom: getattr(personne, nom) or "" for nom in ("prenom", "nom", "courriel", "role")}
    return lus | {"lu": etat_de(personne)} | champs


def changer(client, personne, **champs):
    return client.post(reverse("personne", args=[personne.uuid]), envoi(personne, **champs))


def test_a_name_a_courriel_and_a_role_are_corrected(client, direction, awa):
    reponse = changer(
        client, awa, nom="Lampiste", courriel="a.lampiste@terrils.fr", role=Role.CHEF_DE_SERVICE
    )
    assert reponse.status_code == 302
    awa.refresh_from_db()
    assert (str(awa), awa.courriel, awa.role) == ("Awa Lampiste", "a.lampiste@terrils.fr", "chef_de_service")
    assert "a changé les coordonnées ou le rôle de Awa Lampiste" in client.get(reverse("journal")).text


def test_two_people_who_change_one_person_see_both_and_lose_nothing(client, direction, awa):
    page = envoi(awa, nom="Lampiste")
    Utilisateur.objects.filter(pk=awa.pk).update(nom="Galibot")
    reponse = client.post(reverse("personne", args=[awa.uuid]), page)
    assert reponse.status_code == 409
    assert "Il y a maintenant\u202f: Awa Galibot" in reponse.text.replace("&#8239;", "\u202f")
    assert 'value="Lampiste"' in reponse.text
    # Having read it, to send it again is to decide.
    awa.refresh_from_db()
    assert f'value="{etat_de(awa)}"' in reponse.text
    assert changer(client, awa, nom="Lampiste").status_code == 302


def test_a_courriel_taken_is_told_within_the_service_and_hidden_beyond(client, direction, awa):
    embaucher(
        Service.objects.create(code="autre", nom="Autre"), courriel="x@autre.fr", prenom="Zoé", nom="Ici"
    )
    reponse = changer(client, awa, courriel=direction.courriel)
    assert "Sacha Coron a déjà un compte" in reponse.text
    for courriel in ("x@autre.fr", "X@AUTRE.FR"):
        texte = changer(client, awa, courriel=courriel).text
        assert "Ce courriel ne peut pas servir ici" in texte
        assert "Zoé" not in texte


def test_nobody_changes_their_own_role_nor_gives_one_above_their_own(client, direction, service, awa):
    assert changer(client, direction, role=Role.STATISTIQUES).status_code == 422
    client.force_login(embaucher(service, Role.CHEF_DE_SERVICE))
    assert changer(client, awa, role=Role.DIRECTION).status_code == 422
    assert changer(client, direction, nom="Autre").status_code == 403
    assert set(Utilisateur.objects.filter(role=Role.DIRECTION)) == {direction}


def test_a_courriel_that_opens_an_account_cannot_be_emptied(client, direction, service):
    personne, _ = ouvrir(service, code="lou", courriel="lou@terrils.fr")
    assert "il en faut un" in changer(client, personne, courriel="").text
    sans_compte = embaucher(service, code="neuf", courriel=None)
    assert changer(client, sans_compte, courriel="").status_code == 302


def test_a_role_that_no_longer_meets_the_youths_asks_for_another_key(coffre, client):
    awa = coffre.embaucher("awa")
    coffre.donner(awa, par=coffre.direction)
    client.force_login(coffre.direction)
    changer(client, awa, role=Role.SECRETARIAT)
    assert est_a_renouveler(coffre.service)


def test_teams_are_dated_intervals_and_open_their_youths_on_their_days(client, direction, service, awa):
    sud = Equipe.objects.create(service=service, code="sud", nom="Équipe sud")
    jeune = Jeune.objects.create(service=service, code="K7M2", premier_contact="2024-01-12")
    Rattachement.objects.create(service=service, jeune=jeune, equipe=sud, debut="2024-01-12")
    assert not Jeune.objects.visible_par(awa).exists()

    adresse = reverse("affecter", args=[awa.uuid])
    client.post(adresse, {"equipe": sud.pk, "debut": "2024-01-01"})
    assert Jeune.objects.visible_par(awa).exists()
    assert "est déjà dans l’équipe" in client.post(adresse, {"equipe": sud.pk, "debut": "2024-02-01"}).text

    affectation = Affectation.objects.get()
    client.post(reverse("finir_affectation", args=[awa.uuid, affectation.uuid]), {"fin": "2024-06-01"})
    assert not Jeune.objects.visible_par(awa).exists()
    affectation.refresh_from_db()
    assert f"{affectation.fin:%d/%m/%Y}" == "01/06/2024"
    operations = LigneJournal.objects.order_by("numero").values_list("operation", flat=True)
    assert list(operations) == ["affecter", "finir_affectation"]


def test_a_team_of_another_service_is_not_offered(client, direction, awa):
    ailleurs = Service.objects.create(code="autre", nom="Autre")
    equipe = Equipe.objects.create(service=ailleurs, code="nord", nom="Équipe nord")
    reponse = client.post(reverse("affecter", args=[awa.uuid]), {"equipe": equipe.pk, "debut": "2024-01-01"})
    assert reponse.status_code == 422
    assert "Équipe nord" not in reponse.text
    assert not Affectation.objects.exists()


def test_a_team_is_created_once(client, direction):
    for attendu in (302, 422):
        assert client.post(reverse("creer_equipe"), {"nom": "Équipe sud"}).status_code == attendu
    assert Equipe.objects.get().code == "equipe-sud"
