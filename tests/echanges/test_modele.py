from python_calamine import CalamineWorkbook

from allervers.echanges.documentation import FICHIER, documentation
from allervers.echanges.fautes import Fautes
from allervers.echanges.format import GENRES
from allervers.echanges.lecture import MODE_D_EMPLOI, ouvrir
from allervers.echanges.modele import ecrire_modele


def test_the_template_has_one_sheet_a_kind_with_its_headers(tmp_path):
    ecrire_modele(tmp_path / "modele.xlsx")
    classeur = CalamineWorkbook.from_path(tmp_path / "modele.xlsx")
    assert classeur.sheet_names[0] == MODE_D_EMPLOI
    for genre in GENRES:
        titres = classeur.get_sheet_by_name(genre.nom).to_python()[0]
        assert titres == [colonne.nom for colonne in genre.colonnes]


def test_the_explanation_sheet_explains_every_column(tmp_path):
    ecrire_modele(tmp_path / "modele.xlsx")
    lignes = CalamineWorkbook.from_path(tmp_path / "modele.xlsx").get_sheet_by_name(MODE_D_EMPLOI).to_python()
    expliquees = {tuple(ligne[:2]) for ligne in lignes}
    assert {(genre.nom, colonne.nom) for genre in GENRES for colonne in genre.colonnes} <= expliquees


def test_the_empty_template_has_nothing_to_import_and_no_other_fault(tmp_path):
    ecrire_modele(tmp_path / "modele.xlsx")
    fautes = Fautes()
    assert ouvrir(tmp_path / "modele.xlsx", fautes).est_vide
    [faute] = fautes.liste
    assert "rien à importer" in faute.raison


def test_the_documentation_follows_the_format():
    assert FICHIER.read_text("utf-8") == documentation(), "docs/import.md : relancer ecrire_documentation()"
