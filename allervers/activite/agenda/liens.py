"""The secret links by which a telephone's calendar reads an agenda: made, revoked, and what they show today."""

import hashlib
import secrets

from django.db import transaction

from allervers.comptes.droits import Droit, peut
from allervers.comptes.models import Equipe, Utilisateur
from allervers.journal.operations import inscrire

from .models import LienAgenda
from .qui import Agenda, agenda_de, agenda_de_l_equipe, equipes_de


@transaction.atomic
def creer_lien_d_agenda(*, proprietaire: Utilisateur, equipe: Equipe | None, appareil="") -> str:
    """Return the token of a new link to the owner's agenda, or to that of `equipe`; the one before is void."""
    LienAgenda.objects.filter(proprietaire=proprietaire, equipe=equipe).delete()
    jeton = secrets.token_urlsafe(32)
    LienAgenda.objects.create(
        service=proprietaire.service, proprietaire=proprietaire, equipe=equipe, empreinte=_empreinte(jeton)
    )
    _inscrire("creer_lien_d_agenda", proprietaire, equipe, appareil)
    return jeton


@transaction.atomic
def revoquer_lien_d_agenda(*, lien: LienAgenda, appareil="") -> None:
    """The calendars that had this link read nothing more."""
    lien.delete()
    _inscrire("revoquer_lien_d_agenda", lien.proprietaire, lien.equipe, appareil)


def agenda_du_lien(jeton: str) -> tuple[Utilisateur, Agenda] | None:
    """Return whose link it is and what it shows; None for an unknown token, or when its owner may not see it now."""
    liens = LienAgenda.objects.select_related("proprietaire__service", "equipe")
    lien = liens.filter(empreinte=_empreinte(jeton), proprietaire__is_active=True).first()
    if lien is None or not peut(lien.proprietaire, Droit.TENIR_L_AGENDA):
        return None
    if lien.equipe is None:
        return lien.proprietaire, agenda_de(lien.proprietaire)
    if not equipes_de(lien.proprietaire).filter(pk=lien.equipe_id).exists():
        return None
    return lien.proprietaire, agenda_de_l_equipe(lien.equipe)


def _empreinte(jeton: str) -> str:
    return hashlib.sha256(jeton.encode()).hexdigest()


def _inscrire(operation: str, proprietaire: Utilisateur, equipe: Equipe | None, appareil: str) -> None:
    inscrire(
        service=proprietaire.service, operation=operation, par=proprietaire, appareil=appareil,
        details={"equipe": equipe.code if equipe else ""},
    )  # fmt: skip
