"""A frozen year never changes: not by a purge, a change of lists, nor a correction; and nobody alters it silently."""

import hashlib
from dataclasses import replace
from datetime import date, timedelta

import pytest

from allervers.jeunes.models import Jeune
from allervers.journal.models import LigneJournal
from allervers.rapport.composition import composer
from allervers.rapport.document import Forme, TableauDuDocument
from allervers.rapport.gel import (
    GelRefuse,
    LiasseAlteree,
    figer_annee,
    matiere_figee,
    publier_annee,
    sortie_figee,
    valider_annee,
)
from allervers.rapport.liasse import ouvrir
from allervers.rapport.matiere import matiere_vivante
from allervers.rapport.models import AnneeFigee, Sortie
from allervers.rapport.publiable import a_relire
from allervers.rapport.redaction import ecrire_texte
from allervers.rapport.rendus import FORMATS, rendre
from allervers.referentiel.operations import Complement, completer_listes

from .annees import directrice, importer_deux_annees, lecture_de


@pytest.fixture
def service(db, tmp_path):
    return importer_deux_annees(tmp_path)


@pytest.fixture
def sacha(service):
    return directrice(service)


@pytest.fixture
def figee(service, sacha):
    ecrire_texte(
        service=service,
        annee=2024,
        bloc="editorial",
        contenu="**{heures.total}** heures.",
        version=0,
        par=sacha,
    )
    return figer_annee(service=service, annee=2024, par=sacha)


@pytest.fixture
def validee(figee, sacha):
    valider_annee(annee_figee=figee, le=date(2025, 3, 12), par=sacha)
    return AnneeFigee.objects.get(pk=figee.pk)


def tout_changer(service, sacha):
    """A purge, a change of lists, other texts, another name."""
    Jeune.objects.all().delete()
    completer_listes(
        service=service, annee=2023, complements=[Complement("situation", "college", libelle="Autre nom")]
    )
    ecrire_texte(service=service, annee=2024, bloc="editorial", contenu="Autre chose.", version=1, par=sacha)
    service.nom = "Autre service"
    service.save()


def test_the_bundle_gives_the_report_that_was_frozen(service, figee):
    vivant = composer(matiere_vivante(service, lecture_de(service)))
    assert composer(matiere_figee(figee)) == vivant


@pytest.mark.parametrize("format", list(FORMATS))
def test_whatever_changes_later_the_same_bundle_gives_the_same_bytes(service, sacha, figee, format):
    avant = sortie_figee(figee, Forme.COMPLETE, format)
    tout_changer(service, sacha)
    assert sortie_figee(AnneeFigee.objects.get(pk=figee.pk), Forme.COMPLETE, format) == avant
    vivant = composer(matiere_vivante(service, lecture_de(service)))
    assert rendre(vivant, format) != avant


def test_the_bundle_itself_is_the_same_bytes_for_the_same_matter(figee):
    assert ouvrir(bytes(figee.liasse)) == ouvrir(bytes(figee.liasse))


def test_a_validated_bundle_keeps_its_files(service, sacha, validee):
    assert {s.format for s in validee.sorties.all()} == set(FORMATS)
    for sortie in validee.sorties.all():
        assert rendre(composer(matiere_figee(validee)), sortie.format) == bytes(sortie.contenu)
    assert "12 mars 2025" in sortie_figee(validee, Forme.COMPLETE, "html").decode()


def test_a_bundle_that_was_altered_is_refused(figee):
    AnneeFigee.objects.update(liasse=bytes(figee.liasse) + b"x")
    with pytest.raises(LiasseAlteree, match="modifiée"):
        sortie_figee(AnneeFigee.objects.get(), Forme.COMPLETE, "html")


def test_a_bundle_altered_with_its_fingerprint_is_refused_too(figee):
    figee.liasse = bytes(figee.liasse) + b"x"
    figee.empreinte = hashlib.sha256(figee.liasse).hexdigest()
    figee.save()
    with pytest.raises(LiasseAlteree):
        matiere_figee(AnneeFigee.objects.get(pk=figee.pk))


def test_a_file_that_was_altered_is_refused(validee):
    Sortie.objects.filter(format="json").update(contenu=b"{}")
    with pytest.raises(LiasseAlteree, match="modifié"):
        sortie_figee(validee, Forme.COMPLETE, "json")


def test_a_correction_is_a_new_bundle_and_the_old_one_stays(service, sacha, validee):
    avant = sortie_figee(validee, Forme.COMPLETE, "html")
    nouvelle = figer_annee(service=service, annee=2024, par=sacha)
    assert (nouvelle.numero, nouvelle.valide_le) == (2, None)
    assert sortie_figee(AnneeFigee.objects.get(numero=1), Forme.COMPLETE, "html") == avant


def test_a_validated_bundle_cannot_be_validated_again(validee, sacha):
    with pytest.raises(GelRefuse, match="déjà validée"):
        valider_annee(annee_figee=validee, le=date(2025, 4, 1), par=sacha)


@pytest.mark.parametrize("le", [date(2023, 12, 31), date.today() + timedelta(days=2)])
def test_a_date_of_validation_that_cannot_be_is_refused(figee, sacha, le):
    with pytest.raises(GelRefuse):
        valider_annee(annee_figee=figee, le=le, par=sacha)


def test_nothing_is_frozen_with_a_contradiction(service, sacha, monkeypatch):
    from allervers.rapport import lecture
    from allervers.tableaux.coherence import Incoherence

    monkeypatch.setattr(lecture, "incoherences", lambda _: [Incoherence(("a",), "le total est faux.")])
    with pytest.raises(GelRefuse, match="le total est faux"):
        figer_annee(service=service, annee=2024, par=sacha)
    assert not AnneeFigee.objects.exists()


def test_the_journal_says_who_froze_and_the_bundle_s_fingerprint(figee, sacha):
    ligne = LigneJournal.objects.get(operation="figer_annee")
    assert (ligne.par, ligne.details["empreinte"]) == (sacha.pk, figee.empreinte)


def test_only_a_validated_bundle_is_published(figee, sacha):
    with pytest.raises(GelRefuse, match="validée"):
        publier_annee(annee_figee=figee, par=sacha)


def test_the_publishable_form_is_rounded_and_says_how(validee, sacha):
    publier_annee(annee_figee=validee, par=sacha)
    document = composer(matiere_figee(validee), Forme.PUBLIABLE)
    [methode] = document.avertissements
    assert "multiple de 5" in methode
    tableaux = {
        bloc.id: bloc.affiche.tableau
        for section in document.sections
        for bloc in section.blocs
        if isinstance(bloc, TableauDuDocument)
    }
    cellules = tableaux["jeunes_accompagnes_sexe_age"].cellules
    assert all(cellule % 5 == 0 for ligne in cellules for cellule in ligne)
    assert sortie_figee(validee, Forme.PUBLIABLE, "html") == rendre(document, "html")


def publier_les_deux(service, sacha, contenu) -> str:
    """Publish 2023, then 2024 with that text; return what the publishable form of 2024 says."""
    for annee in (2023, 2024):
        ecrire_texte(service=service, annee=annee, bloc="editorial", contenu=contenu, version=0, par=sacha)
        figee = figer_annee(service=service, annee=annee, par=sacha)
        valider_annee(annee_figee=figee, le=date(2025, 3, 12), par=sacha)
        publier_annee(annee_figee=figee, par=sacha)
    return sortie_figee(figee, Forme.PUBLIABLE, "html").decode()


def test_a_text_says_last_year_s_figures_as_they_were_published_and_no_other(service, sacha):
    contenu = "Rencontrés {jeunes_rencontres.total.n-1}, heures {heures.total.n-1}."
    assert "Rencontrés 0, heures 1,00." in publier_les_deux(service, sacha, contenu)
    publiee = AnneeFigee.objects.get(annee=2023)
    assert "Rencontrés […], heures […]." in sortie_figee(publiee, Forme.PUBLIABLE, "html").decode()


def test_a_figure_that_is_not_published_leaves_its_place_empty_and_the_document_says_so(validee):
    matiere = matiere_figee(validee)
    texte = (
        "Rencontrés {jeunes_rencontres.total.n-1}, heures {heures.total.n-1}, en tout {actions_dsl.total}, "
        "**12 jeunes**."
    )
    matiere = replace(matiere, textes={"editorial": texte})
    document = composer(matiere, Forme.PUBLIABLE)
    dit = rendre(document, "html").decode()
    assert "Rencontrés […], heures 1,00, en tout […]," in dit
    assert any("tient la place" in avertissement for avertissement in document.avertissements)
    [relu] = a_relire(matiere)
    assert relu.titre == "I. Éditorial"
    assert relu.nombres_tapes == ("12 jeunes",)
    assert len(relu.chiffres_absents) == 2
    assert relu.chiffres_absents[0].startswith("Rencontrés […], heures 1,00")


def test_a_year_is_published_once(service, sacha, validee):
    publication = publier_annee(annee_figee=validee, par=sacha)
    assert publier_annee(annee_figee=validee, par=sacha) == publication
    seconde = figer_annee(service=service, annee=2024, par=sacha)
    valider_annee(annee_figee=seconde, le=date(2025, 6, 1), par=sacha)
    with pytest.raises(GelRefuse, match="déjà publiée"):
        publier_annee(annee_figee=seconde, par=sacha)


def test_no_output_holds_a_youth_s_code(validee, service):
    codes = set(Jeune.objects.filter(service=service).values_list("code", flat=True))
    for format in ("html", "json"):
        texte = sortie_figee(validee, Forme.COMPLETE, format).decode()
        assert codes and not {code for code in codes if code in texte}
