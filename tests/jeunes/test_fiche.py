"""The file, through its pages: two taps a fact, corrections, what is refused, what each reading costs."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from allervers.activite.models import Intervenant, Intervention, Presence
from allervers.comptes.models import Equipe
from allervers.jeunes.models import (
    CoAccompagnement,
    Jeune,
    Orientation,
    PeriodeSituation,
    PeriodeStatut,
    ProblematiqueJeune,
    Rattachement,
    Referent,
    RevueStatut,
)
from allervers.partenaires.models import Partenaire
from allervers.referentiel.models import Liste


@pytest.fixture
def poster(client, educatrice, jeune):
    client.force_login(educatrice)

    def poster(ou, **champs):
        return client.post(f"/jeunes/{jeune.uuid}/{ou}/", {"uuid": uuid4(), "le": "2024-03-01"} | champs)

    return poster


def test_each_kind_of_fact_is_one_date_and_one_choice(client, poster, jeune, service):
    partenaire = Partenaire.objects.create(service=service, code="cmp", nom="CMP")
    for ou, champs in {
        "statut": {"statut": "asep", "raison": "demande"},
        "revue": {"raison": "suit_son_cours"},
        "situation": {"situation": "college"},
        "problematique": {"problematique": "mobilite", "est_a_l_origine": "on"},
        "partenaire": {"partenaire": partenaire.pk},
        "orientation": {"nature": "mission_locale"},
        "contact": {},
    }.items():
        assert poster(ou, **champs).status_code == 302, ou
    fiche = client.get(f"/jeunes/{jeune.uuid}/").text
    for texte in (
        "ASEP",
        "Une demande est exprimée",
        "revu, sans changement",
        "Collège",
        "Mobilité",
        "CMP",
        "Mission locale",
    ):
        assert texte in fiche, texte
    jeune.refresh_from_db()
    assert jeune.dernier_contact == date(2024, 3, 1)


def test_what_is_noted_twice_is_there_once(poster, service):
    partenaire = Partenaire.objects.create(service=service, code="cmp", nom="CMP")
    for _ in range(2):
        poster("situation", situation="college")
        poster("problematique", problematique="mobilite")
        poster("partenaire", partenaire=partenaire.pk)
        poster("contact")
    assert [m.objects.count() for m in (PeriodeSituation, ProblematiqueJeune, CoAccompagnement)] == [1, 1, 1]


def test_a_situation_ends_where_the_next_begins(poster):
    poster("situation", situation="college")
    poster("situation", situation="lycee_general", le="2024-09-02")
    assert [*PeriodeSituation.objects.order_by("debut").values_list("situation__code", "fin")] == [
        ("college", date(2024, 9, 2)),
        ("lycee_general", None),
    ]
    assert poster("situation", situation="descolarise", le="2024-05-01").status_code == 422


def test_a_refusal_says_why_changes_nothing_and_keeps_what_was_typed(poster):
    demain = timezone.localdate() + timedelta(1)
    reponse = poster("situation", situation="college", le=demain)
    assert reponse.status_code == 422
    assert "Cette date est dans le futur." in reponse.text
    assert f'value="{demain:%Y-%m-%d}"' in reponse.text
    reponse = poster("statut", statut="asep", raison="demande", le="2023-12-31")
    assert (reponse.status_code, reponse.text.count('value="2023-12-31"')) == (422, 3)
    assert not PeriodeSituation.objects.exists()


def test_an_orientation_waits_for_its_outcome_then_says_junction_made_or_lost(client, poster, jeune, terme):
    orientation = Orientation.objects.create(
        service=jeune.service,
        jeune=jeune,
        nature=terme(Liste.ORIENTATION, "mission_locale"),
        date=date(2024, 3, 1),
    )
    assert "Orientation sans issue" in client.get(f"/jeunes/{jeune.uuid}/").text
    ou = f"orientation/{orientation.uuid}/issue"
    assert poster(ou, lue=1, jonction="oui", le="2024-02-28").status_code == 422
    assert poster(ou, lue=1, jonction="oui", le="2024-03-20", est_accompagnee="on").status_code == 302
    orientation.refresh_from_db()
    assert (orientation.jonction, orientation.jonction_le, orientation.est_accompagnee) == (
        True,
        date(2024, 3, 20),
        True,
    )
    fiche = client.get(f"/jeunes/{jeune.uuid}/").text
    assert "Jonction faite" in fiche
    assert "Orientation sans issue" not in fiche
    # A colleague who still reads the old page.
    assert poster(ou, lue=1, jonction="non", le="2024-03-21").status_code == 409


def test_a_referent_is_named_and_is_one_no_more(client, poster, jeune, educatrice):
    poster("referents", professionnel=educatrice.pk)
    referent = Referent.objects.get()
    assert client.get("/jeunes/suivi.json").json()["jeunes"][str(jeune.uuid)][5] == [educatrice.code]
    poster(f"referents/{referent.uuid}/retirer")
    # Named today by mistake: it never was.
    assert not Referent.objects.exists()


def test_a_youth_changes_team_and_nobody_loses_sight_of_one_by_mistake(client, poster, jeune, educatrice):
    equipes = [Equipe.objects.create(service=jeune.service, code=code, nom=code) for code in ("est", "ouest")]
    educatrice.affectations.create(service=jeune.service, equipe=equipes[0], debut=date(2020, 1, 1))
    for equipe in (*equipes, equipes[0]):
        assert poster("equipes", equipe=equipe.pk).status_code == 302
    sienne, autre = Rattachement.objects.order_by("equipe__code")
    reponse = poster(f"equipes/{sienne.uuid}/retirer")
    assert reponse.status_code == 422
    assert "Vous ne verriez plus ce jeune" in reponse.text
    assert poster(f"equipes/{autre.uuid}/retirer").status_code == 302
    assert [*Rattachement.objects.all()] == [sienne]


def test_the_facts_of_a_youth_are_changed_over_what_was_read_and_not_over_newer_ones(client, poster, jeune):
    reperes = {"sexe": "fille", "annee_naissance": "2009", "lue": 1}
    assert poster("reperes", **reperes).status_code == 302
    jeune.refresh_from_db()
    assert (jeune.annee_naissance, jeune.version) == (2009, 2)
    assert poster("reperes", **reperes | {"annee_naissance": "2008"}).status_code == 409
    assert poster("reperes", **reperes | {"lue": 2, "annee_naissance": "1909"}).status_code == 422


def test_a_fact_is_corrected_or_withdrawn_and_two_authors_see_both(client, poster, jeune, service):
    poster("statut", statut="asep", raison="demande")
    periode = PeriodeStatut.objects.get()
    ou = f"corriger/statut/{periode.uuid}"
    assert "ASEP" in client.get(f"/jeunes/{jeune.uuid}/{ou}/").text
    champs = {"lue": 1, "statut": "paei", "raison": "projet", "debut": "2024-02-20"}
    assert poster(ou, **champs).status_code == 302
    periode.refresh_from_db()
    assert (periode.statut.code, periode.debut) == ("paei", date(2024, 2, 20))
    reponse = poster(ou, **champs | {"debut": "2024-02-25"})
    assert reponse.status_code == 409
    assert "20/02/2024" in reponse.text
    assert 'value="2024-02-25"' in reponse.text
    # Read again, it is accepted.
    assert poster(ou, **champs | {"lue": 2, "debut": "2024-02-25"}).status_code == 302
    assert poster(ou, **champs | {"lue": 3, "debut": "2024-01-01"}).status_code == 422
    assert poster(f"{ou}/retirer", lue=2).status_code == 409
    assert poster(f"{ou}/retirer", lue=3).status_code == 302
    assert not PeriodeStatut.objects.exists()


def test_who_asks_for_the_whole_file_reads_what_was_corrected_too(client, poster, jeune):
    poster("statut", statut="asep", raison="demande")
    periode = PeriodeStatut.objects.get()
    poster(f"corriger/statut/{periode.uuid}", lue=1, statut="paei", raison="projet", debut="2024-02-20")
    poster(f"corriger/statut/{periode.uuid}/retirer", lue=2)
    document = client.get(f"/jeunes/{jeune.uuid}/droit-d-acces/").text
    corriges = document.partition("Faits corrigés ou retirés")[2]
    for texte in ("ASEP", "PAEI", "01/03/2024", "20/02/2024", "Une demande est exprimée", "Awa"):
        assert texte in corriges, texte
    assert "Faits corrigés" not in client.get(f"/jeunes/{jeune.uuid}/lire/").text


def test_a_correction_that_the_database_refuses_says_why(poster, jeune):
    poster("situation", situation="college")
    poster("situation", situation="lycee_general", le="2024-09-02")
    premiere = PeriodeSituation.objects.earliest("debut")
    reponse = poster(
        f"corriger/situation/{premiere.uuid}",
        lue=2,
        situation="college",
        debut="2024-03-01",
        fin="2024-10-01",
    )
    assert reponse.status_code == 422
    assert "déjà une situation à ces dates" in reponse.text


def test_the_thread_mixes_presences_with_the_rest_latest_first(client, poster, jeune, terme, educatrice):
    poster("statut", statut="asep", raison="demande")
    entretien = Intervention.objects.create(
        service=jeune.service,
        type=terme(Liste.TYPE_ACTIVITE, "entretien"),
        date=date(2024, 3, 5),
        duree_minutes=75,
    )
    Intervenant.objects.create(service=jeune.service, intervention=entretien, professionnel=educatrice)
    Presence.objects.create(service=jeune.service, intervention=entretien, jeune=jeune)
    fil = client.get(f"/jeunes/{jeune.uuid}/lire/").text.partition("Le fil")[2]
    assert "1 h 15" in fil
    assert "Awa" in fil
    assert fil.index("Entretien") < fil.index("ASEP") < fil.index("Premier contact")


def dix_ans(jeune, educatrice, terme, statut, combien):
    """A presence a week, a status that changes each year."""
    type = terme(Liste.TYPE_ACTIVITE, "entretien")
    debut = date(2014, 1, 6)
    jeune.premier_contact = debut
    jeune.save()
    interventions = Intervention.objects.bulk_create(
        Intervention(service=jeune.service, type=type, date=debut + timedelta(7 * rang), duree_minutes=45)
        for rang in range(combien)
    )
    Intervenant.objects.bulk_create(
        Intervenant(service=jeune.service, intervention=une, professionnel=educatrice)
        for une in interventions
    )
    Presence.objects.bulk_create(
        Presence(service=jeune.service, intervention=une, jeune=jeune) for une in interventions
    )
    annees = range(2014, 2014 + max(2, combien // 52))
    PeriodeStatut.objects.bulk_create(
        PeriodeStatut(
            service=jeune.service,
            jeune=jeune,
            statut=statut("paei" if annee % 2 else "asep"),
            debut=date(annee, 2, 1),
            fin=date(annee + 1, 2, 1),
        )
        for annee in annees
    )


def cout(client, adresse) -> int:
    client.get(adresse)
    with CaptureQueriesContext(connection) as requetes:
        assert client.get(adresse).status_code == 200
    return len(requetes)


@pytest.mark.parametrize("page", ["", "lire/"])
def test_a_file_of_ten_years_costs_as_many_queries_as_a_new_one(
    client, jeune, educatrice, terme, statut, page
):
    client.force_login(educatrice)
    neuve = Jeune.objects.create(service=jeune.service, code="N3V5", premier_contact=date(2024, 1, 1))
    dix_ans(neuve, educatrice, terme, statut, 3)
    dix_ans(jeune, educatrice, terme, statut, 520)
    assert cout(client, f"/jeunes/{jeune.uuid}/{page}") == cout(client, f"/jeunes/{neuve.uuid}/{page}") <= 70


def test_the_list_costs_the_same_whatever_its_length(client, jeune, educatrice, terme, statut):
    client.force_login(educatrice)
    equipe = Equipe.objects.create(service=jeune.service, code="e", nom="Équipe")

    def ajouter(combien):
        jeunes = Jeune.objects.bulk_create(
            Jeune(service=jeune.service, code=uuid4().hex[:8], premier_contact=date(2024, 1, 1))
            for _ in range(combien)
        )
        communs = [{"service": jeune.service, "jeune": un} for un in jeunes]
        PeriodeStatut.objects.bulk_create(
            PeriodeStatut(**un, statut=statut("paei"), debut=date(2024, 2, 1)) for un in communs
        )
        Orientation.objects.bulk_create(
            Orientation(**un, nature=terme(Liste.ORIENTATION, "mds"), date=date(2024, 2, 1)) for un in communs
        )
        RevueStatut.objects.bulk_create(
            RevueStatut(**un, statut=statut("paei"), date=date(2024, 3, 1)) for un in communs
        )
        Referent.objects.bulk_create(
            Referent(**un, professionnel=educatrice, debut=date(2024, 2, 1)) for un in communs
        )
        Rattachement.objects.bulk_create(
            Rattachement(**un, equipe=equipe, debut=date(2024, 2, 1)) for un in communs
        )

    educatrice.affectations.create(service=jeune.service, equipe=equipe, debut=date(2020, 1, 1))
    ajouter(2)
    court = [cout(client, f"/jeunes/{ou}") for ou in ("", "liste.json", "suivi.json")]
    ajouter(40)
    assert [cout(client, f"/jeunes/{ou}") for ou in ("", "liste.json", "suivi.json")] == court
    assert max(court) <= 20
    ligne = client.get("/jeunes/suivi.json").json()["jeunes"]
    assert len(ligne) == 43
