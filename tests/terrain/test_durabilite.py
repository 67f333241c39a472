"""A power cut, a failing disk, a full disk: what the server said it had received is there, and the base is sound."""

import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from random import Random
from uuid import uuid4

import apsw
import pytest
from django.conf import settings
from django.db import connection

from allervers.terrain.operations import Issue, recevoir

from .conftest import Rue
from .disque import Disque, avec_des_morceaux, coupures

pytestmark = [
    pytest.mark.skipif("sqlite" not in settings.DATABASES["default"]["ENGINE"], reason="SQLite's own files"),
    pytest.mark.django_db(transaction=True),
]

BASE = "allervers.sqlite3"
COMPTES = [
    f"SELECT COUNT(*) FROM {table}"  # noqa: S608
    for table in ("terrain_saisie", "activite_intervention", "activite_presence", "activite_comptage",
                  "terrain_remplacement", "jeunes_jeune", "journal_lignejournal")
]  # fmt: skip


@dataclass
class Rejeu:
    """What a disk went through. `acquittees`: how many gestures it had made when each entry was acknowledged;
    `etats`: the counts after each."""

    gestes: list[tuple]
    acquittees: list[int]
    etats: list[list[int]]
    nb_echecs: int

    def verifier(self, rang: int, fichiers: dict[str, bytearray], dossier: Path) -> None:
        """Open what a power cut after `rang` gestures left: sound, with each acknowledged entry, and no half entry."""
        dues = sum(un <= rang for un in self.acquittees)
        for nom in (BASE, f"{BASE}-wal", f"{BASE}-journal", f"{BASE}-shm"):
            (dossier / nom).unlink(missing_ok=True)
        for nom, contenu in fichiers.items():
            (dossier / nom).write_bytes(contenu)
        with closing(sqlite3.connect(dossier / BASE)) as base:
            assert base.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            etat = [base.execute(compte).fetchone()[0] for compte in COMPTES]
        assert etat[0] >= dues, f"{dues - etat[0]} acknowledged entries lost"
        assert etat[0] == 0 or etat == self.etats[etat[0] - 1]


def capturer(rue: Rue, nb_entrees: int) -> tuple[bytes, list[list[str]]]:
    """Return the base before, and the SQL that `recevoir` really runs for each entry of a day."""
    depart = sqlite3.connect(":memory:")
    connection.connection.backup(depart)
    depart.executescript("DELETE FROM territoires_commune; VACUUM;")
    ordres, entrees = [], []
    connection.connection.set_trace_callback(ordres.append)
    for document in _journee(rue, nb_entrees):
        ordres.clear()
        assert recevoir(octets=json.dumps(document).encode(), par=rue.awa).issue is Issue.RECUE
        # What triggers did comes as comments.
        entrees.append([ordre for ordre in ordres if not ordre.startswith("--")])
    connection.connection.set_trace_callback(None)
    return depart.serialize(), entrees


def _journee(rue: Rue, nb_entrees: int):
    """Outings, short and long; some corrected, some withdrawn; youths met."""
    derniere = None
    for rang in range(nb_entrees):
        remplace = derniere and derniere["uuid"]
        match rang % 10:
            case 3:
                yield {"uuid": str(uuid4()), "genre": "retrait", "remplace": remplace}
            case 8:
                yield {
                    "uuid": str(uuid4()),
                    "genre": "jeune",
                    "sexe": "fille",
                    "premier_contact": "2024-05-02",
                }
            case reste:
                derniere = rue.sortie(
                    remplace=remplace if reste in (1, 6) else None,
                    observation="Du monde devant le stade. " * (reste * 9),
                )
                yield derniere


def rejouer(depart: bytes, entrees: list[list[str]], disque: Disque, dossier: Path, pragmas="") -> Rejeu:
    """Run the entries on `disque`. One that fails is rolled back and sent again, as a phone would."""
    (dossier / BASE).write_bytes(depart)
    acquittees, etats, nb_echecs = [], [], 0
    with closing(apsw.Connection(str(dossier / BASE), vfs=disque.nom)) as base:
        for rang, ordres in enumerate([[settings.PRAGMAS_SQLITE + pragmas], *entrees]):
            # It may have come in all the same, if what failed came after: `recevoir` then says so again.
            while not _executer(base, ordres) and (rang == 0 or base.execute(COMPTES[0]).get < rang):
                nb_echecs += 1
            if rang:
                acquittees.append(len(disque.gestes))
                etats.append([base.execute(compte).get for compte in COMPTES])
        # A power cut lets nobody close the base, which writes all of it.
        gestes, disque.en_panne = list(disque.gestes), range(0)
    return Rejeu(gestes, acquittees, etats, nb_echecs)


def _executer(base: apsw.Connection, ordres: list[str]) -> bool:
    try:
        for ordre in ordres:
            base.execute(ordre).fetchall()
    except (apsw.IOError, apsw.FullError):
        if base.in_transaction:
            base.execute("ROLLBACK")
        return False
    return True


def test_the_power_is_cut_at_every_fsync_and_no_acknowledged_entry_is_lost(rue, tmp_path):
    depart, entrees = capturer(rue, 205)
    rejeu = rejouer(depart, entrees, Disque("coupure"), tmp_path)
    fsyncs = [fichier for geste, fichier, *_ in rejeu.gestes if geste == "fsync"]
    assert len(fsyncs) >= 200
    # Pages went from the journal to the base as well.
    assert {BASE, f"{BASE}-wal"} <= set(fsyncs)
    alea = Random(62)  # noqa: S311 (the same cuts every time)
    for rang, sur, en_attente in coupures(rejeu.gestes, {BASE: depart}):
        rejeu.verifier(rang, sur, tmp_path)
        rejeu.verifier(rang, avec_des_morceaux(sur, en_attente, alea), tmp_path)


@pytest.mark.parametrize("erreur", [apsw.IOError, apsw.FullError], ids=["EIO", "ENOSPC"])
def test_a_disk_that_fails_or_fills_up_loses_no_acknowledged_entry_and_takes_the_others_later(
    rue, tmp_path, erreur
):
    """At one write or fsync after another, for a moment or for long; the power is cut at the end."""
    depart, entrees = capturer(rue, 6)
    # The base itself is written to often enough to fail as well.
    pragmas = "PRAGMA wal_autocheckpoint=20;"
    nb_operations = len(rejouer(depart, entrees, Disque("temoin"), tmp_path, pragmas).gestes)
    for debut in range(1, nb_operations, nb_operations // 25):
        for duree in (1, 30):
            disque = Disque(f"{erreur.__name__}{debut}-{duree}", erreur, range(debut, debut + duree))
            rejeu = rejouer(depart, entrees, disque, tmp_path, pragmas)
            *_, (rang, sur, _perdu) = coupures(rejeu.gestes, {BASE: depart})
            rejeu.verifier(rang, sur, tmp_path)
