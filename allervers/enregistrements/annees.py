"""The year that an address asks for."""

from django.http import Http404

ANNEES = range(2000, 2101)


def annee_demandee(request, sinon: int) -> int:
    """Return the year that the address asks for; `sinon` when it asks for none. Raises Http404."""
    demandee = request.GET.get("annee", "")
    if demandee and not (demandee.isascii() and demandee.isdecimal() and int(demandee) in ANNEES):
        raise Http404("Ce n'est pas une année.")
    return int(demandee or sinon)
