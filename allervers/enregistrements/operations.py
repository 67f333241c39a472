"""Adding, changing and withdrawing a plain record: one row, its versions, and a line of the journal for each."""

from typing import TypeVar
from uuid import UUID

from django.db import models, transaction

from allervers.comptes import versions
from allervers.comptes.cloison import Enregistrement
from allervers.comptes.refus import refuser_en_mots
from allervers.journal.operations import inscrire

E = TypeVar("E", bound=Enregistrement)


class EnregistrementRefuse(Exception):
    """What was typed contradicts something, or something still names the record; the message, in French, says what."""


class DejaEnregistre(EnregistrementRefuse):
    """A page that one went back to, after it was sent, says something else: it is not to be lost, nor taken for it."""

    def __init__(self):
        super().__init__(
            "Cette page a déjà servi\u202f: ce qu’elle disait est enregistré. Pour noter ceci en plus, enregistrez de "
            "nouveau\u202f; pour corriger le premier, ouvrez-le."
        )


@transaction.atomic
def ajouter(*, modele: type[E], service, uuid: UUID, par, appareil="", **faits) -> E:
    """Return the new record. The same UUID again returns the one already made. Raises EnregistrementRefuse."""
    if connu := modele.objects.filter(service=service, uuid=uuid).first():
        return connu
    objet = modele(service=service, uuid=uuid, saisi_par=par, **faits)
    with refuser_en_mots(modele, EnregistrementRefuse):
        objet.save(force_insert=True)
    _inscrire("ajouter_enregistrement", objet, par, appareil)
    return objet


@transaction.atomic
def modifier(*, objet: Enregistrement, lue: int, par, appareil="", autour=None, **faits) -> bool:
    """Make the record say `faits`; return whether something changed (`comptes.versions.modifier` tells of `autour`).

    Raises VersionDepassee, EnregistrementRefuse.
    """
    with refuser_en_mots(type(objet), EnregistrementRefuse):
        change = versions.modifier(objet=objet, lue=lue, par=par, autour=autour, **faits)
    if change:
        _inscrire("modifier_enregistrement", objet, par, appareil)
    return change


@transaction.atomic
def retirer(*, objet: Enregistrement, lue: int, par, appareil="") -> None:
    """Withdraw a record entered by mistake; what it was is kept. Raises VersionDepassee, EnregistrementRefuse."""
    try:
        with transaction.atomic():
            versions.retirer(objet=objet, lue=lue, par=par)
    except models.ProtectedError:
        raise EnregistrementRefuse(
            "Quelque chose s’y rapporte déjà\u202f: cela ne s’efface pas. Donnez-lui plutôt une date de fin."
        ) from None
    _inscrire("retirer_enregistrement", objet, par, appareil)


def _inscrire(operation: str, objet: Enregistrement, par, appareil: str) -> None:
    inscrire(
        service=objet.service,
        operation=operation,
        par=par,
        objet=objet.uuid,
        appareil=appareil,
        details={"genre": str(objet._meta.verbose_name)},
    )
