"""The rules of the alerts, over dates: pure functions, without a database."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.template.loader import get_template
from hypothesis import given
from hypothesis import strategies as st

from allervers.jeunes.alertes.catalogue import DELAIS_USUELS, REGLES, alertes_de
from allervers.jeunes.alertes.dates import plus_mois
from allervers.jeunes.alertes.dossier import Dossier, OrientationEnAttente, StatutCourant
from allervers.jeunes.alertes.regle import Delai, Unite

PAEI = StatutCourant(
    code="paei", libelle="PAEI", depuis=date(2024, 3, 1), accompagne_depuis=date(2024, 3, 1), delai_revision_mois=6,
    niveau_minimal="b", demande_un_projet=True,
)  # fmt: skip
# Nothing to say of this one, as long as it is not old.
CALME = Dossier(
    premier_contact=date(2024, 1, 1), dernier_contact=date(2024, 3, 1), statut=PAEI, nb_objectifs=1,
    a_donne_son_accord=True,
)  # fmt: skip
jours = st.dates(date(2019, 1, 1), date(2031, 12, 31))


def dites(dossier: Dossier, jour: date, delais=DELAIS_USUELS) -> dict[str, str]:
    return {alerte.code: alerte.quand for alerte in alertes_de(dossier, jour, delais)}


@pytest.mark.parametrize(
    ("depart", "mois", "arrivee"),
    [
        (date(2023, 8, 31), 6, date(2024, 2, 29)),
        (date(2024, 8, 31), 6, date(2025, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2024, 10, 31), 1, date(2024, 11, 30)),
        (date(2024, 12, 15), 1, date(2025, 1, 15)),
        (date(2024, 6, 30), 6, date(2024, 12, 30)),
    ],
)
def test_months_later_is_the_same_day_or_the_last_of_a_shorter_month(depart, mois, arrivee):
    assert plus_mois(depart, mois) == arrivee


@given(jours, st.integers(0, 60))
def test_months_later_falls_in_the_month_that_one_counts(depart, mois):
    arrivee = plus_mois(depart, mois)
    assert (arrivee.year - depart.year) * 12 + arrivee.month - depart.month == mois
    assert arrivee.day == depart.day or (arrivee + timedelta(1)).day == 1


@pytest.mark.parametrize(
    ("depuis", "echeance"),
    [
        (date(2023, 8, 31), date(2024, 2, 29)),
        (date(2024, 8, 29), date(2025, 2, 28)),
        (date(2024, 3, 1), date(2024, 9, 1)),
        (date(2024, 2, 29), date(2024, 8, 29)),
    ],
)
def test_a_status_is_to_be_reviewed_thirty_days_before_at_the_date_and_after(depuis, echeance):
    dossier = replace(CALME, statut=replace(PAEI, depuis=depuis), dernier_contact=echeance)
    assert "statut_a_revoir" not in dites(dossier, echeance - timedelta(31))
    assert dites(dossier, echeance - timedelta(30))["statut_a_revoir"].startswith("dans 30 jours, le ")
    assert dites(dossier, echeance - timedelta(1))["statut_a_revoir"].startswith("dans 1 jour, le ")
    assert dites(dossier, echeance)["statut_a_revoir"] == "aujourd’hui"
    assert dites(dossier, echeance + timedelta(1))["statut_a_revoir"].startswith("depuis le ")


def test_a_review_gives_six_months_more_and_one_of_an_earlier_status_gives_none():
    revu = replace(CALME, derniere_revue=date(2024, 8, 31), dernier_contact=date(2025, 2, 1))
    assert "statut_a_revoir" not in dites(revu, date(2025, 1, 28))
    assert dites(revu, date(2025, 2, 28))["statut_a_revoir"] == "aujourd’hui"
    avant = replace(CALME, derniere_revue=date(2024, 2, 1), dernier_contact=date(2024, 9, 1))
    assert dites(avant, date(2024, 9, 1))["statut_a_revoir"] == "aujourd’hui"


def test_a_status_without_delay_is_never_to_be_reviewed():
    sans = replace(CALME, statut=replace(PAEI, delai_revision_mois=None), dernier_contact=date(2031, 1, 1))
    assert "statut_a_revoir" not in dites(sans, date(2031, 1, 1))


def test_a_project_has_an_objective_within_thirty_days():
    sans = replace(CALME, nb_objectifs=0)
    assert "projet_sans_objectif" not in dites(sans, date(2024, 3, 30))
    assert dites(sans, date(2024, 3, 31))["projet_sans_objectif"] == "aujourd’hui"
    assert "projet_sans_objectif" not in dites(CALME, date(2024, 3, 31))
    asep = replace(sans, statut=replace(PAEI, demande_un_projet=False))
    assert "projet_sans_objectif" not in dites(asep, date(2024, 3, 31))


def test_a_youth_is_unseen_after_three_months_to_the_day_and_only_with_a_status():
    vu = replace(CALME, dernier_contact=date(2023, 11, 30))
    assert "jeune_pas_vu" not in dites(vu, date(2024, 2, 28))
    assert dites(vu, date(2024, 2, 29))["jeune_pas_vu"] == "aujourd’hui"
    assert "jeune_pas_vu" not in dites(replace(vu, statut=None), date(2024, 12, 31))
    # Never heard of since: the first contact is the last one.
    assert dites(replace(CALME, dernier_contact=None), date(2024, 4, 1))["jeune_pas_vu"] == "aujourd’hui"


def test_each_orientation_without_outcome_is_told_apart():
    deux = replace(
        CALME,
        dernier_contact=date(2024, 6, 1),
        orientations_en_attente=(
            OrientationEnAttente("u1", "Mission locale", date(2024, 4, 1)),
            OrientationEnAttente("u2", "CMP", date(2024, 4, 2)),
        ),
    )
    assert [
        (alerte.texte, alerte.echeance.objet)
        for alerte in alertes_de(deux, date(2024, 5, 31))
        if alerte.code == "orientation_sans_issue"
    ] == [("Orientation sans issue\u202f: Mission locale", "u1")]
    assert sum(alerte.code == "orientation_sans_issue" for alerte in alertes_de(deux, date(2024, 6, 1))) == 2


def test_the_agreement_is_asked_for_once_a_youth_is_accompanied_and_never_again_after_a_no():
    sans = replace(CALME, a_donne_son_accord=False, dernier_contact=date(2024, 4, 30))
    assert "accord_manquant" not in dites(sans, date(2024, 4, 29))
    assert dites(sans, date(2024, 4, 30))["accord_manquant"] == "aujourd’hui"
    assert "accord_manquant" not in dites(replace(sans, a_retire_son_accord=True), date(2024, 4, 30))
    accroche = replace(sans, statut=replace(PAEI, accompagne_depuis=None))
    assert "accord_manquant" not in dites(accroche, date(2024, 12, 31))
    # A status that asks for a file does not wait.
    fiche = replace(accroche, statut=replace(accroche.statut, niveau_minimal="c"))
    assert dites(fiche, date(2024, 3, 1))["accord_manquant"] == "aujourd’hui"


def test_a_file_comes_to_its_end_two_years_after_the_last_sign_of_the_youth():
    ancien = replace(CALME, statut=None, dernier_contact=date(2024, 2, 29))
    fin = date(2026, 2, 28)
    assert "fin_de_conservation" not in dites(ancien, fin - timedelta(61))
    assert dites(ancien, fin - timedelta(60))["fin_de_conservation"].startswith("dans 60 jours")
    assert dites(ancien, fin)["fin_de_conservation"] == "aujourd’hui"


@pytest.mark.parametrize(
    ("code", "dossier", "le"),
    [
        # From the last day of a month to a shorter one, in a leap year and in another; days run through February.
        ("statut_a_revoir", replace(CALME, statut=replace(PAEI, depuis=date(2024, 8, 30))), date(2025, 2, 28)),
        ("statut_a_revoir", replace(CALME, derniere_revue=date(2024, 8, 31)), date(2025, 2, 28)),
        ("jeune_pas_vu", replace(CALME, dernier_contact=date(2024, 11, 30)), date(2025, 2, 28)),
        ("jeune_pas_vu", replace(CALME, dernier_contact=date(2023, 11, 29)), date(2024, 2, 29)),
        ("fin_de_conservation", replace(CALME, dernier_contact=date(2022, 2, 28)), date(2024, 2, 28)),
        ("projet_sans_objectif", replace(CALME, nb_objectifs=0, statut=replace(PAEI, depuis=date(2024, 1, 30))),
         date(2024, 2, 29)),
        ("projet_sans_objectif", replace(CALME, nb_objectifs=0, statut=replace(PAEI, depuis=date(2023, 1, 30))),
         date(2023, 3, 1)),
        ("orientation_sans_issue",
         replace(CALME, orientations_en_attente=(OrientationEnAttente("u", "CMP", date(2024, 1, 1)),)),
         date(2024, 3, 1)),
        ("orientation_sans_issue",
         replace(CALME, orientations_en_attente=(OrientationEnAttente("u", "CMP", date(2023, 1, 1)),)),
         date(2023, 3, 2)),
        ("accord_manquant",
         replace(CALME, a_donne_son_accord=False, statut=replace(PAEI, accompagne_depuis=date(2023, 12, 31))),
         date(2024, 2, 29)),
    ],
)  # fmt: skip
def test_every_delay_ends_on_the_day_that_one_counts(code, dossier, le):
    """Late the day after, on time that day, not yet the day before."""
    [alerte] = [une for une in alertes_de(dossier, le) if une.code == code]
    assert (alerte.echeance.le, alerte.quand, alerte.est_en_retard) == (le, "aujourd’hui", False)
    [alerte] = [une for une in alertes_de(dossier, le + timedelta(1)) if une.code == code]
    assert alerte.est_en_retard
    veille = [une for une in alertes_de(dossier, le - timedelta(1)) if une.code == code]
    assert [une.quand.partition(",")[0] for une in veille] in ([], ["dans 1 jour"])


def test_the_service_sets_a_delay_or_wants_no_such_alert():
    a_l_heure = {**DELAIS_USUELS, "statut_a_revoir": Delai(0, Unite.JOURS)}
    assert "statut_a_revoir" not in dites(CALME, date(2024, 8, 31), a_l_heure)
    assert "statut_a_revoir" in dites(CALME, date(2024, 9, 1), a_l_heure)
    sans = {**DELAIS_USUELS, "statut_a_revoir": None}
    assert "statut_a_revoir" not in dites(CALME, date(2025, 9, 1), sans)


@given(
    depuis=jours, contact=jours, revue=st.none() | jours, orientation=jours, objectifs=st.integers(0, 1),
    accord=st.booleans(), jour=jours,
)  # fmt: skip
def test_time_alone_never_takes_an_alert_away(depuis, contact, revue, orientation, objectifs, accord, jour):
    dossier = Dossier(
        premier_contact=min(depuis, contact),
        dernier_contact=contact,
        statut=replace(PAEI, depuis=depuis, accompagne_depuis=depuis),
        derniere_revue=revue,
        nb_objectifs=objectifs,
        orientations_en_attente=(OrientationEnAttente("u", "CMP", orientation),),
        a_donne_son_accord=accord,
    )
    assert dites(dossier, jour).keys() <= dites(dossier, jour + timedelta(1)).keys()


@pytest.mark.parametrize("regle", REGLES, ids=lambda regle: regle.code)
def test_each_rule_says_its_delay_and_what_one_can_do_at_once(regle):
    assert str(regle.delai) in regle.dite(regle.delai)
    assert get_template(f"jeunes/gestes/{regle.code}.html")
