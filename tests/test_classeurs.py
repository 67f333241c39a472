"""A workbook made to stop the reader, which would stop the server with it, is refused before it is read."""

import io
import zipfile

import pytest
import xlsxwriter

from allervers.classeurs import ClasseurRefuse, lire_feuille, ouvrir_classeur

CELLULE, TEXTES = b'<c r="B2"', b'uniqueCount="2"'


def refaire(*changements: tuple[bytes, bytes]) -> io.BytesIO:
    """Return a workbook of two texts, in A1 and B2, changed so in its parts."""
    ecrit, refait = io.BytesIO(), io.BytesIO()
    with xlsxwriter.Workbook(ecrit) as classeur:
        feuille = classeur.add_worksheet("a")
        feuille.write_string(0, 0, "un")
        feuille.write_string(1, 1, "deux")
    with zipfile.ZipFile(ecrit) as lu, zipfile.ZipFile(refait, "w") as archive:
        parties = {nom: lu.read(nom) for nom in lu.namelist()}
        for avant, apres in changements:
            assert any(avant in partie for partie in parties.values()), avant
            parties = {nom: partie.replace(avant, apres) for nom, partie in parties.items()}
        for nom, partie in parties.items():
            archive.writestr(nom, partie)
    refait.seek(0)
    return refait


def lire(flux: io.BytesIO, en_erreur=lambda *ou: None) -> list[list]:
    return lire_feuille(ouvrir_classeur(flux, en_erreur), "a").to_python()


def test_a_workbook_is_read():
    assert lire(refaire()) == [["un", ""], ["", "deux"]]


@pytest.mark.parametrize(
    "place",
    [
        b'<c r="XFD1048576"', b"<x:c s='0' r = 'xfd1048576'", b'<c s=">" r="XFD1048576"', b'<c\nr="B4999999999"',
        b'<c r="ZZZZZZZZ2"', b'<c r="B399999999999"', b'<c r="B' + b"9" * 5000 + b'"',
    ],
)  # fmt: skip
def test_two_cells_far_apart_do_not_fill_the_memory_however_they_are_written(place):
    with pytest.raises(ClasseurRefuse, match="trop gros"):
        lire(refaire((CELLULE, place)))


def test_room_is_not_made_for_more_texts_than_there_can_be():
    with pytest.raises(ClasseurRefuse, match="trop gros"):
        lire(refaire((TEXTES, b'uniqueCount="999999999997"')))


@pytest.mark.parametrize(
    "apres", [b"<c r=", b'<c r="&#0;"', b"</sheetData>", b'<c r="B2" t="s"><v>99</v></c><c']
)
def test_a_damaged_sheet_is_refused_in_words(apres):
    with pytest.raises(ClasseurRefuse, match="abîmé"):
        lire(refaire((CELLULE, apres)))


def test_a_cell_in_error_is_told_by_its_place_also_when_it_does_not_say_its_column():
    ou = []
    flux = refaire((CELLULE + b' t="s"><v>1</v>', b'<c t="e"><v>#REF!</v></c><c r="B2" t="e"><v>#REF!</v>'))
    ouvrir_classeur(flux, lambda *place: ou.append(place))
    assert ou == [(2, "A"), (2, "B")]
