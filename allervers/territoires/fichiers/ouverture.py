"""Opening an official file, as it is downloaded: a CSV, a ZIP that holds one, a workbook. Its bytes say which it is."""

import codecs
import csv
import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import PurePosixPath
from typing import NamedTuple

from allervers.classeurs import (
    ANCIEN_FORMAT,
    ARCHIVE_ILLISIBLE,
    ClasseurRefuse,
    lire_feuille,
    ouvrir_classeur,
)

Rangees = Iterator[tuple[int, list[str]]]

TAILLE_MAX = 60_000_000  # bytes: what is sent
DEPLIE_MAX = 200_000_000  # bytes: the largest of the INSEE's files by IRIS has 90 millions
METADONNEES_MAX = 30_000_000
MEMBRES_MAX = 1_000
CELLULES_MAX = 8_000_000
SEPARATEURS = ";\t,|"
# The INSEE sends, with its data, what their codes mean.
_METADONNEES = re.compile(r"meta|métadonn|varmod|dictionnaire|documentation|lisez|readme", re.IGNORECASE)
_MORCEAU = 2**20
_HORS_WINDOWS_1252 = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")


class FichierRefuse(ValueError):
    """This file cannot be read; the message, in French, says why and what to do."""


class Ouvert(NamedTuple):
    """The sheets of a file, one for a CSV: the (line number, cells) that are not blank. `libelles`: what the names of
    its columns mean, where an archive says it."""

    feuilles: list[Rangees]
    libelles: Mapping[str, str]


def ouvrir(octets: bytes) -> Ouvert:
    """Return what a file holds. Raises FichierRefuse."""
    libelles: Mapping[str, str] = {}
    if octets.startswith(b"PK\x03\x04") and not _est_un_classeur(octets):
        octets, libelles = _du_zip(octets)
    if octets.startswith((b"PK\x03\x04", ANCIEN_FORMAT)):
        return Ouvert(_du_classeur(octets), libelles)
    return Ouvert([_rangees(octets, _encodage(octets))], libelles)


def _est_un_classeur(octets: bytes) -> bool:
    return b"xl/" in octets[:4096] or b"[Content_Types].xml" in octets[:4096] or b"mimetype" in octets[:64]


def _du_zip(octets: bytes) -> tuple[bytes, Mapping[str, str]]:
    """Return the one file of data that an archive holds, no larger than DEPLIE_MAX, and what its columns mean.

    Raises FichierRefuse.
    """
    if octets.count(b"PK\x01\x02") > MEMBRES_MAX:
        raise FichierRefuse("Cette archive contient trop de fichiers\u202f: choisissez celui des données.")
    try:
        with zipfile.ZipFile(io.BytesIO(octets)) as archive:
            membre = _des_donnees(archive)
            if membre.file_size > DEPLIE_MAX:
                raise FichierRefuse(
                    f"Le fichier de cette archive dépasse {DEPLIE_MAX // 1_000_000} Mo\u202f: n’y gardez que les "
                    "lignes de votre département."
                )
            # Reads no more than the announced size, and fails when the content does not match it.
            return archive.read(membre), _libelles(archive, membre)
    except FichierRefuse:
        raise
    except ARCHIVE_ILLISIBLE:
        raise FichierRefuse(
            "Cette archive est abîmée, ou protégée par un mot de passe\u202f: ouvrez-la, puis choisissez le fichier "
            "CSV qu’elle contient."
        ) from None


def _des_donnees(archive: zipfile.ZipFile) -> zipfile.ZipInfo:
    for extensions in ((".csv",), (".xlsx",), (".txt",)):
        membres = [
            un
            for un in archive.infolist()
            if un.filename.lower().endswith(extensions) and not un.filename.startswith("__MACOSX")
        ]
        donnees = [un for un in membres if not _METADONNEES.search(_nom(un))] or membres
        if len(donnees) == 1:
            return donnees[0]
        if donnees:
            noms = ", ".join(_nom(un) for un in donnees[:4])
            raise FichierRefuse(
                f"Cette archive contient plusieurs fichiers de données ({noms}{'…' if donnees[4:] else ''})\u202f: "
                "ouvrez-la, puis choisissez celui qu’il vous faut."
            )
    raise FichierRefuse("Cette archive ne contient aucun fichier CSV, ni classeur.")


def _libelles(archive: zipfile.ZipFile, donnees: zipfile.ZipInfo) -> Mapping[str, str]:
    """Return what the INSEE says beside its data: what a column means (« AGE »), and what it may hold (« AGE Y15T24 »).

    Nothing when it says it otherwise.
    """
    dites = [
        un
        for un in archive.infolist()
        if un is not donnees
        and un.filename.lower().endswith(".csv")
        and _METADONNEES.search(_nom(un))
        and un.file_size <= METADONNEES_MAX
    ]
    if len(dites) != 1:
        return {}
    octets = archive.read(dites[0])
    try:
        rangees = _rangees(octets, _encodage(octets))
        _, entete = next(rangees, (0, []))
        rangs = {titre: rang for rang, titre in enumerate(entete)}
        libelles: dict[str, str] = {}
        for _, cellules in rangees:
            dite = {titre: cellules[rang].strip() for titre, rang in rangs.items() if rang < len(cellules)}
            libelles.setdefault(dite["COD_VAR"], dite["LIB_VAR"])
            if dite.get("COD_MOD"):
                libelles[f"{dite['COD_VAR']} {dite['COD_MOD']}"] = dite.get("LIB_MOD", "")
        return libelles
    except (ValueError, KeyError):
        return {}


def _nom(membre: zipfile.ZipInfo) -> str:
    return PurePosixPath(membre.filename).name[:60]


def _du_classeur(octets: bytes) -> list[Rangees]:
    erreurs: list[str] = []

    def en_erreur(ligne: int, colonne: str) -> None:
        if not erreurs:
            erreurs.append(f"{colonne}{ligne}")

    try:
        classeur = ouvrir_classeur(io.BytesIO(octets), en_erreur, CELLULES_MAX)
        if erreurs:
            raise ClasseurRefuse(f"case {erreurs[0]} : une formule en erreur ; remplacez-la par sa valeur.")
        if not classeur.sheet_names:
            raise ClasseurRefuse("ce classeur n'a aucune feuille.")
        return [_cellules(lire_feuille(classeur, nom)) for nom in classeur.sheet_names]
    except ClasseurRefuse as refus:
        raison = re.sub(" (?=[:;])", "\u202f", str(refus)).replace("'", "’")
        raise FichierRefuse(raison[0].upper() + raison[1:]) from None


def _cellules(feuille) -> Rangees:
    for numero, cellules in enumerate(feuille.iter_rows(), start=1):
        textes = [_en_texte(cellule) for cellule in cellules]
        if any(textes):
            yield numero, textes


def _en_texte(cellule) -> str:
    """Return a cell as a CSV would write it: a code typed as a number has no decimals."""
    if isinstance(cellule, float) and cellule.is_integer():
        cellule = int(cellule)
    return cellule.isoformat() if isinstance(cellule, date | datetime) else str(cellule).strip()


def _encodage(octets: bytes) -> str:
    """Return which of the two usual encodings a text has. Raises FichierRefuse."""
    if not re.search(rb"\S", octets):
        raise FichierRefuse("Ce fichier est vide.")
    if b"\0" not in octets:
        try:
            # Piece by piece: the whole text would be a second file in memory.
            decodeur = codecs.getincrementaldecoder("utf-8-sig")()
            for debut in range(0, len(octets), _MORCEAU):
                decodeur.decode(octets[debut : debut + _MORCEAU])
            decodeur.decode(b"", final=True)
            return "utf-8-sig"
        except UnicodeDecodeError:
            if not _HORS_WINDOWS_1252.search(octets):
                return "cp1252"
    raise FichierRefuse(
        "Ce fichier n’est pas un texte\u202f: on attend ici un fichier CSV, ZIP ou Excel de l’INSEE ou du SIG Ville."
    )


def _rangees(octets: bytes, encodage: str) -> Rangees:
    premieres = octets[:20_000].decode(encodage, "ignore").splitlines()[:20]
    separateur = max(SEPARATEURS, key=lambda signe: sum(ligne.count(signe) for ligne in premieres))
    texte = io.TextIOWrapper(io.BytesIO(octets), encodage, newline="")
    lecteur = csv.reader(texte, delimiter=separateur, strict=True)
    numero = 1
    try:
        for cellules in lecteur:
            if any(cellule.strip() for cellule in cellules):
                yield numero, cellules
            numero = lecteur.line_num + 1
    except csv.Error:
        raise FichierRefuse(
            f"Ligne {numero}\u202f: un guillemet est mal placé, ou une case est trop longue\u202f: corrigez-la."
        ) from None
