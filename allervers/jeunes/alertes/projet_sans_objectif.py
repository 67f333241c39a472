from collections.abc import Iterator
from datetime import timedelta

from .dossier import Dossier
from .regle import Delai, Echeance, Regle, Unite


class ProjetSansObjectif(Regle):
    code = "projet_sans_objectif"
    titre = "Projet sans objectif"
    phrase = (
        "Un statut qui demande un projet a au moins un objectif en cours, écrit avec le jeune, dans les {delai} qui "
        "suivent son début."
    )
    delai = Delai(30, Unite.JOURS)

    def echeances(self, dossier: Dossier, delai: Delai) -> Iterator[Echeance]:
        statut = dossier.statut
        if statut is None or not statut.demande_un_projet or dossier.nb_objectifs:
            return
        le = statut.depuis + timedelta(delai.nombre)
        yield Echeance(le, le, f"{statut.libelle} sans objectif")
