"""Who is expected by the day: the placements of some days, as their calendars say."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from allervers.coffre.cles import texte_de
from allervers.jeunes.models import Jeune
from allervers.partenaires.noms import noms_des_reseaux

from .models import Accueil, DemiJournee, Moment


@dataclass(frozen=True)
class Attendu:
    """Somebody who comes on a day. `moments`: a morning, an afternoon, or the day."""

    accueil: Accueil
    qui: tuple[Jeune | None, str]
    moments: str
    reseau: str


def qui(accueil: Accueil) -> tuple[Jeune | None, str]:
    """Return (the youth or None, its sealed name)."""
    jeune = accueil.jeune
    return jeune, texte_de(jeune and jeune.alias)


def attendus(user, du: date, au: date) -> list[tuple[date, list[Attendu]]]:
    """Return the days from `du` to `au`, excluded, when somebody is received, and who: of the youths that `user` may
    know.
    """
    demis = list(
        DemiJournee.objects.visible_par(user)
        .filter(date__gte=du, date__lt=au, accueil__in=Accueil.objects.visible_par(user))
        .select_related("accueil__jeune")
        .order_by("date", "accueil__jeune__code", "accueil", "-moment")
    )
    if not demis:
        return []
    noms = noms_des_reseaux(user.service, du.year)
    jours: dict[date, list[Attendu]] = {}
    for (jour, accueil), siennes in groupby(demis, lambda demi: (demi.date, demi.accueil)):
        moments = [Moment(demi.moment).label for demi in siennes]
        dits = moments[0] if len(moments) < len(Moment) else "toute la journée"
        jours.setdefault(jour, []).append(Attendu(accueil, qui(accueil), dits, noms[accueil.reseau_id]))
    return list(jours.items())
