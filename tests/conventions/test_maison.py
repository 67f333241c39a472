"""House rules, as tests."""

import re
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from allervers.connexion import documentation as droits
from allervers.conservation import documentation as conservation
from allervers.faits.documentation import documentation

RACINE = Path(__file__).parents[2]
SOURCES = [
    fichier
    for fichier in (RACINE / "allervers").rglob("*")
    if fichier.suffix in {".py", ".css", ".js", ".sql"} and not {"vendor", "migrations"} & set(fichier.parts)
]


def test_the_page_of_the_facts_is_in_step_with_their_schema():
    assert (RACINE / "docs" / "faits.md").read_text("utf-8") == documentation()


def test_the_page_of_the_rights_is_in_step_with_the_table_that_pages_obey():
    assert droits.FICHIER.read_text("utf-8") == droits.documentation()


def test_the_page_of_retention_is_in_step_with_the_file_that_the_software_obeys():
    assert conservation.FICHIER.read_text("utf-8") == conservation.documentation()


@pytest.mark.parametrize("fichier", SOURCES, ids=lambda fichier: str(fichier.relative_to(RACINE)))
def test_a_module_stays_short(fichier):
    assert len(fichier.read_text("utf-8").splitlines()) <= 400


def test_no_drawer_is_called_utils():
    assert not [f for f in SOURCES if re.fullmatch(r"(utils?|helpers?|misc|common)", f.stem)]


def test_templates_have_no_inline_script_nor_style():
    for fichier in (RACINE / "allervers" / "templates").rglob("*.html"):
        texte = fichier.read_text("utf-8")
        assert not re.search(r"<script(?![^>]*\ssrc=)|\sstyle=|\son\w+=", texte), fichier
        # The self-contained report carries its own sheet; it is a file, not a page.
        assert "<style" not in texte or fichier.name == "rapport.html", fichier


def test_every_room_stands_in_the_architecture_document():
    texte = (RACINE / "docs" / "architecture.md").read_text("utf-8")
    pieces = {d.name for d in (RACINE / "allervers").iterdir() if (d / "__init__.py").exists()}
    assert {piece for piece in pieces if f"`{piece}/`" not in texte} == set()


def test_every_direct_dependency_earns_its_place_in_the_architecture_document():
    import tomllib

    projet = tomllib.loads((RACINE / "pyproject.toml").read_text("utf-8"))["project"]
    texte = (RACINE / "docs" / "architecture.md").read_text("utf-8").lower()
    dependances = projet["dependencies"] + projet["optional-dependencies"]["dev"]
    noms = [re.split(r"[\[=]", dependance)[0].lower() for dependance in dependances]
    assert {nom for nom in noms if nom not in texte} == set()
    assert all("==" in dependance for dependance in dependances)


@pytest.mark.django_db
def test_models_and_migrations_agree():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.django_db(transaction=True)
def test_migrations_go_back_to_nothing_and_forward_again():
    applications = ["activite", "actions", "jeunes", "partenaires", "moyens", "territoires", "referentiel"]
    executeur = MigrationExecutor(connection)
    executeur.migrate([(application, None) for application in applications])
    assert "jeunes_jeune" not in connection.introspection.table_names()
    executeur = MigrationExecutor(connection)
    executeur.migrate(executeur.loader.graph.leaf_nodes())
    assert "jeunes_jeune" in connection.introspection.table_names()
