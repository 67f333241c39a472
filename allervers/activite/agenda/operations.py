"""What is done to the agenda. A series is changed from one of its days on: what was expected before stays."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from allervers.comptes.models import Utilisateur
from allervers.comptes.versions import VersionDepassee, modifier
from allervers.journal.operations import inscrire

from .models import Attendu, Ecart, Prevision
from .recurrence import Recurrence


class PrevisionRefusee(Exception):
    """This cannot be expected; the message, in French, says what to do."""


@dataclass(frozen=True)
class Attente:
    """All that is expected: what, when, where, who. Rows, not codes."""

    type: Any
    date: date
    heure: time
    duree_minutes: int
    titre: str = ""
    lieu: Any = None
    equipe: Any = None
    professionnels: Collection[Utilisateur] = ()
    action: Any = None
    instance: Any = None
    recurrence: Recurrence | None = None

    @property
    def champs(self) -> dict:
        """The columns of the item itself."""
        noms = ("type", "titre", "date", "heure", "duree_minutes", "lieu", "equipe", "action", "instance")
        revient = self.recurrence
        return {nom: getattr(self, nom) for nom in noms} | {
            "toutes_les": revient and revient.toutes_les,
            "jours": revient and sum(1 << jour for jour in revient.jours),
            "jusqu_au": revient and revient.jusqu_au,
        }

    def verifier(self) -> None:
        """Raises PrevisionRefusee."""
        if self.equipe is None and not self.professionnels:
            raise PrevisionRefusee("Dites qui est attendu : une équipe, ou au moins une personne.")
        if self.recurrence and self.recurrence.premier_jour(self.date) is None:
            raise PrevisionRefusee("Cela s’arrête avant la première fois. Choisissez une fin plus lointaine.")


@transaction.atomic
def prevoir(*, service, uuid: UUID, attente: Attente, par, appareil="") -> Prevision:
    """Return the new item of the agenda. The same UUID again returns the one already made: a retry is harmless.

    Raises PrevisionRefusee when nobody is expected, or when it ends before its first day.
    """
    if connue := Prevision.objects.filter(service=service, uuid=uuid).first():
        return connue
    attente.verifier()
    prevision = Prevision.objects.create(service=service, uuid=uuid, saisi_par=par, **attente.champs)
    _attendre(prevision, attente.professionnels)
    _inscrire("prevoir", prevision, par, appareil)
    return prevision


@transaction.atomic
def modifier_prevision(
    *, prevision: Prevision, jour: date, suite: UUID, attente: Attente, lue: int, par, appareil=""
) -> Prevision:
    """Change what is expected from `jour` on, and return the item that says so.

    A series begun before `jour` stops the day before, and `suite` follows it: what was expected stays so. Raises
    PrevisionRefusee, and VersionDepassee when somebody changed it since it was read at version `lue`.
    """
    if connue := Prevision.objects.filter(service=prevision.service, uuid=suite).first():
        return connue
    attente.verifier()
    jour = min(jour, attente.date)
    if prevision.recurrence is None or jour <= prevision.recurrence.premier_jour(prevision.date):
        avant = sorted(str(un.professionnel.uuid) for un in _attendus(prevision))
        apres = sorted(str(un.uuid) for un in attente.professionnels)
        modifier(
            objet=prevision,
            lue=lue,
            par=par,
            autour={"professionnels": (avant, apres)},
            **attente.champs,
        )
        if avant != apres:
            prevision.attendus.all().delete()
            _attendre(prevision, attente.professionnels)
        _inscrire("modifier_prevision", prevision, par, appareil)
        return prevision
    modifier(objet=prevision, lue=lue, par=par, jusqu_au=jour - timedelta(1))
    nouvelle = prevoir(service=prevision.service, uuid=suite, attente=attente, par=par, appareil=appareil)
    # What was entered or moved from that day on goes with the series that is expected then.
    prevision.interventions.filter(prevision_jour__gte=jour).update(prevision=nouvelle)
    prevision.ecarts.filter(jour__gte=jour).update(prevision=nouvelle)
    return nouvelle


@transaction.atomic
def deplacer_prevision(
    *,
    prevision: Prevision,
    jour: date,
    date: date,
    heure: time,
    duree_minutes: int,
    lue: int,
    par,
    appareil="",
) -> None:
    """Move, lengthen or restore one occurrence, that of `jour`. Raises VersionDepassee and PrevisionRefusee.

    `lue` is the version of the occurrence (`Occurrence.version`): 0 as long as nothing departs from the rule.
    """
    quand = {"date": date, "heure": heure, "duree_minutes": duree_minutes}
    if prevision.recurrence is None:
        modifier(objet=prevision, lue=lue, par=par, **quand)
    else:
        _ecarter(prevision, jour, lue, par, est_annule=False, **quand)
    _inscrire("deplacer_prevision", prevision, par, appareil)


@transaction.atomic
def annuler_occurrence(*, prevision: Prevision, jour: date, lue: int, par, appareil="") -> None:
    """Say that what comes again does not take place on `jour`. `lue`: as for `deplacer_prevision`."""
    if prevision.recurrence is None:
        raise PrevisionRefusee("Ceci n’est prévu qu’une fois : effacez-le.")
    _ecarter(prevision, jour, lue, par, est_annule=True)
    _inscrire("annuler_occurrence", prevision, par, appareil)


@transaction.atomic
def arreter_prevision(*, prevision: Prevision, jour: date, lue: int, par, appareil="") -> None:
    """Expect nothing more from `jour` on. What then never took place is erased; what was entered from it stays."""
    _inscrire("arreter_prevision", prevision, par, appareil)
    recurrence = prevision.recurrence
    if recurrence and recurrence.premier_jour(prevision.date) < jour:
        modifier(objet=prevision, lue=lue, par=par, jusqu_au=jour - timedelta(1))
        prevision.ecarts.filter(jour__gte=jour).delete()
        return
    actuelle = Prevision.objects.select_for_update().get(pk=prevision.pk)
    if actuelle.version != lue:
        raise VersionDepassee(actuelle)
    prevision.delete()


def _attendus(prevision: Prevision):
    return prevision.attendus.select_related("professionnel")


def _attendre(prevision: Prevision, professionnels: Collection[Utilisateur]) -> None:
    Attendu.objects.bulk_create(
        Attendu(service=prevision.service, prevision=prevision, professionnel=un) for un in professionnels
    )


def _ecarter(prevision: Prevision, jour: date, lue: int, par, **champs) -> None:
    """Write what departs from the rule on `jour`. Raises VersionDepassee, and PrevisionRefusee on another day."""
    if not any(prevision.recurrence.jours_entre(prevision.date, jour, jour + timedelta(1))):
        raise PrevisionRefusee("Ce jour n’est plus prévu. Revenez à la semaine, puis réessayez.")
    # One writer at a time, or two first moves of the same day would both be the first.
    Prevision.objects.select_for_update().get(pk=prevision.pk)
    ecart = prevision.ecarts.filter(jour=jour).first()
    if ecart:
        modifier(objet=ecart, lue=lue, par=par, **champs)
    elif lue:
        raise VersionDepassee(prevision)
    else:
        champs = {"date": jour, "heure": prevision.heure, "duree_minutes": prevision.duree_minutes} | champs
        Ecart.objects.create(
            service=prevision.service, prevision=prevision, jour=jour, saisi_par=par, **champs
        )


def _inscrire(operation: str, prevision: Prevision, par, appareil: str) -> None:
    inscrire(
        service=prevision.service, operation=operation, par=par, objet=prevision.uuid, appareil=appareil,
        details={"date": f"{prevision.date:%d/%m/%Y}"},
    )  # fmt: skip
