"""The code of a record that a screen makes: what other tables of an import would name it by."""

from itertools import count

from django.utils.text import slugify

LONGUEUR = 50


def code_libre(modele, service, nom: str, **ailleurs) -> str:
    """Return a code drawn from `nom` that no row of `modele` has in this service; `ailleurs` narrows the rows.

    « Collège Vinci » gives college-vinci, then college-vinci-2.
    """
    base = slugify(nom)[:LONGUEUR].strip("-") or "sans-nom"
    pris = set(
        modele._base_manager.filter(service=service, code__startswith=base, **ailleurs).values_list(
            "code", flat=True
        )
    )
    suite = (f"{base}-{numero}" if numero > 1 else base for numero in count(1))
    return next(code for code in suite if code not in pris)
