"""The chain: what is written cannot be changed unseen, and two writers never break it."""

import hashlib
import uuid
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime
from threading import Barrier

import pytest
from django.db import IntegrityError, connection, connections, transaction
from django.db.migrations import RemoveConstraint
from django.db.migrations.executor import MigrationExecutor

from allervers.comptes.models import Utilisateur
from allervers.journal.models import LigneJournal
from allervers.journal.operations import Nature, inscrire, verifier

from .personnages import ecrire, embaucher, forcer, ouvrir_service


@pytest.fixture
def service(db):
    return ouvrir_service()


def natures(service):
    return [(rupture.nature, rupture.numero) for rupture in verifier(service).ruptures]


def test_a_journal_that_nobody_touched_is_intact(service):
    lignes = ecrire(service, 3)
    objet = uuid.uuid4()
    derniere = inscrire(
        service=service, operation="ouvrir_fiche", details={}, par=embaucher(service), objet=objet,
        appareil="Firefox sur Android",
    )  # fmt: skip
    assert [ligne.empreinte_precedente for ligne in lignes] == ["", lignes[0].empreinte, lignes[1].empreinte]
    verification = verifier(service)
    assert (verification.nb_lignes, verification.derniere) == (4, derniere.empreinte)
    assert verification.est_intacte and verification.est_retrouvee is None


def test_an_empty_journal_is_intact(service):
    assert verifier(service).est_intacte
    assert verifier(service).derniere == ""


def test_each_service_has_its_own_chain(service):
    autre = ouvrir_service("autre")
    for celui in (service, autre, service, autre):
        ecrire(celui, 1)
    assert verifier(service).nb_lignes == verifier(autre).nb_lignes == 2
    assert verifier(service).est_intacte and verifier(autre).est_intacte


def test_details_verify_as_the_database_gives_them_back(service):
    inscrire(service=service, operation="importer", details={"crees": {2024: (1, 2), 10: "é"}, "b": 0.5})
    assert verifier(service).est_intacte


@pytest.mark.parametrize(
    ("colonne", "valeur"),
    [
        ("operation", "rien"),
        ("par", 7),
        ("objet", "74747fa8f5364da883e91d092306b141"),
        ("appareil", "Chrome sur Windows"),
    ],
)
def test_a_changed_line_shows(service, colonne, valeur):
    lignes = ecrire(service, 3)
    ordre = f"UPDATE journal_lignejournal SET {colonne} = %s WHERE numero = %s"  # noqa: S608 (a name of this file)
    forcer(ordre, valeur, lignes[1].numero)
    assert natures(service) == [(Nature.MODIFIEE, lignes[1].numero)]


def test_taking_the_object_away_from_a_line_shows(service):
    ligne = inscrire(service=service, operation="ouvrir_fiche", details={}, objet=uuid.uuid4())
    forcer("UPDATE journal_lignejournal SET objet = NULL")
    assert natures(service) == [(Nature.MODIFIEE, ligne.numero)]


def test_a_line_rewritten_with_its_hash_shows_on_the_next_one(service):
    lignes = ecrire(service, 3)
    lignes[1].operation = "rien"
    forcer(
        "UPDATE journal_lignejournal SET operation = %s, empreinte = %s WHERE numero = %s",
        "rien", lignes[1].calculer_empreinte(), lignes[1].numero,
    )  # fmt: skip
    assert natures(service) == [(Nature.MANQUE, lignes[2].numero)]


@pytest.mark.parametrize("rang", [0, 1, 2])
def test_a_removed_line_shows_on_the_next_one(service, rang):
    lignes = ecrire(service, 4)
    forcer("DELETE FROM journal_lignejournal WHERE numero = %s", lignes[rang].numero)
    assert natures(service) == [(Nature.MANQUE, lignes[rang + 1].numero)]


@pytest.mark.django_db(transaction=True)
def test_a_second_continuation_of_a_line_shows():
    service = ouvrir_service()
    lignes = ecrire(service, 3)
    oublier_l_unicite()
    intruse = LigneJournal(
        service_id=service.pk, instant=datetime.now(UTC), operation="rien", details={},
        empreinte_precedente=lignes[0].empreinte,
    )  # fmt: skip
    intruse.empreinte = intruse.calculer_empreinte()
    intruse.save()
    assert natures(service) == [(Nature.BRANCHE, intruse.numero)]


def oublier_l_unicite():
    avant = MigrationExecutor(connection).loader.project_state([("journal", "0003_ajout_seul")])
    oubli = RemoveConstraint("lignejournal", "lignejournal_chaine_sans_branche")
    apres = avant.clone()
    oubli.state_forwards("journal", apres)
    with connection.schema_editor() as editeur:
        oubli.database_forwards("journal", editeur, avant, apres)


def test_the_removal_of_the_last_lines_shows_with_a_hash_noted_earlier(service):
    lignes = ecrire(service, 3)
    notee = lignes[2].empreinte
    assert verifier(service, notee).est_retrouvee
    forcer("DELETE FROM journal_lignejournal WHERE numero = %s", lignes[2].numero)
    verification = verifier(service, notee)
    assert verification.ruptures == ()
    assert verification.est_retrouvee is False and not verification.est_intacte


@pytest.mark.parametrize(
    "geste",
    [
        lambda lignes: lignes.update(operation="rien"),
        lambda lignes: lignes.all().delete(),
        lambda lignes: lignes.get().delete(),
        lambda lignes: lignes.get().save(),
    ],
)
def test_the_database_refuses_to_change_or_delete_a_line(service, geste):
    ecrire(service, 1)
    with pytest.raises(IntegrityError, match="ne se change pas et ne s’efface pas"), transaction.atomic():
        geste(LigneJournal.objects)
    assert verifier(service).nb_lignes == 1


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no TRUNCATE")
def test_the_database_refuses_to_empty_the_journal_at_once(service):
    with pytest.raises(IntegrityError, match="ne s’efface pas"), transaction.atomic():
        connection.cursor().execute("TRUNCATE journal_lignejournal")


def test_an_operation_does_not_outlive_the_line_that_could_not_be_written(service):
    with transaction.atomic(), suppress(TypeError):
        embaucher(service)
        inscrire(service=service, operation="embaucher", details={"illisible": object()})
    assert not Utilisateur.objects.exists()


def migrer(nom):
    MigrationExecutor(connection).migrate([("journal", nom)])


@pytest.mark.django_db(transaction=True)
def test_lines_written_before_objects_and_devices_still_verify():
    service = ouvrir_service()
    migrer("0001_initial")
    ancienne = ecrire_a_l_ancienne(service)
    migrer("0003_ajout_seul")
    inscrire(
        service=service, operation="ouvrir_fiche", details={}, objet=uuid.uuid4(), appareil="Firefox sur Mac"
    )
    assert verifier(service, ancienne).est_intacte
    migrer("0001_initial")
    migrer("0003_ajout_seul")
    assert LigneJournal.objects.count() == 2


def ecrire_a_l_ancienne(service) -> str:
    """Write a line as the first version did, and return its hash."""
    instant = datetime(2026, 3, 5, 14, 30, 0, 123456, tzinfo=UTC)
    contenu = [str(service.pk), "2026-03-05T14:30:00.123456+00:00", "None", "importer", '{"crees": 3}', ""]
    empreinte = hashlib.sha256("\x1f".join(contenu).encode()).hexdigest()
    apps = MigrationExecutor(connection).loader.project_state([("journal", "0001_initial")]).apps
    apps.get_model("journal", "LigneJournal").objects.create(
        service_id=service.pk, instant=instant, par=None, operation="importer", details={"crees": 3},
        empreinte_precedente="", empreinte=empreinte,
    )  # fmt: skip
    return empreinte


@pytest.fixture
def ensemble(transactional_db):
    """Run functions at the same time, each with its own connection, as in production."""

    def lancer(*fonctions):
        depart = Barrier(len(fonctions))

        def courir(fonction):
            depart.wait()
            try:
                return fonction()
            finally:
                connections.close_all()

        with ThreadPoolExecutor(len(fonctions)) as fils:
            return list(fils.map(courir, fonctions))

    return lancer


def test_writers_at_the_same_time_wait_for_each_other_and_lose_no_line(ensemble):
    [service] = ensemble(ouvrir_service)

    def operer(code):
        for rang in range(10):
            with transaction.atomic():
                embaucher(service, f"{code}{rang}")
                ecrire(service, 2)

    ensemble(*[lambda code=code: operer(code) for code in "abcd"])
    [verification] = ensemble(lambda: verifier(service))
    assert verification.nb_lignes == 4 * 10 * 2
    assert verification.est_intacte
