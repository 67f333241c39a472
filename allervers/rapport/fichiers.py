"""The report on disk, for the command line."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from .document import Document, TableauDuDocument
from .rendus import rendre


def ecrire(document: Document, dossier: Path, formats: Iterable[str]) -> Iterator[Path]:
    """Write the report in `dossier`, made if needed; yield each file once it is written.

    With `json` come the tables alone too, as `allervers tableaux --json` prints them.
    """
    dossier.mkdir(parents=True, exist_ok=True)
    for format in formats:
        fichier = dossier / f"rapport.{format}"
        fichier.write_bytes(rendre(document, format))
        yield fichier
        if format == "json":
            tableaux = [
                bloc.affiche.tableau.en_json()
                for section in document.sections
                for bloc in section.blocs
                if isinstance(bloc, TableauDuDocument)
            ]
            (dossier / "tableaux.json").write_text(
                json.dumps(tableaux, ensure_ascii=False, indent=1), "utf-8"
            )
            yield dossier / "tableaux.json"
