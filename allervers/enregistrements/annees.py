"""The year that an address asks for."""

from datetime import date

from django.http import Http404

ANNEES = range(2000, 2101)


def annee_demandee(request, sinon: int) -> int:
    """Return the year that the query of the address asks for; `sinon` when it asks for none. Raises Http404."""
    demandee = request.GET.get("annee", "")
    return annee_plausible(demandee) if demandee else sinon


def annee_plausible(annee: int | str) -> int:
    """Return the year that an address names. Raises Http404 when nothing can be of that year."""
    if str(annee) not in map(str, ANNEES):
        raise Http404("Ce n'est pas une année.")
    return int(annee)


def annees_offertes(demandee: int, *jours: date | None) -> list[int]:
    """Return every year from the first of `jours` to the last, and the one asked for, the latest first."""
    annees = [jour.year for jour in jours if jour and jour.year in ANNEES]
    return sorted({*range(min(annees), max(annees) + 1), demandee}, reverse=True)
