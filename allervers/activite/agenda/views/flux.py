"""The feed that a telephone's calendar reads by itself."""

from datetime import timedelta

from allauth.core import ratelimit
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ..ics import en_ics
from ..lecture import occurrences
from ..liens import agenda_du_lien

DERRIERE, DEVANT = timedelta(days=30), timedelta(days=365)


@require_safe
@never_cache
def flux(request, jeton):
    """Public: the token is the proof. A month behind, a year ahead; an unknown or revoked token is no address."""
    if limite := ratelimit.consume_or_429(request, action="flux_d_agenda", limit_get=True):
        return _sans_trace(limite)
    trouve = agenda_du_lien(jeton)
    if trouve is None:
        return _sans_trace(render(request, "404.html", status=404))
    proprietaire, agenda = trouve
    jour = timezone.localdate()
    lues = [
        une
        for une in occurrences(proprietaire, jour - DERRIERE, jour + DEVANT)
        if agenda.montre(une.equipe, une.professionnels)
    ]
    reponse = HttpResponse(
        en_ics(agenda.titre, lues, avec_noms=agenda.equipe is not None),
        content_type="text/calendar; charset=utf-8",
    )
    reponse["Content-Disposition"] = 'inline; filename="agenda.ics"'
    return reponse


def _sans_trace(reponse: HttpResponse) -> HttpResponse:
    """Keep the address out of the server's log, where a refusal would write it: it holds a token."""
    reponse._has_been_logged = True
    return reponse
