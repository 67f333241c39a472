"""Writing the journal, and verifying that nobody rewrote it."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum
from uuid import UUID

from django.db import transaction
from django.db.models import Count, QuerySet

from allervers.comptes.models import Service

from .models import Consultation, LigneJournal

# The line that tells which lines no longer say whom they are about.
EXPURGER = "expurger_journal"
# A file opened again by the same person on the same device makes no second line before this.
PAUSE = timedelta(minutes=10)


# Without a savepoint of its own: an operation never outlives its line.
@transaction.atomic(savepoint=False)
def inscrire(
    *, service, operation, details, par=None, objet: UUID | None = None, appareil=""
) -> LigneJournal:
    """Append a line to the journal of `service`, chained to its last. Call it inside the operation's transaction.

    `details` holds counts and references, never content; `objet` is the UUID of the youth or record concerned;
    `appareil` comes from `appareil_de`. Other writers of this journal wait until the transaction ends.
    """
    _prendre_la_plume(service)
    lignes = LigneJournal.objects.filter(service_id=service.pk)
    ligne = LigneJournal(
        service_id=service.pk,
        instant=datetime.now(UTC),
        par=par and par.pk,
        operation=str(operation),
        objet=objet,
        appareil=appareil,
        # As the database will give them back: it is what a verification reads.
        details=json.loads(json.dumps(details)),
        empreinte_precedente=lignes.values_list("empreinte", flat=True).last() or "",
    )
    ligne.empreinte = ligne.calculer_empreinte()
    ligne.save(force_insert=True)
    return ligne


def consulter(
    *, consultation: Consultation, service, objet: UUID, par, appareil="", details=None
) -> LigneJournal | None:
    """Note that `par` read `objet`. Return the line, or None when one of less than ten minutes ago says it already.

    Another person, another device or another consultation makes a line of its own.
    """
    lignes = LigneJournal.objects.filter(service_id=service.pk, objet=objet, par=par.pk, appareil=appareil)
    if lignes.filter(operation=consultation, instant__gt=datetime.now(UTC) - PAUSE).exists():
        return None
    return inscrire(
        service=service,
        operation=consultation,
        details=details or {},
        par=par,
        objet=objet,
        appareil=appareil,
    )


@transaction.atomic(savepoint=False)
def expurger(*, service, lignes: QuerySet[LigneJournal], par=None, appareil="") -> int:
    """Take away from `lignes` whom they are about, once that person is erased: who read or wrote, and when, stay.

    A new line of the chain tells which ones: `verifier` accepts those, and no other. Return how many.
    """
    numeros = sorted(lignes.filter(service_id=service.pk).values_list("numero", flat=True))
    if numeros:
        inscrire(service=service, operation=EXPURGER, details={"lignes": numeros}, par=par, appareil=appareil)
        LigneJournal.objects.filter(service_id=service.pk, numero__in=numeros).update(objet=None, details={})
    return len(numeros)


def _prendre_la_plume(service) -> None:
    """Wait for the other writers of this journal. SQLite has only one writer at a time, and ignores the lock.

    `no_key`: a plain lock would wait for every transaction that added a row to the service, each for the other.
    """
    Service.objects.select_for_update(no_key=True).only("pk").get(pk=service.pk)


class Nature(Enum):
    MODIFIEE = "cette ligne a été modifiée"
    MANQUE = "des lignes ont été retirées juste avant, ou la précédente a été réécrite"
    BRANCHE = "cette ligne fait suite à une ligne qui a déjà une autre suite"


@dataclass(frozen=True)
class Rupture:
    """Where the chain no longer holds: the first line that does not agree with what comes before it."""

    nature: Nature
    numero: int
    instant: datetime


@dataclass(frozen=True)
class Verification:
    """`derniere`: the hash of the last line, empty without a line; `est_retrouvee`: None when nothing was sought."""

    nb_lignes: int
    derniere: str
    ruptures: tuple[Rupture, ...]
    est_retrouvee: bool | None

    @property
    def est_intacte(self) -> bool:
        return not self.ruptures and self.est_retrouvee is not False


def verifier(service, attendue: str | None = None) -> Verification:
    """Read the whole journal of `service` again, and return what it is worth. Writes nothing.

    The chain alone cannot tell that its last lines were removed: `attendue`, a hash noted earlier outside the
    server, can.
    """
    lignes = LigneJournal.objects.filter(service_id=service.pk)
    fourches = set(
        lignes.order_by()
        .values_list("empreinte_precedente", flat=True)
        .annotate(nb=Count("numero"))
        .filter(nb__gt=1)
        .values_list("empreinte_precedente", flat=True)
    )
    nb_lignes, derniere, ruptures = 0, "", []
    est_retrouvee = None if attendue is None else False
    expurgees = {
        numero
        for ligne in lignes.filter(operation=EXPURGER)
        if ligne.empreinte == ligne.calculer_empreinte()
        for numero in ligne.details.get("lignes", ())
        if numero < ligne.numero
    }
    for ligne in lignes.iterator(chunk_size=2000):
        if ligne.empreinte_precedente != derniere:
            nature = Nature.BRANCHE if ligne.empreinte_precedente in fourches else Nature.MANQUE
            ruptures.append(Rupture(nature, ligne.numero, ligne.instant))
        est_expurgee = ligne.numero in expurgees and ligne.objet is None and ligne.details == {}
        if ligne.empreinte != ligne.calculer_empreinte() and not est_expurgee:
            ruptures.append(Rupture(Nature.MODIFIEE, ligne.numero, ligne.instant))
        if ligne.empreinte == attendue:
            est_retrouvee = True
        nb_lignes, derniere = nb_lignes + 1, ligne.empreinte
    return Verification(nb_lignes, derniere, tuple(ruptures), est_retrouvee)
