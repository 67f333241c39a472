"""Opening an .xlsx that may be anything: damaged, encrypted, or made to fill the memory."""

import lzma
import re
import zipfile
import zlib
from collections.abc import Callable
from typing import BinaryIO

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    WorksheetNotFound,
    XmlError,
    ZipError,
)

OCTETS_MAX = 600 * 2**20
CELLULES_MAX = 16_000_000
# What a damaged, encrypted or unknown archive raises, while it is opened or read.
ARCHIVE_ILLISIBLE = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError, OSError,
    lzma.LZMAError, ValueError,
)  # fmt: skip
ANCIEN_FORMAT = bytes.fromhex("d0cf11e0a1b11ae1")
_MORCEAU = 2**20
_BALISE_MAX = 2**16
_CLASSEUR = re.compile(r"/?xl/workbook\d*\.xml")
# As a reader takes them: with or without a prefix, in whatever order their attributes stand.
_BALISE = re.compile(rb"""<(?:\w+:)?(row|c|sst)(?=[\s/>])((?:[^<>"']|"[^"<]*"|'[^'<]*')*)>""")
_PLACE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]*)(\d+)["']""")
# How many texts a reader makes room for, before it has read one.
_TEXTES = re.compile(rb"""\buniqueCount\s*=\s*["'](\d+)["']""")
_ERREUR = re.compile(rb"""\bt=["']e["']""")
_ILLISIBLE = (CalamineError, WorksheetNotFound, XmlError, ZipError, OSError)
_ABIME = "ce classeur est abîmé ; ouvrez-le dans Excel ou LibreOffice et enregistrez-le de nouveau."
_PAS_UN_CLASSEUR = "ce fichier n'est pas un classeur .xlsx lisible ; l'enregistrer de nouveau."


class ClasseurRefuse(ValueError):
    """This workbook cannot be read; the message, in French, says why and what to do."""


def ouvrir_classeur(
    flux: BinaryIO, en_erreur: Callable[[int, str], None], cellules_max: int = CELLULES_MAX
) -> CalamineWorkbook:
    """Return the workbook that `flux` holds. Raises ClasseurRefuse.

    `en_erreur` is told the line and the column of each cell in error (« #REF! »): read as empty, it would be lost in
    silence.
    """
    if flux.read(8) == ANCIEN_FORMAT:
        raise ClasseurRefuse(
            "ce classeur est protégé par un mot de passe, ou dans l'ancien format .xls ;"
            " l'enregistrer sans mot de passe au format .xlsx."
        )
    _deplier(flux, en_erreur, cellules_max)
    flux.seek(0)
    try:
        return CalamineWorkbook.from_filelike(flux)
    except PasswordError:
        raise ClasseurRefuse("ce classeur est protégé par un mot de passe ; l'enregistrer sans.") from None
    except _ILLISIBLE:
        raise ClasseurRefuse(_ABIME) from None


def lire_feuille(classeur: CalamineWorkbook, nom: str) -> CalamineSheet:
    """Return a sheet of a workbook that was opened. Raises ClasseurRefuse."""
    try:
        return classeur.get_sheet_by_name(nom)
    except _ILLISIBLE:
        raise ClasseurRefuse(_ABIME) from None


def _deplier(flux: BinaryIO, en_erreur: Callable[[int, str], None], cellules_max: int) -> None:
    """Unpack everything once, keeping nothing. Raises ClasseurRefuse when it is not to be opened."""
    try:
        with zipfile.ZipFile(flux) as archive:
            if not any(map(_CLASSEUR.fullmatch, archive.namelist())):
                raise ClasseurRefuse(_PAS_UN_CLASSEUR)
            est_trop_gros = sum(membre.file_size for membre in archive.infolist()) > OCTETS_MAX
            for membre in () if est_trop_gros else archive.infolist():
                # Reads no more than the announced size, and fails when the content does not match it.
                with archive.open(membre) as partie:
                    est_trop_gros = est_trop_gros or _etendue(partie, en_erreur) > cellules_max
    except ClasseurRefuse:
        raise
    except ARCHIVE_ILLISIBLE:
        raise ClasseurRefuse(_PAS_UN_CLASSEUR) from None
    if est_trop_gros:
        raise ClasseurRefuse("ce classeur est trop gros ; enregistrez plutôt ses feuilles au format CSV.")


def _etendue(flux, en_erreur: Callable[[int, str], None]) -> int:
    """Return how many cells the reader would hold for this part: all those up to the last row and column."""
    lignes, colonnes, textes, ligne, colonne, reste = 0, 0, 0, 0, 0, b""
    while morceau := flux.read(_MORCEAU):
        texte = reste + morceau
        fin = 0
        for balise in _BALISE.finditer(texte):
            nom, attributs = balise.groups()
            fin = balise.end()
            if nom == b"sst":
                textes = max([textes, *map(_nombre, _TEXTES.findall(attributs))])
                continue
            lettres, chiffres = place.groups() if (place := _PLACE.search(attributs)) else (b"", b"")
            ligne = _nombre(chiffres) or ligne + (nom == b"row")
            # A cell that does not say its column follows the one before it.
            colonne = 0 if nom == b"row" else _rang(lettres) or colonne + 1
            lignes, colonnes = max(lignes, ligne), max(colonnes, colonne)
            if nom == b"c" and _ERREUR.search(attributs):
                en_erreur(ligne, _lettres(colonne))
        reste = texte[max(fin, texte.rfind(b"<"), len(texte) - _BALISE_MAX) :]
    return max(lignes * colonnes, textes)


def _nombre(chiffres: bytes) -> int:
    """Return a number; one that is longer than any place is too large all the same."""
    return int(chiffres[:15] or 0)


def _rang(lettres: bytes) -> int:
    rang = 0
    for lettre in lettres[:10].upper():
        rang = rang * 26 + lettre - 64
    return rang


def _lettres(rang: int) -> str:
    lettres = ""
    while rang:
        rang, reste = divmod(rang - 1, 26)
        lettres = chr(65 + reste) + lettres
    return lettres
