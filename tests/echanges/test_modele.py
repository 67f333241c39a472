from python_calamine import CalamineWorkbook

from allervers.echanges.documentation import FICHIER, documentation
from allervers.echanges.fautes import Fautes
from allervers.echanges.format import GENRES
from allervers.echanges.lecture import MODE_D_EMPLOI, ouvrir
from allervers.echanges.modele import ecrire_modele


def test_le_modele_a_une_feuille_par_genre_et_ses_titres(tmp_path):
    ecrire_modele(tmp_path / "modele.xlsx")
    classeur = CalamineWorkbook.from_path(tmp_path / "modele.xlsx")
    assert classeur.sheet_names[0] == MODE_D_EMPLOI
    for genre in GENRES:
        titres = classeur.get_sheet_by_name(genre.nom).to_python()[0]
        assert titres == [colonne.nom for colonne in genre.colonnes]


def test_le_mode_d_emploi_explique_chaque_colonne(tmp_path):
    ecrire_modele(tmp_path / "modele.xlsx")
    lignes = CalamineWorkbook.from_path(tmp_path / "modele.xlsx").get_sheet_by_name(MODE_D_EMPLOI).to_python()
    expliquees = {tuple(ligne[:2]) for ligne in lignes}
    assert {(genre.nom, colonne.nom) for genre in GENRES for colonne in genre.colonnes} <= expliquees


def test_le_modele_vide_n_a_rien_a_importer_et_aucune_autre_faute(tmp_path):
    ecrire_modele(tmp_path / "modele.xlsx")
    fautes = Fautes()
    assert ouvrir(tmp_path / "modele.xlsx", fautes).est_vide
    [faute] = fautes.liste
    assert "rien à importer" in faute.raison


def test_la_documentation_suit_le_format():
    assert FICHIER.read_text("utf-8") == documentation(), "docs/import.md : relancer ecrire_documentation()"
