"""Secrets cannot be tried without end: passwords, codes, links. A limit says when to come back, and closes nothing."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from allervers.coffre.cles import deriver_du_mot_de_passe, en_texte
from allervers.comptes.models import Role, Service
from allervers.connexion.operations import inviter
from tests.comptes_ouverts import MOT_DE_PASSE, code_du_second_facteur, ouvrir

pytestmark = pytest.mark.django_db
FAUSSE = en_texte(bytes(32))
# More tries than any limit allows in the time of a test.
ESSAIS = 40


@pytest.fixture(autouse=True)
def oublier_les_essais():
    cache.clear()


@pytest.fixture
def service():
    return Service.objects.create(code="terrils", nom="SPS des Terrils")


def premier_refus(essayer) -> int:
    """Return how many tries are answered before one is refused for being one too many."""
    for rang in range(ESSAIS):
        reponse = essayer()
        if reponse.status_code == 429 or "Trop d" in reponse.content.decode():
            return rang
    return ESSAIS


def preuve(user) -> str:
    return deriver_du_mot_de_passe(MOT_DE_PASSE, bytes(user.sel)).preuve


def test_passwords_cannot_be_tried_without_end_and_the_true_one_waits_too(client, service):
    user, _ = ouvrir(service)
    assert premier_refus(lambda: _entrer(client, user.courriel, FAUSSE)) <= 10
    assert "Trop d" in _entrer(client, user.courriel, preuve(user)).text
    assert "_auth_user_id" not in client.session


def test_one_person_s_mistakes_do_not_lock_another_out(client, service):
    user, _ = ouvrir(service)
    autre, _ = ouvrir(service, code="autre", courriel="autre@terrils.fr")
    for _ in range(5):
        _entrer(client, user.courriel, FAUSSE)
    _entrer(client, autre.courriel, preuve(autre))
    assert client.session["_auth_user_id"] == str(autre.pk)


def test_codes_of_the_second_factor_cannot_be_tried_without_end(client, service):
    chef, _ = ouvrir(service, Role.CHEF_DE_SERVICE)
    _entrer(client, chef.courriel, preuve(chef))
    assert premier_refus(lambda: client.post(reverse("mfa_authenticate"), {"code": "000000"})) <= 10
    client.post(reverse("mfa_authenticate"), {"code": code_du_second_facteur(chef)})
    assert "_auth_user_id" not in client.session


def test_unlocking_cannot_be_tried_without_end(client, service):
    user, _ = ouvrir(service)
    client.force_login(user)
    client.post(reverse("verrouiller"))
    assert premier_refus(lambda: client.post(reverse("deverrouiller"), {"password": FAUSSE})) <= 10
    client.post(reverse("deverrouiller"), {"password": preuve(user)})
    assert client.get(reverse("compte")).status_code == 423


def test_the_recovery_code_of_the_vault_cannot_be_tried_without_end(client, coffre):
    client.force_login(coffre.direction)
    essai = {"data": {"preuve": FAUSSE}, "content_type": "application/json"}
    assert "n’est pas celui" in client.post(reverse("secours"), **essai).json()["erreur"]
    assert premier_refus(lambda: client.post(reverse("secours"), **essai)) <= 10


def test_links_of_invitation_cannot_be_guessed(client, service):
    user, _ = ouvrir(service)
    jeton = inviter(utilisateur=user, par=None)
    assert premier_refus(lambda: client.post(reverse("lire_invitation"), {"jeton": "x"})) <= 20
    assert client.post(reverse("lire_invitation"), {"jeton": jeton}).status_code == 429
    assert client.post(reverse("accepter_invitation"), {"jeton": jeton}).status_code == 429


def test_salts_cannot_be_listed(client):
    assert premier_refus(lambda: client.post(reverse("sel"), {"courriel": "x@exemple.fr"})) <= 30


def test_an_unknown_courriel_is_not_told_from_a_known_one(client, service):
    user, _ = ouvrir(service)
    inconnu = {"courriel": "personne@exemple.fr"}
    sels = [client.post(reverse("sel"), inconnu).json()["sel"] for _ in range(2)]
    assert sels[0] == sels[1]
    assert len(sels[0]) == len(client.post(reverse("sel"), {"courriel": user.courriel}).json()["sel"])
    textes = [_entrer(client, courriel, FAUSSE).text for courriel in (user.courriel, "personne@exemple.fr")]
    assert all("sont incorrects" in texte for texte in textes)


def test_a_password_in_clear_is_refused_not_checked(client, service):
    user, _ = ouvrir(service)
    user.set_password(MOT_DE_PASSE)
    user.save()
    assert "n’a pas préparé le mot de passe" in _entrer(client, user.courriel, MOT_DE_PASSE).text
    assert "_auth_user_id" not in client.session


def _entrer(client, courriel, preuve):
    return client.post(reverse("account_login"), {"login": courriel, "password": preuve})
