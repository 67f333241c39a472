"""The ladder: what may follow what, the last word of a day, the end of an accompaniment, and the way back."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from allervers.comptes.models import EtatAnterieur
from allervers.jeunes import operations
from allervers.jeunes.alertes.lecture import dossiers, listes_du_jour
from allervers.jeunes.models import Jeune, Orientation, PeriodeStatut, RevueStatut
from allervers.jeunes.operations import JeuneRefuse
from allervers.jeunes.page import Fiche
from allervers.referentiel.models import DefinitionStatut, Liste

JOUR = date(2024, 3, 1)


@pytest.fixture
def changer(jeune, educatrice, statut, terme):
    def changer(code, le, raison="demande", liste=Liste.RAISON_STATUT, **options):
        return operations.changer_statut(
            jeune=jeune,
            statut=statut(code),
            le=le,
            raison=raison and terme(liste, raison),
            par=educatrice,
            **{"uuid": uuid4()} | options,
        )

    return changer


@pytest.fixture
def terminer(jeune, educatrice, terme):
    def terminer(le, motif="amelioration", **options):
        operations.terminer(
            jeune=jeune, le=le, motif=terme(Liste.MOTIF_CLOTURE, motif), par=educatrice, **options
        )

    return terminer


def periodes(jeune):
    lignes = PeriodeStatut.objects.filter(jeune=jeune).order_by("debut")
    return [*lignes.values_list("statut__code", "debut", "fin", "motif_cloture__code")]


def test_a_status_follows_another_and_says_why(jeune, changer):
    changer("en_accroche", JOUR, "lien_noue")
    changer("asep", date(2024, 4, 1))
    assert periodes(jeune) == [
        ("en_accroche", JOUR, date(2024, 4, 1), None),
        ("asep", date(2024, 4, 1), None, None),
    ]
    assert PeriodeStatut.objects.get(fin=None).raison.code == "demande"


def test_sent_twice_it_is_done_once(jeune, changer):
    uuid = uuid4()
    assert changer("asep", JOUR, uuid=uuid) == changer("asep", JOUR, uuid=uuid)
    assert len(periodes(jeune)) == 1


@pytest.mark.parametrize(
    ("depuis", "vers"), [(None, "maintien_du_lien"), ("asep", "en_accroche"), ("asep", "asep")]
)
def test_a_path_that_the_lists_do_not_know_is_refused_and_changes_nothing(jeune, changer, depuis, vers):
    if depuis:
        changer(depuis, JOUR)
    avant = periodes(jeune)
    with pytest.raises(JeuneRefuse):
        changer(vers, date(2024, 4, 1))
    assert periodes(jeune) == avant


def test_a_status_that_asks_for_a_file_waits_for_the_agreement(jeune, changer, educatrice):
    DefinitionStatut.objects.filter(statut__code="paei").update(niveau_minimal="c")
    with pytest.raises(JeuneRefuse, match="accord"):
        changer("paei", JOUR)
    operations.noter_accord(jeune=jeune, le=JOUR, mode="oral", par=educatrice)
    assert changer("paei", JOUR)


def test_a_reason_is_asked_for(changer):
    with pytest.raises(JeuneRefuse, match="Choisissez une raison"):
        changer("asep", JOUR, raison=None)


def test_several_changes_of_a_day_tell_only_what_the_day_did(jeune, changer, terminer, statut):
    """Accompanied for an hour: no accompaniment ends. Ended, then something else the same day: it says why once."""
    changer("en_accroche", JOUR)
    changer("asep", date(2024, 4, 1))
    terminer(date(2024, 4, 1), statut=statut("maintien_du_lien"), uuid=uuid4())
    assert periodes(jeune) == [
        ("en_accroche", JOUR, date(2024, 4, 1), None),
        ("maintien_du_lien", date(2024, 4, 1), None, None),
    ]
    changer("paei", date(2024, 5, 1))
    terminer(date(2024, 6, 1), statut=statut("maintien_du_lien"), uuid=uuid4())
    DefinitionStatut.objects.filter(statut__code="paei").update(suivants=None)
    changer("en_accroche", date(2024, 6, 1))
    assert periodes(jeune)[-2:] == [
        ("paei", date(2024, 5, 1), date(2024, 6, 1), "amelioration"),
        ("en_accroche", date(2024, 6, 1), None, None),
    ]


def test_nothing_is_slipped_in_before_what_is_already_told(jeune, changer):
    changer("asep", date(2024, 4, 1))
    with pytest.raises(JeuneRefuse, match="01/04/2024"):
        changer("paei", date(2024, 3, 15))
    with pytest.raises(JeuneRefuse, match="premier contact"):
        changer("paei", date(2024, 1, 11))


def test_the_last_word_of_a_day_is_kept_and_the_others_stay_in_the_history(jeune, changer):
    changer("en_accroche", JOUR)
    changer("asep", date(2024, 4, 1))
    changer("paei", date(2024, 4, 1))
    assert periodes(jeune) == [
        ("en_accroche", JOUR, date(2024, 4, 1), None),
        ("paei", date(2024, 4, 1), None, None),
    ]
    assert EtatAnterieur.objects.filter(genre="jeunes.periodestatut", etat__debut="2024-04-01").exists()


def test_changed_back_the_same_day_a_status_goes_on_as_if_nothing_had_been(jeune, changer):
    """The review due in September is still due in September."""
    changer("paei", JOUR)
    changer("asep", date(2024, 8, 20))
    changer("paei", date(2024, 8, 20))
    assert periodes(jeune) == [("paei", JOUR, None, None)]
    dossier = dossiers(Jeune.objects.all(), date(2024, 9, 1), listes_du_jour(jeune.service))[jeune.pk]
    assert dossier.statut.depuis == JOUR


def test_an_accompaniment_ends_for_a_reason_towards_partners_and_a_tie_may_be_kept(
    jeune, changer, terminer, statut, terme
):
    changer("paei", JOUR)
    vers = [terme(Liste.ORIENTATION, code) for code in ("mission_locale", "mda")]
    terminer(date(2024, 6, 1), "orientation", vers=vers, statut=statut("maintien_du_lien"), uuid=uuid4())
    assert periodes(jeune) == [
        ("paei", JOUR, date(2024, 6, 1), "orientation"),
        ("maintien_du_lien", date(2024, 6, 1), None, None),
    ]
    assert Orientation.objects.filter(est_de_fin=True, date=date(2024, 6, 1), jonction=None).count() == 2


def test_an_end_asks_for_its_reason_and_for_something_to_end(jeune, changer, terminer, educatrice):
    with pytest.raises(JeuneRefuse, match="rien à terminer"):
        terminer(JOUR)
    changer("paei", JOUR)
    with pytest.raises(JeuneRefuse, match="Choisissez une raison"):
        operations.terminer(jeune=jeune, le=date(2024, 6, 1), motif=None, par=educatrice)


def test_who_comes_back_goes_on_in_the_same_file_and_the_accompaniments_stay_apart(
    jeune, changer, terminer, educatrice
):
    changer("asep", JOUR)
    changer("paei", date(2024, 4, 1))
    terminer(date(2024, 6, 1))
    changer("paei", date(2024, 10, 1), "retour")
    lus = Fiche(jeune, educatrice, listes_du_jour(jeune.service)).accompagnements()
    assert [(un.debut, un.fin, un.statuts, un.motif) for un in lus] == [
        (date(2024, 10, 1), None, ("PAEI",), ""),
        (JOUR, date(2024, 6, 1), ("ASEP", "PAEI"), "Amélioration de la situation"),
    ]


def test_who_comes_back_the_day_of_the_end_had_not_left(jeune, changer, terminer):
    changer("paei", JOUR)
    terminer(date(2024, 6, 1))
    changer("paei", date(2024, 6, 1), "retour")
    assert periodes(jeune) == [("paei", JOUR, None, None)]


def test_what_began_and_ended_the_same_day_never_was(jeune, changer, terminer):
    changer("paei", JOUR)
    terminer(JOUR)
    assert periodes(jeune) == []


def test_a_review_keeps_the_status_and_counts_once_a_day(jeune, changer, educatrice, terme):
    changer("paei", JOUR)
    raison = terme(Liste.RAISON_REVUE, "suit_son_cours")
    for _ in range(2):
        operations.revoir_statut(jeune=jeune, le=date(2024, 8, 20), raison=raison, par=educatrice)
    assert RevueStatut.objects.count() == 1
    assert periodes(jeune) == [("paei", JOUR, None, None)]
    dossier = dossiers(Jeune.objects.all(), date(2024, 9, 1), listes_du_jour(jeune.service))[jeune.pk]
    assert dossier.derniere_revue == date(2024, 8, 20)


def test_without_status_there_is_nothing_to_review(jeune, changer, terminer, educatrice):
    changer("paei", JOUR)
    terminer(date(2024, 6, 1))
    with pytest.raises(JeuneRefuse, match="rien à revoir"):
        operations.revoir_statut(jeune=jeune, le=date(2024, 6, 1), raison=None, par=educatrice)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.sampled_from(["en_accroche", "asep", "paei", "fin"]), st.integers(0, 3)), max_size=8
    )
)
def test_whatever_is_noted_a_youth_has_one_status_a_day_and_it_is_the_last_one_noted(
    service, educatrice, statut, terme, gestes
):
    jeune = Jeune.objects.create(service=service, code=uuid4().hex[:12], premier_contact=JOUR)
    jour, courant = JOUR, None
    for code, attente in gestes:
        jour += timedelta(attente)
        commun = {"jeune": jeune, "le": jour, "par": educatrice}
        try:
            if code == "fin":
                operations.terminer(motif=terme(Liste.MOTIF_CLOTURE, "amelioration"), **commun)
                # What the day began with is over too.
                courant = None
            else:
                raison = terme(Liste.RAISON_STATUT, "demande")
                operations.changer_statut(uuid=uuid4(), statut=statut(code), raison=raison, **commun)
                courant = code
        except JeuneRefuse:
            continue
    lignes = periodes(jeune)
    assert [un[0] for un in lignes if un[2] is None] == ([courant] if courant else [])
    assert all(une[2] <= suivante[1] for une, suivante in zip(lignes, lignes[1:], strict=False))
    assert all(
        une[0] != suivante[0] or une[2] < suivante[1]
        for une, suivante in zip(lignes, lignes[1:], strict=False)
    )
