"""The agenda of the demonstration: never empty, never doubled."""

import shutil
from datetime import date, timedelta

import pytest

from allervers.activite.agenda.lecture import occurrences, previsions_du_jour
from allervers.activite.agenda.models import Prevision
from allervers.comptes.models import Service, Utilisateur
from allervers.demo.agenda import remplir_l_agenda
from allervers.demo.chargement import DOSSIER
from allervers.echanges.operations import importer

pytestmark = pytest.mark.django_db
CADRE = ("service", "equipes", "professionnels", "affectations", "territoires", "instances")


@pytest.fixture
def service(tmp_path):
    """Its people, teams and places, without its two years."""
    for genre in CADRE:
        shutil.copy(DOSSIER / f"{genre}.csv", tmp_path)
    importer(source=tmp_path)
    return Service.objects.get()


def test_every_educator_has_a_plausible_week_whenever_it_is_loaded(service):
    aujourd_hui = date.today()
    remplir_l_agenda(service, aujourd_hui)
    lundi = aujourd_hui - timedelta(aujourd_hui.weekday())
    for user in Utilisateur.objects.filter(service=service, role="educateur", affectations__fin=None):
        semaine = [une for rang in range(7) for une in previsions_du_jour(user, lundi + timedelta(rang))]
        assert 4 <= len(semaine) <= 12
        # Nobody is expected in two places at once.
        for avant, apres in zip(semaine, semaine[1:], strict=False):
            assert avant.fin <= apres.debut, (user, avant.intitule, apres.intitule, apres.date)


def test_loading_it_again_adds_nothing_and_undoes_nothing(service):
    remplir_l_agenda(service, date(2026, 11, 25))
    nombre = Prevision.objects.count()
    Prevision.objects.filter(titre="Écrits").update(titre="Autre chose")
    remplir_l_agenda(service, date(2026, 11, 26))
    assert Prevision.objects.count() == nombre
    assert Prevision.objects.filter(titre="Autre chose").count() == 2
    # Another month, the series are there, and what came once is invented again.
    remplir_l_agenda(service, date(2027, 3, 2))
    assert Prevision.objects.count() > nombre
    chef = Utilisateur.objects.get(service=service, code="chef")
    assert len(occurrences(chef, date(2027, 3, 1), date(2027, 3, 8))) > 20
