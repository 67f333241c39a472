"""Reading a file is noted once; changing it, always. The device is said in words."""

import uuid
from datetime import timedelta

import pytest

from allervers.journal import operations
from allervers.journal.appareil import appareil_de
from allervers.journal.models import Consultation, LigneJournal
from allervers.journal.operations import consulter, inscrire, verifier

from .personnages import embaucher, ouvrir_service

JEUNE = uuid.uuid4()


@pytest.fixture
def awa(db):
    return embaucher(ouvrir_service())


def ouvrir(par, objet=JEUNE, consultation=Consultation.OUVRIR_FICHE, appareil="Firefox sur Android"):
    return consulter(consultation=consultation, service=par.service, objet=objet, par=par, appareil=appareil)


def test_opening_a_file_again_within_ten_minutes_writes_no_second_line(awa):
    assert ouvrir(awa).operation == "ouvrir_fiche"
    assert ouvrir(awa) is None
    assert LigneJournal.objects.count() == 1


def test_opening_it_later_writes_a_line(awa, monkeypatch):
    ouvrir(awa)
    monkeypatch.setattr(operations, "PAUSE", timedelta(0))
    assert ouvrir(awa)


def test_someone_else_something_else_or_another_device_writes_a_line(awa):
    ouvrir(awa)
    assert ouvrir(embaucher(awa.service, "bilal"))
    assert ouvrir(awa, objet=uuid.uuid4())
    assert ouvrir(awa, consultation=Consultation.EXPORTER_FICHE)
    assert ouvrir(awa, appareil="Chrome sur Windows")
    assert verifier(awa.service).est_intacte


def test_each_change_writes_a_line(awa):
    for _ in range(2):
        inscrire(service=awa.service, operation="corriger_fiche", details={}, par=awa, objet=JEUNE)
    assert LigneJournal.objects.filter(objet=JEUNE).count() == 2


def test_what_was_only_read_is_not_a_change(awa):
    changement = inscrire(service=awa.service, operation="corriger_fiche", details={}, par=awa)
    ouvrir(awa)
    assert list(LigneJournal.objects.changements()) == [changement]


@pytest.mark.parametrize(
    ("entete", "appareil"),
    [
        ("Mozilla/5.0 (Android 14; Mobile; rv:128.0) Gecko/128.0 Firefox/128.0", "Firefox sur Android"),
        (
            "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 "
            "Mobile Safari/537.36",
            "Chrome sur Android",
        ),
        (
            "Mozilla/5.0 (Linux; Android 14; SM-S911B) AppleWebKit/537.36 (KHTML, like Gecko) "
            "SamsungBrowser/25.0 Chrome/121.0.0.0 Mobile Safari/537.36",
            "Samsung Internet sur Android",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
            "Version/17.5 Mobile/15E148 Safari/604.1",
            "Safari sur iPhone",
        ),
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
            "Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0",
            "Edge sur Windows",
        ),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:115.0) Gecko/20100101 Firefox/115.0", "Firefox sur Linux"),
        ("curl/8.5.0", "Navigateur inconnu sur un système inconnu"),
        ("", ""),
    ],
)
def test_the_device_is_said_in_words(rf, entete, appareil):
    assert appareil_de(rf.get("/", HTTP_USER_AGENT=entete)) == appareil
