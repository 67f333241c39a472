"""Changing a record: what it was is kept, and nobody writes over what they have not read."""

from collections.abc import Mapping
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from .cloison import Enregistrement
from .models import EtatAnterieur

# What says which row it is, and who wrote it: no fact of the trade.
_DE_LA_LIGNE = {
    "id", "uuid", "service", "saisi_par", "saisi_le", "modifie_par", "modifie_le", "version", "saisie",
}  # fmt: skip


class VersionDepassee(Exception):
    """Somebody changed the record meanwhile: `actuel` is what it is now. A page answers 409 and shows both."""

    def __init__(self, actuel: Enregistrement):
        super().__init__("Cet enregistrement vient d'être modifié par quelqu'un d'autre.")
        self.actuel = actuel


def version_lue(texte: str) -> int:
    """Return the version that a page says it read; 0, which no record has, when it says none."""
    return int(texte) if texte.isascii() and texte.isdecimal() else 0


@transaction.atomic
def retirer(*, objet: Enregistrement, lue: int, par) -> None:
    """Withdraw `objet`, entered by mistake and read at version `lue`; what it was is kept. Raises VersionDepassee."""
    _garder(_verrouiller(objet), lue, par, {})
    objet.delete()


@transaction.atomic
def modifier(
    *, objet: Enregistrement, lue: int, par, autour: Mapping[str, tuple[Any, Any]] | None = None, **champs
) -> bool:
    """Change these fields of `objet`, which was read at version `lue`. Call it inside the trade's operation.

    `autour`: what the operation changes in rows around it, name → (before, after), in plain values; kept with the rest.
    Returns False, and changes nothing, when all already says so, whatever the version: sending a form twice is
    harmless. Raises VersionDepassee when `objet` has another version by now.
    """
    avant = {nom: avant for nom, (avant, apres) in (autour or {}).items() if avant != apres}
    actuel = _verrouiller(objet)
    if not avant and all(getattr(actuel, champ) == valeur for champ, valeur in champs.items()):
        return False
    _garder(actuel, lue, par, avant)
    champs |= {"modifie_par": par, "modifie_le": timezone.now(), "version": lue + 1}
    for champ, valeur in champs.items():
        setattr(objet, champ, valeur)
    objet.save(update_fields=[*champs])
    return True


def _verrouiller(objet: Enregistrement) -> Enregistrement:
    return type(objet)._base_manager.select_for_update().get(pk=objet.pk)


def _garder(actuel: Enregistrement, lue: int, par, avant: Mapping[str, Any]) -> None:
    """Keep what `actuel` is, with `avant` of what stands around it. Raises VersionDepassee."""
    if actuel.version != lue:
        raise VersionDepassee(actuel)
    EtatAnterieur.objects.create(
        service_id=actuel.service_id,
        genre=actuel._meta.label_lower,
        objet=actuel.uuid,
        version=lue,
        etat=etat(actuel) | avant,
        remplace_par=par,
    )


def histoire(objet: Enregistrement) -> models.QuerySet[EtatAnterieur]:
    """Return what `objet` was, the latest first."""
    return EtatAnterieur.objects.filter(service_id=objet.service_id, objet=objet.uuid)


def etat(objet: Enregistrement) -> dict:
    return {
        champ.name: champ.value_from_object(objet)
        for champ in objet._meta.concrete_fields
        if champ.name not in _DE_LA_LIGNE and not isinstance(champ, models.BinaryField)
    }
