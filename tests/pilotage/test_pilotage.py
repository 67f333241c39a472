"""The home page and the dashboard: the figures of the report and no other; one's own hours, and nobody else's."""

import re
from datetime import date, timedelta
from decimal import Decimal
from html import unescape

import pytest
from django.utils import timezone

from allervers.activite.agenda.models import Attendu, Prevision
from allervers.activite.models import Intervenant, Intervention
from allervers.comptes.models import Affectation, Equipe, Role, Service, Utilisateur
from allervers.echanges.operations import importer
from allervers.faits.extraction import extraire
from allervers.jeunes.alertes.dates import plus_mois
from allervers.jeunes.models import Jeune
from allervers.pilotage.accueil import a_saisir, journee
from allervers.pilotage.mes_heures import mes_heures, minutes_depuis
from allervers.pilotage.tableau_de_bord import VOLETS, chiffres, volets
from allervers.rapport.lecture import lire_avec_precedente
from allervers.rapport.presentation import nombre
from allervers.referentiel.models import Cible
from tests.comptes_ouverts import embaucher
from tests.personnages import ecrire_annee

CIBLES = {
    ("heures_par_type_activite", ""): 100,
    ("heures_par_type_activite", "travail_de_rue"): 10,
    ("jeunes_accompagnes_sexe_age", ""): 4,
}


@pytest.fixture
def service(db, tmp_path):
    importer(source=ecrire_annee(tmp_path))
    return Service.objects.get()


def test_every_figure_is_that_of_the_table_of_the_report(service):
    lecture = lire_avec_precedente(service, 2024)
    for volet in volets(lecture, {}):
        tableau = lecture.tableau(volet.tableau)
        assert volet.total.valeur == nombre(tableau.total, tableau.decimales)
        assert sum(map(_lu, (ligne.valeur for ligne in volet.lignes))) == tableau.total, volet.titre
    for chiffre in chiffres(lecture, {}):
        tableau = lecture.tableau(chiffre.tableau)
        assert chiffre.ligne.valeur == nombre(tableau.total, tableau.decimales)
    assert {id for _, id, _ in VOLETS} <= set(lecture.par_id)


def _lu(texte: str) -> Decimal:
    return Decimal(re.sub(r"\s", "", texte).replace(",", "."))


def test_what_is_planned_stands_beside_what_is_counted(service):
    lecture = lire_avec_precedente(service, 2024)
    heures = volets(lecture, CIBLES)[0]
    rue = next(ligne for ligne in heures.lignes if ligne.libelle == "Travail de rue")
    assert (rue.prevu, rue.part) == ("10", int(10 * _lu(rue.valeur)))
    accompagnes = next(un for un in chiffres(lecture, CIBLES) if un.titre == "Jeunes accompagnés")
    assert accompagnes.ligne.part == 25 * int(accompagnes.ligne.valeur)


def test_what_is_planned_for_teams_counted_together_is_added_up_or_left_out(service):
    nord = Equipe.objects.create(service=service, code="nord", nom="Nord")
    for code, equipe in (("e1", Equipe.objects.get(code="carvin")), ("e2", nord)):
        professionnel = Utilisateur.objects.get(code=code)
        Affectation.objects.filter(professionnel=professionnel).delete()
        Affectation.objects.create(
            service=service, professionnel=professionnel, equipe=equipe, debut=date(2024, 1, 1)
        )
    lecture = lire_avec_precedente(service, 2024)
    deux = {("heures_par_equipe", "carvin"): 10, ("heures_par_equipe", "nord"): 5}
    for cibles, prevu in ((deux, "15"), ({("heures_par_equipe", "nord"): 5}, "")):
        [ligne] = next(un for un in volets(lecture, cibles) if un.tableau == "heures_par_equipe").lignes
        assert ligne.prevu == prevu


def test_the_hours_of_each_add_up_to_those_of_the_service_and_are_read_by_their_owner_alone(client, service):
    total = lire_avec_precedente(service, 2024).tableau("heures_par_type_activite").total
    tous = Utilisateur.objects.filter(service=service)
    minutes = {un.code: minutes_depuis(un, [date(2024, 1, 1)], date(2025, 1, 1))[0] for un in tous}
    assert Decimal(sum(minutes.values())) / 60 == total
    educatrice = tous.get(code="e1")
    heures = mes_heures(educatrice, 2024)
    assert sum(ligne.minutes for ligne in heures.lignes) == minutes["e1"] > 0
    client.force_login(educatrice)
    assert heures.total in unescape(client.get("/mes-heures/?annee=2024").text)
    assert client.get("/mes-heures/?annee=1999").status_code == 404
    client.force_login(embaucher(service, Role.DIRECTION))
    assert "Rien n’est saisi à votre nom" in client.get("/mes-heures/").text


def test_nobody_is_named_nor_ranked_on_a_dashboard(client, service):
    client.force_login(embaucher(service, Role.DIRECTION))
    for page in ("/tableau-de-bord/2024/", "/accueil/chiffres/"):
        texte = client.get(page).text
        for un in Utilisateur.objects.filter(service=service).exclude(role=Role.DIRECTION):
            assert un.prenom == "" or un.prenom not in texte


@pytest.mark.parametrize("role", Role.values)
def test_the_home_page_of_each_role_opens_in_few_queries(
    client, service, role, django_assert_max_num_queries
):
    client.force_login(embaucher(service, role, code="moi", courriel="moi@exemple.fr"))
    # The year is counted once: it stays in memory until something is written.
    client.get("/")
    with django_assert_max_num_queries(33):
        page = client.get("/")
    assert page.status_code == 200
    texte = unescape(page.text)
    assert "Bonjour Sacha" in texte
    for droit, titre in (
        (role in ("educateur", "chef_de_service", "direction"), "Mes heures"),
        (role in ("chef_de_service", "direction", "secretariat"), "Échéances"),
        (role == "educateur", "Ma journée"),
        (role == "administration_technique", "Le serveur"),
        (role != "administration_technique", "L’année du service"),
    ):
        assert (f">{titre}</h2>" in texte) == droit, titre


def test_a_year_that_is_not_over_is_compared_with_the_year_before_as_far_as_the_same_day(client, service):
    jour = timezone.localdate()
    meme_jour = plus_mois(jour, -12)
    modele = Intervention.objects.first()
    plus_tard = [(date(meme_jour.year, 12, 31), 240)] if (jour.month, jour.day) != (12, 31) else []
    for le, minutes in ((jour, 60), (date(meme_jour.year, 1, 1), 90), *plus_tard):
        une = Intervention.objects.create(
            service=service, type=modele.type, date=le, duree_minutes=minutes, saisi_par=modele.saisi_par
        )
        Intervenant.objects.create(
            service=service, intervention=une, professionnel=Utilisateur.objects.get(code="e1")
        )
    client.force_login(embaucher(service, Role.DIRECTION))
    page = client.get(f"/tableau-de-bord/{jour.year}/").text
    assert "s’arrête au même jour" in page
    # One hour this year, an hour and a half the year before: what came after the same day is not compared.
    assert "<td>1,00</td><td>1,50</td><td>−\u202f0,50</td>" in page.replace("\u00a0", "\u202f")
    assert "s’arrête au même jour" not in client.get(f"/tableau-de-bord/{meme_jour.year}/").text


def test_who_was_met_for_the_first_time_after_that_day_is_not_yet_known(service):
    jeune = Jeune.objects.filter(premier_contact__year=2024).order_by("-premier_contact").first()
    la_veille = jeune.premier_contact - timedelta(1)
    assert la_veille.year == 2024
    avant, depuis = (
        extraire(service, 2024, le).tables["jeunes"] for le in (la_veille, jeune.premier_contact)
    )
    assert len(avant) < len(depuis)


def test_in_a_large_service_the_home_page_opens_before_its_figures_are_counted(client, service, monkeypatch):
    monkeypatch.setattr("allervers.activite.ampleur.GRAND", 0)
    Intervention.objects.update(date=timezone.localdate())
    monkeypatch.setattr("allervers.pilotage.views.lire_avec_precedente", None)
    client.force_login(embaucher(service, Role.DIRECTION))
    texte = client.get("/").text
    assert 'data-page="/accueil/chiffres/"' in texte
    assert 'data-page="/accueil/alertes/"' in texte


def test_in_a_large_service_the_dashboard_opens_before_it_is_counted_and_says_the_same(
    client, service, monkeypatch
):
    client.force_login(embaucher(service, Role.DIRECTION))
    entier = client.get("/tableau-de-bord/2024/").text
    monkeypatch.setattr("allervers.activite.ampleur.GRAND", 0)
    with monkeypatch.context() as sans_compter:
        sans_compter.setattr("allervers.pilotage.views.lire_avec_precedente", None)
        page = client.get("/tableau-de-bord/2024/").text
    (suite,) = re.findall(r'<x-fragment data-page="([^"]+)"', page)
    assert client.get(suite).text.strip() in entier
    assert client.get("/tableau-de-bord/1999/").status_code == 404


def test_my_day_is_what_is_expected_of_me_and_what_was_not_entered_is_recalled(service):
    educatrice = Utilisateur.objects.get(code="e1")
    type_ = Intervention.objects.first().type
    jour = timezone.localdate()
    for le, titre in ((jour, "Maraude"), (jour - timedelta(2), "Permanence oubliée")):
        prevision = Prevision.objects.create(
            service=service, titre=titre, type=type_, date=le, heure="14:00", duree_minutes=60
        )
        Attendu.objects.create(service=service, prevision=prevision, professionnel=educatrice)
    assert [une.titre for une in journee(educatrice, jour)] == ["Maraude"]
    assert [une.titre for une in a_saisir(educatrice, jour)] == ["Permanence oubliée"]
    assert journee(Utilisateur.objects.get(code="e2"), jour) == []


def test_alerts_are_told_by_kind_with_their_number(client, service):
    client.force_login(embaucher(service, Role.DIRECTION))
    texte = unescape(client.get("/accueil/alertes/").text)
    assert re.search(r'href="/jeunes/\?alerte=\w+', texte)


def test_an_empty_service_is_told_what_to_do(client, db):
    neuf = Service.objects.create(code="neuf", nom="Neuf")
    client.force_login(embaucher(neuf, Role.DIRECTION))
    for page in ("/tableau-de-bord/", "/accueil/chiffres/"):
        reponse = client.get(page)
        assert reponse.status_code == 200
        assert 'href="/terrain/"' in reponse.text, page
    assert client.get("/tableau-de-bord/2024/").status_code == 404
    assert client.get("/").status_code == 200


def test_this_year_is_shown_once_something_is_entered_in_it(client, service):
    client.force_login(embaucher(service, Role.DIRECTION))
    assert client.get("/tableau-de-bord/").url == "/tableau-de-bord/2024/"
    Intervention.objects.filter(pk=Intervention.objects.first().pk).update(date=timezone.localdate())
    annee = timezone.localdate().year
    Cible.objects.create(service=service, annee=annee, tableau="heures_par_type_activite", valeur=1200)
    assert client.get("/tableau-de-bord/").url == f"/tableau-de-bord/{annee}/"
    assert "1\u202f200" in client.get(f"/tableau-de-bord/{annee}/").text
