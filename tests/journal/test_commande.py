"""`allervers journal verifie`, as an administrator reads it."""

import pytest

from allervers.journal.commandes import verifie

from .personnages import ecrire, forcer, ouvrir_service


@pytest.fixture
def service(db):
    return ouvrir_service()


def test_an_intact_journal_is_counted_and_gives_the_hash_to_note(service, capsys):
    lignes = ecrire(service, 2)
    assert verifie() == 0
    sortie = capsys.readouterr().out
    assert "« terrils »\u202f: 2 lignes, rien n'a été changé" in sortie
    assert f"à noter hors du serveur\u202f: {lignes[1].empreinte}" in sortie


def test_a_changed_journal_names_the_first_line_concerned(service, capsys):
    lignes = ecrire(service, 4)
    forcer("UPDATE journal_lignejournal SET operation = 'rien' WHERE numero > %s", lignes[1].numero)
    assert verifie("terrils") == 1
    sortie = capsys.readouterr().out
    assert "4 lignes, 2 anomalies" in sortie
    assert f"La première est à la ligne {lignes[2].numero}, du " in sortie


def test_a_hash_noted_earlier_is_found_again_or_not(service, capsys):
    lignes = ecrire(service, 2)
    assert verifie(None, f" {lignes[1].empreinte.upper()}\n") == 0
    assert "toujours dans la chaîne" in capsys.readouterr().out
    forcer("DELETE FROM journal_lignejournal WHERE numero = %s", lignes[1].numero)
    assert verifie(None, lignes[1].empreinte) == 1
    assert "n'est plus dans la chaîne" in capsys.readouterr().out


def test_with_several_services_the_hash_belongs_to_one(service):
    ecrire(service, 1)
    [notee] = ecrire(ouvrir_service("autre"), 1)
    assert verifie(None, notee.empreinte) == 0
    assert verifie("terrils", notee.empreinte) == 1


def test_a_service_that_does_not_exist_is_refused(service, capsys):
    assert verifie("inconnu") == 1
    assert "« inconnu » n'existe pas" in capsys.readouterr().err


def test_an_empty_journal_is_said_to_be(service, capsys):
    assert verifie() == 0
    assert "aucune ligne" in capsys.readouterr().out
