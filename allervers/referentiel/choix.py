"""The entries of a list of the service, as a form offers them."""

from .valeur import Referentiel, Terme

Choix = list[tuple[str, str | list[tuple[str, str]]]]


def choix_de_liste(referentiel: Referentiel, liste: str, gardes: tuple[str, ...] = ()) -> Choix:
    """Return (code, label), grouped as the list is: what a form offers.

    What is retired, or only gathers others, is left out, unless its code is among `gardes`: a record has it already.
    """
    termes = referentiel.listes.get(liste, ())
    parents = {terme.parent for terme in termes} - {None}

    def est_offert(terme: Terme) -> bool:
        return terme.code in gardes or not (terme.est_retire or terme.code in parents)

    choix: Choix = []
    groupes: dict[str, list[tuple[str, str]]] = {}
    for terme in termes:
        racine = referentiel.racine(liste, terme.code)
        if racine in parents and racine not in groupes:
            groupes[racine] = []
            choix.append((referentiel.libelle(liste, racine), groupes[racine]))
        if est_offert(terme):
            groupes.get(racine, choix).append((terme.code, terme.libelle))
    return [(code, libelle) for code, libelle in choix if libelle]
