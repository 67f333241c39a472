import pytest

from .maison import Maison, fonder


@pytest.fixture
def maison(db) -> Maison:
    return fonder()
