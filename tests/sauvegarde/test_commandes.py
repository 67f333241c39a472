"""The two commands, as an administrator types them."""

import io
import re

import pytest

from allervers.__main__ import main
from allervers.comptes.models import Service


@pytest.fixture(autouse=True)
def service(transactional_db, settings, tmp_path):
    settings.DONNEES = tmp_path / "donnees"
    settings.DONNEES.mkdir()
    return Service.objects.create(code="terrils", nom="SPS des Terrils")


def test_from_a_new_key_to_a_restored_server_and_back(tmp_path, capsys, monkeypatch):
    fichier = tmp_path / "s.age"
    assert main(["sauvegarde", "--nouvelle-cle", str(fichier)]) == 0
    sortie = capsys.readouterr().out
    assert "elle ne sera plus jamais montrée" in sortie and "Sauvegarde écrite" in sortie
    secrete = re.search(r"AGE-SECRET-KEY-1\w+", sortie)[0]
    cle = tmp_path / "cle.txt"
    cle.write_text(f"# notre clé\n{secrete}\n")
    assert main(["restaure", str(fichier), "--cle", str(cle), "--essai"]) == 0
    assert "Essai réussi" in capsys.readouterr().out
    # Typed by hand, from paper.
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{secrete[:30].lower()}  {secrete[30:].lower()}\n"))
    assert main(["restaure", str(fichier), "--remplacer"]) == 0
    sortie = capsys.readouterr().out
    assert "est restaurée (1 service)" in sortie and "mis de côté" in sortie and secrete not in sortie
    Service.objects.update(nom="Perdu")
    [mise_de_cote] = (tmp_path / "donnees").glob("avant-restauration-*.age")
    assert str(mise_de_cote) in sortie
    assert main(["restaure", str(mise_de_cote), "--cle", str(cle), "--remplacer"]) == 0
    assert Service.objects.get().nom == "SPS des Terrils"


@pytest.mark.parametrize(
    ("arguments", "mot"),
    [
        (["sauvegarde"], "Indiquez où"),
        (["sauvegarde", "s.age"], "--nouvelle-cle"),
        (["restaure", "absente.age"], "n'existe pas"),
        (["restaure", __file__, "--cle", "absente.txt"], "« absente.txt » n'existe pas"),
        (["restaure", __file__, "--cle", __file__], "mal recopiée"),
    ],
)
def test_what_cannot_be_done_is_said_in_french_without_a_traceback(arguments, mot, capsys):
    assert main(arguments) == 1
    sortie = capsys.readouterr()
    assert mot in sortie.err and "Traceback" not in sortie.err
