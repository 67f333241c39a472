"""Writing many rows at once: insert what is new, accept what is identical, report the rest."""

import operator
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, models, transaction

TAILLE_DE_LOT = 5000


@dataclass(frozen=True)
class Ecart:
    """The row `pk` is already recorded with `enregistre` in `champ`, and the new one says otherwise."""

    pk: Any
    champ: str
    enregistre: Any


@dataclass(frozen=True)
class BilanDeLot:
    """`nouveaux`: the keys inserted; `ecarts`: what differs, left as it was; `refus`: key → French reason."""

    nouveaux: set
    ecarts: list[Ecart]
    refus: dict[Any, str]


def enregistrer_lot(
    modele: type[models.Model],
    objets: Sequence[models.Model],
    champs: Sequence[str],
    *,
    identiques: Callable[[str, Any, Any], bool] = lambda champ, a, b: operator.eq(a, b),
) -> BilanDeLot:
    """Insert the `objets` whose primary key is new; compare the others with their row, on `champs`.

    Nothing recorded is changed. Two queries for a whole lot, and more only when the database refuses a row.
    Call it inside a transaction; raises nothing for a refused row.
    """
    lignes = modele._base_manager.filter(pk__in=[objet.pk for objet in objets]).values_list("pk", *champs)
    connus = {pk: valeurs for pk, *valeurs in lignes}
    ecarts = [
        Ecart(objet.pk, champ, valeur)
        for objet in objets
        if objet.pk in connus
        for champ, valeur in zip(champs, connus[objet.pk], strict=True)
        if not identiques(champ, valeur, getattr(objet, champ))
    ]
    nouveaux = [objet for objet in objets if objet.pk not in connus]
    refus = dict(_inserer(modele, nouveaux))
    return BilanDeLot({objet.pk for objet in nouveaux} - refus.keys(), ecarts, refus)


def _inserer(modele, objets) -> Iterator[tuple[Any, str]]:
    """Insert `objets` and yield (key, reason) for each that the database refuses, found by halving."""
    if not objets:
        return
    try:
        with transaction.atomic():
            modele._base_manager.bulk_create(objets, batch_size=TAILLE_DE_LOT)
    except IntegrityError as erreur:
        if len(objets) == 1:
            yield objets[0].pk, raison_du_refus(modele, erreur)
        else:
            milieu = len(objets) // 2
            yield from _inserer(modele, objets[:milieu])
            yield from _inserer(modele, objets[milieu:])


def raison_du_refus(modele, erreur: IntegrityError) -> str:
    """Return, in French, which rule of `modele` the database says is broken."""
    texte = str(erreur)
    for contrainte in modele._meta.constraints:
        if contrainte.name in texte or _meme_unicite(modele, contrainte, texte):
            if isinstance(contrainte, models.UniqueConstraint) and contrainte.fields:
                champs = [str(modele._meta.get_field(champ).verbose_name) for champ in contrainte.fields]
                return f"il y a déjà une ligne avec ce contenu ({', '.join(champs)}) ; en donner un autre."
            return str(contrainte.get_violation_error_message())
    return "la base de données refuse cette ligne, qui contredit une autre ; vérifier ses codes et ses dates."


def _meme_unicite(modele, contrainte, texte: str) -> bool:
    """SQLite names the columns of a unique constraint, not the constraint."""
    if not isinstance(contrainte, models.UniqueConstraint) or "UNIQUE constraint failed" not in texte:
        return False
    table = modele._meta.db_table
    colonnes = {f"{table}.{modele._meta.get_field(champ).column}" for champ in contrainte.fields}
    return set(texte.split(": ", 1)[-1].split(", ")) == colonnes
