"""Whom a page proposes to tick, in a service of whatever size."""

from datetime import date, timedelta

import pytest

from allervers.activite.presents import PROPOSES, proposer
from allervers.comptes.models import Service
from allervers.jeunes.models import Jeune


@pytest.fixture
def jeunes(db):
    service = Service.objects.create(code="terrils", nom="SPS des Terrils")
    return Jeune.objects.bulk_create(
        Jeune(
            service=service, code=f"J{rang:03}", premier_contact=date(2024, 1, 1),
            dernier_contact=date(2024, 6, 1) - timedelta(days=rang),
        )
        for rang in range(PROPOSES + 20)
    )  # fmt: skip


def test_a_page_proposes_who_is_ticked_who_came_before_then_the_latest_met(jeunes, django_assert_num_queries):
    coche, venu = jeunes[-1], jeunes[-2]
    with django_assert_num_queries(3):
        proposes = proposer(Jeune.objects.all(), coches=[str(coche.uuid), "", None], venus=[venu.pk])
    assert (len(proposes.lignes), proposes.reste) == (PROPOSES + 2, 18)
    assert [(jeune.code, est_coche) for jeune, _, est_coche in proposes.lignes[:4]] == [
        (venu.code, False), (coche.code, True), ("J000", False), ("J001", False),
    ]  # fmt: skip


def test_a_small_service_sees_all_of_its_youths(jeunes):
    proposes = proposer(Jeune.objects.filter(pk__in=[jeune.pk for jeune in jeunes[:5]]), coches=[])
    assert (len(proposes.lignes), proposes.reste) == (5, 0)
