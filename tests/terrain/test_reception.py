"""The contract of the reception: each entry exactly once, nothing lost, nothing written over, nothing resurrected."""

from datetime import time, timedelta
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from allervers.activite.agenda.operations import Attente, prevoir
from allervers.activite.models import Comptage, Intervention, Presence
from allervers.comptes.models import Equipe, Role, Service
from allervers.jeunes.models import Jeune, Rattachement
from allervers.referentiel.models import LibelleTerme, Terme
from allervers.terrain.models import Divergence, Saisie
from tests.comptes_ouverts import embaucher
from tests.jeunes.fusions import reunir

from .conftest import HIER, empreinte, uuid


def test_a_success_echoes_the_uuid_and_the_digest_of_what_was_received(rue, envoyer):
    sortie = rue.sortie()
    reponse = envoyer(rue.awa, sortie)
    assert reponse.status_code == 201
    assert (reponse.json()["uuid"], reponse.json()["empreinte"]) == (sortie["uuid"], empreinte(sortie))
    intervention = Intervention.objects.get()
    assert (intervention.uuid, intervention.duree_minutes) == (uuid(sortie), 120)
    assert Presence.objects.get().jeune == rue.jeune
    assert Comptage.objects.get().nombre == 4


def test_the_same_entry_again_succeeds_again_and_adds_nothing(rue, envoyer):
    sortie = rue.sortie()
    reponses = [envoyer(rue.awa, sortie) for _ in range(3)]
    assert [reponse.status_code for reponse in reponses] == [201, 201, 201]
    assert Intervention.objects.count() == Saisie.objects.count() == 1


def test_two_honest_taps_are_two_outings(rue, envoyer):
    for _ in range(2):
        assert envoyer(rue.awa, rue.sortie()).status_code == 201
    assert Intervention.objects.count() == 2


def test_another_content_under_the_same_uuid_is_refused_and_both_are_kept(rue, envoyer):
    sortie = rue.sortie()
    envoyer(rue.awa, sortie)
    autre = sortie | {"duree_minutes": 60}
    reponse = envoyer(rue.awa, autre)
    assert reponse.status_code == 409
    assert reponse.json()["actuelle"]["duree_minutes"] == 120
    assert Intervention.objects.get().duree_minutes == 120
    assert Divergence.objects.get().contenu["duree_minutes"] == 60
    envoyer(rue.awa, autre)
    assert Divergence.objects.count() == 1


def test_a_change_names_what_it_replaces(rue, envoyer):
    sortie = rue.sortie()
    envoyer(rue.awa, sortie)
    corrigee = rue.sortie(remplace=sortie["uuid"], duree_minutes=90, comptages=[])
    assert envoyer(rue.awa, corrigee).status_code == 201
    intervention = Intervention.objects.get()
    assert (intervention.duree_minutes, intervention.version) == (90, 2)
    assert not Comptage.objects.exists()
    # The entry that was replaced arrives once more, late: nothing moves.
    assert envoyer(rue.awa, sortie).status_code == 201
    assert Intervention.objects.get().duree_minutes == 90


def test_a_change_over_a_newer_version_is_refused_with_the_present_one(rue, envoyer):
    sortie = rue.sortie(professionnels=[str(rue.awa.uuid), str(rue.ines.uuid)])
    envoyer(rue.awa, sortie)
    envoyer(rue.ines, sortie | {"uuid": str(uuid4()), "remplace": sortie["uuid"], "duree_minutes": 90})
    tardive = sortie | {"uuid": str(uuid4()), "remplace": sortie["uuid"], "duree_minutes": 45}
    reponse = envoyer(rue.awa, tardive)
    assert reponse.status_code == 409
    actuelle = reponse.json()["actuelle"]
    assert actuelle["duree_minutes"] == 90
    # Both were shown; who decides names the present one.
    assert envoyer(rue.awa, tardive | {"uuid": str(uuid4()), "remplace": actuelle["uuid"]}).status_code == 201
    assert Intervention.objects.get().duree_minutes == 45


def test_nothing_withdrawn_comes_back(rue, envoyer):
    sortie = rue.sortie()
    envoyer(rue.awa, sortie)
    retrait = {"uuid": str(uuid4()), "genre": "retrait", "remplace": sortie["uuid"]}
    assert envoyer(rue.awa, retrait).status_code == 201
    assert envoyer(rue.awa, sortie).status_code == 201
    assert envoyer(rue.awa, rue.sortie(remplace=sortie["uuid"])).status_code == 409
    assert envoyer(rue.awa, retrait).status_code == 201
    assert not Intervention.objects.exists()


def test_an_unknown_code_is_accepted_and_told(rue, envoyer):
    inconnus = {"type": "graffiti_tour", "etiquettes": ["nuage"], "lieu": str(uuid4())}
    comptages = [{"sexe": "fille", "tranche": "90_a_99", "nouveau": False, "nombre": 2},
                 {"sexe": "fille", "tranche": None, "nouveau": False, "nombre": 1}]  # fmt: skip
    reponse = envoyer(rue.awa, rue.sortie(**inconnus, comptages=comptages))
    assert reponse.status_code == 201
    assert {(un["champ"], un["motif"]) for un in reponse.json()["signalements"]} == {
        ("type", "inconnu"), ("etiquettes", "inconnu"), ("lieu", "inconnu"), ("comptages", "inconnu"),
    }  # fmt: skip
    assert Intervention.objects.get().type.code == "graffiti_tour"
    # Counted with those whose age is not known, never lost.
    assert [(un.tranche, un.nombre) for un in Comptage.objects.all()] == [(None, 3)]


def test_a_retired_code_is_accepted_and_told(rue, envoyer):
    terme = Terme.objects.get(liste="type_activite", code="travail_de_rue")
    LibelleTerme.objects.filter(terme=terme).update(est_retire=True)
    [signalement] = envoyer(rue.awa, rue.sortie()).json()["signalements"]
    assert signalement == {"champ": "type", "valeur": "Travail de rue", "motif": "retire"}


@pytest.mark.parametrize(
    ("champs", "champ"),
    [
        ({"duree_minutes": 0}, "duree_minutes"),
        ({"duree_minutes": "120"}, "duree_minutes"),
        ({"duree_minutes": True}, "duree_minutes"),
        ({"date": None}, "date"),
        ({"date": "25/11/2026"}, "date"),
        ({"date": (HIER + timedelta(days=30)).isoformat()}, "date"),
        ({"type": ""}, "type"),
        ({"heure": "25:00"}, "heure"),
        ({"jeunes": [str(uuid4())]}, "jeunes"),
        ({"jeunes": "K7M2"}, "jeunes"),
        ({"comptages": [{"sexe": "fille", "nombre": -1}]}, "comptages"),
        ({"comptages": [{"sexe": "fille", "nombre": 1}] * 2 + [{"sexe": "fille", "nombre": 2}]}, "comptages"),
        ({"genre": "autre_chose"}, "genre"),
        ({"genre": "retrait"}, "remplace"),
        ({"observation": "a\x00b"}, ""),
        ({"observation": "\ud800"}, ""),
        ({"observation": "long " * 20_000}, ""),
    ],
)
def test_what_cannot_be_recorded_is_refused_with_a_reason_and_changes_nothing(rue, envoyer, champs, champ):
    reponse = envoyer(rue.awa, rue.sortie(**champs))
    assert reponse.status_code == 422
    assert reponse.json()["champ"] == champ and reponse.json()["erreur"].endswith(".")
    assert not Saisie.objects.exists() and not Intervention.objects.exists()


@pytest.mark.parametrize("octets", [b"", b"[]", b"null", b"\xff", b'{"uuid": ', b"[" * 5000])
def test_what_is_no_document_is_refused(rue, envoyer, octets):
    assert envoyer(rue.awa, octets).status_code == 422


def test_who_was_not_there_does_not_correct_it_but_who_leads_does(rue, envoyer):
    sortie = rue.sortie()
    envoyer(rue.awa, sortie)
    autre = rue.sortie(remplace=sortie["uuid"], duree_minutes=30)
    assert envoyer(rue.ines, autre).status_code == 422
    chef = embaucher(rue.service, Role.CHEF_DE_SERVICE)
    assert envoyer(chef, autre).status_code == 201


def test_a_youth_whom_the_author_may_not_know_stays_when_it_is_corrected(rue, envoyer):
    envoyer(rue.awa, sortie := rue.sortie())
    equipe = Equipe.objects.create(service=rue.service, code="autre", nom="Une autre équipe")
    Rattachement.objects.create(service=rue.service, jeune=rue.jeune, equipe=equipe, debut=HIER)
    assert envoyer(rue.awa, rue.sortie(remplace=sortie["uuid"], jeunes=[])).status_code == 201
    assert Presence.objects.get().jeune == rue.jeune


def test_a_youth_met_in_the_street_has_a_file_once(rue, envoyer):
    jeune = {
        "uuid": str(uuid4()), "genre": "jeune", "remplace": None, "sexe": "fille", "annee_naissance": None,
        "tranche": "15_a_18", "premier_contact": HIER.isoformat(), "equipe": None, "alias": None,
    }  # fmt: skip
    codes = {envoyer(rue.awa, jeune).json()["code"] for _ in range(2)}
    fiche = Jeune.objects.get(uuid=uuid(jeune))
    assert codes == {fiche.code}
    assert (fiche.tranche.code, fiche.annee_tranche, fiche.niveau) == ("15_a_18", HIER.year, "b")
    assert envoyer(rue.awa, rue.sortie(jeunes=[jeune["uuid"]])).status_code == 201


def test_what_a_phone_says_of_a_file_merged_meanwhile_goes_to_the_youth(rue, envoyer):
    autre = Jeune.objects.create(service=rue.service, code="P3QX", premier_contact=HIER)
    reunir(rue.jeune, autre, rue.awa)
    sortie = rue.sortie(jeunes=[str(autre.uuid), str(rue.jeune.uuid)])
    assert envoyer(rue.awa, sortie).status_code == 201
    assert Presence.objects.get().jeune == rue.jeune
    # The phone that made the file sends it once more.
    retour = {
        "uuid": str(autre.uuid), "genre": "jeune", "remplace": None, "sexe": "fille", "annee_naissance": None,
        "tranche": None, "premier_contact": HIER.isoformat(), "equipe": None, "alias": None,
    }  # fmt: skip
    assert envoyer(rue.awa, retour).json()["code"] == "K7M2"
    assert Jeune.objects.get() == rue.jeune


def test_a_name_in_clear_is_refused(rue, envoyer):
    jeune = {"uuid": str(uuid4()), "genre": "jeune", "sexe": "fille", "premier_contact": HIER.isoformat()}
    assert envoyer(rue.awa, jeune | {"alias": "Sarah-Lou"}).status_code == 422
    assert not Jeune.objects.filter(uuid=uuid(jeune)).exists()


def test_the_same_outing_of_two_colleagues_is_suggested_and_reunited(rue, envoyer):
    mienne = rue.sortie(jeunes=[])
    sienne = rue.sortie(
        heure="15:00", professionnels=[str(rue.ines.uuid)], etiquettes=["ennui"],
        comptages=[{"sexe": "garcon", "tranche": "11_a_14", "nouveau": False, "nombre": 3},
                   {"sexe": "fille", "tranche": None, "nouveau": True, "nombre": 2}],
    )  # fmt: skip
    assert envoyer(rue.awa, mienne).json()["semblables"] == []
    [semblable] = envoyer(rue.ines, sienne).json()["semblables"]
    assert (semblable["uuid"], semblable["noms"]) == (mienne["uuid"], ["Awa"])

    fusion = {"uuid": str(uuid4()), "genre": "fusion", "garde": sienne["uuid"], "autre": mienne["uuid"]}
    assert envoyer(rue.ines, fusion).status_code == 201
    reunie = Intervention.objects.get()
    assert {un.professionnel for un in reunie.intervenants.all()} == {rue.awa, rue.ines}
    assert [un.jeune for un in reunie.presences.all()] == [rue.jeune]
    assert {(un.sexe, un.nombre) for un in reunie.comptages.all()} == {("garcon", 4), ("fille", 2)}
    assert {un.etiquette.code for un in reunie.etiquettes.all()} == {"tensions", "ennui"}
    # The phone of the colleague still knows the other one: it is told what became of it.
    assert envoyer(rue.awa, rue.sortie(remplace=mienne["uuid"])).status_code == 409
    assert envoyer(rue.awa, mienne).status_code == 201 and Intervention.objects.count() == 1


def test_reunited_tallies_add_up_when_each_counted_their_own(rue, envoyer):
    envoyer(rue.awa, mienne := rue.sortie())
    envoyer(rue.ines, sienne := rue.sortie(professionnels=[str(rue.ines.uuid)]))
    fusion = {"uuid": str(uuid4()), "genre": "fusion", "garde": sienne["uuid"], "autre": mienne["uuid"]}
    assert envoyer(rue.ines, fusion | {"additionner": True}).status_code == 201
    assert Comptage.objects.get().nombre == 8 and Presence.objects.count() == 1


@pytest.mark.parametrize(
    "champs",
    [{"heure": "16:00"}, {"heure": None}, {"lieu": None}, {"type": "permanence"}, {"date": "2026-01-05"}],
)
def test_what_is_not_the_same_outing_is_not_suggested(rue, envoyer, champs):
    envoyer(rue.awa, rue.sortie())
    sienne = rue.sortie(professionnels=[str(rue.ines.uuid)]) | champs
    assert envoyer(rue.ines, sienne).json()["semblables"] == []


def test_what_was_expected_is_entered_once_and_no_longer_expected(rue, envoyer, client):
    attente = Attente(
        type=Terme.objects.get(code="permanence"), date=HIER, heure=time(14), duree_minutes=120,
        professionnels=[rue.awa],
    )  # fmt: skip
    prevision = prevoir(service=rue.service, uuid=uuid4(), attente=attente, par=rue.awa)
    client.force_login(rue.awa)
    [attendue] = client.get("/terrain/donnees.json").json()["previsions"]
    assert (attendue["date"], attendue["est_saisie"]) == (HIER.isoformat(), False)
    nommee = {"uuid": attendue["uuid"], "jour": attendue["jour"]}
    assert envoyer(rue.awa, rue.sortie(prevision=nommee)).json()["signalements"] == []
    assert Intervention.objects.get().prevision == prevision
    assert client.get("/terrain/donnees.json").json()["previsions"][0]["est_saisie"]
    for bancale in ({"uuid": str(uuid4()), "jour": HIER.isoformat()}, {"uuid": None, "jour": ""}, 3):
        assert envoyer(rue.awa, rue.sortie(prevision=bancale)).status_code in (201, 422)


def test_after_a_restored_backup_the_phone_learns_what_is_missing(rue, envoyer, client):
    envoyer(rue.awa, sortie := rue.sortie())
    perdue = str(uuid4())
    demande = {"saisies": [sortie["uuid"], perdue]}
    reponse = client.post("/terrain/saisies/inconnues/", demande, content_type="application/json")
    assert reponse.json() == {"inconnues": [perdue]}
    for bancale in ({}, {"saisies": [3]}, []):
        assert (
            client.post("/terrain/saisies/inconnues/", bancale, content_type="application/json").status_code
            == 400
        )


def test_another_service_learns_nothing_from_an_identifier(rue, envoyer):
    envoyer(rue.awa, sortie := rue.sortie())
    ailleurs = embaucher(Service.objects.create(code="autre", nom="Autre"), code="x", courriel="x@autre.fr")
    essais = [
        rue.sortie(remplace=sortie["uuid"], jeunes=[], professionnels=[]),
        {"uuid": str(uuid4()), "genre": "retrait", "remplace": sortie["uuid"]},
        sortie | {"jeunes": []},
    ]
    for essai in essais:
        reponse = envoyer(ailleurs, essai)
        assert reponse.status_code in (409, 422)
        assert "Germinal" not in reponse.content.decode() and "stade" not in reponse.content.decode()
    assert Intervention.objects.get().duree_minutes == 120


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_whatever_the_network_does_each_entry_is_counted_once(rue, envoyer, data):
    """Entries and corrections are sent in order, any of them any number of times, replies lost or not."""
    Intervention.objects.all().delete()
    attendues: dict[str, int] = {}
    a_envoyer: list[dict] = []
    derniere: dict[str, str] = {}
    for _ in range(data.draw(st.integers(1, 6))):
        minutes = data.draw(st.integers(1, 600))
        if derniere and data.draw(st.booleans()):
            origine = data.draw(st.sampled_from(sorted(derniere)))
            document = rue.sortie(remplace=derniere[origine], duree_minutes=minutes)
        else:
            document = rue.sortie(duree_minutes=minutes)
            origine = document["uuid"]
        attendues[origine], derniere[origine] = minutes, document["uuid"]
        a_envoyer.append(document)
    for rang, document in enumerate(a_envoyer):
        for _ in range(data.draw(st.integers(1, 3))):
            assert envoyer(rue.awa, document).status_code == 201
        if rang:
            # An old one comes back out of order: its reply had been lost.
            assert envoyer(rue.awa, a_envoyer[data.draw(st.integers(0, rang - 1))]).status_code == 201
    assert {str(une.uuid): une.duree_minutes for une in Intervention.objects.all()} == attendues
