"""Information on a youth is shared with another professional; each sharing says what, with whom, why, who was told."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db import transaction

from allervers.coffre.operations import sceller
from allervers.partenaires.models import Partenaire
from allervers.referentiel.models import Terme

from ..models import InformationPrealable, Jeune, Partage
from .commun import JeuneRefuse, inscrire_sur


@transaction.atomic
def partager(
    *,
    jeune: Jeune,
    uuid: UUID,
    le: date,
    partenaire: Partenaire,
    nature: Terme,
    jeune_informe: InformationPrealable,
    parents_informes: InformationPrealable,
    textes: Mapping[str, bytes | None],
    par,
    appareil="",
) -> Partage:
    """Record what was shared. `textes`: envelopes of `contenu` (what was told), `motif` (why) and `interlocuteur` (to
    whom). The law asks for it whether or not the youth agreed to a file.

    The same UUID again adds nothing. Raises JeuneRefuse without `contenu` or `motif`.
    """
    if connu := Partage.objects.filter(service=jeune.service, uuid=uuid).first():
        return connu
    if not textes.get("contenu") or not textes.get("motif"):
        raise JeuneRefuse("Écrivez ce qui a été dit, et pourquoi\u202f: un partage se justifie.")
    partage = Partage.objects.create(
        service=jeune.service,
        uuid=uuid,
        jeune=jeune,
        date=le,
        partenaire=partenaire,
        nature=nature,
        jeune_informe=jeune_informe,
        parents_informes=parents_informes,
        saisi_par=par,
    )
    for champ, enveloppe in textes.items():
        if enveloppe is not None:
            sceller(objet=partage, champ=champ, enveloppe=enveloppe, lue="", par=par)
    inscrire_sur("partager", jeune, par, appareil)
    return partage
