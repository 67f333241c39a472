"""Objectives are set with the youth, and looked at again. Their words arrive sealed."""

from collections.abc import Collection, Mapping
from datetime import date
from uuid import UUID

from django.db import transaction

from allervers.coffre.operations import sceller
from allervers.comptes import versions
from allervers.comptes.models import Utilisateur

from ..models import FINAUX, Avancement, Jeune, Niveau, ObjectifJeune, PresentARevision, RevisionObjectif
from .commun import JeuneRefuse, inscrire_sur


@transaction.atomic
def poser_objectif(
    *, jeune: Jeune, uuid: UUID, revision: UUID, le: date, par, appareil="", **dit
) -> ObjectifJeune:
    """Return a new objective, with its first revision (`dit`: see `revoir_objectif`). Raises JeuneRefuse without the
    agreement, or without words. The same UUID again adds nothing.
    """
    if connu := ObjectifJeune.objects.filter(service=jeune.service, uuid=uuid).first():
        return connu
    if jeune.niveau != Niveau.FICHE:
        raise JeuneRefuse("Écrire un objectif demande l’accord du jeune. Notez-le d’abord, puis réessayez.")
    if not dit["textes"].get("texte"):
        raise JeuneRefuse("Écrivez l’objectif, avec les mots du jeune.")
    objectif = ObjectifJeune.objects.create(
        service=jeune.service, uuid=uuid, jeune=jeune, pose_le=le, saisi_par=par
    )
    revoir_objectif(objectif=objectif, uuid=revision, le=le, par=par, appareil=appareil, **dit)
    return objectif


@transaction.atomic
def revoir_objectif(
    *,
    objectif: ObjectifJeune,
    uuid: UUID,
    le: date,
    avancement: Avancement,
    est_avec_le_jeune: bool,
    presents: Collection[Utilisateur],
    textes: Mapping[str, bytes | None],
    par,
    appareil="",
) -> RevisionObjectif:
    """Return the revision of `objectif` on `le`: who was there, how far it is, and `textes`, envelopes of `texte`
    (its words, when they change), `parole` (what the youth says) and `entourage` (who else was there).

    It closes when it is reached or left, and opens again when it is taken up. The same UUID again adds nothing.
    Raises JeuneRefuse for a day before the objective.
    """
    if connue := RevisionObjectif.objects.filter(service=objectif.service, uuid=uuid).first():
        return connue
    if le < objectif.pose_le:
        raise JeuneRefuse(
            f"L’objectif est du {objectif.pose_le:%d/%m/%Y}\u202f: choisissez ce jour, ou un jour d’après."
        )
    revision = RevisionObjectif.objects.create(
        service=objectif.service,
        uuid=uuid,
        objectif=objectif,
        date=le,
        avancement=avancement,
        est_avec_le_jeune=est_avec_le_jeune,
        saisi_par=par,
    )
    PresentARevision.objects.bulk_create(
        PresentARevision(service=objectif.service, revision=revision, professionnel=un) for un in presents
    )
    for champ, enveloppe in textes.items():
        if enveloppe is not None:
            sceller(objet=revision, champ=champ, enveloppe=enveloppe, lue="", par=par)
    derniere = objectif.revisions.order_by("-date", "-pk").first()
    clos_le = derniere.date if derniere.avancement in FINAUX else None
    versions.modifier(objet=objectif, lue=objectif.version, par=par, clos_le=clos_le)
    inscrire_sur("ecrire_objectif", objectif.jeune, par, appareil)
    return revision
