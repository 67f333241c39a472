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
    candidates: QuerySet[Intervention] = (
        Intervention.objects.filter(
            service=intervention.service_id,
            date=intervention.date,
            type=intervention.type_id,
            lieu=intervention.lieu_id,
            heure__isnull=False,
        )
        .exclude(pk=intervention.pk)
        .order_by("heure", "pk")
    )
    autres = {autre.pk: autre for autre in candidates if _se_recoupent(intervention, autre)}
    siens = Intervenant.objects.filter(intervention=intervention).values("professionnel")
    for commune in Intervenant.objects.filter(intervention__in=list(autres), professionnel__in=siens):
        autres.pop(commune.intervention_id, None)
    return list(autres.values())


def _se_recoupent(une: Intervention, autre: Intervention) -> bool:
    (debut, fin), (debut_autre, fin_autre) = _heures(une), _heures(autre)
    return debut < fin_autre and debut_autre < fin


def _heures(intervention: Intervention) -> tuple[datetime, datetime]:
    debut = datetime.combine(intervention.date, intervention.heure)
    return debut, debut + timedelta(minutes=intervention.duree_minutes)
