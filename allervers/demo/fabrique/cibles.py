"""The figures that the demonstration must give: the published ones, made consistent where they are not.

Nothing is typed again here: cells come from the published file, and one rule settles its contradictions.
The sex and age of the accompanied is the profile; the other tables on the same youths give way to it.
"""

from functools import cache
from pathlib import Path

import yaml

from allervers.demo.publie import tableaux_publies

PRESET = Path(__file__).parents[2] / "referentiel/presets/62.yaml"
TRANCHES = ("moins_de_11", "11_a_14", "15_a_18", "19_a_21", "plus_de_21")
MOINS_D_UN_AN, UN_A_DEUX_ANS, PLUS_DE_DEUX_ANS = (
    "6 mois à moins d'1 an",
    "1 an à moins de 2 ans",
    "Plus de 2 ans",
)


@cache
def codes(liste: str) -> dict[str, str]:
    """Return the code of each label of a list of the preset, children included."""

    def suite(termes):
        for terme in termes:
            yield terme["libelle"], terme["code"]
            yield from suite(terme.get("termes", ()))

    return dict(suite(yaml.safe_load(PRESET.read_text("utf-8"))["listes"][liste]))


def sexe_et_age(tableau: str) -> list[tuple[int, int, int]]:
    """Return (filles, garçons, nouveaux) of each band."""
    return [
        (filles, garcons, nouveaux)
        for filles, garcons, _, nouveaux in tableaux_publies()[tableau]["lignes"].values()
    ]


def profil() -> list[tuple[int, int, int]]:
    return sexe_et_age("jeunes_accompagnes_sexe_age")


def arbitre(cellules: dict, effectif: int) -> dict:
    """Return the cells of one band brought to `effectif` persons at most: the excess leaves the largest cell."""
    plus_grande = max(cellules, key=cellules.get)
    exces = max(0, sum(cellules.values()) - effectif)
    return {**cellules, plus_grande: cellules[plus_grande] - exces}


def par_tranche(tableau: str) -> list[dict[str | None, int]]:
    """Return, for each band, the youths by row; the youths that no row explains stand under None."""
    lignes = tableaux_publies()[tableau]["lignes"]
    resultat = []
    for rang, (filles, garcons, _) in enumerate(profil()):
        effectif = filles + garcons
        cellules = arbitre({ligne: valeurs[rang] or 0 for ligne, valeurs in lignes.items()}, effectif)
        resultat.append({**cellules, None: effectif - sum(cellules.values())})
    return resultat


def durees() -> list[dict[str, int]]:
    """Return, for each band, the youths by class of duration.

    A duration is computed, so it is never unknown; and a youth met for the first time in the year has been
    accompanied for less than one. What is missing joins the largest cell.
    """
    lignes = tableaux_publies()["duree_accompagnement"]["lignes"]
    resultat = []
    for rang, (filles, garcons, nouveaux) in enumerate(profil()):
        cellules = {ligne: valeurs[rang] or 0 for ligne, valeurs in lignes.items()}
        recents = max(cellules.pop(MOINS_D_UN_AN), nouveaux)
        anciens = arbitre(cellules, filles + garcons - recents)
        anciens[max(anciens, key=anciens.get)] += filles + garcons - recents - sum(anciens.values())
        resultat.append({MOINS_D_UN_AN: recents, **anciens})
    return resultat


def problematiques() -> dict[str, list[int]]:
    """Return, for each item (its code), the youths of each band."""
    familles = tableaux_publies()["problematiques"]["familles"]
    return {
        codes("problematique")[libelle]: [valeur or 0 for valeur in valeurs]
        for items in familles.values()
        for libelle, valeurs in items.items()
    }


def minutes() -> dict[str, int]:
    """Return the person-minutes of each root type of activity (its code)."""
    tableau = tableaux_publies()["heures_par_type_activite"]
    return {
        codes("type_activite")[libelle]: round(heures * 60)
        for libelle, heures in zip(tableau["colonnes"], tableau["lignes"]["Heures"], strict=True)
    }


def premiers(tableau: str) -> dict[str, int]:
    """Return the first column of a table."""
    return {ligne: valeurs[0] for ligne, valeurs in tableaux_publies()[tableau]["lignes"].items()}
