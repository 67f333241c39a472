"""The report as one HTML file that needs nothing else."""

from pathlib import Path

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

from .lecture import Lecture
from .presentation import presenter_sections


def rapport_html(service, lecture: Lecture) -> str:
    """Return the report of one year, its style sheet inside."""
    return render_to_string(
        "rapport/rapport.html",
        {
            "service": service,
            "lecture": lecture,
            "style": Path(finders.find("rapport.css")).read_text("utf-8"),
            "sections": presenter_sections(lecture.sections),
        },
    )
