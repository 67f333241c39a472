"""A field whose value only the service's browsers can read."""

from collections.abc import Iterator

from django.apps import apps
from django.db import models


class ChampScelle(models.BinaryField):
    """An envelope (`coffre/enveloppe.py`), or nothing. Written by `coffre.operations.sceller` alone."""

    def __init__(self, *args, **options):
        super().__init__(*args, **{"null": True, "editable": False} | options)


def champs_scelles() -> Iterator[tuple[type[models.Model], ChampScelle]]:
    """Yield every sealed field of the project with its model."""
    for modele in apps.get_models():
        for champ in modele._meta.concrete_fields:
            if isinstance(champ, ChampScelle):
                yield modele, champ


def genre(modele: type[models.Model]) -> str:
    """Return the name that envelopes give to the records of a model."""
    return modele._meta.model_name
