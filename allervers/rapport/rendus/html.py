"""The report as one HTML file that needs nothing else."""

from base64 import b64encode
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

from ..document import Document
from .textes import lire_avertissements

FEUILLES = ("rapport.css", "rapport-seul.css")
POLICES = {
    "400": "vendor/source-sans-3/SourceSans3_400Regular.ttf",
    "600 700": "vendor/source-sans-3/SourceSans3_600SemiBold.ttf",
}


def rendre_html(document: Document) -> bytes:
    """Return the report in UTF-8, its style sheet, its typeface, its logo and its charts inside."""
    logo = document.couverture.logo
    page = render_to_string(
        "rapport/rapport.html",
        {
            "document": document,
            "avertissements": lire_avertissements(document),
            "logo": logo and b64encode(logo).decode(),
            "polices": _polices(),
            "style": "\n".join(Path(finders.find(nom)).read_text("utf-8") for nom in FEUILLES),
        },
    )
    return page.encode()


@cache
def _polices() -> list[tuple[str, str]]:
    """The weights of the typeface, and their files: drawings are measured for it, and few machines have it."""
    return [
        (graisse, b64encode(Path(finders.find(nom)).read_bytes()).decode())
        for graisse, nom in POLICES.items()
    ]
