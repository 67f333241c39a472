"""A session noted from the sheet is an intervention like any other: it counts for hours, youths and the action."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from allervers.actions.models import ActionCollective
from allervers.activite.models import Comptage, Intervention, Presence
from allervers.comptes.models import Equipe, Role
from allervers.comptes.versions import histoire
from allervers.jeunes.models import Jeune, Rattachement
from allervers.rapport.lecture import lire_annee
from tests.comptes_ouverts import embaucher

from .maison import ANNEE


@pytest.fixture
def jeune(maison):
    return Jeune.objects.create(
        service=maison.service, code="K7M2", sexe="fille", premier_contact=date(ANNEE, 1, 1)
    )


def seance(maison, jeune, **autres):
    return {
        "uuid": str(uuid4()), "date": f"{ANNEE}-06-01", "duree": "1h30", "type": "action_collective",
        "professionnels": [maison.educatrice.pk], "jeunes": [str(jeune.uuid)],
    } | autres  # fmt: skip


def test_a_session_sent_twice_is_one_and_feeds_the_tables(client, maison, jeune):
    client.force_login(maison.educatrice)
    action, valeurs = maison.action(), seance(maison, jeune)
    for _ in range(2):
        reponse = client.post(f"/actions/{action.uuid}/seances/nouvelle/", valeurs, follow=True)
    assert Intervention.objects.get().duree_minutes == 90
    assert "1 séance" in reponse.text and "K7M2" in reponse.text
    lecture = lire_annee(maison.service, ANNEE)
    assert lecture.tableau("actions_dsl").total == 1
    assert float(lecture.tableau("heures_par_type_activite").total) == 1.5


@pytest.mark.parametrize(
    ("faux", "dit"),
    [
        ({"date": f"{ANNEE - 1}-06-01"}, "sa séance aussi"),
        ({"duree": "longtemps"}, "Écrivez une durée"),
        ({"duree": "25h"}, "24 heures"),
        ({"professionnels": []}, "au moins un professionnel"),
    ],
    ids=["année", "durée", "trop long", "personne"],
)
def test_what_is_wrong_is_told_and_nothing_typed_is_lost(client, maison, jeune, faux, dit):
    client.force_login(maison.educatrice)
    valeurs = seance(maison, jeune, observation_lieu="Place animée", **faux)
    reponse = client.post(f"/actions/{maison.action().uuid}/seances/nouvelle/", valeurs)
    assert reponse.status_code == 422 and dit in reponse.text
    assert (
        "Place animée" in reponse.text
        and f'value="{jeune.uuid}" id="jeune-{jeune.uuid}" checked' in reponse.text
    )
    assert not Intervention.objects.exists()


def test_a_stay_is_noted_at_once_one_session_a_day(client, maison, jeune):
    client.force_login(maison.educatrice)
    action = maison.action(debut=date(ANNEE, 7, 1), fin=date(ANNEE, 7, 4), unite_duree="jours")
    adresse = f"/actions/{action.uuid}/seances/nouvelle/"
    page = client.get(adresse).text
    assert f'value="{ANNEE}-07-01"' in page and f'value="{ANNEE}-07-04"' in page
    valeurs = seance(maison, jeune, date=f"{ANNEE}-07-01", duree="12h", jusqu_au=f"{ANNEE}-07-04")
    for faux, dit in ((f"{ANNEE}-06-30", "La fin vient avant"), (f"{ANNEE}-12-01", "31 jours au plus")):
        assert dit in client.post(adresse, valeurs | {"jusqu_au": faux}).text
    assert not Intervention.objects.exists()
    for _ in range(2):
        reponse = client.post(adresse, valeurs, follow=True)
    assert "4 séances, 4 jours" in reponse.text and "Les séances sont notées" in reponse.text
    assert "<small>, 4 séances</small>" in reponse.text
    lecture = lire_annee(maison.service, ANNEE)
    assert lecture.tableau("actions_dsl").total == 1
    assert dict(lecture.tableau("actions_dsl").colonnes[0].precisions)["Durée"] == "4 jours"
    assert lecture.tableau("heures_par_type_activite").total == 48


def test_the_sheet_leads_to_the_agenda_with_what_it_knows(client, maison):
    client.force_login(maison.educatrice)
    action = maison.action()
    ActionCollective.objects.update(annee=timezone.localdate().year)
    assert f"/agenda/nouvelle/?action={action.uuid}" in client.get(f"/actions/{action.uuid}/").text
    page = client.get(f"/agenda/nouvelle/?action={action.uuid}").text
    assert f'<option value="{action.pk}" selected>' in page and 'value="Fête du quartier"' in page
    assert client.get("/agenda/nouvelle/?action=rien").status_code == 200


def noter(client, maison, jeune, **autres) -> Intervention:
    action = maison.action()
    client.post(f"/actions/{action.uuid}/seances/nouvelle/", seance(maison, jeune, **autres))
    return Intervention.objects.get(action=action)


def test_a_session_is_opened_from_the_sheet_and_corrected_and_what_the_page_does_not_ask_stays(
    client, maison, jeune
):
    client.force_login(maison.educatrice)
    une = noter(client, maison, jeune)
    Comptage.objects.create(service=maison.service, intervention=une, sexe="fille", nombre=4)
    ailleurs = Equipe.objects.create(service=maison.service, code="ailleurs", nom="Ailleurs")
    cache = Jeune.objects.create(service=maison.service, code="P3Q9", premier_contact=date(ANNEE, 1, 1))
    Rattachement.objects.create(service=maison.service, jeune=cache, equipe=ailleurs, debut=date(ANNEE, 1, 1))
    Presence.objects.create(service=maison.service, intervention=une, jeune=cache)
    adresse = f"/actions/seances/{une.uuid}/"
    assert adresse in client.get(f"/actions/{une.action.uuid}/").text
    page = client.get(adresse).text
    assert 'value="1h30"' in page and f'id="jeune-{jeune.uuid}" checked' in page and "P3Q9" not in page
    valeurs = seance(maison, jeune, duree="2h", jeunes=[], version=1)
    for _ in range(2):
        assert client.post(adresse, valeurs).status_code == 302
    une.refresh_from_db()
    assert (une.duree_minutes, une.version, une.saisie) == (120, 2, UUID(valeurs["uuid"]))
    assert [un.jeune for un in une.presences.all()] == [cache] and une.comptages.get().nombre == 4
    assert histoire(une).get().etat["duree_minutes"] == 90

    depassee = client.post(adresse, seance(maison, jeune, duree="3h", version=1))
    assert depassee.status_code == 409 and "<dd>2h</dd>" in depassee.text
    client.post(f"{adresse}effacer/", {"version": "1"})
    assert Intervention.objects.exists()
    client.post(f"{adresse}effacer/", {"version": "2"})
    assert not Intervention.objects.exists() and histoire(une).count() == 2


def test_a_session_is_corrected_by_who_was_there_and_by_who_leads(client, maison, jeune):
    client.force_login(maison.educatrice)
    une = noter(client, maison, jeune)
    client.force_login(embaucher(maison.service, code="autre", courriel="autre@exemple.fr"))
    reponse = client.post(
        f"/actions/seances/{une.uuid}/", seance(maison, jeune, duree="2h", version=1), follow=True
    )
    assert "Seuls ceux qui y étaient" in reponse.text
    une.refresh_from_db()
    assert une.duree_minutes == 90
    client.force_login(embaucher(maison.service, Role.CHEF_DE_SERVICE))
    assert client.get(f"/actions/seances/{une.uuid}/").status_code == 200


def test_an_action_that_is_over_without_a_bilan_is_reminded_of_to_who_leads(client, maison):
    hier = timezone.localdate() - timedelta(days=1)
    action = maison.action(debut=hier, fin=hier)
    ActionCollective.objects.update(annee=hier.year)
    client.force_login(embaucher(maison.service, Role.CHEF_DE_SERVICE))
    accueil = client.get("/").text
    assert "Bilan d’une action à écrire" in accueil and f'href="/actions/{action.uuid}/"' in accueil
    # The secretary cannot write it; who noted the action is told, and no other educator.
    client.force_login(maison.secretaire)
    assert "Bilan d’une action à écrire" not in client.get("/").text
    client.force_login(embaucher(maison.service, code="autre", courriel="autre@exemple.fr"))
    assert "Bilan d’une action à écrire" not in client.get("/").text
    client.force_login(maison.educatrice)
    assert "Bilan d’une action à écrire" in client.get("/").text
    ActionCollective.objects.update(bilan="Une belle fête.")
    assert "Bilan d’une action à écrire" not in client.get("/").text


def test_a_session_noted_without_its_action_is_reminded_of_then_given_to_it(client, maison, jeune):
    client.force_login(maison.educatrice)
    hier = timezone.localdate() - timedelta(days=1)
    action, une = maison.action(), noter(client, maison, jeune)
    ActionCollective.objects.update(annee=hier.year)
    Intervention.objects.update(action=None, date=hier)
    assert "Séance à rattacher à une action" in client.get("/").text
    page = client.get("/actions/seances/a-rattacher/").text
    assert "1 jeune connu" in page and f'value="{action.uuid}"' in page
    adresse, valeurs = f"/actions/seances/{une.uuid}/rattacher/", {"version": 1, "uuid": str(uuid4())}
    assert "Choisissez d’abord" in client.post(adresse, valeurs, follow=True).text
    valeurs |= {"action": str(action.uuid)}
    for _ in range(2):
        assert "est rattachée à « Fête du quartier »" in client.post(adresse, valeurs, follow=True).text
    une.refresh_from_db()
    assert (une.action, une.version, une.presences.get().jeune) == (action, 2, jeune)
    # The action of another year would count it no more than none.
    ActionCollective.objects.update(annee=hier.year + 1)
    assert "1 jeune connu" in client.get("/actions/seances/a-rattacher/").text
    ActionCollective.objects.update(annee=hier.year)
    # The action of another year would count it no more than none.
    ActionCollective.objects.update(annee=hier.year + 1)
    assert "1 jeune connu" in client.get("/actions/seances/a-rattacher/").text
    ActionCollective.objects.update(annee=hier.year)
    assert "Toutes les séances ont leur action" in client.get("/actions/seances/a-rattacher/").text
    assert "à rattacher" not in client.get("/").text
