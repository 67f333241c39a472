"""What the database itself refuses, whatever the code above it does. Runs on SQLite and on PostgreSQL."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from allervers.activite.models import Accueil, Comptage, Intervention
from allervers.comptes.models import Service, Utilisateur
from allervers.echanges.operations import importer
from allervers.jeunes.models import Jeune, PeriodeStatut
from allervers.moyens.models import Poste
from allervers.partenaires.models import Reseau
from allervers.referentiel.models import Statut, Terme, TrancheAge
from tests.personnages import SERVICE, ecrire_annee


@pytest.fixture
def service(db, tmp_path):
    importer(source=ecrire_annee(tmp_path))
    return Service.objects.get()


@pytest.fixture
def jeune(service):
    return Jeune.objects.create(service=service, code="X1", premier_contact=date(2024, 1, 1))


def refuse(nom: str):
    """The block breaks the named constraint, at once or when the transaction ends."""

    class Bloc:
        def __enter__(self):
            self.attente = pytest.raises(IntegrityError)
            self.erreur = self.attente.__enter__()
            self.transaction = transaction.atomic()
            self.transaction.__enter__()

        def __exit__(self, type, valeur, trace):
            if type is None:
                try:
                    connection.check_constraints()
                except IntegrityError as erreur:
                    type, valeur, trace = IntegrityError, erreur, erreur.__traceback__
            try:
                self.transaction.__exit__(type, valeur, trace)
            except IntegrityError as erreur:
                type, valeur, trace = IntegrityError, erreur, erreur.__traceback__
            resultat = self.attente.__exit__(type, valeur, trace)
            # SQLite names neither its foreign keys nor the rows that break them.
            assert nom in str(self.erreur.value) or "FOREIGN KEY" in str(self.erreur.value).upper()
            return resultat

    return Bloc()


def periode(jeune, debut, fin):
    statut = Statut.objects.get(service=jeune.service, code="paei")
    return PeriodeStatut(service=jeune.service, jeune=jeune, statut=statut, debut=debut, fin=fin)


@pytest.mark.parametrize(
    ("debut", "fin"),
    [
        (date(2024, 2, 1), date(2024, 4, 1)),
        (date(2024, 3, 31), None),
        (date(2023, 1, 1), None),
        (date(2023, 1, 1), date(2024, 3, 2)),
        (date(2024, 3, 10), date(2024, 3, 11)),
    ],
)
def test_two_statuses_of_a_youth_never_overlap(jeune, debut, fin):
    periode(jeune, date(2024, 3, 1), date(2024, 4, 1)).save()
    with refuse("periodestatut_sans_chevauchement"):
        periode(jeune, debut, fin).save()


def test_a_status_may_start_the_day_the_last_one_ends(jeune):
    periode(jeune, date(2024, 3, 1), date(2024, 4, 1)).save()
    periode(jeune, date(2024, 4, 1), None).save()
    periode(jeune, date(2024, 1, 1), date(2024, 3, 1)).save()
    assert PeriodeStatut.objects.filter(jeune=jeune).count() == 3


def test_moving_a_status_over_another_is_refused(jeune):
    periode(jeune, date(2024, 3, 1), date(2024, 4, 1)).save()
    seconde = periode(jeune, date(2024, 4, 1), None)
    seconde.save()
    seconde.debut = date(2024, 3, 31)
    with refuse("periodestatut_sans_chevauchement"):
        seconde.save()


def test_an_open_status_overlaps_all_that_follows_and_says_it_in_french(jeune):
    periode(jeune, date(2024, 3, 1), None).save()
    with pytest.raises(ValidationError, match="déjà un statut"):
        periode(jeune, date(2030, 1, 1), None).full_clean()


def test_a_period_ends_after_it_starts(jeune):
    with refuse("periodestatut_fin_apres_debut"):
        periode(jeune, date(2024, 3, 1), date(2024, 3, 1)).save()


def test_two_age_bands_of_an_edition_never_overlap(service):
    premiere = TrancheAge.objects.filter(service=service).first()
    with refuse("trancheage_sans_chevauchement"):
        TrancheAge.objects.create(
            service=service, millesime=premiere.millesime, code="x", libelle="x", age_min=5, age_sous=6
        )


def test_a_tally_belongs_to_the_service_of_its_intervention(service, tmp_path):
    importer(source=ecrire_annee(tmp_path / "autre", service=[SERVICE | {"code": "autre"}]))
    autre = Service.objects.get(code="autre")
    intervention = Intervention.objects.filter(service=service).first()
    with refuse("comptage_intervention_meme_service"):
        Comptage.objects.create(service=autre, intervention=intervention, nombre=1)


@pytest.mark.parametrize("minutes", [0, 24 * 60 + 1])
def test_an_intervention_lasts_more_than_nothing_and_a_day_at_most(service, minutes):
    type = Terme.objects.get(service=service, liste="type_activite", code="travail_de_rue")
    with refuse("intervention_duree_un_jour"):
        Intervention.objects.create(service=service, type=type, date=date(2024, 1, 1), duree_minutes=minutes)


@pytest.mark.parametrize("valeurs", [{"demi_journees": 0, "nombre": 1}, {"nombre": 0}, {}])
def test_a_day_placement_has_a_youth_or_a_number_and_half_days_above_zero(service, valeurs):
    reseau = Reseau.objects.filter(service=service).first()
    with refuse("accueil_"):
        Accueil.objects.create(service=service, reseau=reseau, date=date(2024, 1, 1), **valeurs)


def test_a_fiche_opens_only_after_the_agreement_of_the_youth(service):
    with refuse("jeune_fiche_apres_accord"):
        Jeune.objects.create(service=service, code="X2", premier_contact=date(2024, 1, 1), niveau="c")


def test_a_post_has_some_time(service):
    intitule = Terme.objects.filter(service=service, liste="poste").first()
    with refuse("poste_etp_positif"):
        Poste.objects.create(service=service, code="p", annee=2024, intitule=intitule, etp=0)


def test_a_courriel_opens_one_account_only(service):
    Utilisateur.objects.create(service=service, code="x", courriel="x@exemple.fr", role="direction")
    with refuse("courriel"):
        Utilisateur.objects.create(service=service, code="y", courriel="x@exemple.fr", role="direction")
