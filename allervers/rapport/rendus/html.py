"""The report as one HTML file that needs nothing else."""

from base64 import b64encode
from pathlib import Path

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

from ..document import Document


def rendre_html(document: Document) -> bytes:
    """Return the report in UTF-8, its style sheet, its logo and its charts inside."""
    logo = document.couverture.logo
    page = render_to_string(
        "rapport/rapport.html",
        {
            "document": document,
            "logo": logo and b64encode(logo).decode(),
            "style": Path(finders.find("rapport.css")).read_text("utf-8"),
        },
    )
    return page.encode()
