from collections.abc import Iterator
from datetime import timedelta

from .dossier import Dossier
from .regle import Delai, Echeance, Regle, Unite


class OrientationSansIssue(Regle):
    code = "orientation_sans_issue"
    titre = "Orientation sans issue connue"
    phrase = "{delai} après une orientation, on ne sait pas encore si le jeune et le partenaire se sont rencontrés."
    delai = Delai(60, Unite.JOURS)

    def echeances(self, dossier: Dossier, delai: Delai) -> Iterator[Echeance]:
        for orientation in dossier.orientations_en_attente:
            le = orientation.date + timedelta(delai.nombre)
            yield Echeance(le, le, f"Orientation sans issue\u202f: {orientation.vers}", orientation.uuid)
