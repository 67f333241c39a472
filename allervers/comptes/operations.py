"""Writing many rows at once: insert what is new, accept what is identical, report the rest."""

import operator
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import IntegrityError, models, transaction

from .refus import raison_du_refus

TAILLE_DE_LOT = 5000


@dataclass(frozen=True)
class Ecart:
    """The row `uuid` is already recorded with `enregistre` in `champ`, and the new one says otherwise."""

    uuid: UUID
    champ: str
    enregistre: Any


@dataclass(frozen=True)
class BilanDeLot:
    """`nouveaux`: the UUIDs inserted; `ecarts`: what differs, left as it was; `refus`: UUID → French reason;
    `cles`: UUID → primary key, of all that is recorded."""

    nouveaux: set[UUID]
    ecarts: list[Ecart]
    refus: dict[UUID, str]
    cles: dict[UUID, int]


def enregistrer_lot(
    modele: type[models.Model],
    objets: Sequence[models.Model],
    champs: Sequence[str],
    *,
    identiques: Callable[[str, Any, Any], bool] = lambda champ, a, b: operator.eq(a, b),
) -> BilanDeLot:
    """Insert the `objets` whose UUID is new; compare the others with their row, on `champs`.

    Nothing recorded is changed. Two queries for a whole lot, and more only when the database refuses a row.
    Call it inside a transaction; raises nothing for a refused row.
    """
    lignes = modele._base_manager.filter(uuid__in=[objet.uuid for objet in objets])
    connus = {uuid: valeurs for uuid, *valeurs in lignes.values_list("uuid", "pk", *champs)}
    cles = {uuid: valeurs[0] for uuid, valeurs in connus.items()}
    ecarts = [
        Ecart(objet.uuid, champ, valeur)
        for objet in objets
        if objet.uuid in connus
        for champ, valeur in zip(champs, connus[objet.uuid][1:], strict=True)
        if not identiques(champ, valeur, getattr(objet, champ))
    ]
    nouveaux = [objet for objet in objets if objet.uuid not in connus]
    refus = dict(_inserer(modele, nouveaux))
    inseres = {objet.uuid: objet.pk for objet in nouveaux if objet.uuid not in refus}
    return BilanDeLot(set(inseres), ecarts, refus, cles | inseres)


def _inserer(modele, objets) -> Iterator[tuple[UUID, str]]:
    """Insert `objets` and yield (UUID, reason) for each that the database refuses, found by halving."""
    if not objets:
        return
    try:
        with transaction.atomic():
            modele._base_manager.bulk_create(objets, batch_size=TAILLE_DE_LOT)
    except IntegrityError as erreur:
        if len(objets) == 1:
            yield objets[0].uuid, raison_du_refus(modele, erreur)
        else:
            milieu = len(objets) // 2
            yield from _inserer(modele, objets[:milieu])
            yield from _inserer(modele, objets[milieu:])
