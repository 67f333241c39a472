from collections.abc import Iterator
from datetime import timedelta

from .dates import plus_mois
from .dossier import Dossier
from .regle import Delai, Echeance, Regle, Unite


class StatutARevoir(Regle):
    code = "statut_a_revoir"
    titre = "Statut à revoir"
    phrase = (
        "Un statut se revoit dans le délai que les listes du service lui donnent, compté depuis son début ou depuis "
        "sa dernière revue. L’alerte apparaît {delai} avant, et reste jusqu’à la revue."
    )
    delai = Delai(30, Unite.JOURS)

    def echeances(self, dossier: Dossier, delai: Delai) -> Iterator[Echeance]:
        statut = dossier.statut
        if statut is None or statut.delai_revision_mois is None:
            return
        le = plus_mois(
            max(statut.depuis, dossier.derniere_revue or statut.depuis), statut.delai_revision_mois
        )
        yield Echeance(le, le - timedelta(delai.nombre), f"{statut.libelle} à revoir")
