"""The same entry from several connections at once, to the real server: it is recorded once."""

import json
import os
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from threading import Barrier
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from allervers.activite.models import Intervention
from allervers.terrain.models import Divergence, Saisie

from .conftest import empreinte

ENSEMBLE = 8
JETON = "a" * 32


@pytest.fixture
def serveur(transactional_db):
    """The port of Allervers as it is installed, in a process of its own, on the database of the tests."""
    base = connection.settings_dict["NAME"]
    adresse = (
        f"sqlite:///{base}"
        if connection.vendor == "sqlite"
        else urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{base}").geturl()
    )
    with socket.create_server(("127.0.0.1", 0)) as prise:
        port = prise.getsockname()[1]
    processus = subprocess.Popen(  # noqa: S603
        [sys.executable, "-c", f"from allervers.config.serveur import servir; servir('127.0.0.1', {port})"],
        env=os.environ
        | {
            "DATABASE_URL": adresse,
            "ALLERVERS_CLE_SECRETE": settings.SECRET_KEY,
            "DJANGO_SETTINGS_MODULE": "allervers.config.settings",
        },
    )
    for _ in range(600):
        with socket.socket() as prise:
            if prise.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.1)
    yield port
    processus.terminate()
    processus.wait(20)


def envoyer_ensemble(port: int, session: str, documents: list[dict]) -> list[tuple[int, dict]]:
    """Post all these entries at the same moment, each on a connection of its own. Return (status, content) of each."""
    depart = Barrier(len(documents))

    def envoyer(document: dict) -> tuple[int, dict]:
        fil = HTTPConnection("127.0.0.1", port, timeout=60)
        fil.connect()
        depart.wait()
        entetes = {
            "Cookie": f"sessionid={session}; csrftoken={JETON}",
            "X-CSRFToken": JETON,
            "Content-Type": "application/json",
        }
        fil.request("POST", "/terrain/saisies/", json.dumps(document), entetes)
        reponse = fil.getresponse()
        contenu = json.loads(reponse.read())
        fil.close()
        return reponse.status, contenu

    with ThreadPoolExecutor(len(documents)) as fils:
        return list(fils.map(envoyer, documents))


def test_eight_posts_of_one_entry_at_once_record_it_once_and_another_content_is_kept_beside(serveur, rue):
    client = Client()
    client.force_login(rue.awa)
    session = client.cookies["sessionid"].value
    for _ in range(3):
        sortie = rue.sortie()
        reponses = envoyer_ensemble(serveur, session, [sortie] * ENSEMBLE)
        assert {(statut, recue["empreinte"]) for statut, recue in reponses} == {(201, empreinte(sortie))}
        assert Saisie.objects.filter(uuid=sortie["uuid"]).count() == 1
        assert Intervention.objects.get(uuid=sortie["uuid"]).presences.count() == 1

    # Eight contents under one identifier: one is the first, whichever it is; the others are refused, and kept.
    commun = {"uuid": str(uuid4())}
    ensemble = [rue.sortie(**commun, duree_minutes=15 * rang) for rang in range(1, ENSEMBLE + 1)]
    reponses = envoyer_ensemble(serveur, session, ensemble)
    assert sorted(statut for statut, _ in reponses) == [201] + [409] * (ENSEMBLE - 1)
    saisie = Saisie.objects.get(uuid=ensemble[0]["uuid"])
    [gagnante] = [une for une, (statut, _) in zip(ensemble, reponses, strict=True) if statut == 201]
    assert saisie.contenu == gagnante
    autres = Divergence.objects.filter(saisie=saisie).values_list("contenu__duree_minutes", flat=True)
    assert sorted([gagnante["duree_minutes"], *autres]) == [une["duree_minutes"] for une in ensemble]
