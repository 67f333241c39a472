from collections.abc import Iterator

from .dates import plus_mois
from .dossier import Dossier
from .regle import Delai, Echeance, Regle, Unite


class JeunePasVu(Regle):
    code = "jeune_pas_vu"
    titre = "Pas vu depuis longtemps"
    phrase = "Un jeune qui a un statut n’a pas donné signe de vie, ni été présent nulle part, depuis {delai}."
    delai = Delai(3, Unite.MOIS)

    def echeances(self, dossier: Dossier, delai: Delai) -> Iterator[Echeance]:
        if dossier.statut is not None:
            le = plus_mois(dossier.vu_le, delai.nombre)
            yield Echeance(le, le, f"Pas vu depuis {delai}")
