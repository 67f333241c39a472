"""Entering what the service does: an outing, an interview, a session, a meeting. Screens and the street share it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, time
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from allervers.comptes import versions
from allervers.comptes.models import Role, Utilisateur
from allervers.jeunes.models import Jeune, JeuneQuerySet
from allervers.journal.operations import inscrire

from .models import Comptage, EtiquettePosee, Intervenant, Intervention, PartenairePresent, Presence


@dataclass(frozen=True)
class Compte:
    """`nombre` youths of one sex and one band, met without being known. `tranche` None: age not known."""

    sexe: str
    tranche: Any
    est_nouveau: bool
    nombre: int


@dataclass(frozen=True)
class Releve:
    """What was done, all of it: one intervention as its author tells it. Rows, not codes; minutes, never hours."""

    type: Any
    date: date
    duree_minutes: int
    professionnels: Collection[Utilisateur]
    heure: time | None = None
    lieu: Any = None
    action: Any = None
    instance: Any = None
    # What it was expected as, and which of its days.
    prevision: Any = None
    prevision_jour: date | None = None
    observation_lieu: str = ""
    jeunes: Collection[Jeune] = ()
    comptages: Collection[Compte] = ()
    etiquettes: Collection[Any] = ()
    partenaires: Collection[Any] = ()

    FAITS = (
        "type", "date", "heure", "duree_minutes", "lieu", "action", "instance", "prevision", "prevision_jour",
        "observation_lieu",
    )  # fmt: skip

    LIGNES = ("professionnels", "jeunes", "comptages", "etiquettes", "partenaires")

    def dit_comme(self, autre: "Releve") -> bool:
        """Whether both say the same, in whatever order."""
        return self.faits == autre.faits and all(
            set(getattr(self, nom)) == set(getattr(autre, nom)) for nom in self.LIGNES
        )

    @property
    def faits(self) -> dict:
        """The columns of the intervention itself."""
        return {nom: getattr(self, nom) for nom in self.FAITS}


@transaction.atomic
def enregistrer_intervention(
    *, service, uuid: UUID, releve: Releve, par, saisie: UUID | None = None, appareil=""
) -> Intervention:
    """Return the new intervention `uuid`, with all that `releve` says. Moves the last contact of who came."""
    intervention = Intervention.objects.create(
        service=service, uuid=uuid, saisie=saisie, saisi_par=par, **releve.faits
    )
    _detailler(intervention, releve)
    _inscrire("enregistrer_intervention", intervention, par, appareil)
    return intervention


@transaction.atomic
def modifier_intervention(
    *, intervention: Intervention, releve: Releve, par, saisie: UUID, appareil=""
) -> None:
    """Make `intervention` say what `releve` says. What it said before stays in the entry that said it."""
    for nom, valeur in releve.faits.items():
        setattr(intervention, nom, valeur)
    intervention.saisie, intervention.modifie_par, intervention.modifie_le = saisie, par, timezone.now()
    intervention.version += 1
    intervention.save()
    _remplacer_les_lignes(intervention, releve)
    _inscrire("modifier_intervention", intervention, par, appareil)


@transaction.atomic
def corriger_intervention(
    *, intervention: Intervention, lue: int, releve: Releve, par, saisie: UUID, appareil=""
) -> None:
    """Make `intervention`, read on a page at version `lue`, say what `releve` says; what it was is kept.

    `saisie`: this correction, by a name of its own: a phone that read the intervention before it is told so.
    Raises VersionDepassee.
    """
    avant = releve_de(intervention)
    if avant.dit_comme(releve):
        return
    autour = {
        "professionnels": (
            sorted(un.code for un in avant.professionnels),
            sorted(un.code for un in releve.professionnels),
        )
    }
    versions.modifier(objet=intervention, lue=lue, par=par, autour=autour, saisie=saisie, **releve.faits)
    _remplacer_les_lignes(intervention, releve)
    _inscrire("modifier_intervention", intervention, par, appareil)


@transaction.atomic
def retirer_intervention(*, intervention: Intervention, par, appareil="") -> None:
    """Withdraw an intervention entered by mistake: it counts no more. The entries that told it stay."""
    _inscrire("retirer_intervention", intervention, par, appareil)
    intervention.delete()


def releve_de(intervention: Intervention) -> Releve:
    """Return what is recorded of an intervention, as its author would tell it."""
    return Releve(
        **{nom: getattr(intervention, nom) for nom in Releve.FAITS},
        professionnels=[un.professionnel for un in intervention.intervenants.select_related("professionnel")],
        jeunes=[un.jeune for un in intervention.presences.select_related("jeune")],
        comptages=[
            Compte(un.sexe, un.tranche, un.est_nouveau, un.nombre)
            for un in intervention.comptages.select_related("tranche")
        ],
        etiquettes=[un.etiquette for un in intervention.etiquettes.select_related("etiquette")],
        partenaires=[un.partenaire for un in intervention.partenaires.select_related("partenaire")],
    )


def modifiables_par(user) -> QuerySet[Intervention]:
    """Return the interventions that `user` may change: one's own, and all of the service for who leads it."""
    lignes = Intervention.objects.visible_par(user)
    if user.role in (Role.CHEF_DE_SERVICE, Role.DIRECTION):
        return lignes
    siennes = Intervenant.objects.filter(professionnel=user).values("intervention")
    return lignes.filter(pk__in=siennes) | lignes.filter(saisi_par=user)


def rapprocher(presents: JeuneQuerySet, jour: date) -> None:
    """Who came is in contact by own will: it is what retention is counted from (CNIL 2022-008).

    An outing entered afterwards may be older than the file: the first contact was that day. Who was erased has no dates
    any more.
    """
    presents = presents.connus()
    presents.filter(premier_contact__gt=jour).update(premier_contact=jour)
    presents.filter(Q(dernier_contact=None) | Q(dernier_contact__lt=jour)).update(dernier_contact=jour)


def _remplacer_les_lignes(intervention: Intervention, releve: Releve) -> None:
    for lignes in ("intervenants", "presences", "comptages", "etiquettes", "partenaires"):
        getattr(intervention, lignes).all().delete()
    _detailler(intervention, releve)


def _detailler(intervention: Intervention, releve: Releve) -> None:
    service = intervention.service

    def ajouter(modele, lignes):
        modele.objects.bulk_create(
            modele(service=service, intervention=intervention, **ligne) for ligne in lignes
        )

    ajouter(Intervenant, [{"professionnel": un} for un in releve.professionnels])
    ajouter(Presence, [{"jeune": un} for un in releve.jeunes])
    ajouter(EtiquettePosee, [{"etiquette": un} for un in releve.etiquettes])
    ajouter(PartenairePresent, [{"partenaire": un} for un in releve.partenaires])
    ajouter(
        Comptage,
        [
            {"sexe": un.sexe, "tranche": un.tranche, "est_nouveau": un.est_nouveau, "nombre": un.nombre}
            for un in releve.comptages
        ],
    )
    rapprocher(Jeune.objects.filter(service=service, pk__in=[un.pk for un in releve.jeunes]), releve.date)


def _inscrire(operation: str, intervention: Intervention, par, appareil: str) -> None:
    inscrire(
        service=intervention.service,
        operation=operation,
        par=par,
        objet=intervention.uuid,
        appareil=appareil,
        details={"date": f"{intervention.date:%d/%m/%Y}"},
    )
