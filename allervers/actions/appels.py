"""Calls for projects (AAP): what is asked of a funder, what is granted, and what is due."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction

from allervers.comptes import versions
from allervers.journal.operations import inscrire

from .models import AppelAProjets, EtatAppel, PieceAppel
from .pieces import lire_piece

PIECES_MAX = 20


class AppelRefuse(Exception):
    """This cannot be done to this call; the message, in French, says what to do."""


@dataclass(frozen=True)
class Appel:
    """All that is known of a call. `financeur` is a row of the list of funders."""

    annee: int
    financeur: Any
    intitule: str
    etat: str = EtatAppel.A_DEPOSER
    echeance: date | None = None
    demande: Decimal | None = None
    accorde: Decimal | None = None
    bilan_le: date | None = None
    bilan_rendu_le: date | None = None
    notes: str = ""

    @property
    def faits(self) -> dict:
        return {nom: getattr(self, nom) for nom in self.__dataclass_fields__}

    def est_dit_par(self, note: AppelAProjets) -> bool:
        """Whether `note` says all of it."""
        return all(getattr(note, nom) == dit for nom, dit in self.faits.items())


@transaction.atomic
def creer_appel(*, service, uuid: UUID, appel: Appel, par, appareil="") -> AppelAProjets:
    """Return a new call. The same UUID again returns the one already made. Raises AppelRefuse."""
    if connu := AppelAProjets.objects.filter(service=service, uuid=uuid).first():
        return connu
    _verifier(appel)
    note = AppelAProjets.objects.create(
        service=service, uuid=uuid, code=f"{appel.annee}-{uuid.hex[:8]}", saisi_par=par, **appel.faits
    )
    _inscrire("creer_appel", note, par, appareil)
    return note


@transaction.atomic
def modifier_appel(*, note: AppelAProjets, lue: int, appel: Appel, par, appareil="") -> None:
    """Change what is known of a call. Raises AppelRefuse, or VersionDepassee."""
    _verifier(appel)
    if appel.financeur != note.financeur and note.financements.exists():
        raise AppelRefuse(
            "Cet appel finance des actions\u202f: pour changer de financeur, retirez-le d’abord de leur financement."
        )
    if versions.modifier(objet=note, lue=lue, par=par, **appel.faits):
        _inscrire("modifier_appel", note, par, appareil)


@transaction.atomic
def supprimer_appel(*, note: AppelAProjets, lue: int, par, appareil="") -> None:
    """Withdraw a call noted by mistake, with its documents. Raises AppelRefuse once it pays for an action, or
    VersionDepassee.
    """
    if note.financements.exists():
        raise AppelRefuse(
            "Cet appel finance des actions\u202f: retirez-le d’abord de leur financement, puis supprimez-le."
        )
    _inscrire("supprimer_appel", note, par, appareil)
    versions.retirer(objet=note, lue=lue, par=par)


@transaction.atomic
def ajouter_piece(
    *, note: AppelAProjets, uuid: UUID, nom: str, fichier, taille: int, par, appareil=""
) -> PieceAppel:
    """Keep a document with a call. Raises PieceRefusee, or AppelRefuse when there are many. A retry adds nothing."""
    if connue := PieceAppel.objects.filter(service=note.service, uuid=uuid).first():
        return connue
    if note.pieces.count() >= PIECES_MAX:
        raise AppelRefuse(
            f"Un appel à projets garde {PIECES_MAX} documents au plus\u202f: retirez-en un d’abord."
        )
    contenu, extension = lire_piece(fichier, taille)
    piece = PieceAppel.objects.create(
        service=note.service, uuid=uuid, appel=note, nom=nom, extension=extension, contenu=contenu, ajoutee_par=par
    )  # fmt: skip
    _inscrire("ajouter_piece", note, par, appareil)
    return piece


@transaction.atomic
def retirer_piece(*, piece: PieceAppel, par, appareil="") -> None:
    """Erase a document for ever."""
    _inscrire("retirer_piece", piece.appel, par, appareil)
    piece.delete()


def _verifier(appel: Appel) -> None:
    if appel.accorde is not None and appel.etat != EtatAppel.ACCORDE:
        raise AppelRefuse("Un montant est accordé\u202f: choisissez l’état « accordé », ou videz le montant.")
    if appel.bilan_rendu_le and appel.etat != EtatAppel.ACCORDE:
        raise AppelRefuse(
            "Un bilan se rend quand l’appel est accordé\u202f: corrigez l’état, ou videz la date."
        )


def _inscrire(operation: str, note: AppelAProjets, par, appareil: str) -> None:
    inscrire(
        service=note.service,
        operation=operation,
        par=par,
        objet=note.uuid,
        appareil=appareil,
        details={"annee": note.annee},
    )
