"""What is done to the register. The journal names the entry, never the youth: the youth's own file tells nothing."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db import transaction

from allervers.coffre.operations import oublier, sceller
from allervers.comptes import versions
from allervers.comptes.refus import refuser_en_mots
from allervers.jeunes.models import Jeune
from allervers.journal.operations import inscrire
from allervers.referentiel.models import Terme

from .models import SansInformer, Signalement


class SignalementRefuse(Exception):
    """This cannot be recorded; the message, in French, says what to do."""


@transaction.atomic
def signaler(
    *,
    jeune: Jeune,
    uuid: UUID,
    date: date,
    destinataire: Terme,
    parents_informes_le: date | None,
    sans_informer: SansInformer | str,
    suite: Terme | None,
    suite_le: date | None,
    textes: Mapping[str, tuple[bytes | None, str]],
    par,
    appareil="",
) -> Signalement:
    """Enter what was sent to the CRIP, to the prosecutor… `textes`: field → (envelope, print of what was read there),
    of `observe` and `precision`. The same UUID again adds nothing. Raises SignalementRefuse.
    """
    if connu := Signalement.objects.filter(service=jeune.service, uuid=uuid).first():
        return connu
    if not textes.get("observe", (None, ""))[0]:
        raise SignalementRefuse("Écrivez ce qui a été observé.")
    signalement = Signalement(
        service=jeune.service,
        uuid=uuid,
        jeune=jeune,
        date=date,
        destinataire=destinataire,
        parents_informes_le=parents_informes_le,
        sans_informer=sans_informer,
        suite=suite,
        suite_le=suite_le,
        saisi_par=par,
    )
    with refuser_en_mots(Signalement, SignalementRefuse):
        signalement.save(force_insert=True)
    _sceller(signalement, textes, par)
    _inscrire("signaler", signalement, par, appareil)
    return signalement


@transaction.atomic
def completer_signalement(
    *,
    signalement: Signalement,
    lue: int,
    textes: Mapping[str, tuple[bytes | None, str]],
    par,
    appareil="",
    **faits,
) -> None:
    """Correct an entry, read at version `lue`, or say what came of it.

    Raises VersionDepassee, EnveloppeDepassee, SignalementRefuse.
    """
    with refuser_en_mots(Signalement, SignalementRefuse):
        change = versions.modifier(objet=signalement, lue=lue, par=par, **faits)
    if _sceller(signalement, textes, par) or change:
        _inscrire("completer_signalement", signalement, par, appareil)


@transaction.atomic
def retirer_signalement(*, signalement: Signalement, lue: int, par, appareil="") -> None:
    """Withdraw an entry made by mistake: its sealed words vanish. Raises VersionDepassee."""
    versions.retirer(objet=signalement, lue=lue, par=par)
    oublier(signalement.service, [signalement.uuid])
    _inscrire("retirer_signalement", signalement, par, appareil)


def _sceller(signalement: Signalement, textes: Mapping[str, tuple[bytes | None, str]], par) -> bool:
    for champ, (enveloppe, lue) in textes.items():
        if enveloppe is not None or lue:
            sceller(objet=signalement, champ=champ, enveloppe=enveloppe, lue=lue, par=par)
    return bool(textes)


def _inscrire(operation: str, signalement: Signalement, par, appareil: str) -> None:
    inscrire(
        service=signalement.service,
        operation=operation,
        par=par,
        objet=signalement.uuid,
        appareil=appareil,
        details={},
    )
