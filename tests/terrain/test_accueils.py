"""Day placements told from the street: half-days of one day, of a known youth or of persons who are counted."""

from datetime import timedelta
from uuid import uuid4

import pytest

from allervers.activite.models import Accueil
from allervers.partenaires.models import Reseau
from allervers.referentiel.models import Liste, Terme
from allervers.terrain.models import Saisie

from .conftest import HIER, uuid


@pytest.fixture
def reseau(rue):
    dispositif = Terme.objects.filter(service=rue.service, liste=Liste.DISPOSITIF_ACCUEIL).first()
    return Reseau.objects.create(
        service=rue.service, code="exclus", nom="Réseau Exclus", dispositif=dispositif
    )


@pytest.fixture
def accueil(rue, reseau):
    """What a phone tells of yesterday: `accueil(**changes)`."""
    return lambda **champs: {
        "uuid": str(uuid4()), "genre": "accueil", "remplace": None, "reseau": str(reseau.uuid),
        "date": HIER.isoformat(), "moments": ["matin", "apres_midi"], "jeune": str(rue.jeune.uuid), "nombre": None,
    } | champs  # fmt: skip


def test_a_placement_of_a_youth_arrives_once_with_its_half_days_and_is_a_contact(
    rue, reseau, accueil, envoyer
):
    un = accueil()
    assert [envoyer(rue.awa, un).status_code for _ in range(3)] == [201, 201, 201]
    recu = Accueil.objects.get()
    assert (recu.uuid, recu.reseau, recu.jeune, recu.nombre, recu.saisi_par) == (
        uuid(un), reseau, rue.jeune, None, rue.awa,
    )  # fmt: skip
    assert sorted(recu.journees.values_list("date", "moment")) == [(HIER, "apres_midi"), (HIER, "matin")]
    rue.jeune.refresh_from_db()
    assert rue.jeune.dernier_contact == HIER
    assert envoyer(rue.awa, un | {"moments": ["matin"]}).status_code == 409


def test_persons_whom_nobody_knows_are_a_number(rue, accueil, envoyer):
    assert envoyer(rue.awa, accueil(jeune=None, nombre=3, moments=["matin"])).status_code == 201
    recu = Accueil.objects.get()
    assert (recu.jeune, recu.nombre, recu.journees.count()) == (None, 3, 1)


@pytest.mark.parametrize(
    ("champs", "champ"),
    [
        ({"moments": []}, "moments"),
        ({"moments": ["soir"]}, "moments"),
        ({"reseau": None}, "reseau"),
        ({"reseau": str(uuid4())}, "reseau"),
        ({"jeune": None}, "nombre"),
        ({"jeune": None, "nombre": 0}, "nombre"),
        ({"jeune": str(uuid4())}, "jeunes"),
        ({"remplace": str(uuid4())}, "remplace"),
    ],
)
def test_a_placement_that_cannot_be_recorded_is_refused_with_a_reason(rue, accueil, envoyer, champs, champ):
    reponse = envoyer(rue.awa, accueil(**champs))
    assert (reponse.status_code, reponse.json()["champ"]) == (422, champ)
    assert not Accueil.objects.exists() and not Saisie.objects.exists()


def test_a_network_that_had_ended_is_accepted_and_told(rue, reseau, accueil, envoyer):
    reseau.retire_le = HIER - timedelta(days=30)
    reseau.save()
    reponse = envoyer(rue.awa, accueil())
    assert reponse.status_code == 201
    assert reponse.json()["signalements"] == [
        {"champ": "reseau", "valeur": "Réseau Exclus", "motif": "retire"}
    ]


def test_a_phone_knows_the_networks_and_shows_what_its_owner_entered(rue, reseau, accueil, envoyer, client):
    un = accueil()
    envoyer(rue.awa, un)
    client.force_login(rue.awa)
    donnees = client.get("/terrain/donnees.json").json()
    assert donnees["reseaux"] == [{"uuid": str(reseau.uuid), "nom": "Réseau Exclus", "avec": None}]
    assert donnees["saisies"] == [{cle: valeur for cle, valeur in un.items() if cle != "remplace"}]
    client.force_login(rue.ines)
    assert client.get("/terrain/donnees.json").json()["saisies"] == []
