"""What is expected: of whom, seen by whom, and whether it was entered."""

from datetime import date, time, timedelta
from uuid import uuid4

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from allervers.activite.agenda.lecture import occurrences, previsions_du_jour
from allervers.activite.agenda.models import Attendu, Ecart, Prevision
from allervers.activite.agenda.operations import annuler_occurrence, deplacer_prevision
from allervers.activite.agenda.qui import agenda_de, agenda_de_l_equipe
from allervers.activite.agenda.recurrence import Recurrence
from allervers.activite.operations import Releve, enregistrer_intervention
from allervers.comptes.models import Affectation, Role, Service
from tests.comptes_ouverts import embaucher

from .conftest import MARDI, TOUS_LES_MARDIS

SEMAINE = timedelta(7)


def titres(user, jour=MARDI):
    return [une.titre for une in previsions_du_jour(user, jour)]


def test_what_is_expected_of_a_team_is_expected_of_its_members_that_day(maison):
    serie = maison.prevoir(titre="Permanence", recurrence=TOUS_LES_MARDIS, professionnels=[maison.theo])
    (une,) = previsions_du_jour(maison.ines, MARDI)
    assert (une.uuid, une.jour, une.date, une.heure) == (serie.uuid, MARDI, MARDI, time(14))
    assert (une.type.code, une.type.libelle, une.duree_minutes) == ("permanence", "Permanence", 120)
    assert une.professionnels == {maison.awa.uuid, maison.ines.uuid, maison.theo.uuid}
    assert une.nommes == (maison.theo,)
    assert titres(maison.theo) == ["Permanence"]
    assert titres(maison.chef) == []

    Affectation.objects.filter(professionnel=maison.ines).update(fin=MARDI + SEMAINE)
    avant, apres = occurrences(maison.awa, MARDI, MARDI + 2 * SEMAINE)
    assert avant.professionnels - apres.professionnels == {maison.ines.uuid}


def test_a_day_tells_what_was_moved_to_it_and_not_what_left_it(maison):
    serie = maison.prevoir(titre="Permanence", recurrence=TOUS_LES_MARDIS)
    deplacer_prevision(
        prevision=serie, jour=MARDI, date=MARDI + timedelta(2), heure=time(9), duree_minutes=30, lue=0,
        par=maison.awa,
    )  # fmt: skip
    annuler_occurrence(prevision=serie, jour=MARDI + SEMAINE, lue=0, par=maison.awa)
    assert titres(maison.awa) == titres(maison.awa, MARDI + SEMAINE) == []
    (une,) = previsions_du_jour(maison.awa, MARDI + timedelta(2))
    assert (une.jour, une.date, une.heure) == (MARDI, MARDI + timedelta(2), time(9))


def test_what_was_entered_is_told_from_what_is_missing(maison):
    serie = maison.prevoir(recurrence=TOUS_LES_MARDIS)
    une_fois = maison.prevoir(heure=time(9))
    for prevision, jour in ((serie, MARDI + SEMAINE), (une_fois, MARDI)):
        releve = Releve(
            type=maison.permanence, date=jour, duree_minutes=60, professionnels=[maison.awa],
            prevision=prevision, prevision_jour=jour,
        )  # fmt: skip
        enregistrer_intervention(service=maison.service, uuid=uuid4(), releve=releve, par=maison.awa)
    entrees = [une.intervention is not None for une in occurrences(maison.awa, MARDI, MARDI + 2 * SEMAINE)]
    assert entrees == [True, False, True]


def test_a_public_holiday_is_pointed_out(maison):
    toussaint = date(2026, 11, 1)
    maison.prevoir(date=toussaint)
    assert previsions_du_jour(maison.awa, toussaint)[0].ferie == "Toussaint"


def test_an_educator_sees_the_own_teams_and_who_leads_sees_all(maison):
    maison.prevoir(titre="De Carvin")
    maison.prevoir(titre="De Théo", equipe=None, professionnels=[maison.theo])
    maison.prevoir(titre="D’Inès", equipe=None, professionnels=[maison.ines])
    service = maison.service
    secretariat = embaucher(service, Role.SECRETARIAT)
    statistiques = embaucher(service, Role.STATISTIQUES)
    ailleurs = embaucher(Service.objects.create(code="autre", nom="Autre"), Role.DIRECTION)
    tout = {"De Carvin", "De Théo", "D’Inès"}
    for user, vus in [
        (maison.awa, {"De Carvin", "D’Inès"}), (maison.theo, {"De Théo"}), (maison.chef, tout),
        (secretariat, tout), (statistiques, set()), (ailleurs, set()),
    ]:  # fmt: skip
        assert {une.titre for une in occurrences(user, MARDI, MARDI + SEMAINE)} == vus
        assert {un.titre for un in Prevision.objects.visible_par(user)} == vus
    assert Attendu.objects.visible_par(maison.awa).get().professionnel == maison.ines


def test_the_agenda_of_a_team_shows_that_of_its_members_too(maison):
    for titre, attendus in [
        ("De Carvin", {}),
        ("D’Inès", {"equipe": None, "professionnels": [maison.ines]}),
        ("De Théo", {"equipe": None, "professionnels": [maison.theo]}),
    ]:
        maison.prevoir(titre=titre, **attendus)
    toutes = occurrences(maison.chef, MARDI, MARDI + SEMAINE)

    def montrees(agenda):
        return {une.titre for une in toutes if agenda.montre(une.equipe, une.professionnels)}

    assert montrees(agenda_de_l_equipe(maison.carvin)) == {"De Carvin", "D’Inès"}
    assert montrees(agenda_de(maison.ines)) == {"De Carvin", "D’Inès"}
    assert montrees(agenda_de(maison.theo)) == {"De Théo"}


def test_a_week_is_read_in_a_few_queries_however_much_is_expected(maison, django_assert_max_num_queries):
    for heure in range(8, 20):
        maison.prevoir(
            heure=time(heure), professionnels=[maison.theo, maison.ines], recurrence=TOUS_LES_MARDIS
        )
    with django_assert_max_num_queries(10):
        assert len(occurrences(maison.awa, MARDI, MARDI + SEMAINE)) == 12


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.builds(Recurrence, st.integers(1, 3), st.frozensets(st.integers(0, 6), min_size=1)),
    st.dictionaries(st.integers(0, 40), st.integers(-40, 40), max_size=4),
    st.integers(0, 40),
)
def test_whatever_the_window_each_time_is_told_once_where_it_takes_place(maison, recurrence, ecarts, coupe):
    Prevision.objects.all().delete()
    serie = maison.prevoir(recurrence=recurrence)
    fin = MARDI + timedelta(41)
    jours = set(recurrence.jours_entre(MARDI, MARDI, fin))
    for rang, decalage in ecarts.items():
        jour = MARDI + timedelta(rang)
        if jour in jours:
            Ecart.objects.create(
                service=maison.service, prevision=serie, jour=jour, date=jour + timedelta(decalage),
                heure=time(8), duree_minutes=30,
            )  # fmt: skip
    attendues = {jour: jour + timedelta(ecarts.get((jour - MARDI).days, 0)) for jour in jours}
    milieu = MARDI + timedelta(coupe)
    bornes = [MARDI - timedelta(41), milieu, fin + timedelta(41)]
    lues = [
        (une.jour, une.date)
        for debut, fin_ in zip(bornes, bornes[1:], strict=False)
        for une in occurrences(maison.awa, debut, fin_)
        if une.jour < fin
    ]
    assert sorted(lues) == sorted(attendues.items())
