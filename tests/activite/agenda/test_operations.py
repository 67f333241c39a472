"""Keeping the agenda: nobody writes over what they have not read, and the past keeps what was expected then."""

from datetime import time, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from allervers.activite.agenda.lecture import occurrence, occurrences
from allervers.activite.agenda.models import Ecart, Prevision
from allervers.activite.agenda.operations import (
    PrevisionRefusee,
    annuler_occurrence,
    arreter_prevision,
    deplacer_prevision,
    modifier_prevision,
)
from allervers.activite.agenda.recurrence import Recurrence
from allervers.activite.operations import Releve, enregistrer_intervention
from allervers.comptes.versions import VersionDepassee, histoire
from allervers.journal.models import LigneJournal

from .conftest import MARDI, TOUS_LES_MARDIS

SEMAINE = timedelta(7)


def le_mois(maison):
    return [
        (une.date, une.heure.hour, une.est_annulee)
        for une in occurrences(maison.awa, MARDI, MARDI + 4 * SEMAINE)
    ]


def changer(maison, prevision, jour, lue=None, suite=None, **attente):
    return modifier_prevision(
        prevision=prevision, jour=jour, suite=suite or uuid4(), lue=lue or prevision.version, par=maison.awa,
        attente=maison.attente(**({"recurrence": TOUS_LES_MARDIS} | attente)),
    )  # fmt: skip


def deplacer(maison, prevision, jour, date, lue=0, **quand):
    deplacer_prevision(
        prevision=prevision, jour=jour, date=date, lue=lue, par=maison.awa,
        **({"heure": time(10), "duree_minutes": 60} | quand),
    )  # fmt: skip


def test_the_same_item_sent_twice_is_expected_once(maison):
    uuid = uuid4()
    assert maison.prevoir(uuid) == maison.prevoir(uuid)
    assert Prevision.objects.count() == 1
    assert LigneJournal.objects.filter(operation="prevoir").count() == 1


def test_somebody_is_always_expected(maison):
    with pytest.raises(PrevisionRefusee, match="qui est attendu"):
        maison.prevoir(equipe=None)
    assert not Prevision.objects.exists()


def test_a_series_that_ends_before_its_first_day_is_refused(maison):
    with pytest.raises(PrevisionRefusee, match="fin plus lointaine"):
        maison.prevoir(recurrence=Recurrence(1, frozenset({0}), MARDI + timedelta(2)))


def test_a_series_changed_from_a_day_on_keeps_its_past(maison):
    serie = maison.prevoir(recurrence=TOUS_LES_MARDIS)
    suite = changer(maison, serie, MARDI + 2 * SEMAINE, date=MARDI + 2 * SEMAINE, heure=time(16))
    assert suite != serie
    assert [(jour, heure) for jour, heure, _ in le_mois(maison)] == [
        (MARDI, 14), (MARDI + SEMAINE, 14), (MARDI + 2 * SEMAINE, 16), (MARDI + 3 * SEMAINE, 16),
    ]  # fmt: skip


def test_a_series_changed_from_its_first_day_is_changed_itself(maison):
    serie = maison.prevoir(recurrence=TOUS_LES_MARDIS)
    assert changer(maison, serie, MARDI, heure=time(16)) == serie
    assert {heure for _, heure, _ in le_mois(maison)} == {16}
    assert histoire(serie).get().etat["heure"] == "14:00:00"


def test_a_series_moved_to_an_earlier_day_of_the_week_is_never_expected_twice(maison):
    serie = maison.prevoir(recurrence=TOUS_LES_MARDIS)
    lundi = MARDI + 2 * SEMAINE - timedelta(1)
    changer(maison, serie, MARDI + 2 * SEMAINE, date=lundi, recurrence=Recurrence(1, frozenset({0})))
    lundis = [lundi, lundi + SEMAINE, lundi + 2 * SEMAINE]
    assert [jour for jour, _, _ in le_mois(maison)] == [MARDI, MARDI + SEMAINE, *lundis]


def test_what_was_entered_and_moved_goes_with_the_series_that_is_expected_then(maison):
    serie = maison.prevoir(recurrence=TOUS_LES_MARDIS)
    jour = MARDI + 2 * SEMAINE
    annuler_occurrence(prevision=serie, jour=jour, lue=0, par=maison.awa)
    releve = Releve(
        type=maison.permanence, date=jour + SEMAINE, duree_minutes=60, professionnels=[maison.awa],
        prevision=serie, prevision_jour=jour + SEMAINE,
    )  # fmt: skip
    entree = enregistrer_intervention(service=maison.service, uuid=uuid4(), releve=releve, par=maison.awa)
    suite = changer(maison, serie, jour, date=jour)
    assert occurrence(suite, jour).est_annulee
    assert occurrence(suite, jour + SEMAINE).intervention == entree.uuid


def test_sending_again_what_follows_a_series_makes_no_second_one(maison):
    serie, suite = maison.prevoir(recurrence=TOUS_LES_MARDIS), uuid4()
    jour = MARDI + SEMAINE
    premiere = changer(maison, serie, jour, suite=suite, date=jour, lue=1)
    assert changer(maison, serie, jour, suite=suite, date=jour, lue=1) == premiere
    assert Prevision.objects.count() == 2


def test_who_is_expected_is_part_of_what_one_has_read(maison):
    prevision = maison.prevoir(professionnels=[maison.theo])
    ailleurs = Prevision.objects.get(pk=prevision.pk)
    changer(maison, prevision, MARDI, recurrence=None, professionnels=[maison.ines])
    assert prevision.version == 2
    assert histoire(prevision).get().etat["professionnels"] == [str(maison.theo.uuid)]
    with pytest.raises(VersionDepassee):
        changer(maison, ailleurs, MARDI, lue=1, recurrence=None, professionnels=[maison.awa])
    assert [un.professionnel for un in ailleurs.attendus.all()] == [maison.ines]


def test_one_time_is_moved_and_the_others_stay(maison):
    serie = maison.prevoir(recurrence=TOUS_LES_MARDIS)
    deplacer(maison, serie, MARDI + SEMAINE, MARDI + SEMAINE + timedelta(1))
    assert le_mois(maison) == [
        (MARDI, 14, False), (MARDI + SEMAINE + timedelta(1), 10, False),
        (MARDI + 2 * SEMAINE, 14, False), (MARDI + 3 * SEMAINE, 14, False),
    ]  # fmt: skip
    une = occurrence(serie, MARDI + SEMAINE)
    assert une.est_deplacee and une.version == 1


def test_two_first_moves_of_the_same_day_do_not_write_over_each_other(maison):
    serie = maison.prevoir(recurrence=TOUS_LES_MARDIS)
    deplacer(maison, serie, MARDI, MARDI + timedelta(1))
    with pytest.raises(VersionDepassee) as refus:
        deplacer(maison, serie, MARDI, MARDI + timedelta(2))
    assert refus.value.actuel.date == MARDI + timedelta(1)
    deplacer(maison, serie, MARDI, MARDI, lue=1, heure=time(14), duree_minutes=120)
    assert not occurrence(serie, MARDI).est_deplacee


def test_one_time_is_cancelled_then_restored(maison):
    serie = maison.prevoir(recurrence=TOUS_LES_MARDIS)
    annuler_occurrence(prevision=serie, jour=MARDI, lue=0, par=maison.awa)
    assert le_mois(maison)[0] == (MARDI, 14, True)
    deplacer(maison, serie, MARDI, MARDI, lue=1, heure=time(14))
    assert le_mois(maison)[0] == (MARDI, 14, False)


def test_a_day_that_the_rule_has_no_more_cannot_be_moved(maison):
    serie = maison.prevoir(recurrence=TOUS_LES_MARDIS)
    with pytest.raises(PrevisionRefusee):
        deplacer(maison, serie, MARDI + timedelta(1), MARDI)
    deplacer(maison, serie, MARDI + SEMAINE, MARDI + timedelta(2))
    changer(maison, serie, MARDI, recurrence=Recurrence(1, frozenset({4})))
    assert [jour.weekday() for jour, _, _ in le_mois(maison)] == [4, 4, 4, 4]


def test_what_comes_once_is_moved_itself(maison):
    prevision = maison.prevoir()
    deplacer(maison, prevision, MARDI, MARDI + timedelta(3), lue=1)
    assert le_mois(maison) == [(MARDI + timedelta(3), 10, False)]
    assert not Ecart.objects.exists()
    with pytest.raises(VersionDepassee):
        deplacer(maison, prevision, MARDI, MARDI, lue=1)


def test_a_series_stops_and_keeps_its_past(maison):
    serie = maison.prevoir(recurrence=TOUS_LES_MARDIS)
    arreter_prevision(prevision=serie, jour=MARDI + 2 * SEMAINE, lue=1, par=maison.awa)
    assert [jour for jour, _, _ in le_mois(maison)] == [MARDI, MARDI + SEMAINE]
    with pytest.raises(VersionDepassee):
        arreter_prevision(prevision=serie, jour=MARDI, lue=1, par=maison.awa)


def test_what_stops_before_its_first_day_is_erased_and_what_was_entered_from_it_stays(maison):
    serie = maison.prevoir(recurrence=TOUS_LES_MARDIS)
    releve = Releve(
        type=maison.permanence, date=MARDI, duree_minutes=60, professionnels=[maison.awa],
        prevision=serie, prevision_jour=MARDI,
    )  # fmt: skip
    entree = enregistrer_intervention(service=maison.service, uuid=uuid4(), releve=releve, par=maison.awa)
    arreter_prevision(prevision=serie, jour=MARDI, lue=1, par=maison.awa)
    entree.refresh_from_db()
    assert entree.prevision is None
    assert not Prevision.objects.exists()


@pytest.mark.parametrize(
    "champs",
    [{"duree_minutes": 0}, {"duree_minutes": 1441}, {"toutes_les": 1}, {"jours": 3}, {"toutes_les": 1, "jours": 128},
     {"toutes_les": 0, "jours": 1}, {"toutes_les": 1, "jours": 2, "jusqu_au": MARDI - timedelta(1)}],
)  # fmt: skip
def test_the_database_refuses_an_item_that_means_nothing(maison, champs):
    prevision = maison.prevoir()
    with pytest.raises(IntegrityError), transaction.atomic():
        Prevision.objects.filter(pk=prevision.pk).update(**champs)


def test_each_change_leaves_a_line_in_the_journal_without_content(maison):
    serie = maison.prevoir(titre="Point avec la mairie", recurrence=TOUS_LES_MARDIS)
    changer(maison, serie, MARDI + SEMAINE, date=MARDI + SEMAINE)
    annuler_occurrence(prevision=serie, jour=MARDI, lue=0, par=maison.awa)
    arreter_prevision(prevision=serie, jour=MARDI, lue=2, par=maison.awa)
    lignes = LigneJournal.objects.filter(objet=serie.uuid)
    assert [ligne.operation for ligne in lignes] == ["prevoir", "annuler_occurrence", "arreter_prevision"]
    assert "mairie" not in str(LigneJournal.objects.values_list("details", flat=True))
