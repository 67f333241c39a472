"""The way out: with the printed code alone, everything is read on the association's own machine."""

import csv
import json
import stat

import pytest

from allervers.__main__ import main
from allervers.coffre.models import Acces
from allervers.jeunes.models import Ecrit, Jeune
from allervers.journal.models import LigneJournal

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def migrated(monkeypatch):
    """The test database is migrated already."""
    monkeypatch.setattr("allervers.__main__._migrer", lambda: None)


@pytest.fixture
def rempli(coffre):
    """A vault that nobody opens any more, whose key changed between two texts."""
    jeune = Jeune.objects.create(
        service=coffre.service, code="K7M2", premier_contact="2024-01-12", niveau="c", accord_le="2024-02-01",
        accord_mode="oral",
    )  # fmt: skip
    ecrit = Ecrit.objects.create(service=coffre.service, jeune=jeune, date="2024-03-01")
    ecrit.texte = coffre.sceller(ecrit, "texte", "Il voulait parler.")
    ecrit.save()
    coffre.renouveler(par=coffre.direction)
    jeune.alias = coffre.sceller(jeune, "alias", "Zoé")
    jeune.identite = coffre.sceller(jeune, "identite", {"nom": "Lemoine", "telephone": "06 39 98 12 34"})
    # Damaged, or moved: the rest is not lost with it.
    jeune.note = coffre.sceller(jeune, "identite", "Une note mise au mauvais endroit")
    jeune.save()
    Acces.objects.exclude(membre=None).delete()
    return coffre


def lire(fichier) -> list[dict]:
    with fichier.open(encoding="utf-8-sig", newline="") as entree:
        return list(csv.DictReader(entree, delimiter=";"))


def test_everything_is_opened_into_files_that_their_owner_alone_reads(rempli, tmp_path, capsys):
    sortie = tmp_path / "sortie"
    code = rempli.code.lower().replace("-", " ")
    assert main(["coffre", "exporte", "--code-de-recuperation", code, "--dossier", str(sortie)]) == 0
    assert "sous clé" in capsys.readouterr().out
    (alias,) = lire(sortie / "jeune-alias.csv")
    assert (alias["objet"], alias["alias"], alias["remarque"]) == ("K7M2", "Zoé", "")
    (identite,) = lire(sortie / "jeune-identite.csv")
    assert json.loads(identite["identite"]) == {"nom": "Lemoine", "telephone": "06 39 98 12 34"}
    (ecrit,) = lire(sortie / "ecrit-texte.csv")
    assert ecrit["texte"] == "Il voulait parler."
    (note,) = lire(sortie / "jeune-note.csv")
    assert (note["note"], "abîmé" in note["remarque"]) == ("", True)
    assert all(stat.S_IMODE(fichier.stat().st_mode) == 0o600 for fichier in sortie.iterdir())
    assert LigneJournal.objects.last().operation == "exporter_coffre"


def test_without_the_code_on_the_line_it_is_asked_and_not_shown(rempli, tmp_path, monkeypatch):
    monkeypatch.setattr("getpass.getpass", lambda question: rempli.code)
    assert main(["coffre", "exporte", "--code-de-recuperation", "--dossier", str(tmp_path / "sortie")]) == 0


@pytest.mark.parametrize("code", ["", "ABCD", "0000-" * 7 + "0000"])
def test_another_code_opens_nothing_and_says_why(rempli, tmp_path, capsys, monkeypatch, code):
    monkeypatch.setattr("getpass.getpass", lambda question: code)
    sortie = tmp_path / "sortie"
    assert main(["coffre", "exporte", "--code-de-recuperation", code, "--dossier", str(sortie)]) == 1
    assert "code de récupération" in capsys.readouterr().err
    assert not sortie.exists()
    assert LigneJournal.objects.last().operation != "exporter_coffre"


def test_a_folder_that_cannot_be_written_says_so(rempli, tmp_path, capsys):
    (tmp_path / "fichier").write_text("")
    sortie = str(tmp_path / "fichier" / "sortie")
    assert main(["coffre", "exporte", "--code-de-recuperation", rempli.code, "--dossier", sortie]) == 1
    assert "ne peut pas être écrit" in capsys.readouterr().err
