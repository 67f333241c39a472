"""The small service that leads actions, for the tests of every room where its people work."""

import pytest

from .maison import Maison, fonder


@pytest.fixture
def maison(db) -> Maison:
    return fonder()


@pytest.fixture
def secretaire(client, maison):
    """The browser of the secretary."""
    client.force_login(maison.secretaire)
    return client
