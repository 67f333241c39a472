"""The file that says how long: every personal field has its line, and the software obeys it."""

from dataclasses import replace

import pytest
from django.apps import apps
from django.core.checks.registry import registry

from allervers.conservation import verification
from allervers.conservation.documentation import documentation
from allervers.conservation.regles import TOUS, Geste, retention
from allervers.jeunes.models import Jeune
from allervers.referentiel.presets import lire_preset, presets


def refus(monkeypatch, **champs) -> set[str]:
    """Return what the check says when the file says otherwise."""
    monkeypatch.setattr(verification, "retention", lambda: replace(retention(), **champs))
    return {erreur.id for erreur in verification.verifier(None)}


def test_the_file_has_a_line_for_every_personal_field(monkeypatch):
    assert refus(monkeypatch) == set()


def test_the_check_runs_with_those_of_django():
    assert verification.verifier in registry.registered_checks


def test_without_one_of_its_lines_the_check_fails(monkeypatch):
    toutes = retention().regles
    for rang, sans in enumerate(toutes):
        if any(modele != TOUS for modele, _ in sans.champs):
            restent = toutes[:rang] + toutes[rang + 1 :]
            assert "conservation.E001" in refus(monkeypatch, regles=restent), sans.quoi


@pytest.mark.parametrize(
    ("modele", "champ"),
    [
        ("jeunes.Jeune", "identite"),
        ("jeunes.PeriodeStatut", "debut"),
        ("activite.DemiJournee", "accueil"),
        ("actions.Photo", "image"),
        ("actions.PieceAppel", "contenu"),
        ("comptes.Utilisateur", "courriel"),
        ("activite.Intervenant", "professionnel"),
        ("journal.LigneJournal", "objet"),
        ("terrain.Saisie", "contenu"),
        ("sessions.Session", "session_data"),
    ],
)
def test_a_field_of_each_kind_is_missed_when_its_line_forgets_it(monkeypatch, modele, champ):
    regles = [
        replace(une, champs=tuple(un for un in une.champs if un != (modele, champ)))
        for une in retention().regles
    ]
    assert refus(monkeypatch, regles=tuple(regles)) == {"conservation.E001"}


def test_a_model_that_nobody_judged_is_missed_too(monkeypatch):
    autres = retention().sans_personne - {"territoires.Diagnostic"}
    assert refus(monkeypatch, sans_personne=autres) == {"conservation.E001"}


def test_a_line_that_names_nothing_says_two_things_or_cannot_be_obeyed_is_refused(monkeypatch):
    premiere, *suite = retention().regles
    assert refus(monkeypatch, sans_personne=retention().sans_personne | {"jeunes.Fantome"}) == {
        "conservation.E003"
    }
    assert refus(monkeypatch, regles=(premiere, premiere, *suite)) == {"conservation.E002"}
    longue = replace(premiere, delai=replace(premiere.delai, nombre=36))
    assert refus(monkeypatch, regles=(longue, *suite)) == {"conservation.E005"}
    muettes = [replace(une, pourquoi="", selon="") for une in retention().regles]
    assert refus(monkeypatch, regles=tuple(muettes)) == {"conservation.E004"}


def test_whatever_names_a_youth_has_its_line():
    assert verification.modeles_du_jeune()[0] is Jeune
    couverts = {modele for une in retention().regles for modele, _ in une.champs}
    assert {modele._meta.label for modele in verification.modeles_du_jeune()} <= couverts


def test_no_preset_keeps_a_file_longer_than_the_law_lets():
    assert all(0 < lire_preset(code).conservation_mois <= 24 for code, _ in presets())


def test_the_page_for_the_data_protection_officer_tells_every_line():
    page = documentation()
    for une in retention().regles:
        assert une.quoi in page
        assert une.geste is Geste.GARDE or une.depuis in page
    assert all(str(apps.get_model(label)._meta.verbose_name) in page for label in retention().sans_personne)
