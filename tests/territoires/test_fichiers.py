"""An official file: what is recognised, chosen, seen, recorded; what is refused, and why."""

import io
import re
import zipfile
from decimal import Decimal

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from allervers.territoires.fichiers import ouverture
from allervers.territoires.fichiers.lecture import arrondir, codes_des_lieux, lire_chiffre, lire_fichier
from allervers.territoires.fichiers.ouverture import FichierRefuse
from allervers.territoires.models import ColonneRetenue, Territoire, ValeurIndicateur

ADRESSE = "/territoires/fichier/"
INSEE = (
    "CODGEO;LIBGEO;P21_POP;P21_CHOM1564;P21_ACT1564\n"
    "62214;Camblain-l'Abbé;812,5;10;300\n"
    "62215;Carvin;17520,481;1850,7;7811\n"
    "62216;Carency;s;;400\n"
)


def zipper(*membres: tuple[str, str | bytes]) -> bytes:
    """Return an archive of these files."""
    octets = io.BytesIO()
    with zipfile.ZipFile(octets, "w", zipfile.ZIP_DEFLATED) as archive:
        for nom, contenu in membres:
            archive.writestr(nom, contenu)
    return octets.getvalue()


def classer(**feuilles: list[list]) -> bytes:
    """Return a workbook of these sheets."""
    octets = io.BytesIO()
    with xlsxwriter.Workbook(octets) as classeur:
        for nom, lignes in feuilles.items():
            feuille = classeur.add_worksheet(nom)
            for rang, ligne in enumerate(lignes):
                feuille.write_row(rang, 0, ligne)
    return octets.getvalue()


CARVIN = Territoire(nature="commune", nom="Carvin", commune_id="62215")


@pytest.fixture
def quartier(lieux):
    """A quartier with the code of a quartier prioritaire."""
    lieux["germinal"].code_officiel = "QP062031"
    lieux["germinal"].save()
    return lieux["germinal"]


def porter(reponse) -> dict:
    """Return what the page carries to the next one."""
    return dict(re.findall(r'name="(porte|lues)" value="([^"]*)"', reponse.text))


def envoyer(client, contenu: str | bytes, nom="base-cc-2021.csv"):
    octets = contenu.encode() if isinstance(contenu, str) else contenu
    return client.post(ADRESSE, {"fichier": SimpleUploadedFile(nom, octets)})


def choisir(client, page, **choix):
    return client.post(ADRESSE, porter(page) | {"annee": 2021, "source": "INSEE, RP 2021"} | choix)


CHOIX = {"colonne_population": "P21_POP", "colonne_chomage": "P21_CHOM1564", "base_chomage": "P21_ACT1564"}


@pytest.mark.parametrize("encodage", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("separateur", [";", "\t"])
def test_a_file_is_read_in_the_usual_encodings(encodage, separateur):
    octets = INSEE.replace(";", separateur).encode(encodage)
    lu = lire_fichier(io.BytesIO(octets), "x.csv", len(octets), codes_des_lieux([CARVIN]))
    assert lu.colonnes == ("P21_POP", "P21_CHOM1564", "P21_ACT1564") and lu.cle == "CODGEO"
    assert [(ligne.numero, ligne.cellules) for ligne in lu.lignes] == [(3, ("17520,481", "1850,7", "7811"))]


FORMES = {
    "une archive": zipper(
        ("base-cc-2021.CSV", INSEE),
        ("meta_base-cc-2021.CSV", "COD_VAR;LIB_VAR;COD_MOD\nP21_POP;Population;\nP21_CHOM1564;Chômeurs;1\n"),
    ),
    "un classeur": classer(
        Documentation=[["Ce fichier contient"], ["des chiffres"]],
        COM=[["Population en 2021"], [], ["Code géographique", "Population", "Chômeurs"],
             ["CODGEO", "P21_POP", "P21_CHOM1564"], ["62214", 812.5, 10],
             [62215, 17520.481, 1850.7]],
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    "octets",
    [*FORMES.values(), zipper(("base.xlsx", FORMES["un classeur"]))],
    ids=["zip", "xlsx", "zip d’un xlsx"],
)
def test_an_archive_and_a_workbook_are_read_as_they_are_downloaded(octets):
    lu = lire_fichier(io.BytesIO(octets), "x.zip", len(octets), codes_des_lieux([CARVIN]))
    assert lu.colonnes[:2] == ("P21_POP", "P21_CHOM1564") and lu.libelles[:2] == ("Population", "Chômeurs")
    assert [ligne.cellules[0].replace(",", ".") for ligne in lu.lignes] == ["17520.481"]


def test_a_column_is_called_by_what_it_means_when_the_archive_says_it(secretaire, lieux):
    page = envoyer(secretaire, FORMES["une archive"], "base-cc-2021.zip").text
    assert ">Population, P21_POP (17520,481)<" in page and ">P21_ACT1564 (7811)<" in page


LONG = (
    '"GEO";"GEO_OBJECT";"SEX";"AGE";"RP_MEASURE";"TIME_PERIOD";"OBS_STATUS";"OBS_VALUE"\n'
    '"62214";"COM";"_T";"Y15T24";"POP";"2021";"A";"90"\n'
    '"62215";"COM";"_T";"Y15T24";"POP";"2021";"A";"2100.5"\n'
    '"62215";"COM";"_T";"_T";"POP";"2021";"A";"17520.481"\n'
    '"62215";"BV2022";"_T";"_T";"POP";"2021";"B";"46000"\n'
)
MODALITES = (
    "COD_VAR;LIB_VAR;COD_MOD;LIB_MOD\n"
    "AGE;Âge;Y15T24;De 15 à 24 ans\nAGE;Âge;_T;Total\nGEO_OBJECT;Maille;COM;Commune\n"
)


def test_a_file_that_has_one_figure_a_line_is_read_as_one_column_a_kind(secretaire, lieux):
    octets = zipper(("DS_RP_2021_data.csv", LONG), ("DS_RP_2021_metadata.csv", MODALITES))
    lu = lire_fichier(io.BytesIO(octets), "x.zip", len(octets), codes_des_lieux([CARVIN]))
    assert dict(zip(lu.colonnes, zip(lu.libelles, lu.lignes[0].cellules, strict=True), strict=True)) == {
        "GEO_OBJECT COM, AGE Y15T24": ("Commune, De 15 à 24 ans", "2100.5"),
        "GEO_OBJECT COM, AGE _T": ("Commune, Total", "17520.481"),
        "GEO_OBJECT BV2022, AGE _T": ("GEO_OBJECT BV2022, Total", "46000"),
    }
    page = envoyer(secretaire, octets, "DS_RP_2021.zip")
    choix = {
        "colonne_population": "GEO_OBJECT COM, AGE _T",
        "colonne_moins_25_ans": "GEO_OBJECT COM, AGE Y15T24",
        "base_moins_25_ans": "GEO_OBJECT COM, AGE _T",
    }
    choisir(secretaire, choisir(secretaire, page, **choix), **choix)
    assert sorted(ValeurIndicateur.objects.values_list("valeur", flat=True)) == [Decimal("11.99"), 17520]


def test_a_formula_in_error_is_told_with_its_cell():
    octets = classer(COM=[["COM", "POP"], ["62215", "=1/0"]])
    with zipfile.ZipFile(io.BytesIO(octets)) as archive:
        parties = [(nom, archive.read(nom).replace(b'r="B2"', b'r="B2" t="e"')) for nom in archive.namelist()]
    octets = zipper(*parties)
    with pytest.raises(FichierRefuse, match="Case B2.*formule en erreur"):
        lire_fichier(io.BytesIO(octets), "x.xlsx", len(octets), codes_des_lieux([CARVIN]))


def test_a_file_of_the_insee_is_recognised_chosen_seen_then_recorded_once(secretaire, lieux):
    page = envoyer(secretaire, INSEE.encode("cp1252"))
    assert "<strong>Carvin</strong>" in page.text and "3 lignes, 3 colonnes de nombres" in page.text
    assert 'value="2021"' in page.text and 'value="INSEE"' in page.text
    apercu = choisir(secretaire, page, **CHOIX)
    # Persons are counted in whole numbers; a share keeps its hundredths.
    assert "17\u202f520" in apercu.text and "23,69" in apercu.text and "Enregistrer 2 chiffres" in apercu.text
    assert not ValeurIndicateur.objects.exists()
    for _ in range(2):
        assert choisir(secretaire, apercu, **CHOIX).status_code == 302
    lues = {ligne.indicateur.code: (ligne.valeur, ligne.annee, ligne.source, ligne.version)
            for ligne in ValeurIndicateur.objects.all()}  # fmt: skip
    assert lues == {
        "population": (Decimal(17520), 2021, "INSEE, RP 2021", 1),
        "chomage": (Decimal("23.69"), 2021, "INSEE, RP 2021", 1),
    }


def test_what_was_chosen_is_proposed_by_the_file_of_the_next_year(secretaire, lieux):
    choisir(secretaire, choisir(secretaire, envoyer(secretaire, INSEE), **CHOIX), **CHOIX)
    page = envoyer(secretaire, INSEE.replace("P21", "P22"), "base-cc-2022.csv").text
    assert '<option value="P22_POP" selected>' in page and '<option value="P22_ACT1564" selected>' in page
    assert 'value="2022"' in page and ColonneRetenue.objects.count() == 2


def test_a_file_by_quartier_prioritaire_finds_its_quartier_and_says_what_is_not_communicated(
    secretaire, quartier
):
    page = envoyer(
        secretaire, "Titre du fichier;;\nCode_QPV,population,taux\n".replace(",", ";") + "QP062031;2 450;nd\n"
    )
    assert "<strong>Germinal</strong>" in page.text and 'value="SIG Ville"' in page.text
    # The column that is called as the indicator is proposed.
    assert '<option value="population" selected>' in page.text


def test_in_a_file_by_iris_the_quartier_is_found_though_its_commune_comes_back(secretaire, quartier):
    quartier.code_officiel = "622150101"
    quartier.save()
    page = envoyer(secretaire, "IRIS;COM;P21_POP\n622150101;62215;2450\n622150102;62215;1800\n")
    assert "<strong>Carvin, Germinal</strong>" in page.text and "«&nbsp;IRIS&nbsp;»" in page.text


def test_what_is_secret_is_not_communicated_and_what_is_empty_is_left(secretaire, lieux):
    for nom, code in (("germinal", "62216"), ("stade", "62217")):
        lieux[nom].code_officiel = code
        lieux[nom].save()
    page = envoyer(secretaire, "COM;POP\n62215;s\n62216;\n62217;1200\n")
    choisir(secretaire, choisir(secretaire, page, colonne_population="POP"), colonne_population="POP")
    lues = {ligne.territoire.code: ligne.valeur for ligne in ValeurIndicateur.objects.all()}
    assert lues == {"carvin": None, "stade": 1200}


def test_what_is_recorded_already_is_said_and_replaced_only_over_what_was_seen(secretaire, lieux):
    premiere = choisir(secretaire, envoyer(secretaire, INSEE), colonne_population="P21_POP")
    vieille = choisir(secretaire, envoyer(secretaire, INSEE), colonne_population="P21_ACT1564")
    choisir(secretaire, premiere, colonne_population="P21_POP")
    # Seen before somebody else recorded: shown again, and nothing is written over.
    depassee = choisir(secretaire, vieille, colonne_population="P21_ACT1564")
    assert depassee.status_code == 409 and "remplace 17\u202f520" in depassee.text
    assert ValeurIndicateur.objects.get().valeur == 17520
    choisir(secretaire, depassee, colonne_population="P21_ACT1564")
    assert (ValeurIndicateur.objects.get().valeur, ValeurIndicateur.objects.get().version) == (7811, 2)


def test_a_cell_that_is_no_figure_is_told_with_its_line_and_nothing_is_recorded(secretaire, maison, lieux):
    lieux["germinal"].code_officiel = "62216"
    lieux["germinal"].save()
    page = envoyer(secretaire, "COM;POP;ACT\n62215;17520;0\n62216;beaucoup;12\n")
    refus = choisir(secretaire, page, colonne_population="POP", colonne_chomage="POP", base_chomage="ACT")
    assert refus.status_code == 422
    assert "Ligne 3, colonne «&nbsp;POP&nbsp;»" in refus.text and "beaucoup" in refus.text
    assert "Ligne 2, colonne «&nbsp;ACT&nbsp;»" in refus.text and "rapporter à zéro" in refus.text
    assert not ValeurIndicateur.objects.exists()


def test_a_choice_that_cannot_be_is_refused_in_words(secretaire, lieux):
    page = envoyer(secretaire, INSEE)
    for choix, dit in [
        ({}, "Choisissez au moins une colonne"),
        ({"colonne_population": "P21_POP", "colonne_chomage": "P21_POP"}, "sert déjà à"),
        ({"base_chomage": "P21_POP"}, "Choisissez d’abord la colonne"),
        ({"colonne_chomage": "P21_POP", "base_chomage": "P21_POP"}, "rapportée à elle-même"),
        ({"colonne_population": "P21_POP", "annee": "demain"}, "nombre entier"),
        ({"colonne_population": "LIBGEO"}, "Sélectionnez un choix valide"),
    ]:
        reponse = choisir(secretaire, page, **choix)
        assert reponse.status_code == 422 and dit in reponse.text, choix


@pytest.mark.parametrize(
    ("contenu", "dit"),
    [
        (b"", "est vide"),
        (b"PK\x03\x04....xl/workbook.xml", "n’est pas un classeur .xlsx lisible"),
        (b"PK\x03\x04....base.csv", "Cette archive est abîmée"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ancien format .xls"),
        (zipper(("lisezmoi.md", "x")), "ne contient aucun fichier CSV"),
        (zipper(("a.csv", INSEE), ("b.csv", INSEE)), r"plusieurs fichiers de données \(a.csv, b.csv\)"),
        (zipper(("a.csv", "COM;POP\n75056;1\n")), "Aucun de vos lieux n’est reconnu"),
        (zipper(("a.csv", b"%PDF-1.7\x00\x81")), "n’est pas un texte"),
        (zipper(*[(f"{rang}.txt", "") for rang in range(1001)]), "trop de fichiers"),
        (b"%PDF-1.7\x00\x81", "n’est pas un texte"),
        ("une seule colonne\n62215\n".encode("utf-16"), "n’est pas un texte"),
        (b"une seule colonne\n62215\n", "n’a qu’une colonne"),
        (b'COM;POP\n62215;"17\n', "un guillemet est mal placé"),
        (b"COM;POP\n75056;2000000\n", "Aucun de vos lieux n’est reconnu"),
        (b"COM;POP\n62215;12\n62215;13\n", "62215 est déjà ligne 2"),
        (b"GEO;AGE;OBS_VALUE\n62215;Y;12\n62215;Y;13\n", "deux fois le même chiffre"),
        (b";".join([b"X"] * 3000) + b"\n62215;1\n", "plus de 2000 colonnes"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_told_why(contenu, dit):
    with pytest.raises(FichierRefuse, match=dit):
        lire_fichier(io.BytesIO(contenu), "x.csv", len(contenu), codes_des_lieux([CARVIN]))


def test_an_archive_that_would_fill_the_memory_is_not_unpacked(monkeypatch):
    monkeypatch.setattr(ouverture, "DEPLIE_MAX", 1_000_000)
    octets = zipper(("a.csv", INSEE + "\n" * 1_000_000))
    with pytest.raises(FichierRefuse, match="dépasse 1 Mo"):
        lire_fichier(io.BytesIO(octets), "x.zip", len(octets), codes_des_lieux([CARVIN]))


def test_a_refused_file_is_told_on_its_page(secretaire, lieux):
    for contenu, dit in (
        (b"\x00", "n’est pas un texte"),
        (b"COM;LIB\n62215;Carvin\n", "aucune de ses colonnes"),
    ):
        reponse = envoyer(secretaire, contenu)
        assert reponse.status_code == 422 and dit in reponse.text


def test_a_page_that_was_changed_or_comes_from_another_service_is_not_taken(secretaire, client, lieux):
    porte = porter(envoyer(secretaire, INSEE))["porte"]
    for fausse in (porte[:-3] + "abc", "", "."):
        reponse = secretaire.post(ADRESSE, {"porte": fausse, "annee": 2021, "colonne_population": "P21_POP"})
        assert reponse.url == ADRESSE
    assert not ValeurIndicateur.objects.exists()


def test_a_file_of_all_the_communes_costs_no_query_a_line(secretaire, lieux):
    def compter(nombre: int) -> int:
        lignes = "".join(f"{code:05d};X;{code};1;2\n" for code in range(1001, 1001 + nombre))
        with CaptureQueriesContext(connection) as requetes:
            assert choisir(secretaire, envoyer(secretaire, INSEE + lignes), **CHOIX).status_code == 200
        return len(requetes)

    compter(1)
    assert compter(1) == compter(3000)


@given(st.binary(max_size=300))
def test_whatever_the_bytes_a_file_is_read_or_refused_in_words(octets):
    try:
        lire_fichier(io.BytesIO(octets), "x.csv", len(octets), codes_des_lieux([CARVIN]))
    except FichierRefuse as refus:
        assert str(refus)


@given(st.decimals(min_value=-(10**11), max_value=10**11, places=2))
def test_a_figure_is_read_as_it_was_written_in_french(nombre):
    assert arrondir(lire_chiffre(f"{nombre:,.2f}".replace(",", "\u202f").replace(".", ",")), False) == nombre
