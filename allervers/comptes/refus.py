"""What the database refuses, said in French: the rule that is broken."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError, models, transaction


@contextmanager
def refuser_en_mots(modele: type[models.Model], refus: type[Exception]) -> Iterator[None]:
    """Do what follows in one transaction; raise `refus`, with the rule that is broken, when the database refuses it."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as erreur:
        raison = raison_du_refus(modele, erreur)
        raise refus(raison[0].upper() + raison[1:]) from None


def raison_du_refus(modele, erreur: IntegrityError) -> str:
    """Return, in French, which rule of `modele` the database says is broken."""
    texte = str(erreur)
    for contrainte in modele._meta.constraints:
        if contrainte.name in texte or _meme_unicite(modele, contrainte, texte):
            if isinstance(contrainte, models.UniqueConstraint) and contrainte.fields:
                champs = [str(modele._meta.get_field(champ).verbose_name) for champ in contrainte.fields]
                return f"il y a déjà une ligne avec ce contenu ({', '.join(champs)}) ; donnez-en un autre."
            return str(contrainte.get_violation_error_message())
    return "la base de données refuse cette ligne, qui contredit une autre ; vérifiez ses codes et ses dates."


def _meme_unicite(modele, contrainte, texte: str) -> bool:
    """SQLite names the columns of a unique constraint, not the constraint."""
    if not isinstance(contrainte, models.UniqueConstraint) or "UNIQUE constraint failed" not in texte:
        return False
    table = modele._meta.db_table
    colonnes = {f"{table}.{modele._meta.get_field(champ).column}" for champ in contrainte.fields}
    return set(texte.split(": ", 1)[-1].split(", ")) == colonnes
