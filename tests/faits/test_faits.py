"""Facts: nobody in them, the same from the live year, a frozen one, or several services together."""

import uuid

import pytest

from allervers.comptes.models import Service
from allervers.echanges.operations import importer
from allervers.faits.extraction import annees_saisies, extraire
from allervers.faits.faits import Faits
from allervers.faits.schema import TABLES, schema
from allervers.jeunes.models import Jeune
from allervers.referentiel.presets import lire_preset
from allervers.tableaux.calcul import TableauInconnu, calculer
from tests.personnages import SERVICE, ecrire_annee


@pytest.fixture
def services(db, tmp_path):
    for code in ("un", "deux"):
        importer(source=ecrire_annee(tmp_path / code, service=[SERVICE | {"code": code}]))
    return list(Service.objects.order_by("code"))


def test_facts_hold_no_identifier_of_a_youth_nor_of_a_row(services):
    faits = extraire(services[0], 2024)
    textes = {
        valeur
        for table in faits.tables.values()
        for colonne in table.columns
        if str(colonne.type) == "string"
        for valeur in colonne.to_pylist()
        if valeur
    }
    assert not textes & set(Jeune.objects.values_list("code", flat=True))
    for texte in textes:
        with pytest.raises(ValueError, match="badly formed"):
            uuid.UUID(texte)


def test_every_column_of_the_facts_says_what_it_means():
    for table in TABLES:
        for champ in schema(table):
            assert champ.metadata[b"sens"].strip()


def test_a_frozen_year_gives_the_same_tables_after_its_records_are_gone(services, tmp_path):
    faits = extraire(services[0], 2024)
    avant = calculer(faits, lire_preset("62"), 2024)
    faits.figer(tmp_path / "gel")
    Jeune.objects.all().delete()
    assert calculer(extraire(services[0], 2024), lire_preset("62"), 2024) != avant
    assert calculer(Faits.du_dossier(tmp_path / "gel"), lire_preset("62"), 2024) == avant


def test_services_read_together_add_up(services, tmp_path):
    for service in services:
        extraire(service, 2024).figer(tmp_path / service.code)
    ensemble = Faits.du_dossier(*(tmp_path / service.code for service in services))
    seul = {t.id: t for t in calculer(extraire(services[0], 2024), lire_preset("62"), 2024)}
    for tableau in calculer(ensemble, lire_preset("62"), 2024):
        if tableau.total is not None:
            assert tableau.total == 2 * seul[tableau.id].total, tableau.id


def test_a_year_without_a_record_gives_empty_tables_not_errors(services):
    for tableau in calculer(extraire(services[0], 1999), lire_preset("62"), 1999):
        assert not tableau.total


def test_the_years_entered_are_listed_the_latest_first(services):
    assert annees_saisies(services[0])[0] == 2024


def test_an_unknown_table_names_those_that_exist(services):
    with pytest.raises(TableauInconnu, match="jeunes_accompagnes_sexe_age"):
        calculer(Faits.vides(), lire_preset("62"), 2024, ["ages"])
