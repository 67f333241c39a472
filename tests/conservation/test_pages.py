"""The screens of who reviews: files at their term, requests, bordereaux."""

import io
from datetime import date, timedelta
from html import unescape
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from docx import Document
from pypdf import PdfReader

from allervers.actions.models import ActionCollective, Photo
from allervers.comptes.models import EtatAnterieur
from allervers.conservation.models import Bordereau, Demande, Origine
from allervers.jeunes.models import Jeune
from allervers.jeunes.operations import noter_contact
from allervers.referentiel.lecture import referentiel_du_service


@pytest.fixture
def chef(maison, client):
    """The director's browser; her second factor is another test's."""
    maison.service.est_demonstration = True
    maison.service.save()
    client.force_login(maison.coffre.direction)
    return client


def lire(reponse) -> str:
    """Return a page as it is read: its spaces, whatever they are, are spaces."""
    return " ".join(unescape(reponse.text).split())


def dans(jours: int) -> str:
    return (timezone.localdate() + timedelta(days=jours)).isoformat()


def test_the_files_at_their_term_are_reviewed_then_erased_together(maison, chef):
    jeunes, recent = [maison.connaitre(), maison.connaitre()], maison.connaitre()
    noter_contact(jeune=recent, le=timezone.localdate(), par=maison.awa)
    page = lire(chef.get("/conservation/"))
    assert all(un.code in page for un in jeunes) and recent.code not in page
    ou = "/conservation/effacer/?" + "&".join(f"jeune={un.uuid}" for un in jeunes)
    revue = lire(chef.get(ou))
    assert "Effacer 2 fiches" in revue and "présences : 10" in revue
    envoi = {"jeune": [str(un.uuid) for un in jeunes]}
    refus = chef.post("/conservation/effacer/", envoi)
    assert refus.status_code == 422 and "Cochez d’abord" in lire(refus)
    assert Jeune.objects.connus().count() == 3
    fait = chef.post("/conservation/effacer/", envoi | {"est_revu": "on"}, follow=True)
    assert "N° 1 : 2 fiches" in lire(fait)
    assert Jeune.objects.connus().get() == recent
    # Sent again, from a second tab: nothing more happens.
    chef.post("/conservation/effacer/", envoi | {"est_revu": "on"})
    assert Bordereau.objects.count() == 1


def test_who_erases_is_shown_the_photos_of_the_actions_where_the_youth_came(maison, chef):
    jeune, absent = maison.connaitre(), maison.connaitre()
    actions = [
        ActionCollective.objects.create(
            service=maison.service, code=code, annee=2023, intitule=code, nature=maison.terme("nature_action")
        )
        for code in ("fresque", "sejour")
    ]
    for action in actions:
        Photo.objects.create(
            service=maison.service, action=action, legende=f"Photo {action}", image=b"x", largeur=1, hauteur=1
        )
    maison.sortie([jeune], date(2023, 4, 1), type="actions_collectives", action=str(actions[0].uuid))
    page = lire(chef.get(f"/conservation/effacer/?jeune={jeune.uuid}"))
    assert "Photo fresque" in page and "Photo sejour" not in page
    assert "Photo" not in lire(chef.get(f"/conservation/effacer/?jeune={absent.uuid}")).replace("photo", "")


def test_a_sign_of_life_meanwhile_saves_the_file(maison, chef):
    jeune = maison.connaitre()
    noter_contact(jeune=jeune, le=timezone.localdate(), par=maison.awa)
    refus = chef.post("/conservation/effacer/", {"jeune": str(jeune.uuid), "est_revu": "on"})
    assert refus.status_code == 422 and "signe de vie" in lire(refus)
    assert Jeune.objects.connus().get() == jeune


def test_a_file_is_kept_for_a_reason_until_a_day_and_its_alert_waits(maison, chef):
    jeune = maison.connaitre()
    ou = f"/conservation/fiches/{jeune.uuid}/garder/"
    for jours, mot in ((0, "à venir"), (400, "Un an au plus")):
        refus = chef.post(ou, {"lue": jeune.version, "motif": "procedure", "jusqu_au": dans(jours)})
        assert refus.status_code == 422 and mot in lire(refus)
    assert (
        chef.post(ou, {"lue": jeune.version, "motif": "procedure", "jusqu_au": dans(300)}).status_code == 302
    )
    jeune.refresh_from_db()
    page = lire(chef.get("/conservation/"))
    assert "procédure judiciaire" in page and "Aucune fiche n’est à son terme" in page
    assert EtatAnterieur.objects.filter(objet=jeune.uuid, etat__conserve_motif="").exists()
    assert chef.post(f"/conservation/fiches/{jeune.uuid}/lever/", {"lue": "1"}).status_code == 409
    chef.post(f"/conservation/fiches/{jeune.uuid}/lever/", {"lue": jeune.version})
    assert "Aucune fiche n’est à son terme" not in lire(chef.get("/conservation/"))


def test_the_service_may_keep_files_for_less_than_the_law_lets_never_for_more(maison, chef):
    refus = chef.post("/conservation/duree/", {"mois": "36"})
    assert refus.status_code == 422 and "la loi" in lire(refus)
    assert chef.post("/conservation/duree/", {"mois": "12"}).status_code == 302
    annee = timezone.localdate().year
    assert referentiel_du_service(maison.service, annee).conservation_mois == 12
    assert referentiel_du_service(maison.service, annee - 1).conservation_mois == 24
    jeune = maison.connaitre()
    noter_contact(jeune=jeune, le=timezone.localdate() - timedelta(days=400), par=maison.awa)
    assert jeune.code in lire(chef.get("/conservation/"))


def test_who_asks_is_erased_without_waiting_for_the_term_and_the_answer_is_recorded(maison, chef):
    jeune = maison.connaitre()
    noter_contact(jeune=jeune, le=timezone.localdate(), par=maison.awa)
    demande = {"uuid": str(uuid4()), "droit": "effacement", "demandeur": "jeune", "recue_le": dans(-40)}
    assert "Aucun jeune" in lire(chef.post("/conservation/demandes/", demande | {"code": "XXXX"}))
    for _ in range(2):
        chef.post("/conservation/demandes/", demande | {"code": jeune.code.lower()})
    ligne = Demande.objects.get()
    assert "due depuis" in lire(chef.get("/conservation/demandes/"))
    ou = f"/conservation/demandes/{ligne.uuid}/"
    assert "pour toujours" in lire(chef.get(ou))
    refus = chef.post(ou, {"reponse": "accordee", "le": dans(-50)})
    assert refus.status_code == 422 and "ne peut pas la précéder" in lire(refus)
    assert chef.post(ou, {"reponse": "accordee", "le": dans(0)}).status_code == 302
    ligne.refresh_from_db()
    assert (ligne.jeune, ligne.reponse, ligne.repondue_par) == (None, "accordee", maison.coffre.direction)
    assert ligne.bordereau.origine == Origine.DEMANDE
    assert not Jeune.objects.connus().exists()
    assert chef.post(ou, {"reponse": "refusee", "le": dans(0)}).status_code == 422


def test_another_right_is_answered_without_erasing(maison, chef):
    jeune = maison.connaitre()
    demande = {
        "uuid": str(uuid4()),
        "droit": "acces",
        "demandeur": "parent",
        "recue_le": dans(-1),
        "code": jeune.code,
    }
    chef.post("/conservation/demandes/", demande)
    ligne = Demande.objects.get()
    ou = f"/conservation/demandes/{ligne.uuid}/"
    assert f"/jeunes/{jeune.uuid}/droit-d-acces/" in lire(chef.get(ou))
    chef.post(ou, {"reponse": "accordee", "le": dans(0)})
    assert Jeune.objects.connus().get() == jeune


def test_the_bordereau_is_handed_over_as_a_pdf_and_as_a_word_document_without_a_name(maison, chef):
    jeune = maison.connaitre()
    code, uuid = jeune.code, str(jeune.uuid)
    maison.effacer(jeune)
    pdf, docx = (chef.get(f"/conservation/bordereaux/1.{format}").content for format in ("pdf", "docx"))
    textes = [
        "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages),
        "\n".join(paragraphe.text for paragraphe in Document(io.BytesIO(docx)).paragraphs),
    ]
    for texte in textes:
        plat = " ".join(texte.split())
        for attendu in (
            "Bordereau d’élimination",
            "2022 et 2023",
            "Sacha Coron",
            "24 mois",
            "Visa des archives",
        ):
            assert attendu in plat, attendu
        assert code not in texte and uuid not in texte
    assert chef.get("/conservation/bordereaux/1.xlsx").status_code == 404


def test_the_page_reads_as_much_of_the_database_for_many_files_as_for_one(maison, chef):
    def requetes() -> int:
        with CaptureQueriesContext(connection) as lues:
            chef.get("/conservation/")
        return len(lues)

    maison.connaitre()
    # What the first page of a session reads besides is read once.
    requetes()
    pour_une = requetes()
    for _ in range(5):
        Jeune.objects.create(service=maison.service, code=uuid4().hex[:8], premier_contact=date(2023, 1, 1))
    assert requetes() == pour_une


def test_many_files_at_their_term_are_reviewed_by_lots_those_due_first(maison, chef, monkeypatch):
    monkeypatch.setattr("allervers.conservation.lecture.LOT", 2)
    for jour in (3, 1, 2):
        Jeune.objects.create(service=maison.service, code=f"VU-{jour}", premier_contact=date(2023, 1, jour))
    page = lire(chef.get("/conservation/"))
    assert [f"VU-{jour}" in page for jour in (1, 2, 3)] == [True, True, False]
    assert "Ce sont les 2 dont le terme vient d’abord, sur 3." in page
