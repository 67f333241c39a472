"""The page of the age bands and of the classes of duration: where each one begins."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from allervers.referentiel.changements import (
    ReglageRefuse,
    changer_durees,
    changer_tranches,
)
from allervers.referentiel.valeur import Referentiel


@dataclass(frozen=True)
class SaisieDeTranches:
    """Three short texts, as they are typed: ages, the last one, months."""

    ages: str
    dernier: str
    mois: str
    actuelles: tuple[str, ...]
    durees: tuple[str, ...]

    def changement(self, referentiel: Referentiel) -> Referentiel:
        ages, mois = _nombres(self.ages, "Les âges"), _nombres(self.mois, "Les durées")
        derniers = _nombres(self.dernier, "Le dernier âge")
        if len(derniers) > 1:
            raise ReglageRefuse("Le dernier âge compté est un seul nombre, ou rien.")
        return changer_durees(changer_tranches(referentiel, ages, next(iter(derniers), None)), mois)

    def contexte(self) -> dict:
        return {
            "ages": self.ages,
            "dernier": self.dernier,
            "mois": self.mois,
            "actuelles": self.actuelles,
            "durees": self.durees,
        }


def saisie_de_tranches(referentiel: Referentiel, donnees) -> SaisieDeTranches:
    noms = {
        "actuelles": tuple(tranche.libelle for tranche in referentiel.tranches),
        "durees": tuple(classe.libelle for classe in referentiel.durees),
    }
    if donnees is not None:
        return SaisieDeTranches(
            **{nom: donnees.get(nom, "").strip()[:200] for nom in ("ages", "dernier", "mois")}, **noms
        )
    dernier = referentiel.tranches[-1].age_sous if referentiel.tranches else None
    return SaisieDeTranches(
        ages=", ".join(str(tranche.age_min) for tranche in referentiel.tranches),
        dernier="" if dernier is None else str(dernier - 1),
        mois=", ".join(str(classe.moins_de) for classe in referentiel.durees if classe.moins_de is not None),
        **noms,
    )


def _nombres(texte: str, quoi: str) -> Sequence[int]:
    morceaux = [morceau for morceau in re.split(r"[\s,;]+", texte) if morceau]
    if not all(re.fullmatch(r"[0-9]{1,3}", morceau) for morceau in morceaux):
        raise ReglageRefuse(f"{quoi} s'écrivent en nombres entiers, séparés par des virgules : 0, 11, 15.")
    return [int(morceau) for morceau in morceaux]
