"""Putting a backup back: all of it or nothing, and never over what nobody has set aside."""

import json
from uuid import UUID, uuid4

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from pyrage.x25519 import Identity

from allervers.comptes.models import Service
from allervers.config.verrous import SERVEUR, tenir
from allervers.journal.models import LigneJournal
from allervers.journal.operations import verifier
from allervers.sauvegarde import archive, effacements, operations
from allervers.sauvegarde.operations import essayer
from allervers.sauvegarde.refus import SauvegardeRefusee

# Replacing a database is no part of a test's own transaction.
remplace_la_base = pytest.mark.django_db(transaction=True)


@remplace_la_base
def test_a_server_that_was_lost_comes_back_whole_with_its_key(serveur, settings, tmp_path):
    fichier = serveur.sauvegarder()
    Service.objects.all().delete()
    settings.DONNEES = tmp_path / "neuf"
    Session.objects.create(session_key="volee", session_data="", expire_date=timezone.now())
    faite = serveur.restaurer(fichier, remplacer=False)
    assert serveur.codes == {"terrils"} and faite.mise_de_cote is None
    cle = settings.DONNEES / "cle_secrete"
    assert cle.read_text() == "la clé du serveur" and cle.stat().st_mode & 0o077 == 0
    # Whoever had a phone whose session was closed since does not get it back.
    assert not Session.objects.exists()
    service = Service.objects.get()
    assert verifier(service).est_intacte
    assert LigneJournal.objects.filter(service_id=service.pk).last().operation == "restaurer_sauvegarde"


@remplace_la_base
def test_what_stood_there_is_set_aside_and_comes_back_the_same_way(serveur):
    fichier = serveur.sauvegarder()
    serveur.ajouter("corons")
    with pytest.raises(SauvegardeRefusee, match="--remplacer"):
        serveur.restaurer(fichier, remplacer=False)
    assert serveur.codes == {"terrils", "corons"}
    faite = serveur.restaurer(fichier)
    assert serveur.codes == {"terrils"}
    serveur.restaurer(faite.mise_de_cote)
    assert serveur.codes == {"terrils", "corons"}


@remplace_la_base
def test_an_older_backup_is_brought_up_to_date(serveur):
    """As when an update went wrong: what the newer version had added does not stay."""
    call_command("migrate", "moyens", "zero", verbosity=0)
    fichier = serveur.sauvegarder()
    call_command("migrate", verbosity=0)
    serveur.restaurer(fichier)
    assert serveur.codes == {"terrils"}
    assert "moyens_poste" in connection.introspection.table_names()


@remplace_la_base
def test_a_restoration_waits_until_the_server_is_stopped_but_a_trial_does_not(serveur):
    fichier = serveur.sauvegarder()
    with tenir(SERVEUR, seul=False):
        with pytest.raises(SauvegardeRefusee, match="Arrêtez-le"):
            serveur.restaurer(fichier)
        assert essayer(fichier=fichier, identite=serveur.identite) <= timezone.now()


@pytest.mark.parametrize(
    ("champs", "mot"),
    [
        ({"format": 99}, "plus récent"),
        ({"migrations": [["jeunes", "9999_demain"]]}, "plus récent"),
        ({"moteur": "oracle"}, "oracle"),
        ({"migrations": 3}, "abîmé"),
    ],
)
def test_a_backup_that_this_server_could_not_read_is_refused(settings, tmp_path, champs, mot):
    settings.DONNEES = tmp_path / "donnees"
    identite = Identity.generate()
    manifeste = {
        "format": 1,
        "le": "2026-01-31T02:30:00+00:00",
        "moteur": connection.vendor,
        "migrations": [],
    }
    (tmp_path / "envoi").mkdir()
    (tmp_path / "envoi" / "manifeste.json").write_text(json.dumps(manifeste | champs))
    archive.sceller(tmp_path / "envoi", tmp_path / "s.age", [identite.to_public()])
    with pytest.raises(SauvegardeRefusee, match=mot):
        essayer(fichier=tmp_path / "s.age", identite=identite)


@remplace_la_base
def test_a_restoration_that_fails_at_its_last_step_leaves_all_as_it_was(serveur, monkeypatch):
    fichier = serveur.sauvegarder()
    serveur.ajouter("corons")
    (serveur.donnees / "cle_secrete").write_text("une autre clé")
    avant = serveur.etat()
    moteur = operations.MOTEURS[connection.vendor]

    def echouer(dossier):
        raise SauvegardeRefusee("disque plein")

    monkeypatch.setattr(moteur, "remplacer", echouer)
    with pytest.raises(SauvegardeRefusee, match="disque plein"):
        serveur.restaurer(fichier)
    assert serveur.etat() == avant


@remplace_la_base
def test_whoever_was_erased_is_still_known_after_a_restoration(serveur, settings, tmp_path):
    avant, apres = uuid4(), uuid4()
    effacements.noter([avant])
    fichier = serveur.sauvegarder()
    effacements.noter([apres])
    serveur.restaurer(fichier)
    assert effacements.effaces() == {avant, apres}
    # On a new machine, the backup brings its own.
    settings.DONNEES = tmp_path / "neuf"
    serveur.restaurer(fichier)
    assert effacements.effaces() == {avant}


def test_a_line_of_erasure_cut_by_a_power_failure_harms_no_other(serveur):
    premier, second = uuid4(), uuid4()
    effacements.noter([premier])
    with (serveur.donnees / effacements.FICHIER).open("a") as registre:
        registre.write("\n2f1c")
    effacements.noter([second])
    assert effacements.effaces() == {premier, second}
    assert all(isinstance(un, UUID) for un in effacements.effaces())
