import pytest

from allervers.comptes.models import Service
from allervers.territoires.models import Territoire
from tests.actions.fixtures import maison, secretaire

__all__ = ["lieux", "maison", "secretaire"]


@pytest.fixture
def lieux(maison) -> dict[str, Territoire]:
    """A commune and its two quartiers."""
    return placer(maison.service)


def placer(service: Service) -> dict[str, Territoire]:
    carvin = Territoire.objects.create(
        service=service, code="carvin", nature="commune", nom="Carvin", commune_id="62215"
    )
    quartiers = {
        nom: Territoire.objects.create(
            service=service, code=nom, nature="quartier", nom=nom.capitalize(), parent=carvin
        )
        for nom in ("germinal", "stade")
    }
    return {"carvin": carvin} | quartiers
