"""Opening an .xlsx that may be anything: damaged, encrypted, or made to fill the memory."""

import lzma
import re
import zipfile
import zlib
from collections.abc import Callable
from typing import BinaryIO

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, XmlError, ZipError

OCTETS_MAX = 600 * 2**20
CELLULES_MAX = 16_000_000
# What a damaged, encrypted or unknown archive raises, while it is opened or read.
ARCHIVE_ILLISIBLE = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError, OSError,
    lzma.LZMAError,
)  # fmt: skip
ANCIEN_FORMAT = bytes.fromhex("d0cf11e0a1b11ae1")
_MORCEAU = 2**20
_BALISE_MAX = 2**16
_CLASSEUR = re.compile(r"/?xl/workbook\d*\.xml")
# As a reader takes it: with or without a prefix, in whatever order its attributes stand.
_CELLULE = re.compile(rb"""<(?:\w+:)?c\s([^<>]*?)\br\s*=\s*["']([A-Za-z]{1,3})(\d{1,10})["']([^<>]*)>""")
_ERREUR = re.compile(rb"""\bt=["']e["']""")
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
    except (CalamineError, XmlError, ZipError, OSError):
        raise ClasseurRefuse(
            "ce classeur est abîmé ; ouvrez-le dans Excel ou LibreOffice et enregistrez-le de nouveau."
        ) from None


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
    except ARCHIVE_ILLISIBLE:
        raise ClasseurRefuse(_PAS_UN_CLASSEUR) from None
    if est_trop_gros:
        raise ClasseurRefuse("ce classeur est trop gros ; enregistrez plutôt ses feuilles au format CSV.")


def _etendue(flux, en_erreur: Callable[[int, str], None]) -> int:
    """Return how many cells the reader would hold for this part: all those up to the last row and column."""
    lignes, colonnes, reste = 0, 0, b""
    while morceau := flux.read(_MORCEAU):
        texte = reste + morceau
        fin = 0
        for cellule in _CELLULE.finditer(texte):
            avant, lettres, ligne, apres = cellule.groups()
            lignes = max(lignes, int(ligne))
            colonnes = max(colonnes, _rang(lettres.upper()))
            fin = cellule.end()
            if _ERREUR.search(avant + b" " + apres):
                en_erreur(int(ligne), lettres.decode())
        reste = texte[max(fin, texte.rfind(b"<"), len(texte) - _BALISE_MAX) :]
    return lignes * colonnes


def _rang(lettres: bytes) -> int:
    rang = 0
    for lettre in lettres:
        rang = rang * 26 + lettre - 64
    return rang
