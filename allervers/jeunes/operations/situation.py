"""What the life of a youth is made of, as dated facts."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from allervers.comptes import versions
from allervers.partenaires.models import Partenaire
from allervers.referentiel.models import Terme

from ..models import CoAccompagnement, Jeune, PeriodeSituation, ProblematiqueJeune
from .commun import JeuneRefuse, inscrire_sur


@transaction.atomic
def noter_situation(
    *, jeune: Jeune, uuid: UUID, situation: Terme, le: date, par, appareil=""
) -> PeriodeSituation:
    """`situation` is the youth's from `le` on; the one before ends there. What began that very day is replaced.

    The same UUID again adds nothing. Raises JeuneRefuse when a situation began after `le`.
    """
    Jeune.objects.select_for_update().get(pk=jeune.pk)
    if connue := PeriodeSituation.objects.filter(service=jeune.service, uuid=uuid).first():
        return connue
    siennes = PeriodeSituation.objects.filter(jeune=jeune)
    if suite := siennes.filter(Q(debut__gt=le) | Q(fin__gt=le)).order_by("debut").first():
        raise JeuneRefuse(
            f"Une situation est déjà notée autour de cette date (le {suite.debut:%d/%m/%Y})\u202f: choisissez un jour "
            "d’après, ou la corriger dans le fil."
        )
    if du_jour := siennes.filter(debut=le).first():
        versions.retirer(objet=du_jour, lue=du_jour.version, par=par)
    periode = siennes.filter(Q(fin=None) | Q(fin=le)).first()
    if periode is not None and periode.situation_id == situation.pk:
        versions.modifier(objet=periode, lue=periode.version, par=par, fin=None)
    else:
        if periode is not None:
            versions.modifier(objet=periode, lue=periode.version, par=par, fin=le)
        periode = PeriodeSituation.objects.create(
            service=jeune.service, uuid=uuid, jeune=jeune, situation=situation, debut=le, saisi_par=par
        )
    inscrire_sur("noter_situation", jeune, par, appareil)
    return periode


@transaction.atomic
def noter_problematique(
    *,
    jeune: Jeune,
    uuid: UUID,
    problematique: Terme,
    le: date,
    est_a_l_origine: bool,
    par,
    appareil="",
) -> ProblematiqueJeune:
    """`problematique` was seen on `le`. A youth has each once: noted again, it stays as it was."""
    ligne, est_neuve = ProblematiqueJeune.objects.get_or_create(
        service=jeune.service,
        jeune=jeune,
        problematique=problematique,
        defaults={"uuid": uuid, "reperee_le": le, "est_a_l_origine": est_a_l_origine, "saisi_par": par},
    )
    if est_neuve:
        inscrire_sur("noter_problematique", jeune, par, appareil)
    return ligne


@transaction.atomic
def noter_co_accompagnement(
    *, jeune: Jeune, uuid: UUID, partenaire: Partenaire, le: date, par, appareil=""
) -> CoAccompagnement:
    """`partenaire` acts with the youth too, from `le` on. Already so: nothing is added."""
    Jeune.objects.select_for_update().get(pk=jeune.pk)
    siens = CoAccompagnement.objects.filter(jeune=jeune, partenaire=partenaire)
    if en_cours := siens.filter(Q(fin=None) | Q(fin__gt=le)).first():
        return en_cours
    ligne = CoAccompagnement.objects.create(
        service=jeune.service, uuid=uuid, jeune=jeune, partenaire=partenaire, debut=le, saisi_par=par
    )
    inscrire_sur("noter_co_accompagnement", jeune, par, appareil)
    return ligne
