"""The pages of the agenda: what is typed is kept, what somebody else changed is shown, what is not one's own is not."""

from datetime import date, time, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from allervers.activite.agenda.lecture import occurrence, occurrences
from allervers.activite.agenda.models import LienAgenda, Prevision
from allervers.activite.agenda.operations import deplacer_prevision
from allervers.activite.operations import Releve, enregistrer_intervention
from allervers.comptes.models import Role, Service
from tests.comptes_ouverts import embaucher

from .conftest import MARDI, TOUS_LES_MARDIS

SEMAINE = timedelta(7)


@pytest.fixture
def awa(client, maison):
    client.force_login(maison.awa)
    return client


def saisie(maison, **autres):
    return {
        "uuid": str(uuid4()), "titre": "Point d’équipe", "type": maison.permanence.pk, "date": "2026-09-01",
        "heure": "14:00", "fin": "15:30", "equipe": maison.carvin.pk, "toutes_les": "",
    } | autres  # fmt: skip


def adresse(prevision, jour=MARDI, geste=""):
    return f"/agenda/{prevision.uuid}/{jour}/{geste}"


def test_what_one_types_is_expected_and_the_week_opens_on_it(awa, maison):
    reponse = awa.post(
        "/agenda/nouvelle/?de=service", saisie(maison, toutes_les="2", jours=["3"], jusqu_au="2026-12-31")
    )
    prevision = Prevision.objects.get()
    assert reponse.url == f"/agenda/?jour=2026-09-03&de=service#p-{prevision.uuid}-2026-09-03"
    assert (prevision.titre, prevision.duree_minutes) == ("Point d’équipe", 90)
    assert str(prevision.recurrence) == "une semaine sur 2, le jeudi, jusqu’au 31/12/2026"
    page = awa.get(reponse.url)
    assert "Point d’équipe" in page.text and "14\u00a0h – 15\u00a0h\u00a030" in page.text


def test_what_ends_earlier_than_it_begins_ends_the_day_after(awa, maison):
    awa.post("/agenda/nouvelle/", saisie(maison, heure="21:00", fin="01:00"))
    assert Prevision.objects.get().duree_minutes == 240


@pytest.mark.parametrize(
    ("faute", "dit"),
    [
        ({"equipe": ""}, "Dites qui est attendu"),
        ({"fin": "14:00"}, "La fin est à la même heure"),
        ({"date": "0026-09-01"}, "Vérifiez l’année"),
        ({"type": ""}, "obligatoire"),
        ({"toutes_les": "1", "jours": ["0"], "jusqu_au": "2026-09-02"}, "avant la première fois"),
    ],
)
def test_a_faulty_form_says_what_to_do_and_keeps_what_was_typed(awa, maison, faute, dit):
    reponse = awa.post("/agenda/nouvelle/", saisie(maison, **faute))
    assert reponse.status_code == 422
    assert dit in reponse.text and "Point d’équipe" in reponse.text
    assert not Prevision.objects.exists()


def test_nobody_of_another_team_or_service_can_be_expected(awa, maison):
    autre = embaucher(Service.objects.create(code="autre", nom="Autre"), Role.EDUCATEUR)
    for personne in (maison.theo, autre):
        assert awa.post("/agenda/nouvelle/", saisie(maison, professionnels=[personne.pk])).status_code == 422
    assert awa.post("/agenda/nouvelle/", saisie(maison, equipe=maison.oignies.pk)).status_code == 422
    assert not Prevision.objects.exists()


def test_a_change_over_a_newer_version_shows_both_and_then_goes(awa, maison):
    prevision = maison.prevoir(titre="Avant")
    deplacer_prevision(
        prevision=prevision, jour=MARDI, date=MARDI, heure=time(18), duree_minutes=60, lue=1, par=maison.ines
    )
    envoi = saisie(maison, titre="Le mien", lue="1")
    reponse = awa.post(adresse(prevision), envoi)
    assert reponse.status_code == 409
    assert "Ines a changé ceci" in reponse.text and "18\u00a0h – 19\u00a0h" in reponse.text
    assert "Le mien" in reponse.text and 'name="lue" value="2"' in reponse.text
    assert awa.post(adresse(prevision), envoi | {"lue": "2"}).status_code == 302
    prevision.refresh_from_db()
    assert (prevision.titre, prevision.heure) == ("Le mien", time(14))


def test_a_move_over_a_newer_one_shows_both_and_then_goes(awa, maison):
    serie = maison.prevoir(recurrence=TOUS_LES_MARDIS)
    deplacer_prevision(
        prevision=serie, jour=MARDI, date=MARDI, heure=time(18), duree_minutes=60, lue=0, par=maison.ines
    )
    envoi = {"date": "2026-09-02", "heure": "09:00", "fin": "10:00", "lue": "0"}
    reponse = awa.post(adresse(serie, geste="deplacer/"), envoi)
    assert reponse.status_code == 409
    assert "18\u00a0h – 19\u00a0h" in reponse.text and 'value="2026-09-02"' in reponse.text
    assert awa.post(adresse(serie, geste="deplacer/"), envoi | {"lue": "1"}).status_code == 302
    assert occurrence(serie, MARDI).date == date(2026, 9, 2)
    assert occurrence(serie, MARDI + SEMAINE).heure == time(14)


def test_a_move_of_what_comes_once_is_kept_in_its_form_after_a_conflict(awa, maison):
    prevision = maison.prevoir()
    envoi = {"date": "2026-09-02", "heure": "09:00", "fin": "10:00", "lue": "9"}
    reponse = awa.post(adresse(prevision, geste="deplacer/"), envoi)
    assert reponse.status_code == 409
    assert 'value="2026-09-02"' in reponse.text and 'value="09:00"' in reponse.text


def test_one_time_is_cancelled_and_a_series_stops_by_their_buttons(awa, maison):
    serie = maison.prevoir(recurrence=TOUS_LES_MARDIS)
    awa.post(adresse(serie, geste="annuler/"), {"lue": "0"})
    assert "N’a pas lieu" in awa.get(f"/agenda/?jour={MARDI}").text
    awa.post(adresse(serie, MARDI + SEMAINE, "arreter/"), {"lue": "1"})
    assert len(occurrences(maison.awa, MARDI, MARDI + 4 * SEMAINE)) == 1


def test_a_page_that_forgot_what_it_read_is_refused(awa, maison):
    prevision = maison.prevoir()
    for lue in ("", "-1", "²", "x"):
        assert awa.post(adresse(prevision), saisie(maison, lue=lue)).status_code == 400
    assert awa.get(adresse(prevision, "2026-13-45")).status_code == 404


def test_a_day_no_more_expected_leads_back_to_its_week(awa, maison):
    serie = maison.prevoir(recurrence=TOUS_LES_MARDIS)
    assert awa.get(adresse(serie, MARDI + timedelta(1))).url == "/agenda/?jour=2026-09-02"


def test_one_sees_the_agenda_of_the_own_team_and_falls_back_on_the_own(awa, maison):
    maison.prevoir(date=MARDI, titre="À Oignies", equipe=maison.oignies)
    maison.prevoir(date=MARDI, titre="D’Inès", equipe=None, professionnels=[maison.ines])
    for de, titre in [
        ("", "Awa"), (f"equipe-{maison.carvin.uuid}", "Équipe de Carvin"), (f"utilisateur-{maison.ines.uuid}", "Ines"),
        (f"equipe-{maison.oignies.uuid}", "Awa"), (f"utilisateur-{maison.theo.uuid}", "Awa"), ("service", "Awa"),
        ("equipe-x", "Awa"),
    ]:  # fmt: skip
        page = awa.get("/agenda/", {"jour": MARDI, "de": de}).text
        assert f"Agenda <small>{titre}</small>" in page, de
        assert "À Oignies" not in page
        assert ("D’Inès" in page) == (titre != "Awa"), de
    assert awa.get("/agenda/", {"jour": "n’importe quoi"}).status_code == 200


def test_what_is_missing_is_shown_to_who_was_expected_and_to_nobody_else(client, maison):
    hier = timezone.localdate() - timedelta(1)
    prevision = maison.prevoir(date=hier, equipe=None, professionnels=[maison.ines])

    def la_semaine(user):
        client.force_login(user)
        return client.get("/agenda/", {"jour": hier, "de": f"utilisateur-{maison.ines.uuid}"}).text

    assert "À saisir" in la_semaine(maison.ines)
    assert f"#prevision={prevision.uuid}" in la_semaine(maison.ines)
    for autre in (maison.awa, embaucher(maison.service, Role.SECRETARIAT)):
        assert "Permanence" in la_semaine(autre)
        assert "À saisir" not in la_semaine(autre)
    releve = Releve(
        type=maison.permanence, date=hier, duree_minutes=60, professionnels=[maison.ines],
        prevision=prevision, prevision_jour=hier,
    )  # fmt: skip
    enregistrer_intervention(service=maison.service, uuid=uuid4(), releve=releve, par=maison.ines)
    assert "À saisir" not in la_semaine(maison.ines)
    assert "Saisi" in la_semaine(maison.ines)


def test_a_link_is_shown_once_and_revoked_by_its_owner_alone(client, maison):
    client.force_login(maison.awa)
    page = client.post("/agenda/liens/creer/", {"equipe": str(maison.carvin.uuid)})
    assert ".ics" in page.text
    lien = LienAgenda.objects.get()
    assert ".ics" not in client.get("/agenda/liens/").text
    assert client.post("/agenda/liens/creer/", {"equipe": str(maison.oignies.uuid)}).status_code == 404
    client.force_login(maison.ines)
    assert client.post(f"/agenda/liens/{lien.uuid}/revoquer/").status_code == 404
    client.force_login(maison.awa)
    assert client.post(f"/agenda/liens/{lien.uuid}/revoquer/").status_code == 302
    assert not LienAgenda.objects.exists()
