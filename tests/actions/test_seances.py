"""A session noted from the sheet is an intervention like any other: it counts for hours, youths and the action."""

from datetime import date
from uuid import uuid4

import pytest

from allervers.activite.models import Intervention
from allervers.jeunes.models import Jeune
from allervers.rapport.lecture import lire_annee

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
