"""A youth is directed to a partner; later one knows whether they met."""

from datetime import date
from uuid import UUID

from django.db import transaction

from allervers.comptes import versions
from allervers.partenaires.models import Partenaire
from allervers.referentiel.models import Terme

from ..models import Jeune, Orientation
from .commun import JeuneRefuse, inscrire_sur


@transaction.atomic
def orienter(
    *, jeune: Jeune, uuid: UUID, nature: Terme, partenaire: Partenaire | None, le: date, par, appareil=""
) -> Orientation:
    """Return the new orientation, whose outcome is still to be known. The same UUID again adds nothing."""
    orientation, est_neuve = Orientation.objects.get_or_create(
        service=jeune.service,
        uuid=uuid,
        defaults={
            "jeune": jeune,
            "nature": nature,
            "partenaire": partenaire,
            "date": le,
            "saisi_par": par,
        },
    )
    if est_neuve:
        inscrire_sur("orienter", jeune, par, appareil)
    return orientation


@transaction.atomic
def noter_jonction(
    *,
    orientation: Orientation,
    lue: int,
    jonction: bool,
    le: date,
    est_accompagnee: bool | None,
    par,
    appareil="",
) -> None:
    """Say whether the youth and the partner met, when, and whether an educator went along.

    Raises VersionDepassee, and JeuneRefuse for a day before the orientation.
    """
    if le < orientation.date:
        raise JeuneRefuse(
            f"L’orientation est du {orientation.date:%d/%m/%Y}\u202f: choisissez ce jour, ou un jour d’après."
        )
    issue = {"jonction": jonction, "jonction_le": le, "est_accompagnee": est_accompagnee}
    if versions.modifier(objet=orientation, lue=lue, par=par, **issue):
        inscrire_sur("noter_jonction", orientation.jeune, par, appareil)
