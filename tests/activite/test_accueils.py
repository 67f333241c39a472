"""Day placements: entered once, by half-days or by their number, for a youth or for persons counted."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from allervers.activite.accueils import (
    ajouter_accueil,
    en_jours,
    modifier_accueil,
    noter_les_venues,
    poser_les_demi_journees,
)
from allervers.activite.models import Accueil
from allervers.comptes.models import Service
from allervers.comptes.versions import VersionDepassee, histoire
from allervers.enregistrements.operations import EnregistrementRefuse
from allervers.jeunes.models import Jeune
from allervers.journal.models import LigneJournal
from allervers.partenaires.models import Reseau
from allervers.referentiel.models import Terme
from tests.comptes_ouverts import embaucher

LUNDI, MARDI = date(2024, 3, 4), date(2024, 3, 5)
MARS = {"du": date(2024, 3, 1), "au": date(2024, 4, 1)}


@pytest.fixture
def awa(db):
    service = Service.objects.create(code="terrils", nom="SPS des Terrils")
    return embaucher(service, code="awa", courriel="awa@terrils.fr")


@pytest.fixture
def reseau(awa):
    exclusion = Terme.objects.create(service=awa.service, liste="dispositif_accueil", code="exclusion")
    return Reseau.objects.create(
        service=awa.service, code="colleges", nom="Les collèges", dispositif=exclusion
    )


@pytest.fixture
def jeune(awa):
    return Jeune.objects.create(service=awa.service, code="K7M2", premier_contact=LUNDI)


def accueillir(awa, reseau, **autres):
    valeurs = {"uuid": uuid4(), "reseau": reseau, "le": LUNDI} | autres
    return ajouter_accueil(service=awa.service, par=awa, **valeurs)


def test_a_placement_is_entered_with_its_mornings_and_afternoons(awa, reseau, jeune):
    accueil = accueillir(awa, reseau, jeune=jeune, journees=[(MARDI, "matin"), (MARDI, "apres_midi")])
    assert (accueil.date, accueil.journees.count(), accueil.demi_journees) == (MARDI, 2, None)
    jeune.refresh_from_db()
    assert jeune.dernier_contact == MARDI
    assert LigneJournal.objects.get().operation == "ajouter_enregistrement"


def test_a_day_to_come_is_no_contact_until_it_has_come(awa, reseau, jeune):
    hier, demain = (timezone.localdate() + timedelta(n) for n in (-1, 1))
    accueillir(awa, reseau, jeune=jeune, journees=[(hier, "matin"), (demain, "matin")])
    jeune.refresh_from_db()
    assert jeune.dernier_contact == hier
    assert list(noter_les_venues(awa.service, demain)) == []
    jeune.refresh_from_db()
    assert jeune.dernier_contact == demain


def test_sent_twice_a_placement_is_one(awa, reseau):
    valeurs = {"uuid": uuid4(), "nombre": 4, "journees": [(LUNDI, "matin")]}
    assert accueillir(awa, reseau, **valeurs) == accueillir(awa, reseau, **valeurs)
    assert Accueil.objects.get().journees.count() == 1


def test_it_is_a_youth_or_persons_counted_never_both_nor_nobody(awa, reseau, jeune):
    for qui in ({}, {"jeune": jeune, "nombre": 2}):
        with pytest.raises(EnregistrementRefuse, match="l’un ou l’autre"):
            accueillir(awa, reseau, **qui)
    with pytest.raises(EnregistrementRefuse, match="calendrier"):
        accueillir(awa, reseau, jeune=jeune, total=3, journees=[(LUNDI, "matin")])
    assert not Accueil.objects.exists()


def test_the_calendar_takes_the_place_of_a_number_and_says_when_it_begins(awa, reseau, jeune):
    accueil = accueillir(awa, reseau, jeune=jeune, le=MARDI, total=5)
    journees = [(LUNDI, "apres_midi"), (MARDI, "matin"), (date(2024, 4, 2), "matin")]
    poser_les_demi_journees(accueil=accueil, lue=1, journees=journees, par=awa, **MARS)
    accueil.refresh_from_db()
    # What is outside the month that was shown is left alone.
    assert (accueil.date, accueil.demi_journees, accueil.journees.count()) == (LUNDI, None, 2)
    assert histoire(accueil).get().etat["demi_journees"] == 5
    with pytest.raises(EnregistrementRefuse, match="calendrier"):
        modifier_accueil(
            accueil=accueil, lue=2, reseau=reseau, le=LUNDI, partenaire=None, jeune=jeune, nombre=None, precision="",
            total=3, par=awa,
        )  # fmt: skip


def test_two_people_on_one_calendar_do_not_write_over_each_other(awa, reseau, jeune):
    accueil = accueillir(awa, reseau, jeune=jeune)
    poser_les_demi_journees(accueil=accueil, lue=1, journees=[(LUNDI, "matin")], par=awa, **MARS)
    with pytest.raises(VersionDepassee):
        poser_les_demi_journees(accueil=accueil, lue=1, journees=[], par=awa, **MARS)
    assert accueil.journees.count() == 1


@given(st.integers(0, 1000))
def test_days_and_halves_say_all_the_half_days(demi_journees):
    texte = en_jours(demi_journees)
    jours = 0 if texte.startswith("½") else int(texte.split()[0])
    assert jours * 2 + texte.count("½") == demi_journees
