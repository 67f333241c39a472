"""A phone that still holds a youth who was erased: nothing is lost, nobody comes back."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from allervers.activite.models import Accueil, Comptage, Intervention
from allervers.conservation.models import Origine
from allervers.jeunes.models import Jeune
from allervers.partenaires.models import Reseau
from allervers.terrain.donnees import donnees_de
from allervers.terrain.models import Divergence, Saisie
from allervers.terrain.operations import Issue

from .conftest import citations, tout_ce_que_tient_la_base

HIER = timezone.localdate() - timedelta(days=1)


@pytest.fixture
def parti(maison):
    """A youth who was erased, whom phones still hold."""
    jeune = maison.connaitre()
    uuid = jeune.uuid
    maison.effacer(jeune, origine=Origine.DEMANDE)
    return Jeune(uuid=uuid)


def nommes(parti) -> list[str]:
    secrets = [str(parti.uuid), parti.uuid.hex]
    return [place for place, valeur in tout_ce_que_tient_la_base() if citations(valeur, secrets)]


def test_the_youth_leaves_the_phone_at_the_next_synchronisation(maison, parti):
    autre = maison.connaitre()
    assert [un["uuid"] for un in donnees_de(maison.awa)["jeunes"]] == [autre.uuid]
    assert {jeune for _, jeune, _ in donnees_de(maison.awa)["habitudes"]} <= {autre.uuid}


def test_an_entry_that_names_the_youth_is_taken_and_counts_one_without_a_name(maison, parti):
    autre = maison.connaitre()
    recue = maison.sortie([parti, autre], HIER)
    assert recue.issue is Issue.RECUE
    assert recue.saisie.signalements == [{"champ": "jeunes", "valeur": "1", "motif": "efface"}]
    intervention = Intervention.objects.get(uuid=recue.saisie.uuid)
    assert [un.jeune for un in intervention.presences.all()] == [autre]
    comptages = {(un.sexe, un.tranche, un.nombre) for un in intervention.comptages.filter(tranche=None)}
    assert comptages == {("non_renseigne", None, 1)}
    assert Jeune.objects.connus().get() == autre
    assert nommes(parti) == []


def test_the_same_bytes_again_succeed_again_and_add_nothing(maison, parti):
    uuid = str(uuid4())
    premiere, seconde = (maison.sortie([parti], HIER, uuid=uuid) for _ in range(2))
    assert (premiere.issue, seconde.issue) == (Issue.RECUE, Issue.RECUE)
    assert Comptage.objects.filter(intervention__uuid=uuid, tranche=None).get().nombre == 1
    autre = maison.sortie([parti], HIER, uuid=uuid, duree_minutes=15)
    assert autre.issue is Issue.CONTRADICTION
    assert Divergence.objects.get().contenu["jeunes"] == []
    assert nommes(parti) == []


def test_a_correction_of_an_outing_that_counts_the_youth_already_does_not_count_twice(maison, parti):
    ancienne = Intervention.objects.filter(presences__isnull=False).order_by("date").first()
    maison.sortie([parti], ancienne.date, remplace=str(ancienne.derniere_saisie))
    assert ancienne.presences.count() == 1
    assert not ancienne.comptages.filter(tranche=None).exists()
    assert nommes(parti) == []


def test_the_entry_that_made_the_youth_is_taken_again_and_makes_nobody(maison, parti, client: Client):
    recue = maison.envoyer(
        uuid=str(parti.uuid),
        genre="jeune",
        sexe="fille",
        annee_naissance=2008,
        premier_contact=HIER.isoformat(),
    )
    assert recue.issue is Issue.RECUE
    assert not Jeune.objects.connus().exists() and not Saisie.objects.filter(genre="jeune").exists()
    client.force_login(maison.awa)
    corps = {"uuid": str(parti.uuid), "genre": "jeune", "sexe": "fille", "premier_contact": HIER.isoformat()}
    reponse = client.post("/terrain/saisies/", corps, content_type="application/json")
    assert (reponse.status_code, reponse.json()["uuid"], reponse.json()["code"]) == (
        201,
        str(parti.uuid),
        None,
    )
    demande = {"saisies": [str(parti.uuid)]}
    reponse = client.post("/terrain/saisies/inconnues/", demande, content_type="application/json")
    assert reponse.json() == {"inconnues": []}
    assert nommes(parti) == []


def test_a_day_placement_that_names_the_youth_is_taken_and_counts_one_without_a_name(maison, parti):
    avant = Accueil.objects.count()
    champs = {
        "genre": "accueil", "reseau": str(Reseau.objects.get().uuid), "date": HIER.isoformat(),
        "moments": ["matin"], "jeune": str(parti.uuid), "nombre": None,
    }  # fmt: skip
    recue = maison.envoyer(uuid=str(uuid4()), **champs)
    assert recue.saisie.signalements == [{"champ": "jeunes", "valeur": "1", "motif": "efface"}]
    un = Accueil.objects.get(uuid=recue.saisie.uuid)
    assert (un.jeune, un.nombre) == (None, 1)
    # Correcting a placement that left with the file changes nothing: it is counted already.
    assert maison.envoyer(uuid=str(uuid4()), remplace=str(uuid4()), **champs).issue is Issue.RECUE
    assert Accueil.objects.count() == avant + 1
    assert nommes(parti) == []
