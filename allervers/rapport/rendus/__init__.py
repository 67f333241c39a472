"""The renderers: one document in, one file out, always the same bytes for the same document."""

from collections.abc import Callable, Mapping
from importlib import import_module

from ..document import Document

# Each renderer is read when it is first needed: a table asked for at the terminal needs none of them.
FORMATS: Mapping[str, tuple[str, str]] = {
    "pdf": ("PDF", "application/pdf"),
    "docx": ("Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "xlsx": ("Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "html": ("Page web", "text/html; charset=utf-8"),
    "json": ("Données", "application/json"),
}


def rendre(document: Document, format: str) -> bytes:
    """Return `document` as a file. Raises KeyError for a format that is not in `FORMATS`."""
    if format not in FORMATS:
        raise KeyError(format)
    fonction: Callable[[Document], bytes] = getattr(import_module(f"{__name__}.{format}"), f"rendre_{format}")
    return fonction(document)
