"""A restored backup, a second import: who was erased stays erased."""

import importlib
import sqlite3

import pytest
from django.db import connection

from allervers.__main__ import _migrer
from allervers.comptes.models import Service
from allervers.config import wsgi
from allervers.conservation.models import Bordereau, Origine
from allervers.conservation.purge import effacer
from allervers.conservation.rejeu import rejouer
from allervers.echanges.fautes import ImportRefuse
from allervers.echanges.operations import importer
from allervers.jeunes.models import Jeune
from allervers.sauvegarde import cles, effacements
from allervers.sauvegarde.operations import restaurer, sauvegarder
from tests.personnages import SERVICE, ecrire_annee

from .conftest import citations, tout_ce_que_tient_la_base
from .test_purge import secrets_de


@pytest.mark.django_db(transaction=True)
def test_a_backup_made_before_a_purge_is_purged_again_once_restored(communes, maison, tmp_path):
    identite = cles.lire_identite(cles.nouvelle_cle())
    jeune, autre = maison.connaitre(), maison.connaitre()
    secrets, tableaux = secrets_de(jeune), maison.tableaux()
    (tmp_path / "sauvegardes").mkdir()
    fichier = sauvegarder(chemin=tmp_path / "sauvegardes")
    maison.effacer(jeune)
    restaurer(fichier=fichier, identite=identite, remplacer=True)
    # The backup brings the youth back; what the command line does before it serves takes the youth away again.
    assert Jeune.objects.connus().count() == 2
    _migrer()
    assert Jeune.objects.connus().get().uuid == autre.uuid
    assert [place for place, valeur in tout_ce_que_tient_la_base() if citations(valeur, secrets)] == []
    assert maison.tableaux() == tableaux
    bordereau = Bordereau.objects.get()
    assert (bordereau.origine, bordereau.decide_par, bordereau.nb_fiches) == (Origine.RESTAURATION, None, 1)
    _migrer()
    assert Bordereau.objects.count() == 1


def test_nothing_is_asked_of_the_database_when_nobody_was_erased(maison, django_assert_num_queries):
    maison.connaitre()
    with django_assert_num_queries(0):
        assert rejouer() == []


def test_whatever_starts_the_server_nobody_signs_in_before_what_came_back_is_erased(maison):
    revenu, autre = maison.connaitre(), maison.connaitre()
    effacements.noter([revenu.uuid])
    importlib.reload(wsgi)
    assert Jeune.objects.connus().get() == autre


def test_an_import_does_not_bring_back_who_was_erased(maison, tmp_path):
    autres = dict.fromkeys(("presences", "accueils", "demi_journees"), ())
    dossier = ecrire_annee(tmp_path / "import", **autres)
    importer(source=dossier)
    service = Service.objects.get(code=SERVICE["code"])
    jeune = Jeune.objects.get(service=service, code="K7M2")
    Jeune.objects.filter(pk=jeune.pk).update(dernier_contact=None)
    effacer(service=service, jeunes=[jeune], origine=Origine.DEMANDE, par=None)
    with pytest.raises(ImportRefuse, match="ne revient pas"):
        importer(source=dossier)
    assert Jeune.objects.connus().filter(service=service).get().code == "P3Q9"


@pytest.fixture
def en_fichier(tmp_path):
    """The test's base, which is in memory, as a file that a server would have: its pages and its log can be read."""
    memoire, nom = connection.connection, connection.settings_dict["NAME"]
    fichier = tmp_path / "allervers.sqlite3"
    with sqlite3.connect(fichier) as copie:
        memoire.backup(copie)
    copie.close()
    connection.connection, connection.settings_dict["NAME"] = None, str(fichier)
    connection.connect()
    yield fichier
    connection.connection.close()
    connection.connection, connection.settings_dict["NAME"] = memoire, nom


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps its pages elsewhere")
def test_on_sqlite_neither_the_file_nor_its_log_keeps_a_byte_of_what_was_erased(communes, maison, en_fichier):
    jeune = maison.connaitre()
    # What was written over before the purge is gone as well as what the purge erased.
    secrets = [un for un in secrets_de(jeune) if isinstance(un, bytes)] + [
        jeune.uuid.hex,
        str(jeune.uuid),
        jeune.code,
    ]
    assert en_fichier.with_name(f"{en_fichier.name}-wal").stat().st_size
    assert len(citations(_octets(en_fichier), secrets)) == len(secrets)
    maison.effacer(jeune)
    assert citations(_octets(en_fichier), secrets) == []


def _octets(fichier) -> bytes:
    return b"".join(un.read_bytes() for un in sorted(fichier.parent.glob(f"{fichier.name}*")))
