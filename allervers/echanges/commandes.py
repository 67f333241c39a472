"""The commands of the import. Each prints in French and returns the exit code."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import OperationalError
from tqdm import tqdm

from allervers.referentiel.presets import PresetInconnu

from .fautes import ImportRefuse, typographie
from .format import GENRES
from .modele import ecrire_modele
from .operations import Bilan, Progression, importer


def importe(chemin: Path, essai: bool = False) -> int:
    """Import `chemin`, or only check it with `essai`; faults go to stderr. Return 0, or 1 when it is refused."""
    try:
        with barre() as progression:
            bilan = importer(source=Path(chemin), essai=essai, progression=progression)
    except ImportRefuse as refus:
        _montrer(refus)
        return 1
    except OperationalError as erreur:
        _dire(f"La base de données ne répond pas : {erreur}. Rien n'est importé ; réessayer dans un instant.")
        return 1
    print(typographie(_resume(bilan)))
    return 0


def modele_import(fichier: Path, preset: str = "62") -> int:
    """Write the empty workbook to `fichier`. Return 0, or 1 when it cannot be written."""
    fichier = Path(fichier)
    if fichier.suffix.lower() != ".xlsx":
        _dire(f"« {fichier} » : le nom du modèle doit finir par .xlsx")
        return 1
    try:
        ecrire_modele(fichier, preset)
    except PresetInconnu as erreur:
        _dire(str(erreur))
        return 1
    except FileExistsError:
        _dire(f"« {fichier} » existe déjà : choisissez un autre nom, ou supprimez-le d'abord.")
        return 1
    except OSError as erreur:
        _dire(f"« {fichier} » ne peut pas être écrit ici ({erreur.strerror}) : choisissez un autre dossier.")
        return 1
    print(typographie(f"Modèle écrit : {fichier}. Commencez par sa feuille « Mode d'emploi »."))
    return 0


@contextmanager
def barre() -> Iterator[Progression]:
    """Show how far an import is, on a terminal only; what it gives is called with (lines done, all lines)."""
    with tqdm(unit=" lignes", desc="Import", leave=False, disable=None, file=sys.stderr) as affichage:

        def progression(fait: int, total: int) -> None:
            affichage.total = max(fait, total)
            affichage.update(fait - affichage.n)

        yield progression


def _montrer(refus: ImportRefuse) -> None:
    for faute in refus.fautes:
        print(faute, file=sys.stderr)
    cachees = refus.nombre - len(refus.fautes)
    if cachees:
        _dire(f"… et {cachees} autres fautes, qui ne sont pas montrées.")
    s = "s" if refus.nombre > 1 else ""
    _dire(f"Rien n'est importé : {refus.nombre} faute{s} à corriger.")


def _resume(bilan: Bilan) -> str:
    titres = {genre.nom: genre.titre for genre in GENRES}
    lignes = [
        f"{titres[nom]} : {compte.crees} de plus, {compte.deja_la} déjà là"
        for nom, compte in bilan.comptes.items()
    ]
    s = "s" if bilan.nb_crees > 1 else ""
    if bilan.est_essai:
        lignes.append(f"Essai réussi : {bilan.nb_crees} ligne{s} à importer. Rien n'est enregistré.")
    elif bilan.nb_crees:
        lignes.append(f"Import réussi : {bilan.nb_crees} ligne{s} importée{s}.")
    else:
        lignes.append("Tout était déjà là : rien n'est ajouté.")
    return "\n".join(lignes)


def _dire(texte: str) -> None:
    print(typographie(texte), file=sys.stderr)
