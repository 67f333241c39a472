"""The code of a record that a screen makes: what other tables of an import would name it by."""

from collections.abc import Collection
from itertools import count

from django.utils.text import slugify

LONGUEUR = 50


def code_libre(modele, service, nom: str, **ailleurs) -> str:
    """Return a code drawn from `nom` that no row of `modele` has in this service; `ailleurs` narrows the rows.

    « Collège Vinci » gives college-vinci, then college-vinci-2.
    """
    base = slugify(nom)[:LONGUEUR].strip("-") or "sans-nom"
    return numeroter(base, _pris(modele, service, base, **ailleurs), "-")


def code_numerote(modele, service, base: str) -> str:
    """Return `base`, or `base` and the first number that no row of `modele` has in this service."""
    return numeroter(base, _pris(modele, service, base))


def numeroter(base: str, pris: Collection[str], lien: str = "") -> str:
    """Return `base`, or `base`, `lien` and the first number from 2 on: what is not among `pris`."""
    suite = (f"{base}{lien}{numero}" if numero > 1 else base for numero in count(1))
    return next(code for code in suite if code not in pris)


def _pris(modele, service, base: str, **ailleurs) -> set[str]:
    lignes = modele._base_manager.filter(service=service, code__startswith=base, **ailleurs)
    return set(lignes.values_list("code", flat=True))
