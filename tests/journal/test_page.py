"""The page of the journal, and the accesses to one youth."""

import uuid
from datetime import datetime

import pytest
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils import timezone

from allervers.comptes.models import Role
from allervers.config.urls import urlpatterns as routes
from allervers.journal import operations
from allervers.journal.lecture import acces_a
from allervers.journal.models import Consultation
from allervers.journal.operations import consulter, inscrire
from allervers.journal.views import journal

from .personnages import ecrire, embaucher, ouvrir_service

JEUNE = uuid.UUID("3f2a81bc-0000-4000-8000-000000000001")
# Before the routes of the software: those of a trade app that names its youths.
urlpatterns = [
    path("journal/", journal, {"nommer": lambda uuids, user: {JEUNE: "K7M2"}}, name="journal"),
    *routes,
]


@pytest.fixture
def directrice(db, client):
    directrice = embaucher(ouvrir_service(), "sacha", Role.DIRECTION)
    client.force_login(directrice)
    return directrice


@pytest.fixture
def awa(directrice):
    return embaucher(directrice.service, "awa")


def ouvrir(par, objet=JEUNE):
    return consulter(
        consultation=Consultation.OUVRIR_FICHE, service=par.service, objet=objet, par=par,
        appareil="Firefox sur Android",
    )  # fmt: skip


def le(monkeypatch, *jour):
    """Lines are written at noon on that day from now on."""

    class Horloge(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime(*jour, 12, tzinfo=tz)

    monkeypatch.setattr(operations, "datetime", Horloge)


def lire(client, **choix):
    return client.get(reverse("journal"), choix)


def test_each_line_says_who_what_when_and_from_which_device(client, directrice, awa):
    ecrire(directrice.service, 1)
    ligne = ouvrir(awa)
    texte = lire(client).text
    assert "<strong>Awa</strong> a ouvert la fiche" in texte and "3f2a81bc</a>" in texte
    assert "Firefox sur Android" in texte
    assert f"{timezone.localtime(ligne.instant):%H h %M}</time>" in texte
    assert "<strong>Le serveur</strong> a figé l’année 2000 (liasse 1)" in texte
    assert texte.index("a ouvert la fiche") < texte.index("a figé l’année")


@pytest.mark.urls(__name__)
def test_an_object_is_named_by_the_app_that_knows_it(client, awa):
    ouvrir(awa)
    ouvrir(awa, uuid.uuid4())
    assert "K7M2</a>" in lire(client).text
    assert "Seulement la fiche <strong>K7M2</strong>" in lire(client, objet=str(JEUNE)).text
    assert lire(client, objet=str(JEUNE)).text.count("a ouvert la fiche") == 1


def test_an_unknown_operation_shows_its_name(client, directrice):
    inscrire(service=directrice.service, operation="danser", details={}, par=directrice)
    inscrire(service=directrice.service, operation="figer_annee", details={}, par=directrice)
    texte = lire(client).text
    assert "«\u00a0danser\u00a0»" in texte and "«\u00a0figer_annee\u00a0»" in texte


def test_an_author_whose_account_is_gone_keeps_the_line(client, awa):
    ouvrir(awa)
    awa.delete()
    assert "<strong>Un compte effacé</strong> a ouvert la fiche" in lire(client).text


def test_the_lines_of_one_person(client, directrice, awa):
    ecrire(directrice.service, 1)
    ouvrir(awa)
    texte = lire(client, par="awa").text
    assert "a ouvert la fiche" in texte and "a figé" not in texte
    assert "Aucune ligne ne répond à ce choix" in lire(client, par="sacha").text


def test_the_lines_of_one_month(client, directrice, monkeypatch):
    for mois in (2, 3):
        le(monkeypatch, 2026, mois, 1)
        inscrire(service=directrice.service, operation=f"mois_{mois}", details={})
    texte = lire(client, mois="2026-02").text
    assert "mois_2" in texte and "mois_3" not in texte
    assert '<option value="2026-02" selected>février 2026</option>' in texte
    assert "Dimanche 1er février 2026" in texte


@pytest.mark.parametrize(
    "choix", [{"par": "x\0"}, {"mois": "2026-13"}, {"mois": "9999-12"}, {"objet": "K7M2"}], ids=str
)
def test_what_the_journal_does_not_have_is_not_found(client, directrice, choix):
    assert lire(client, **choix).status_code == 404


def test_fifty_lines_make_a_page(client, directrice):
    ecrire(directrice.service, 51)
    assert lire(client).text.count("<time ") == 50
    assert "Page 1 sur 2" in lire(client).text
    texte = lire(client, page="2").text
    assert texte.count("<time ") == 1 and "a figé l’année 2000" in texte


def test_an_empty_journal_says_so(client, directrice):
    assert "Le journal est vide" in lire(client).text


def test_another_service_sees_none_of_these_lines(client, awa):
    ouvrir(awa)
    ailleurs = embaucher(ouvrir_service("autre"), "sacha", Role.DIRECTION)
    client.force_login(ailleurs)
    assert "Le journal est vide" in lire(client).text
    assert acces_a([JEUNE], ailleurs) == []


@pytest.mark.parametrize("role", [role for role in Role.values if role != Role.DIRECTION])
def test_only_the_direction_reads_the_journal(client, directrice, role):
    client.force_login(embaucher(directrice.service, "autre", role))
    assert lire(client).status_code == 403


def test_the_accesses_to_a_youth_are_those_to_this_youth_newest_first(directrice, awa):
    ouvrir(awa)
    ouvrir(awa, uuid.uuid4())
    inscrire(service=awa.service, operation="exporter_fiche", details={}, par=directrice, objet=JEUNE)
    acces = acces_a([JEUNE], directrice)
    assert [(ligne.qui, ligne.fait) for ligne in acces] == [
        ("Sacha", "a exporté la fiche"),
        ("Awa", "a ouvert la fiche"),
    ]
    assert "<strong>Awa</strong> a ouvert la fiche" in render_to_string(
        "journal/_acces.html", {"acces": acces}
    )


def test_a_file_that_nobody_opened_says_so(directrice):
    texte = render_to_string("journal/_acces.html", {"acces": acces_a([uuid.uuid4()], directrice)})
    assert "Personne n’a encore ouvert cette fiche." in texte
