import zipfile

import pytest
import xlsxwriter

from allervers import classeurs
from allervers.echanges.fautes import Fautes
from allervers.echanges.lecture import ouvrir
from tests.personnages import ecrire_dossier


def lire(chemin):
    """Return (kind → [(number, cells)], faults)."""
    fautes = Fautes()
    source = ouvrir(chemin, fautes)
    return {feuille.genre.nom: list(feuille.lignes()) for feuille in source.feuilles}, fautes


def fichier(dossier, contenu, nom="equipes.csv"):
    dossier.mkdir(exist_ok=True)
    (dossier / nom).write_bytes(contenu if isinstance(contenu, bytes) else contenu.encode())
    return dossier


def raisons(fautes):
    return [(faute.ligne, faute.colonne, faute.raison) for faute in fautes.liste]


@pytest.mark.parametrize("encodage", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("separateur", [";", ",", "\t"])
def test_encodings_and_separators_are_recognised(tmp_path, encodage, separateur):
    texte = f"code{separateur}nom\r\nc1{separateur}Équipe « cœur » d’été\r\n"
    lignes, fautes = lire(fichier(tmp_path, texte.encode(encodage)))
    assert lignes == {"equipes": [(2, {"code": "c1", "nom": "Équipe « cœur » d’été"})]}
    assert not fautes.nombre


def test_headers_are_read_without_accents_or_capitals_in_any_order(tmp_path):
    texte = "Premier contact;SEXE;Année naissance;Code\n12/01/2024;fille;2010;K7M2\n"
    lignes, fautes = lire(fichier(tmp_path, texte, "Jeunes.CSV"))
    assert lignes["jeunes"][0][1] == {
        "premier_contact": "12/01/2024", "sexe": "fille", "annee_naissance": "2010", "code": "K7M2",
    }  # fmt: skip
    assert not fautes.nombre


def test_the_line_number_is_that_of_the_file(tmp_path):
    texte = '\ncode;nom\n\na;"deux\nlignes"\n;;\nb;B\n'
    lignes, _ = lire(fichier(tmp_path, texte))
    assert [(numero, cellules["code"]) for numero, cellules in lignes["equipes"]] == [(4, "a"), (7, "b")]


def test_kinds_come_in_the_order_of_the_format(tmp_path):
    jeunes = [{"code": "J", "premier_contact": "12/01/2024"}]
    lignes, _ = lire(ecrire_dossier(tmp_path, jeunes=jeunes, equipes=[{"code": "a", "nom": "A"}]))
    assert list(lignes) == ["service", "equipes", "jeunes"]


def test_what_is_not_a_table_is_ignored_or_reported(tmp_path):
    fichier(tmp_path, "code;nom\na;A\n")
    for nom in (".DS_Store", "~$equipes.csv", "LISEZMOI.txt", "notes.md"):
        fichier(tmp_path, "x", nom)
    fichier(tmp_path, "x", "inconnu.csv")
    fichier(tmp_path, "x", "photo.jpg")
    _, fautes = lire(tmp_path)
    assert sorted(faute.fichier for faute in fautes.liste) == ["inconnu.csv", "photo.jpg"]
    assert "interventions" in fautes.liste[0].raison


def test_missing_unknown_and_double_columns_are_faults(tmp_path):
    _, fautes = lire(fichier(tmp_path, "code;Code;couleur\na;b;c\n"))
    assert [(ligne, colonne) for ligne, colonne, _ in raisons(fautes)] == [
        (1, "Code"),
        (1, "couleur"),
        (1, "nom"),
    ]
    assert [raison.split()[0] for _, _, raison in raisons(fautes)] == ["cette", "colonne", "il"]


@pytest.mark.parametrize("colonne", ["Nom", "prénom", "Téléphone", "Date de naissance"])
def test_an_identity_in_clear_is_refused(tmp_path, colonne):
    _, fautes = lire(fichier(tmp_path, f"code;premier_contact;{colonne}\nK;12/01/2024;x\n", "jeunes.csv"))
    [(_, nommee, raison)] = raisons(fautes)
    assert nommee == colonne
    assert "aucune identité en clair" in raison
    assert "naissance" in raison if "naissance" in colonne else "identites" in raison


def test_a_row_longer_than_the_headers_is_a_fault(tmp_path):
    lignes, fautes = lire(fichier(tmp_path, "code;nom\na;A;;\nb;B;C\n"))
    assert [numero for numero, _ in lignes["equipes"]] == [2]
    assert [(faute.ligne, faute.valeur) for faute in fautes.liste] == [(3, "C")]


def test_a_misplaced_quotation_mark_is_a_fault_at_its_line(tmp_path):
    _, fautes = lire(fichier(tmp_path, 'code;nom\na;A\nb;"B\nc;C\n'))
    assert [(faute.ligne, faute.fichier) for faute in fautes.liste] == [(3, "equipes.csv")]


@pytest.mark.parametrize(
    "contenu", [b"\x00\x01\x02", "code;nom\né;x\n".encode("utf-16"), b"code;nom\n\x81;\xe9\n"]
)
def test_an_unreadable_file_is_a_fault(tmp_path, contenu):
    _, fautes = lire(fichier(tmp_path, contenu))
    assert "CSV UTF-8" in fautes.liste[0].raison


def test_a_place_with_nothing_to_import_is_a_fault(tmp_path):
    for chemin, raison in [
        (tmp_path / "absent", "n'existe pas"),
        (ecrire_dossier(tmp_path / "nu", service=()), "rien à importer"),
        (fichier(tmp_path / "titres", "code;nom\n\n"), "rien à importer"),
        (fichier(tmp_path / "vide", ""), "première ligne"),
        (fichier(tmp_path / "seul", "code;nom\n") / "equipes.csv", "le dossier qui contient"),
        (fichier(tmp_path / "ods", "x", "a.ods") / "a.ods", "format .xlsx"),
    ]:
        lignes, fautes = lire(chemin)
        assert not lignes
        assert raison in fautes.liste[0].raison


def ecrire_classeur(chemin, feuilles):
    with xlsxwriter.Workbook(chemin) as ecrit:
        for nom, rangees in feuilles.items():
            feuille = ecrit.add_worksheet(nom)
            for ligne, rangee in rangees:
                feuille.write_row(ligne, 0, rangee)
    return chemin


def test_a_workbook_is_read_like_a_folder(tmp_path):
    chemin = ecrire_classeur(
        tmp_path / "a.xlsx",
        {
            "Mode d'emploi": [(0, ["Bonjour"])],
            "_listes": [(0, ["x"])],
            "Équipes": [(2, ["Nom", "Code"]), (5, ["Équipe A", 62])],
        },
    )
    lignes, fautes = lire(chemin)
    assert lignes == {"equipes": [(6, {"nom": "Équipe A", "code": 62.0})]}
    assert not fautes.nombre


def test_an_unknown_sheet_is_a_fault(tmp_path):
    _, fautes = lire(ecrire_classeur(tmp_path / "a.xlsx", {"Feuil1": [(0, ["x"])]}))
    assert str(fautes.liste[0]).startswith("a.xlsx, feuille «\u202fFeuil1\u202f»\u202f: nom inconnu")


def test_a_formula_in_error_is_not_read_as_an_empty_cell(tmp_path):
    chemin = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(chemin) as ecrit:
        feuille = ecrit.add_worksheet("equipes")
        feuille.write_row(0, 0, ["code", "nom"])
        feuille.write_string(1, 0, "a")
        feuille.write_formula(1, 1, "=1/0", None, "#DIV/0!")
    _, fautes = lire(chemin)
    assert [(faute.ligne, faute.colonne) for faute in fautes.liste] == [(2, "B")]


@pytest.mark.parametrize(
    ("contenu", "raison"),
    [
        (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(500), "mot de passe"),
        (b"PK\x03\x04 pas un zip", "pas un classeur"),
        (b"", "pas un classeur"),
    ],
)
def test_an_unreadable_workbook_is_a_fault(tmp_path, contenu, raison):
    (tmp_path / "a.xlsx").write_bytes(contenu)
    lignes, fautes = lire(tmp_path / "a.xlsx")
    assert not lignes
    assert raison in fautes.liste[0].raison


def test_any_zip_is_not_a_workbook(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr("a.txt", "x")
    _, fautes = lire(tmp_path / "a.xlsx")
    assert "pas un classeur" in fautes.liste[0].raison
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr("xl/workbook.xml", "x")
    _, fautes = lire(tmp_path / "a.xlsx")
    assert "abîmé" in fautes.liste[0].raison


def test_a_decompression_bomb_is_not_opened(tmp_path, monkeypatch):
    monkeypatch.setattr(classeurs, "OCTETS_MAX", 2**20)
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", bytes(2**21))
    _, fautes = lire(tmp_path / "a.xlsx")
    assert "trop gros" in fautes.liste[0].raison


def test_two_cells_at_both_ends_of_a_sheet_do_not_fill_the_memory(tmp_path):
    chemin = ecrire_classeur(tmp_path / "a.xlsx", {"equipes": [(0, ["code", "nom"])]})
    with xlsxwriter.Workbook(chemin) as ecrit:
        feuille = ecrit.add_worksheet("equipes")
        feuille.write_row(0, 0, ["code", "nom"])
        feuille.write_string(1_048_575, 16_383, "x")
    _, fautes = lire(chemin)
    assert "trop gros" in fautes.liste[0].raison
