"""What a network is called where one must be told from another: two may have the same name, for two objects."""

from collections import Counter
from collections.abc import Iterable

from allervers.referentiel.lecture import libelles_de_l_annee
from allervers.referentiel.models import Liste

from .models import Reseau


def noms_des_reseaux(service, annee: int, reseaux: Iterable[Reseau] | None = None) -> dict[int, str]:
    """Return the name of each network by key, with its object where another has the same: « Collèges (exclusion) ».

    Of all those of `service`, or of `reseaux`.
    """
    if reseaux is None:
        reseaux = Reseau.objects.filter(service=service).select_related("dispositif")
    reseaux = list(reseaux)
    combien = Counter(un.nom for un in reseaux)
    if all(nombre == 1 for nombre in combien.values()):
        return {un.pk: un.nom for un in reseaux}
    objets = libelles_de_l_annee(service, annee, Liste.DISPOSITIF_ACCUEIL)
    return {
        un.pk: un.nom
        if combien[un.nom] == 1
        else f"{un.nom} ({objets.get(un.dispositif.code, un.dispositif.code)})"
        for un in reseaux
    }
