"""Opening an .xlsx that may be anything: damaged, encrypted, or made to fill the memory."""

import re
import zipfile
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, XmlError, ZipError

from .fautes import Fautes

OCTETS_MAX = 600 * 2**20
CELLULES_MAX = 16_000_000
_MORCEAU = 2**20
_ANCIEN_FORMAT = bytes.fromhex("d0cf11e0a1b11ae1")
_CELLULE = re.compile(rb"""<c r=["']([A-Z]{1,3})(\d{1,7})["']([^<>]*)>""")
_ERREUR = re.compile(rb"""\bt=["']e["']""")


def ouvrir_classeur(chemin: Path, fautes: Fautes) -> CalamineWorkbook | None:
    """Return the workbook, or None after adding to `fautes` why it cannot be read."""
    with chemin.open("rb") as fichier:
        debut = fichier.read(8)
    if debut == _ANCIEN_FORMAT:
        raison = (
            "ce classeur est protégé par un mot de passe, ou dans l'ancien format .xls ;"
            " l'enregistrer sans mot de passe au format .xlsx."
        )
    else:
        raison = _danger(chemin, fautes)
    if raison is None:
        try:
            return CalamineWorkbook.from_path(chemin)
        except PasswordError:
            raison = "ce classeur est protégé par un mot de passe ; l'enregistrer sans."
        except (CalamineError, XmlError, ZipError, OSError):
            raison = (
                "ce classeur est abîmé ; ouvrez-le dans Excel ou LibreOffice et enregistrez-le de nouveau."
            )
    fautes.ajouter(chemin.name, raison)
    return None


def _danger(chemin: Path, fautes: Fautes) -> str | None:
    """Unpack everything once, keeping nothing, and return why not to go further.

    A cell in error (« #REF! ») is added to `fautes`: read as empty, it would be lost in silence.
    """
    trop_gros = "ce classeur est trop gros ; importer plutôt un dossier de fichiers CSV."
    try:
        with zipfile.ZipFile(chemin) as archive:
            if sum(membre.file_size for membre in archive.infolist()) > OCTETS_MAX:
                return trop_gros
            for membre in archive.infolist():
                # Reads no more than the announced size, and fails when the content does not match it.
                with archive.open(membre) as flux:
                    if _etendue(flux, chemin.name, fautes) > CELLULES_MAX:
                        return trop_gros
    except (zipfile.BadZipFile, zipfile.LargeZipFile, RuntimeError, NotImplementedError, EOFError, OSError):
        return "ce fichier n'est pas un classeur .xlsx lisible ; l'enregistrer de nouveau."
    return None


def _etendue(flux, fichier: str, fautes: Fautes) -> int:
    """Return how many cells the reader would hold for this part: all those up to the last row and column."""
    lignes, colonnes, reste = 0, 0, b""
    while morceau := flux.read(_MORCEAU):
        texte = reste + morceau
        fin = 0
        for cellule in _CELLULE.finditer(texte):
            lettres, ligne, attributs = cellule.groups()
            lignes = max(lignes, int(ligne))
            colonnes = max(colonnes, _rang(lettres))
            fin = cellule.end()
            if _ERREUR.search(attributs):
                fautes.ajouter(
                    fichier,
                    "cette cellule contient une formule en erreur ; remplacez-la par sa valeur.",
                    ligne=int(ligne),
                    colonne=lettres.decode(),
                )
        reste = texte[max(fin, len(texte) - 200) :]
    return lignes * colonnes


def _rang(lettres: bytes) -> int:
    rang = 0
    for lettre in lettres:
        rang = rang * 26 + lettre - 64
    return rang
