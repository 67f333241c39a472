"""The commands, as an administrator types them."""

import json
import re
import socket

import pytest

from allervers.__main__ import main
from allervers.comptes.models import Role, Service, Utilisateur
from allervers.echanges.operations import importer
from allervers.tableaux.catalogue import CATALOGUE
from tests.personnages import SERVICE, ecrire_annee, ecrire_dossier

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def migrated(monkeypatch):
    """The test database is migrated already."""
    monkeypatch.setattr("allervers.__main__._migrer", lambda: None)


@pytest.fixture
def annee(tmp_path):
    importer(source=ecrire_annee(tmp_path / "import"))


def test_all_tables_come_out_as_json_in_the_order_of_the_catalogue(annee, capsys):
    assert main(["tableaux", "2024", "--json"]) == 0
    tableaux = json.loads(capsys.readouterr().out)
    assert [tableau["id"] for tableau in tableaux] == [definition.id for definition in CATALOGUE]
    for tableau in tableaux:
        assert len(tableau["cellules"]) == len(tableau["lignes"])
        assert all(len(cellules) == len(tableau["colonnes"]) for cellules in tableau["cellules"])
        assert {"titre", "unite", "totaux_lignes", "totaux_colonnes", "total", "base"} <= set(tableau)


def test_one_table_is_shown_for_a_reader(annee, capsys):
    assert main(["tableaux", "2024", "--tableau", "statuts"]) == 0
    sortie = capsys.readouterr().out
    assert re.search(r"1\s+PAEI", sortie)
    assert "Motif" not in sortie


def test_coherent_tables_say_nothing(annee, capsys):
    assert main(["coherence", "2024"]) == 0
    assert capsys.readouterr().out == ""


def test_the_report_is_one_page_that_needs_nothing_else(annee, tmp_path, capsys):
    assert main(["rapport", "2024", "--dossier", str(tmp_path / "sortie")]) == 0
    page = (tmp_path / "sortie" / "rapport.html").read_text("utf-8")
    assert "Rapport d’activité 2024" in page
    assert not re.search(r'(src|href)="(?!#)', page)
    tableaux = json.loads((tmp_path / "sortie" / "tableaux.json").read_text("utf-8"))
    # Some have no place of their own in the canvas: what only feeds a chart or a dashboard.
    sans_place = {
        "seances_par_mois", "heures_par_mois", "heures_par_quartier", "heures_par_equipe",
        "actions_par_nature",
    }  # fmt: skip
    # The register is empty, and nobody said what an action cost: their tables are not shown.
    sans_place |= {"informations_preoccupantes", "cout_des_actions"}
    assert {tableau["id"] for tableau in tableaux} == {un.id for un in CATALOGUE} - sans_place


@pytest.mark.parametrize(
    ("arguments", "mot"),
    [
        (["tableaux", "2019"], "Années saisies"),
        (["tableaux", "2024", "--preset", "99"], "62, 92"),
        (["tableaux", "2024", "--tableau", "ages"], "Tableaux disponibles"),
        (["tableaux", "2024", "--service", "ailleurs"], "n'existe pas"),
        (["importe", "/dossier/qui/n/existe/pas"], "existe"),
        (["rapport", "2024", "--dossier", "/proc/interdit"], "ne peut pas être écrit"),
    ],
)
def test_what_cannot_be_done_is_said_in_french_without_a_traceback(annee, arguments, mot, capsys):
    assert main(arguments) == 1
    sortie = capsys.readouterr()
    assert mot in sortie.err
    assert "Traceback" not in sortie.err


def test_an_empty_database_says_what_to_do_first(capsys):
    assert main(["tableaux", "2024"]) == 1
    assert "allervers demo" in capsys.readouterr().err


def test_with_two_services_one_is_asked_which(annee, tmp_path, capsys):
    importer(source=ecrire_annee(tmp_path / "autre", service=[SERVICE | {"code": "autre"}]))
    assert main(["tableaux", "2024"]) == 1
    assert "--service" in capsys.readouterr().err
    assert main(["tableaux", "2024", "--service", "autre", "--json"]) == 0


def test_a_trial_import_writes_nothing_and_a_faulty_one_names_each_fault(tmp_path, capsys):
    dossier = ecrire_annee(tmp_path / "bon")
    assert main(["importe", str(dossier), "--essai"]) == 0
    assert not Service.objects.exists()
    faux = ecrire_dossier(tmp_path / "faux", jeunes=[{"code": "A", "premier_contact": "31/02/2024"}])
    assert main(["importe", str(faux)]) == 1
    erreur = capsys.readouterr().err
    assert "jeunes.csv" in erreur and "ligne 2" in erreur and "31/02/2024" in erreur
    assert not Service.objects.exists()


def test_the_demonstration_is_never_mixed_with_a_real_service(annee, capsys):
    assert main(["demo", "--sans-serveur"]) == 1
    assert "contient déjà un service" in capsys.readouterr().err


def test_a_port_already_taken_is_told_before_the_server_starts(annee, capsys):
    with socket.create_server(("127.0.0.1", 0)) as prise:
        assert main(["serveur", "--port", str(prise.getsockname()[1])]) == 1
    assert "déjà pris" in capsys.readouterr().err


def test_help_is_in_french(capsys):
    with pytest.raises(SystemExit):
        main(["--help"])
    aide = capsys.readouterr().out
    for anglais in ("usage:", "options:", "positional", "show this help"):
        assert anglais not in aide
    for commande in (
        "demo",
        "serveur",
        "importe",
        "modele-import",
        "tableaux",
        "coherence",
        "rapport",
        "sauvegarde",
        "restaure",
    ):
        assert commande in aide


def test_the_report_is_written_in_the_formats_asked_for_and_no_other(annee, tmp_path, capsys):
    assert main(["rapport", "2024", "--dossier", str(tmp_path / "sortie"), "--formats", "pdf, xlsx"]) == 0
    assert {fichier.name for fichier in (tmp_path / "sortie").iterdir()} == {"rapport.pdf", "rapport.xlsx"}


def test_an_unknown_format_lists_those_that_exist(capsys):
    with pytest.raises(SystemExit):
        main(["rapport", "2024", "--dossier", "x", "--formats", "odt"])
    assert "pdf, docx, xlsx, html, json" in capsys.readouterr().err


def test_a_service_begins_with_a_command_and_the_link_of_its_director(capsys):
    commande = [
        "service",
        "SPS des Terrils",
        "Sacha de Coron",
        "d@exemple.fr",
        "--site",
        "https://a.example/",
    ]
    assert main(commande) == 0
    assert re.search(r"^https://a\.example/invitation/#\S+$", capsys.readouterr().out, re.MULTILINE)
    direction = Utilisateur.objects.get()
    assert (str(direction), direction.role) == ("Sacha de Coron", Role.DIRECTION)
    assert direction.service.code == "sps-des-terrils"
    for nom, courriel, dit in (
        ("SPS des Terrils", "autre@exemple.fr", "déjà un service"),
        ("SPS des Corons", "d@exemple.fr", "courriel"),
        ("SPS des Corons", "personne", "n’est pas un courriel"),
    ):
        assert main(["service", nom, "Inès Berline", courriel]) == 1
        assert dit in capsys.readouterr().err
    assert Service.objects.count() == Utilisateur.objects.count() == 1
