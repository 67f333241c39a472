"""Writing together: everything typed is kept, with who and when."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allervers.comptes.models import Role
from allervers.journal.models import LigneJournal
from allervers.rapport.avancement import Etat, avancement
from allervers.rapport.deux_textes import reunir
from allervers.rapport.lecture import lire_avec_precedente
from allervers.rapport.models import TexteDuRapport, VersionDeTexte
from allervers.rapport.redaction import TexteModifieEntreTemps, ecrire_texte, marquer_texte
from allervers.referentiel.lecture import referentiel_du_service

from .annees import compte, directrice, importer_deux_annees


@pytest.fixture
def service(db, tmp_path):
    return importer_deux_annees(tmp_path)


@pytest.fixture
def sacha(service):
    return directrice(service)


@pytest.fixture
def alex(service):
    return compte(service, Role.EDUCATEUR)


def ecrire(service, par, contenu, version, **choix):
    return ecrire_texte(
        service=service, annee=2024, bloc="editorial", contenu=contenu, version=version, par=par, **choix
    )


def versions(service):
    return [(v.contenu, v.par and v.par.code) for v in VersionDeTexte.objects.filter(service=service)]


def test_a_text_keeps_its_history_with_who_wrote_it(service, sacha, alex):
    ecrire(service, sacha, "Un début.", 0)
    ecrire(service, alex, "Un début, et la suite.", 1)
    assert TexteDuRapport.objects.get().contenu == "Un début, et la suite."
    assert versions(service) == [("Un début, et la suite.", alex.code), ("Un début.", sacha.code)]


def test_the_uninterrupted_writing_of_one_person_makes_one_version(service, sacha):
    for numero, contenu in enumerate(["U", "Un", "Un d"]):
        ecrire(service, sacha, contenu, numero)
    assert versions(service) == [("Un d", sacha.code)]
    assert LigneJournal.objects.filter(operation="ecrire_texte").count() == 1


def test_after_a_pause_the_next_change_makes_a_new_version(service, sacha):
    ecrire(service, sacha, "Hier.", 0)
    version = VersionDeTexte.objects.get()
    VersionDeTexte.objects.update(instant=version.instant - timedelta(hours=1))
    ecrire(service, sacha, "Aujourd'hui.", 1)
    assert [contenu for contenu, _ in versions(service)] == ["Aujourd'hui.", "Hier."]


def test_an_edit_over_a_newer_version_is_refused_and_changes_nothing(service, sacha, alex):
    ecrire(service, sacha, "Celui de Sacha.", 0)
    with pytest.raises(TexteModifieEntreTemps) as conflit:
        ecrire(service, alex, "Celui d'Alex.", 0)
    assert conflit.value.actuel.contenu == "Celui de Sacha."
    assert conflit.value.par == sacha
    assert TexteDuRapport.objects.get().contenu == "Celui de Sacha."


def test_whatever_is_kept_of_two_texts_the_other_stays_in_the_history(service, sacha, alex):
    ecrire(service, sacha, "Celui de Sacha.", 0)
    # Alex keeps the other's, twice by mistake; then Sacha, on another device, keeps one's own.
    for _ in range(2):
        ecrire(service, alex, "Celui de Sacha.", 1, ecarte="Celui d'Alex.")
    assert [contenu for contenu, _ in versions(service)] == [
        "Celui de Sacha.", "Celui d'Alex.", "Celui de Sacha.",
    ]  # fmt: skip
    ecrire(service, alex, "Du bureau.", 2)
    ecrire(service, alex, "Du téléphone.", 3, ecarte="")
    assert [contenu for contenu, _ in versions(service)][:2] == ["Du téléphone.", "Du bureau."]


def test_two_people_who_change_different_paragraphs_have_one_text(service):
    base = "Un.\n\nDeux.\n\nTrois."
    un, autre = "Un, mieux.\n\nDeux.\n\nTrois.", "Un.\n\nDeux.\n\nTrois.\n\nQuatre."
    assert reunir(base, un, autre) == "Un, mieux.\n\nDeux.\n\nTrois.\n\nQuatre."
    assert reunir(base, "Un !\n\nDeux.", "Un ?\n\nDeux.\n\nTrois.") == "Un !\n\nUn ?\n\nDeux."
    assert reunir("", "Celui-ci.", "Celui-là.") == "Celui-ci.\n\nCelui-là."


LIGNES = st.lists(st.sampled_from(["", "a", "b", "c", "d"]), max_size=8).map("\n".join)


@given(LIGNES, LIGNES, LIGNES)
def test_two_texts_put_together_lose_nothing_that_either_added(base, un, autre):
    reunies = reunir(base, un, autre)
    assert reunir(base, un, base) == un and reunir(base, base, autre) == autre and reunir(base, un, un) == un
    for texte in (un, autre):
        ajoutees = set(texte.split("\n")) - set(base.split("\n"))
        assert ajoutees <= set(reunies.split("\n"))


def test_the_same_content_again_is_no_conflict(service, sacha, alex):
    ecrire(service, sacha, "Le même.", 0)
    assert ecrire(service, alex, "Le même.", 0).version == 1


def test_the_progress_of_a_section_is_that_of_its_texts(service, sacha):
    canevas = referentiel_du_service(service, 2024).canevas

    def etat():
        return next(un.etat for un in avancement(service, 2024, canevas) if un.ancre == "editorial")

    assert etat() is Etat.VIDE
    ecrire(service, sacha, "Un début.", 0)
    assert etat() is Etat.BROUILLON
    marquer_texte(service=service, annee=2024, bloc="editorial", est_pret=True, par=sacha)
    assert etat() is Etat.PRET


def test_writing_counts_nothing_again(service, sacha):
    lue = lire_avec_precedente(service, 2024)
    ecrire(service, sacha, "Un début.", 0)
    marquer_texte(service=service, annee=2024, bloc="editorial", est_pret=True, par=sacha)
    assert lire_avec_precedente(service, 2024) is lue


def test_a_section_without_text_has_nothing_to_write(service):
    canevas = referentiel_du_service(service, 2024).canevas
    etats = {un.section.titre: un.etat for un in avancement(service, 2024, canevas)}
    assert etats["Partenariat"] is Etat.AUTOMATIQUE
