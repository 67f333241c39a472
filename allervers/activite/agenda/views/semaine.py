"""The week of a person, of a team, or of the service: a grid of hours, or a list by day on a telephone."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from allervers.comptes.droits import Droit, exige

from ..feries import feries_du_service
from ..lecture import Occurrence, occurrences
from ..qui import agenda_choisi, agendas_de

SEMAINE = timedelta(7)
NB_TEINTES = 6


@dataclass(frozen=True)
class JourMontre:
    date: date
    ferie: str
    est_aujourd_hui: bool
    previsions: list["Montree"]


@dataclass(frozen=True)
class Montree:
    """An occurrence, as its reader sees it: whether it is for them to enter."""

    prevue: Occurrence
    est_a_saisir: bool

    @property
    def teinte(self) -> int:
        """Return the rank of its colour: one for each family of activity, as long as there are enough."""
        return self.prevue.type.famille % NB_TEINTES

    @property
    def debut_minutes(self) -> int:
        return self.prevue.heure.hour * 60 + self.prevue.heure.minute


@require_safe
@never_cache
@exige(Droit.TENIR_L_AGENDA)
def agenda(request):
    aujourd_hui = timezone.localdate()
    jour = jour_demande(request) or aujourd_hui
    lundi = jour - timedelta(jour.weekday())
    choisi = agenda_choisi(request.user, request.GET.get("de", ""))
    jours = {lundi + timedelta(rang): [] for rang in range(7)}
    for une in occurrences(request.user, lundi, lundi + SEMAINE):
        if choisi.montre(une.equipe, une.professionnels):
            jours[une.date].append(Montree(une, est_a_saisir(une, request.user)))
    feries = feries_du_service(request.user.service, lundi, lundi + SEMAINE)
    return render(
        request,
        "agenda/semaine.html",
        {
            "agenda": choisi,
            "agendas": agendas_de(request.user),
            "jour": jour,
            "lundi": lundi,
            "dimanche": lundi + timedelta(6),
            "avant": lundi - SEMAINE,
            "apres": lundi + SEMAINE,
            "jours": [
                JourMontre(le, feries.get(le, ""), le == aujourd_hui, previsions)
                for le, previsions in jours.items()
            ],
        },
    )


def est_a_saisir(une: Occurrence, user) -> bool:
    """Whether this reader was expected, and nothing was entered yet. Nobody is shown what others have not entered."""
    return (
        une.date <= timezone.localdate()
        and user.uuid in une.professionnels
        and une.intervention is None
        and not une.est_annulee
    )


def jour_demande(request, nom="jour") -> date | None:
    """Return the day that the address asks for, when it is one that has weeks around it."""
    try:
        jour = date.fromisoformat(request.GET.get(nom, ""))
    except ValueError:
        return None
    return jour if 1900 < jour.year < 2200 else None
