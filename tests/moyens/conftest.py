import pytest

from tests.actions.maison import Maison, fonder


@pytest.fixture
def maison(db) -> Maison:
    return fonder()


@pytest.fixture
def secretaire(client, maison):
    client.force_login(maison.secretaire)
    return client
