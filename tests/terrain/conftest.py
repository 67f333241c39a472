"""A service with what a phone names: a list, a place, a colleague, a youth."""

import hashlib
import json
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from allervers.comptes.models import Service, Utilisateur
from allervers.jeunes.models import Jeune
from allervers.referentiel.operations import charger_preset
from allervers.territoires.models import Territoire
from tests.comptes_ouverts import embaucher

HIER = timezone.localdate() - timedelta(days=1)


@dataclass
class Rue:
    service: Service
    awa: Utilisateur
    ines: Utilisateur
    jeune: Jeune
    germinal: Territoire

    def sortie(self, **champs) -> dict:
        """Return an outing of yesterday, as a phone tells it."""
        return {
            "uuid": str(uuid4()),
            "genre": "intervention",
            "remplace": None,
            "type": "travail_de_rue",
            "date": HIER.isoformat(),
            "heure": "14:00",
            "duree_minutes": 120,
            "lieu": str(self.germinal.uuid),
            "professionnels": [str(self.awa.uuid)],
            "jeunes": [str(self.jeune.uuid)],
            "comptages": [{"sexe": "garcon", "tranche": "11_a_14", "nouveau": False, "nombre": 4}],
            "etiquettes": ["tensions"],
            "observation": "Du monde devant le stade.",
        } | champs


@pytest.fixture
def rue(db) -> Rue:
    service = Service.objects.create(code="terrils", nom="SPS des Terrils")
    charger_preset(service=service, annee=2024, preset="62")
    return Rue(
        service,
        awa=embaucher(service, code="awa", courriel="awa@terrils.fr", prenom="Awa"),
        ines=embaucher(service, code="ines", courriel="ines@terrils.fr", prenom="Inès"),
        jeune=Jeune.objects.create(service=service, code="K7M2", premier_contact=HIER - timedelta(days=300)),
        germinal=Territoire.objects.create(
            service=service, code="germinal", nature="quartier", nom="Germinal"
        ),
    )


@pytest.fixture
def envoyer(client):
    """Send an entry as a phone does: `envoyer(user, document)` returns the answer, with its content in `json()`."""

    def poster(user, document: dict | bytes):
        client.force_login(user)
        octets = document if isinstance(document, bytes) else json.dumps(document).encode()
        return client.post("/terrain/saisies/", octets, content_type="application/json")

    return poster


def empreinte(document: dict) -> str:
    return hashlib.sha256(json.dumps(document).encode()).hexdigest()


def uuid(document: dict) -> UUID:
    return UUID(document["uuid"])
