"""The meeting of the team, and what may leave for a cellule de veille: no youth, no small number, no unread text."""

import io
from datetime import date, timedelta
from uuid import uuid4

import docx
import pytest
from django.utils import timezone

from allervers.activite.operations import Compte, Releve, enregistrer_intervention
from allervers.comptes.models import Affectation, Equipe, Role, Service
from allervers.jeunes.models import Jeune, PeriodeStatut, Rattachement
from allervers.journal.models import LigneJournal
from allervers.referentiel.models import Statut, Terme, TrancheAge
from allervers.referentiel.operations import charger_preset
from allervers.reunions.extrait import PALIERS, palier
from allervers.territoires.models import Territoire
from tests.comptes_ouverts import embaucher

AUJOURD_HUI = timezone.localdate()
ABRI, BANC = "Brouillard, regroupement à l’abribus.", "Un seul, sur le banc du fond."


@pytest.fixture
def service(db):
    service = Service.objects.create(code="terrils", nom="SPS des Terrils")
    charger_preset(service=service, annee=2023, preset="62")
    for code in ("germinal", "garguetelles"):
        Territoire.objects.create(service=service, code=code, nature="quartier", nom=code.capitalize())
    return service


@pytest.fixture
def awa(service):
    equipe = Equipe.objects.create(service=service, code="carvin", nom="Carvin")
    awa = embaucher(service, Role.EDUCATEUR, prenom="Awa")
    Affectation.objects.create(service=service, professionnel=awa, equipe=equipe, debut=date(2024, 1, 1))
    return awa


@pytest.fixture
def sortir(service, awa):
    def sortir(
        il_y_a: int,
        lieu="germinal",
        nombre=0,
        etiquettes=(),
        observation="",
        presents=(),
        type="travail_de_rue",
    ):
        releve = Releve(
            type=Terme.objects.get(service=service, liste="type_activite", code=type),
            date=AUJOURD_HUI - timedelta(il_y_a),
            duree_minutes=60,
            professionnels=[awa],
            lieu=Territoire.objects.get(service=service, code=lieu),
            etiquettes=[Terme.objects.get(service=service, liste="etiquette", code=un) for un in etiquettes],
            observation_lieu=observation,
            jeunes=presents,
            comptages=[Compte("garcon", TrancheAge.objects.first(), False, nombre)] if nombre else (),
        )
        return enregistrer_intervention(service=service, uuid=uuid4(), releve=releve, par=awa)

    return sortir


@pytest.fixture
def chef(client, service):
    client.force_login(embaucher(service, Role.CHEF_DE_SERVICE, code="chef"))
    return client


def test_the_meeting_tells_the_week_its_places_its_trends_and_its_youths(client, service, awa, sortir):
    jeune = Jeune.objects.create(service=service, code="K7M2", premier_contact=AUJOURD_HUI)
    asep = Statut.objects.get(service=service, code="asep")
    PeriodeStatut.objects.create(service=service, jeune=jeune, statut=asep, debut=AUJOURD_HUI - timedelta(2))
    ancien = Jeune.objects.create(service=service, code="P3QX", premier_contact=AUJOURD_HUI - timedelta(400))
    debut = AUJOURD_HUI - timedelta(300)
    PeriodeStatut.objects.create(service=service, jeune=ancien, statut=asep, debut=debut)
    for il_y_a in (0, 1):
        sortir(il_y_a, nombre=4, etiquettes=["tensions"], observation=ABRI, presents=[jeune])
    for il_y_a in (8, 12, 20, 30):
        sortir(il_y_a, etiquettes=["ambiance_calme"], observation="Avant.")
    sortir(3, type="entretien")
    client.force_login(awa)
    page = client.get("/reunion/").text
    for dit in (
        "Germinal",
        ABRI,
        "Tensions",
        "nouveau",
        "K7M2",
        "P3QX",
        "Statut à revoir",
        "entretien (1)",
        "4 sur 4",
    ):
        assert dit in page, dit
    assert "Avant." not in page
    assert '<td class="nombre">10</td>' in page


def test_a_meeting_names_those_who_have_waited_longest_and_the_list_has_the_others(
    client, service, awa, monkeypatch
):
    monkeypatch.setattr("allervers.reunions.ordre_du_jour.ALERTES", 2)
    asep = Statut.objects.get(service=service, code="asep")
    for depuis in (300, 320, 310):
        debut = AUJOURD_HUI - timedelta(depuis)
        jeune = Jeune.objects.create(service=service, code=f"DEPUIS-{depuis}", premier_contact=debut)
        PeriodeStatut.objects.create(service=service, jeune=jeune, statut=asep, debut=debut)
    client.force_login(awa)
    page = client.get("/reunion/").text
    assert [f"DEPUIS-{depuis}" in page for depuis in (320, 310, 300)] == [True, True, False]
    assert '?alerte=statut_a_revoir&amp;tri=alertes">Voir les 3 dans' in page


def test_the_meeting_of_a_large_service_opens_before_its_alerts_are_sought(
    client, service, awa, sortir, monkeypatch
):
    jeune = Jeune.objects.create(service=service, code="K7M2", premier_contact=AUJOURD_HUI - timedelta(700))
    sortir(1, observation=ABRI)
    monkeypatch.setattr("allervers.activite.ampleur.GRAND", 0)
    client.force_login(awa)
    page = client.get("/reunion/").text
    assert ABRI in page and jeune.code not in page
    assert 'data-page="/reunion/alertes/"' in page
    assert jeune.code in client.get("/reunion/alertes/").text


def test_a_team_sees_its_own_week(client, service, awa, sortir):
    sortir(1, observation=ABRI)
    jeune = Jeune.objects.create(service=service, code="K7M2", premier_contact=AUJOURD_HUI)
    autre = Equipe.objects.create(service=service, code="oignies", nom="Oignies")
    Rattachement.objects.create(
        service=service, jeune=jeune, equipe=awa.affectations.get().equipe, debut=date(2024, 1, 1)
    )
    client.force_login(awa)
    for equipe, est_la in ((awa.affectations.get().equipe, True), (autre, False)):
        page = client.get("/reunion/", {"equipe": str(equipe.uuid)}).text
        assert ((ABRI in page), ("K7M2" in page)) == (est_la, est_la), equipe


def test_days_without_an_outing_offer_the_last_week_that_has_one_and_senseless_ones_are_refused(
    client, awa, sortir
):
    sortir(100)
    client.force_login(awa)
    assert "Voir la dernière semaine saisie" in client.get("/reunion/").text
    for au, dit in (("2024-03-01", "vient après le premier"), ("2029-01-01", "un an au plus")):
        reponse = client.get("/reunion/", {"du": "2024-03-08", "au": au})
        assert (reponse.status_code, dit in reponse.text) == (422, True)


def test_reading_the_meeting_takes_as_many_queries_whatever_there_is(
    client, awa, sortir, django_assert_max_num_queries
):
    client.force_login(awa)
    for il_y_a in range(6):
        sortir(il_y_a, nombre=3, etiquettes=["tensions", "ennui"], observation=ABRI)
    with django_assert_max_num_queries(45):
        client.get("/reunion/")


def test_the_extract_says_places_in_bands_and_gathers_those_where_few_were_met(chef, service, sortir):
    jeune = Jeune.objects.create(service=service, code="K7M2", premier_contact=date(2024, 1, 12))
    sortir(1, nombre=21, etiquettes=["tensions"], observation=ABRI, presents=[jeune])
    sortir(1, "garguetelles", nombre=1, etiquettes=["alcool_cannabis"], observation=BANC)
    dates = {"du": f"{AUJOURD_HUI - timedelta(3)}", "au": f"{AUJOURD_HUI}"}
    page = chef.get("/reunion/extrait/", dates).text
    for dit in ("Germinal", "20 à 49", "tensions (1)", "Autres lieux", "moins de 10", ABRI, BANC):
        assert dit in page, dit
    for tu in ("Garguetelles", "cannabis", "K7M2", "22"):
        assert tu not in page.split("<table")[1].split("</table>")[0], tu


def test_only_what_was_chosen_leaves_in_the_document_and_it_is_noted(chef, service, sortir):
    jeune = Jeune.objects.create(service=service, code="K7M2", premier_contact=date(2024, 1, 12))
    une = sortir(1, nombre=21, observation=ABRI, presents=[jeune])
    sortir(1, "garguetelles", nombre=1, observation=BANC)
    envoi = {"du": f"{AUJOURD_HUI - timedelta(3)}", "au": f"{AUJOURD_HUI}"}
    reponse = chef.post("/reunion/extrait/document/", envoi | {"observation": [str(une.uuid), str(uuid4())]})
    word = docx.Document(io.BytesIO(reponse.content))
    dits = "\n".join(un.text for un in word.paragraphs)
    table = "\n".join(case.text for une in word.tables for ligne in une.rows for case in ligne.cells)
    dits += table
    assert ABRI in dits and "20 à 49" in dits and "Autres lieux" in dits
    for tu in (BANC, "Garguetelles", "K7M2", "Awa"):
        assert tu not in dits, tu
    assert "22" not in table
    ligne = LigneJournal.objects.get(operation="remettre_extrait")
    assert ligne.details["nb"] == 1
    sans = chef.post("/reunion/extrait/document/", envoi)
    assert ABRI not in "\n".join(un.text for un in docx.Document(io.BytesIO(sans.content)).paragraphs)


def test_an_educator_takes_no_extract_out(client, awa):
    client.force_login(awa)
    assert client.get("/reunion/extrait/").status_code == 403
    assert "cellule de veille" not in client.get("/reunion/").text


def test_every_number_has_a_band_and_no_band_tells_one_number():
    noms = {nom for _, nom in PALIERS}
    par_nom = {nom: [nombre for nombre in range(300) if palier(nombre) == nom] for nom in noms}
    assert sorted(nombre for nombres in par_nom.values() for nombre in nombres) == list(range(300))
    assert min(len(nombres) for nombres in par_nom.values()) >= 10
