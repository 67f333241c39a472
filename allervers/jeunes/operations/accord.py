"""The youth agrees, withdraws the agreement, is informed."""

from datetime import date

from django.db import transaction

from allervers.coffre.operations import oublier

from ..models import Jeune, ModeAccord, Niveau, RevisionObjectif, identifiants_de
from .commun import APRES_ACCORD, JeuneRefuse, inscrire_sur


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
    inscrire_sur("noter_accord", jeune, par, appareil, mode=mode)


@transaction.atomic
def retirer_accord(*, jeune: Jeune, le: date, par, appareil="") -> None:
    """The youth withdraws the agreement: back to level (b). Identity, note, texts and objectives vanish, with their
    history.
    """
    oublier(jeune.service, identifiants_de(jeune), APRES_ACCORD)
    for textes in (jeune.ecrits.all(), RevisionObjectif.objects.filter(objectif__jeune=jeune)):
        oublier(jeune.service, textes.values("uuid"))
        textes.delete()
    jeune.objectifs.all().delete()
    jeune.identite = jeune.note = None
    jeune.niveau, jeune.accord_retire_le = Niveau.ALIAS, le
    jeune.save(update_fields=["identite", "note", "niveau", "accord_retire_le"])
    inscrire_sur("retirer_accord", jeune, par, appareil)


@transaction.atomic
def noter_information(
    *, jeune: Jeune, jeune_le: date | None, parents_le: date | None, par, appareil=""
) -> None:
    """Record when the notices were given, to the youth and to the parents."""
    jeune.informe_le, jeune.parents_informes_le = jeune_le, parents_le
    jeune.save(update_fields=["informe_le", "parents_informes_le"])
    inscrire_sur("noter_information", jeune, par, appareil)
