"""What is expected of somebody is on their phone; what is entered from it is missing no more."""

from datetime import time
from uuid import uuid4

import pytest

from allervers.activite.agenda.operations import Attente, deplacer_prevision, prevoir
from allervers.activite.agenda.recurrence import Recurrence
from allervers.activite.models import Intervention
from allervers.referentiel.models import Terme

from .conftest import HIER, uuid


@pytest.fixture
def prevision(rue):
    """A series that Awa keeps on the weekday of yesterday; yesterday's was moved to the morning."""
    attente = Attente(
        type=Terme.objects.get(service=rue.service, code="permanence"), date=HIER, heure=time(14),
        duree_minutes=120, lieu=rue.germinal, professionnels=[rue.awa],
        recurrence=Recurrence(1, frozenset({HIER.weekday()})),
    )  # fmt: skip
    prevision = prevoir(service=rue.service, uuid=uuid4(), attente=attente, par=rue.awa)
    deplacer_prevision(
        prevision=prevision, jour=HIER, date=HIER, heure=time(9), duree_minutes=60, lue=0, par=rue.awa
    )
    return prevision


@pytest.fixture
def previsions(client):
    def lire(user):
        client.force_login(user)
        return client.get("/terrain/donnees.json").json()["previsions"]

    return lire


def test_a_phone_knows_what_is_expected_of_its_owner_and_of_nobody_else(rue, prevision, previsions):
    hier, *_suivantes = previsions(rue.awa)
    assert hier == {
        "uuid": str(prevision.uuid), "jour": HIER.isoformat(), "date": HIER.isoformat(), "heure": "09:00",
        "duree_minutes": 60, "titre": "", "type": "permanence", "lieu": str(rue.germinal.uuid), "action": None,
        "instance": None, "professionnels": [str(rue.awa.uuid)], "est_saisie": False,
    }  # fmt: skip
    assert previsions(rue.ines) == []


def test_what_was_expected_is_entered_and_a_correction_keeps_saying_so(
    rue, prevision, previsions, envoyer, client
):
    attendue = {"uuid": str(prevision.uuid), "jour": HIER.isoformat()}
    sortie = rue.sortie(prevision=attendue)
    assert envoyer(rue.awa, sortie).status_code == 201
    assert [une["est_saisie"] for une in previsions(rue.awa)][:2] == [True, False]
    (lue,) = client.get("/terrain/donnees.json").json()["saisies"]
    assert lue["prevision"] == attendue
    correction = rue.sortie(prevision=lue["prevision"], remplace=sortie["uuid"], duree_minutes=90)
    assert envoyer(rue.awa, correction).status_code == 201
    intervention = Intervention.objects.get(saisie=uuid(correction))
    assert (intervention.prevision, intervention.prevision_jour) == (prevision, HIER)


def test_what_is_expected_no_more_is_accepted_and_told(rue, envoyer):
    reponse = envoyer(rue.awa, rue.sortie(prevision={"uuid": str(uuid4()), "jour": HIER.isoformat()}))
    assert reponse.status_code == 201
    intervention = Intervention.objects.get()
    assert (intervention.prevision, intervention.prevision_jour) == (None, None)
