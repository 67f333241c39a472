from collections.abc import Iterator
from datetime import timedelta

from allervers.referentiel.valeur import CONSERVATION_MAXIMALE

from .dossier import Dossier
from .regle import Delai, Echeance, Regle, Unite


class FinDeConservation(Regle):
    code = "fin_de_conservation"
    titre = "Fin de conservation"
    phrase = (
        f"Une fiche se garde au plus {CONSERVATION_MAXIMALE} mois après le dernier contact venant du jeune (CNIL), "
        "moins si le service l’a choisi. L’alerte apparaît {delai} avant\u202f: reprenez contact, ou laissez le chef "
        "de service revoir la fiche, qui s’efface alors."
    )
    delai = Delai(60, Unite.JOURS)

    def echeances(self, dossier: Dossier, delai: Delai) -> Iterator[Echeance]:
        le = dossier.fin_de_conservation
        yield Echeance(le, le - timedelta(delai.nombre), "Fin de conservation")
