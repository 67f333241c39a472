from collections.abc import Iterator
from datetime import timedelta

from .dossier import Dossier
from .regle import Delai, Echeance, Regle, Unite


class AccordManquant(Regle):
    code = "accord_manquant"
    titre = "Accord à demander"
    phrase = (
        "Un jeune est accompagné depuis {delai}, et son accord n’est ni noté, ni retiré\u202f: demandez-le-lui. Un "
        "statut qui demande une fiche n’attend pas. Le jeune a le droit de dire non."
    )
    delai = Delai(60, Unite.JOURS)

    def echeances(self, dossier: Dossier, delai: Delai) -> Iterator[Echeance]:
        statut = dossier.statut
        if statut is None or dossier.a_donne_son_accord or dossier.a_retire_son_accord:
            return
        if statut.niveau_minimal == "c":
            yield Echeance(statut.depuis, statut.depuis, "Accord à demander")
        elif statut.accompagne_depuis is not None:
            le = statut.accompagne_depuis + timedelta(delai.nombre)
            yield Echeance(le, le, "Accord à demander")
