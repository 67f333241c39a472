"""The face of the documents, and drawings as pictures where a document cannot hold an SVG."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import typst
from django.contrib.staticfiles import finders

# Twice as fine as a screen: sharp on paper.
POINTS_PAR_POUCE = 192
PAGE = b'#set page(width: auto, height: auto, margin: 0pt)\n#image("dessin.svg")'


@cache
def polices() -> typst.Fonts:
    """Return the fonts of the documents: ours, and none of the machine's."""
    dossier = Path(finders.find("vendor/source-sans-3/SourceSans3_400Regular.ttf")).parent
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[dossier])


def en_png(svg: str) -> bytes:
    """Return a drawing as a PNG picture, the same bytes for the same drawing."""
    with TemporaryDirectory() as dossier:
        racine = Path(dossier)
        (racine / "dessin.svg").write_text(svg, "utf-8")
        (racine / "page.typ").write_bytes(PAGE)
        return typst.compile(racine / "page.typ", font_paths=polices(), format="png", ppi=POINTS_PAR_POUCE)
