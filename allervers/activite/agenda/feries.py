"""The public holidays of a service, by law (Code du travail, L3133-1; L3134-13 and L3422-2 for some départements)."""

from collections.abc import Collection
from datetime import date, timedelta

from allervers.territoires.models import Territoire

FIXES = {
    (1, 1): "Jour de l’An",
    (5, 1): "Fête du Travail",
    (5, 8): "Victoire 1945",
    (7, 14): "Fête nationale",
    (8, 15): "Assomption",
    (11, 1): "Toussaint",
    (11, 11): "Armistice 1918",
    (12, 25): "Noël",
}
# Days after Easter.
MOBILES = {1: "Lundi de Pâques", 39: "Ascension", 50: "Lundi de Pentecôte"}
ALSACE_MOSELLE = frozenset({"57", "67", "68"})
ABOLITION = {"971": (5, 27), "972": (5, 22), "973": (6, 10), "974": (12, 20), "976": (4, 27)}


def paques(annee: int) -> date:
    """Return Easter Sunday of the Gregorian calendar (Butcher's rule)."""
    a, (b, c) = annee % 19, divmod(annee, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    rang = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * rang) // 451
    mois, jour = divmod(h + rang - 7 * m + 114, 31)
    return date(annee, mois, jour + 1)


def jours_feries(annee: int, departements: Collection[str] = ()) -> dict[date, str]:
    """Return the public holidays of a year where one works in `departements`."""
    fixes = dict(FIXES)
    mobiles = dict(MOBILES)
    for departement in departements:
        if departement in ABOLITION:
            fixes[ABOLITION[departement]] = "Abolition de l’esclavage"
        if departement in ALSACE_MOSELLE:
            fixes[12, 26] = "Saint-Étienne"
            mobiles[-2] = "Vendredi saint"
    dimanche = paques(annee)
    return {date(annee, *jour): nom for jour, nom in fixes.items()} | {
        dimanche + timedelta(ecart): nom for ecart, nom in mobiles.items()
    }


def feries_du_service(service, debut: date, fin: date) -> dict[date, str]:
    """Return the public holidays from `debut` (included) to `fin` (excluded), where the service works."""
    departements = (
        Territoire.objects.filter(service=service, commune__isnull=False)
        .values_list("commune__departement", flat=True)
        .distinct()
    )
    feries = {}
    for annee in range(debut.year, fin.year + 1):
        feries |= jours_feries(annee, list(departements))
    return {jour: nom for jour, nom in feries.items() if debut <= jour < fin}
