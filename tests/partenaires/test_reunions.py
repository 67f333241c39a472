"""A meeting noted on the page of a partner or of a body, by whoever keeps the directory."""

import json
from uuid import uuid4

import pytest
from django.utils import timezone

from allervers.activite.models import Intervention
from allervers.activite.operations import Releve, enregistrer_intervention
from allervers.partenaires.models import Instance
from allervers.terrain.operations import Issue, recevoir


@pytest.fixture
def vinci(maison):
    return maison.partenaire("Vinci")


def reunion(maison, *partenaires, **autres):
    return {
        "uuid": str(uuid4()), "date": f"{timezone.localdate():%Y-%m-%d}", "duree": "1h30", "type": "partenariat",
        "professionnels": [maison.educatrice.pk], "partenaires": [un.pk for un in partenaires],
    } | autres  # fmt: skip


def test_the_secretary_notes_a_meeting_of_the_team_with_a_partner_once(secretaire, maison, vinci):
    adresse = f"/partenaires/{vinci.uuid}/reunions/nouvelle/"
    assert '<option value="partenariat" selected>' in secretaire.get(adresse).text
    valeurs = reunion(maison, vinci)
    for _ in range(2):
        assert secretaire.post(adresse, valeurs).url == f"/partenaires/{vinci.uuid}/"
    une = Intervention.objects.get()
    # Gone back to, the page tells another meeting: it is asked once more, and nothing is lost.
    reponse = secretaire.post(adresse, valeurs | {"duree": "2h"})
    assert reponse.status_code == 422 and "Cette page a déjà servi" in reponse.text and "2h" in reponse.text
    assert (une.duree_minutes, une.intervenants.get().professionnel) == (90, maison.educatrice)
    assert une.partenaires.get().partenaire == vinci
    texte = secretaire.get(f"/partenaires/{vinci.uuid}/").text
    assert (
        f"/partenaires/reunions/{une.uuid}/" in texte and "Réunions et rencontres <small>1</small>" in texte
    )


def test_she_corrects_and_erases_what_she_noted_and_not_what_the_team_did(secretaire, maison, vinci):
    secretaire.post(f"/partenaires/{vinci.uuid}/reunions/nouvelle/", reunion(maison, vinci))
    une, mairie = Intervention.objects.get(), maison.partenaire("Mairie")
    adresse = f"/partenaires/reunions/{une.uuid}/"
    secretaire.post(adresse, reunion(maison, vinci, mairie, duree="45", version=1))
    une.refresh_from_db()
    assert (une.duree_minutes, une.partenaires.count()) == (45, 2)
    depassee = secretaire.post(adresse, reunion(maison, vinci, duree="2h", version=1))
    assert depassee.status_code == 409 and "<dd>45 min</dd>" in depassee.text
    secretaire.post(f"{adresse}effacer/", {"version": "2"})
    assert not Intervention.objects.exists()
    autre = enregistrer_intervention(
        service=maison.service, uuid=uuid4(), par=maison.educatrice,
        releve=Releve(
            type=maison.terme("type_activite", "partenariat"), date=timezone.localdate(), duree_minutes=60,
            professionnels=[maison.educatrice], partenaires=[vinci],
        ),
    )  # fmt: skip
    assert secretaire.get(f"/partenaires/reunions/{autre.uuid}/").status_code == 404


def test_a_meeting_of_a_body_says_who_sat(secretaire, maison):
    clsm = Instance.objects.create(service=maison.service, code="clsm", nom="CLSM", champ="Santé mentale")
    adresse = f"/partenaires/instances/{clsm.uuid}/reunions/nouvelle/"
    # The first time, it is to be said what kind of time it is; then it is remembered.
    assert '<option value="" selected>' in secretaire.get(adresse).text.partition("Type d’activité")[2]
    assert (
        secretaire.post(adresse, reunion(maison, type="instance")).url
        == f"/partenaires/instances/{clsm.uuid}/"
    )
    assert '<option value="instance" selected>' in secretaire.get(adresse).text
    assert Intervention.objects.get().instance == clsm
    assert str(maison.educatrice) in secretaire.get(f"/partenaires/instances/{clsm.uuid}/").text


def test_what_is_wrong_is_told(secretaire, maison, vinci):
    for faux, dit in (
        ({"partenaires": []}, "au moins un partenaire"),
        ({"professionnels": []}, "au moins un professionnel"),
        # What only a machine would send.
        ({"professionnels": [10**30]}, "Sélectionnez un choix valide"),
        ({"date": "2999-01-01"}, "Écrivez une date entre"),
        ({"duree": "25h"}, "24 heures"),
    ):
        reponse = secretaire.post(
            f"/partenaires/{vinci.uuid}/reunions/nouvelle/", reunion(maison, vinci, **faux)
        )
        assert reponse.status_code == 422 and dit in reponse.text
    assert not Intervention.objects.exists()


def test_a_phone_that_read_it_before_is_told_that_a_page_corrected_it_then_may_correct_it(
    client, maison, vinci
):
    client.force_login(maison.educatrice)
    client.post(f"/partenaires/{vinci.uuid}/reunions/nouvelle/", reunion(maison, vinci))
    une = Intervention.objects.get()
    valeurs = reunion(maison, vinci, duree="2h", version=1)
    client.post(f"/partenaires/reunions/{une.uuid}/", valeurs)

    def corriger(ancienne):
        document = {
            "v": 1, "uuid": str(uuid4()), "genre": "intervention", "remplace": str(ancienne), "type": "partenariat",
            "date": valeurs["date"], "heure": None, "duree_minutes": 30, "lieu": None, "jeunes": [], "comptages": [],
            "professionnels": [str(maison.educatrice.uuid)], "etiquettes": [], "observation": "", "action": None,
            "instance": None, "partenaires": [str(vinci.uuid)],
        }  # fmt: skip
        return recevoir(octets=json.dumps(document).encode(), par=maison.educatrice).issue

    assert corriger(une.uuid) is Issue.DEPASSEE
    assert corriger(valeurs["uuid"]) is Issue.RECUE
    une.refresh_from_db()
    assert une.duree_minutes == 30
