"""The same outing entered twice, by two colleagues: what could be reunited."""

from datetime import datetime, timedelta

from django.db.models import QuerySet

from allervers.activite.models import Intervenant, Intervention


def semblables(intervention: Intervention) -> list[Intervention]:
    """Return the interventions of other colleagues that may be the same one: same place, same type, hours that overlap.

    Without a place or an hour nothing is suggested: two colleagues often do the same kind of thing on one day.
    """
    if intervention.heure is None or intervention.lieu_id is None:
        return []
    siens = Intervenant.objects.filter(intervention=intervention).values("professionnel")
    autres: QuerySet[Intervention] = (
        Intervention.objects.filter(
            service=intervention.service,
            date=intervention.date,
            type=intervention.type,
            lieu=intervention.lieu,
            heure__isnull=False,
        )
        .exclude(pk=intervention.pk)
        .exclude(intervenants__professionnel__in=siens)
        .order_by("heure", "pk")
    )
    return [autre for autre in autres if _se_recoupent(intervention, autre)]


def _se_recoupent(une: Intervention, autre: Intervention) -> bool:
    (debut, fin), (debut_autre, fin_autre) = _heures(une), _heures(autre)
    return debut < fin_autre and debut_autre < fin


def _heures(intervention: Intervention) -> tuple[datetime, datetime]:
    debut = datetime.combine(intervention.date, intervention.heure)
    return debut, debut + timedelta(minutes=intervention.duree_minutes)
