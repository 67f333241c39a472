import json
from collections.abc import Iterator
from pathlib import Path

from .html import rapport_html
from .lecture import Lecture


def ecrire(lecture: Lecture, service, dossier: Path) -> Iterator[Path]:
    """Write the report in `dossier`, made if needed; yield each file once it is written."""
    dossier.mkdir(parents=True, exist_ok=True)
    tableaux = [tableau.en_json() for tableau in lecture.tableaux]
    for nom, texte in (
        ("rapport.html", rapport_html(service, lecture)),
        ("tableaux.json", json.dumps(tableaux, ensure_ascii=False, indent=1)),
    ):
        (dossier / nom).write_text(texte, "utf-8")
        yield dossier / nom
