"""Day placements told from the street: half-days of one day, of a known youth or of persons who are counted."""

from datetime import timedelta
from uuid import uuid4

import pytest

from allervers.activite.accueils import poser_les_demi_journees
from allervers.activite.models import Accueil
from allervers.comptes.models import Equipe
from allervers.jeunes.models import Jeune, Rattachement
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
        ({"jeune": None}, "nombre"),
        ({"jeune": None, "nombre": 0}, "nombre"),
        ({"jeune": str(uuid4())}, "jeunes"),
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
    autre = Terme.objects.filter(service=rue.service, liste=Liste.DISPOSITIF_ACCUEIL)[1]
    Reseau.objects.create(service=rue.service, code="b", nom="Réseau Exclus", dispositif=autre)
    noms = {un["nom"] for un in client.get("/terrain/donnees.json").json()["reseaux"]}
    assert len(noms) == 2 and all(nom.startswith("Réseau Exclus (") for nom in noms)
    attendue = {cle: valeur for cle, valeur in un.items() if cle != "remplace"}
    assert donnees["saisies"] == [attendue | {"accueil": un["uuid"], "modifiable": True}]
    client.force_login(rue.ines)
    assert client.get("/terrain/donnees.json").json()["saisies"] == []


def test_a_network_that_the_service_does_not_know_is_accepted_told_and_completed(
    rue, reseau, accueil, envoyer, client
):
    inconnu = str(uuid4())
    for _ in range(2):
        reponse = envoyer(rue.awa, accueil(reseau=inconnu))
        assert reponse.status_code == 201
        assert reponse.json()["signalements"] == [{"champ": "reseau", "valeur": inconnu, "motif": "inconnu"}]
    a_completer = Reseau.objects.get(code=Reseau.A_COMPLETER)
    assert a_completer.accueils.count() == 2
    assert "Réseau à compléter" in client.get("/partenaires/reseaux/").content.decode()
    un = a_completer.accueils.first()
    champs = {"version": un.version, "reseau": reseau.pk, "date": HIER, "jeune": rue.jeune.uuid}
    reponse = client.post(f"/partenaires/accueils/{un.uuid}/modifier/", champs)
    un.refresh_from_db()
    assert (reponse.status_code, un.reseau) == (302, reseau)


def test_a_placement_is_corrected_from_the_phone_as_often_as_one_wants(rue, accueil, envoyer, client):
    envoyer(rue.awa, premier := accueil())
    autre = Jeune.objects.create(service=rue.service, code="P3QX", premier_contact=HIER)
    deuxieme = accueil(remplace=premier["uuid"], moments=["matin"], jeune=str(autre.uuid))
    troisieme = accueil(remplace=deuxieme["uuid"], moments=["apres_midi"], jeune=None, nombre=4)
    for document in (deuxieme, deuxieme, troisieme, deuxieme, troisieme, premier):
        assert envoyer(rue.awa, document).status_code == 201
    recu = Accueil.objects.get()
    assert (recu.uuid, recu.jeune, recu.nombre, recu.version) == (uuid(premier), None, 4, 3)
    assert list(recu.journees.values_list("date", "moment")) == [(HIER, "apres_midi")]
    # What it was replaced by is shown to who corrects an earlier one.
    reponse = envoyer(rue.awa, accueil(remplace=premier["uuid"]))
    assert (reponse.status_code, reponse.json()["actuelle"]["uuid"]) == (409, troisieme["uuid"])
    assert client.get("/terrain/donnees.json").json()["saisies"] == [reponse.json()["actuelle"]]


def test_a_placement_is_withdrawn_from_the_phone_and_does_not_come_back(rue, accueil, envoyer):
    envoyer(rue.awa, un := accueil())
    retrait = {"uuid": str(uuid4()), "genre": "retrait", "remplace": un["uuid"]}
    assert [envoyer(rue.awa, retrait).status_code for _ in range(2)] == [201, 201]
    assert envoyer(rue.awa, un).status_code == 201
    assert envoyer(rue.awa, accueil(remplace=un["uuid"])).status_code == 409
    assert not Accueil.objects.exists()


def test_what_changed_on_the_page_of_the_network_is_shown_to_the_phone_that_corrects(rue, accueil, envoyer):
    envoyer(rue.awa, un := accueil())
    recu = Accueil.objects.get()
    jours = [(HIER, "matin"), (HIER - timedelta(days=1), "matin")]
    poser_les_demi_journees(
        accueil=recu,
        lue=1,
        du=HIER - timedelta(days=1),
        au=HIER + timedelta(days=1),
        journees=jours,
        par=rue.ines,
    )
    reponse = envoyer(rue.awa, accueil(remplace=un["uuid"]))
    assert (reponse.status_code, reponse.json()["actuelle"]["modifiable"]) == (409, False)
    # One that lasts several days is corrected where its calendar is.
    recu.refresh_from_db()
    assert envoyer(rue.awa, accueil(remplace=str(recu.derniere_saisie))).status_code == 422
    assert recu.journees.count() == 2


def test_a_placement_of_a_youth_whom_one_may_not_know_is_not_corrected(rue, accueil, envoyer):
    envoyer(rue.awa, un := accueil())
    equipe = Equipe.objects.create(service=rue.service, code="autre", nom="Une autre équipe")
    Rattachement.objects.create(service=rue.service, jeune=rue.jeune, equipe=equipe, debut=HIER)
    reponse = envoyer(rue.ines, accueil(remplace=un["uuid"], moments=["matin"]))
    assert (reponse.status_code, Accueil.objects.get().journees.count()) == (422, 2)
