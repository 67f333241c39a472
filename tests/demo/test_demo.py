"""The demonstration: always the same files, the published figures, and a year that could have been."""

import csv
from collections import defaultdict
from datetime import date
from itertools import pairwise
from types import SimpleNamespace

import pytest
from django.db import transaction

from allervers.comptes.models import Role, Service
from allervers.demo import ecarts, fabrique
from allervers.demo.coffre import ouvrir_coffre
from allervers.demo.publie import cellules_publiees, est_egal, nos_cellules, tableaux_publies
from allervers.demo.vivants import prolonger
from allervers.echanges.format import GENRES
from allervers.echanges.operations import importer
from allervers.jeunes.alertes.catalogue import DELAIS_USUELS, alertes_de
from allervers.jeunes.alertes.lecture import dossiers, listes_du_jour
from allervers.jeunes.models import Jeune
from allervers.rapport.lecture import lire_annee
from tests.comptes_ouverts import ouvrir

# A database is made only for marked tests: the year is imported once for them all, outside of any of them.
pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("demo")]

AUJOURD_HUI = date(2026, 11, 25)
IDENTIQUES = {
    "donnees_socio_economiques", "organigramme_etp", "jeunes_rencontres_presence_sociale",
    "jeunes_rencontres_par_quartier", "jeunes_accompagnes_sexe_age", "problematiques", "co_accompagnement",
    "statuts", "motifs_de_cloture", "reorientations", "actions_collectives", "actions_parentalite", "reseaux",
    "instances_territoriales",
}  # fmt: skip
# These tables contradict themselves, or the profile of the accompanied.
CONTREDITS = {
    "heures_par_type_activite", "jeunes_rencontres_travail_de_rue", "scolarite", "commune_de_residence",
    "duree_accompagnement", "actions_dsl", "actions_partenariales",
}  # fmt: skip


@pytest.fixture(scope="module")
def demonstration(django_db_setup, django_db_blocker):
    """The two years, read as imported, then once the demonstration goes on to the present day.

    Once for all tests, and nothing stays in the database.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        importer(source=fabrique.DOSSIER)
        service = Service.objects.get()
        avant = {annee: lire_annee(service, annee) for annee in (2023, 2024)}
        ouvrir_coffre(ouvrir(service, Role.DIRECTION, code="d")[0], [])
        prolonger(service, AUJOURD_HUI)
        apres = {annee: lire_annee(service, annee) for annee in (2023, 2024)}
        lus = dossiers(Jeune.objects.all(), AUJOURD_HUI, listes_du_jour(service))
        alertes = {pk: alertes_de(dossier, AUJOURD_HUI) for pk, dossier in lus.items()}
        transaction.set_rollback(True)
    return SimpleNamespace(avant=avant, apres=apres, dossiers=lus, alertes=alertes)


@pytest.fixture(scope="module")
def lectures(demonstration):
    return demonstration.avant


@pytest.fixture(scope="module")
def tableaux(lectures):
    return {tableau.id: tableau.en_json() for tableau in lectures[2024].tableaux}


@pytest.fixture(scope="module")
def annee():
    """The records of the committed folder, as dicts of text."""
    dossier = {}
    for fichier in fabrique.DOSSIER.glob("*.csv"):
        with fichier.open(encoding="utf-8", newline="") as contenu:
            dossier[fichier.stem] = list(csv.DictReader(contenu, delimiter=";"))
    return SimpleNamespace(**dossier)


def test_going_on_to_the_present_day_changes_no_table_of_the_published_years(demonstration):
    for annee, lecture in demonstration.avant.items():
        autre = demonstration.apres[annee]
        assert [un.en_json() for un in lecture.tableaux] == [un.en_json() for un in autre.tableaux], annee


def test_today_a_part_of_the_youths_is_followed_and_only_some_have_something_waiting(demonstration):
    suivis = {pk for pk, dossier in demonstration.dossiers.items() if dossier.statut}
    assert 60 < len(suivis) < 100
    codes = {alerte.code for alertes in demonstration.alertes.values() for alerte in alertes}
    assert codes == set(DELAIS_USUELS)
    assert 15 < sum(bool(demonstration.alertes[pk]) for pk in suivis) < len(suivis) * 0.7
    assert sum(bool(demonstration.alertes[pk]) for pk in demonstration.alertes.keys() - suivis) < 40


def test_the_generator_rewrites_the_committed_files(tmp_path):
    fabrique.ecris(tmp_path / "annee", tmp_path / "identites")
    ecrits = {fichier.name: fichier.read_bytes() for fichier in tmp_path.glob("*/*.csv")}
    dossiers = (fabrique.DOSSIER, fabrique.DOSSIER_DES_IDENTITES)
    assert ecrits == {
        fichier.name: fichier.read_bytes() for dossier in dossiers for fichier in dossier.iterdir()
    }
    assert sum(map(len, ecrits.values())) < 2_500_000


def test_only_columns_of_the_format_are_written():
    colonnes = {genre.nom: {colonne.nom for colonne in genre.colonnes} for genre in GENRES}
    for fichier in fabrique.DOSSIER.glob("*.csv"):
        entetes = fichier.read_text("utf-8").partition("\n")[0].split(";")
        assert set(entetes) <= colonnes[fichier.stem], fichier.name


def test_every_published_table_is_compared():
    assert set(tableaux_publies()) == IDENTIQUES | CONTREDITS


@pytest.mark.parametrize("id", sorted(IDENTIQUES))
def test_consistent_tables_are_the_published_ones(tableaux, id):
    assert ecarts.ecarts(tableaux[id]) == []


@pytest.mark.parametrize("id", ["jeunes_rencontres_travail_de_rue", "actions_dsl", "actions_partenariales"])
def test_where_a_total_was_summed_wrong_the_cells_are_the_published_ones(tableaux, id):
    notres = nos_cellules(tableaux[id])
    for cellule, publie in cellules_publiees(id).items():
        if "Total" not in cellule:
            assert est_egal(publie, notres[cellule]), cellule


def test_hours_are_the_published_ones(tableaux):
    publiees = tableaux_publies()["heures_par_type_activite"]["lignes"]["Heures"]
    assert tableaux["heures_par_type_activite"]["cellules"][0] == publiees


def test_tables_on_the_accompanied_have_one_age_profile(tableaux):
    for id in ("scolarite", "commune_de_residence", "duree_accompagnement"):
        assert tableaux[id]["totaux_colonnes"] == [6, 111, 57, 13, 8], id
    assert tableaux["jeunes_accompagnes_sexe_age"]["totaux_lignes"] == [6, 111, 57, 13, 8]


def test_2023_has_a_hundred_hours_of_presence_sociale_and_fewer_youths(lectures):
    avant, apres = lectures[2023], lectures[2024]
    assert avant.tableau("heures_par_type_activite").cellule("Heures", "Présence sociale") == 100
    for id in ("jeunes_rencontres_travail_de_rue", "jeunes_accompagnes_sexe_age", "heures_par_type_activite"):
        assert 0.7 < avant.tableau(id).base / apres.tableau(id).base < 1, id


def test_no_table_contradicts_another(lectures):
    assert [incoherence for lecture in lectures.values() for incoherence in lecture.incoherences] == []


def test_the_page_is_in_step(tableaux):
    nombres = ecarts.nombres_du_dossier(fabrique.DOSSIER)
    assert ecarts.PAGE.read_text("utf-8") == ecarts.page(tableaux.values(), nombres)


def test_a_difference_without_a_reason_is_an_error(tableaux, monkeypatch):
    monkeypatch.setattr(ecarts, "RAISONS", ecarts.RAISONS[1:])
    with pytest.raises(ecarts.EcartSansRaison):
        ecarts.page(tableaux.values(), defaultdict(int))


def test_nobody_is_present_before_the_first_contact(annee):
    contacts = {jeune["code"]: jeune["premier_contact"] for jeune in annee.jeunes}
    derniers = {jeune["code"]: jeune["dernier_contact"] for jeune in annee.jeunes}
    dates = {intervention["code"]: intervention["date"] for intervention in annee.interventions}
    for presence in annee.presences:
        assert contacts[presence["jeune"]] <= dates[presence["intervention"]]
    assert all(contacts[code] <= derniers[code] for code in contacts)
    for periodes in (annee.statuts, annee.situations, annee.co_accompagnements):
        assert all(contacts[periode["jeune"]] <= periode["debut"] for periode in periodes)


def test_nobody_works_two_places_at_once_nor_too_long(annee):
    journees, annees = defaultdict(list), defaultdict(int)
    for ligne in annee.interventions:
        heure, minute = map(int, ligne["heure"].split(":"))
        debut, duree = heure * 60 + minute, int(ligne["duree"])
        for qui in ligne["professionnels"].split("|"):
            journees[qui, ligne["date"]].append((debut, debut + duree))
            annees[qui, ligne["date"][:4]] += duree
    for qui_et_quand, moments in journees.items():
        assert sum(fin - debut for debut, fin in moments) <= 10 * 60, qui_et_quand
        assert all(avant[1] <= apres[0] for avant, apres in pairwise(sorted(moments))), qui_et_quand
    assert max(annees.values()) <= 1600 * 60


def test_the_days_are_those_of_a_real_year(annee):
    jours = [date.fromisoformat(ligne["date"]) for ligne in annee.interventions]
    assert not [jour for jour in jours if (jour.month, jour.day) in ((1, 1), (5, 1), (8, 15), (12, 25))]
    assert sum(jour.weekday() == 6 for jour in jours) < 20
    assert {(jour.year, jour.month) for jour in jours} == {(a, m) for a in (2023, 2024) for m in range(1, 13)}
