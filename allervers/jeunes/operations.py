"""What is done to a youth's file. Names arrive sealed, and leave sealed."""

from datetime import date
from uuid import UUID

from django.db import transaction

from allervers.coffre.models import EnveloppeAnterieure
from allervers.coffre.operations import sceller
from allervers.journal.operations import inscrire

from .codes import code_libre
from .models import Ecrit, Jeune, ModeAccord, Niveau, Rattachement

APRES_ACCORD = ("identite", "note")


class JeuneRefuse(Exception):
    """This cannot be done to this file; the message, in French, says what to do."""


@transaction.atomic
def creer_jeune(
    *,
    service,
    uuid: UUID,
    sexe: str,
    annee_naissance: int | None,
    premier_contact: date,
    equipe,
    alias,
    par,
    appareil="",
) -> Jeune:
    """Return a new youth at level (b), under a code of its own; `alias` is an envelope, or None.

    The same UUID again returns the youth already made: a retry is harmless.
    """
    if connu := Jeune.objects.filter(service=service, uuid=uuid).first():
        return connu
    jeune = Jeune.objects.create(
        service=service,
        uuid=uuid,
        code=code_libre(service),
        sexe=sexe,
        annee_naissance=annee_naissance,
        premier_contact=premier_contact,
        saisi_par=par,
    )
    if equipe is not None:
        Rattachement.objects.create(
            service=service, jeune=jeune, equipe=equipe, debut=premier_contact, saisi_par=par
        )
    if alias is not None:
        sceller(objet=jeune, champ="alias", enveloppe=alias, lue="", par=par)
    _inscrire("creer_jeune", jeune, par, appareil)
    return jeune


@transaction.atomic
def ecrire_champ_scelle(
    *, jeune: Jeune, champ: str, enveloppe: bytes | None, lue: str, par, appareil=""
) -> None:
    """Write `alias`, `identite` or `note`. Raises JeuneRefuse without the agreement, and what `sceller` raises."""
    if champ in APRES_ACCORD and jeune.niveau != Niveau.FICHE and enveloppe is not None:
        raise JeuneRefuse(
            "L'identité et la note demandent l'accord du jeune. Notez-le d'abord, puis réessayez."
        )
    sceller(objet=jeune, champ=champ, enveloppe=enveloppe, lue=lue, par=par)
    _inscrire("modifier_jeune", jeune, par, appareil, champ=champ)


@transaction.atomic
def noter_accord(*, jeune: Jeune, le: date, mode: str, par, appareil="") -> None:
    """Record the youth's agreement: the file opens (level c). Raises JeuneRefuse for a day before the first contact."""
    if le < jeune.premier_contact:
        raise JeuneRefuse(
            f"L'accord ne peut pas précéder le premier contact, le {jeune.premier_contact:%d/%m/%Y}."
        )
    jeune.niveau, jeune.accord_le, jeune.accord_mode = Niveau.FICHE, le, ModeAccord(mode)
    jeune.accord_par, jeune.accord_retire_le = par, None
    jeune.save(update_fields=["niveau", "accord_le", "accord_mode", "accord_par", "accord_retire_le"])
    _inscrire("noter_accord", jeune, par, appareil, mode=mode)


@transaction.atomic
def retirer_accord(*, jeune: Jeune, le: date, par, appareil="") -> None:
    """The youth withdraws the agreement: back to level (b). Identity, note and texts vanish, with their history."""
    anterieures = EnveloppeAnterieure.objects.filter(service=jeune.service, objet=jeune.uuid)
    anterieures.filter(champ__in=APRES_ACCORD).delete()
    ecrits = jeune.ecrits.values("uuid")
    EnveloppeAnterieure.objects.filter(service=jeune.service, objet__in=ecrits).delete()
    jeune.ecrits.all().delete()
    jeune.identite = jeune.note = None
    jeune.niveau, jeune.accord_retire_le = Niveau.ALIAS, le
    jeune.save(update_fields=["identite", "note", "niveau", "accord_retire_le"])
    _inscrire("retirer_accord", jeune, par, appareil)


@transaction.atomic
def noter_information(
    *, jeune: Jeune, jeune_le: date | None, parents_le: date | None, par, appareil=""
) -> None:
    """Record when the notices were given, to the youth and to the parents."""
    jeune.informe_le, jeune.parents_informes_le = jeune_le, parents_le
    jeune.save(update_fields=["informe_le", "parents_informes_le"])
    _inscrire("noter_information", jeune, par, appareil)


@transaction.atomic
def ecrire(*, jeune: Jeune, uuid: UUID, le: date, texte: bytes, par, appareil="") -> Ecrit:
    """Add a sealed text to the file. Raises JeuneRefuse without the agreement. The same UUID again adds nothing."""
    if connu := Ecrit.objects.filter(service=jeune.service, uuid=uuid).first():
        return connu
    if jeune.niveau != Niveau.FICHE:
        raise JeuneRefuse("Écrire sur un jeune demande son accord. Notez-le d'abord, puis réessayez.")
    ecrit = Ecrit.objects.create(service=jeune.service, uuid=uuid, jeune=jeune, date=le, saisi_par=par)
    sceller(objet=ecrit, champ="texte", enveloppe=texte, lue="", par=par)
    _inscrire("ecrire_sur_un_jeune", jeune, par, appareil)
    return ecrit


def _inscrire(operation: str, jeune: Jeune, par, appareil: str, **details) -> None:
    inscrire(
        service=jeune.service,
        operation=operation,
        par=par,
        objet=jeune.uuid,
        appareil=appareil,
        details={"code": jeune.code, **details},
    )
