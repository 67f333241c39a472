"""A document kept with a call for projects: what it is comes from its bytes, never from its name."""

import io
import re
import zipfile

from allervers.images import ImageRefusee, reencoder

TAILLE_MAX = 10_000_000
TYPES = {
    "pdf": "application/pdf",
    "jpg": "image/jpeg",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
}
_ABIME = "Ce document est abîmé\u202f: il ne s’ouvre pas jusqu’au bout. Envoyez-en une autre copie."
_ATTENDUS = "Choisissez un PDF, un document Word, Excel ou LibreOffice, ou une photo."
# Where Office and LibreOffice keep what runs: macros of today and of before, controls, embedded programs.
_MACROS = re.compile(
    r"vbaProject|macrosheets/|activeX/|oleObject|/?Basic/|/?Scripts/|\.(?:exe|dll|js|vbs)$", re.IGNORECASE
)
# A PDF says that it is whole at its end, or near it: some programs add a little more.
_FIN_DE_PDF = 4096


class PieceRefusee(ValueError):
    """This cannot be kept as a document; the message, in French, says why and what to do."""


def lire_piece(fichier, taille: int) -> tuple[bytes, str]:
    """Return (what to keep, its extension among TYPES). A photo is encoded again. Raises PieceRefusee."""
    if taille > TAILLE_MAX:
        raise PieceRefusee(
            f"Ce document dépasse {TAILLE_MAX // 1_000_000} Mo\u202f: allégez-le, puis renvoyez-le."
        )
    contenu = fichier.read(TAILLE_MAX + 1)
    if contenu.startswith(b"%PDF-"):
        if b"%%EOF" not in contenu[-_FIN_DE_PDF:]:
            raise PieceRefusee(_ABIME)
        return contenu, "pdf"
    if contenu.startswith(b"PK\x03\x04"):
        return contenu, _bureautique(contenu)
    try:
        return reencoder(io.BytesIO(contenu), len(contenu)).contenu, "jpg"
    except ImageRefusee:
        raise PieceRefusee(f"Ce fichier n’est pas un document lisible. {_ATTENDUS}") from None


def _bureautique(contenu: bytes) -> str:
    """Return the extension of an office document, read from its parts; nothing is unpacked but their names."""
    try:
        with zipfile.ZipFile(io.BytesIO(contenu)) as archive:
            noms = set(archive.namelist())
            # The first part of an OpenDocument, never compressed, says what it is.
            annonce = archive.read("mimetype")[:100].decode("ascii") if _est_annonce(archive) else ""
    except (zipfile.BadZipFile, UnicodeDecodeError, NotImplementedError, RuntimeError, OSError):
        raise PieceRefusee(_ABIME) from None
    if any(_MACROS.search(nom) for nom in noms):
        raise PieceRefusee(
            "Ce document contient des macros ou un programme\u202f: enregistrez-le sans, puis renvoyez-le."
        )
    if "[Content_Types].xml" in noms:
        if "word/document.xml" in noms:
            return "docx"
        if "xl/workbook.xml" in noms:
            return "xlsx"
    for extension in ("odt", "ods"):
        if annonce == TYPES[extension]:
            return extension
    raise PieceRefusee(f"Ce fichier n’est pas un document que l’on garde ici. {_ATTENDUS}")


def _est_annonce(archive: zipfile.ZipFile) -> bool:
    return any(un.filename == "mimetype" and un.file_size < 100 for un in archive.infolist())
