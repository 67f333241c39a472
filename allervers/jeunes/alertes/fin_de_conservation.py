from collections.abc import Iterator
from datetime import timedelta

from .dates import plus_mois
from .dossier import Dossier
from .regle import Delai, Echeance, Regle, Unite

# CNIL, délibération 2022-008: two years after the last contact coming from the person.
MOIS_DE_CONSERVATION = 24


class FinDeConservation(Regle):
    code = "fin_de_conservation"
    titre = "Fin de conservation"
    phrase = (
        f"Une fiche se garde {MOIS_DE_CONSERVATION} mois après le dernier contact venant du jeune (CNIL). L’alerte "
        "apparaît {delai} avant\u202f: reprendre contact, ou laisser la fiche s’effacer."
    )
    delai = Delai(60, Unite.JOURS)

    def echeances(self, dossier: Dossier, delai: Delai) -> Iterator[Echeance]:
        le = plus_mois(dossier.vu_le, MOIS_DE_CONSERVATION)
        yield Echeance(le, le - timedelta(delai.nombre), "Fin de conservation")
