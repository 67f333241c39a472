"""The published 2024 figures, as they were printed, right or wrong, and ours, in the same cells.

A cell is named by its row and its column, margins included. Tables are read from their JSON form, which is
also what `allervers tableaux 2024 --json` prints.
"""

from functools import cache
from pathlib import Path

import yaml

FICHIER = Path(__file__).with_name("publie_2024.yaml")
TOTAL, NC = "Total", "NC"
COMMUNES = ("Carvin", "Libercourt", "Courrières", "Oignies")
Cellules = dict[tuple[str, str], object]


@cache
def tableaux_publies() -> dict[str, dict]:
    """Return the published tables by id."""
    return {tableau["id"]: tableau for tableau in yaml.safe_load(FICHIER.read_text("utf-8"))["tableaux"]}


def est_egal(publie, notre) -> bool:
    """An empty published cell is a zero, or nothing."""
    return (publie or 0) == (notre or 0)


def cellules_publiees(id: str) -> Cellules:
    """Return every published cell and margin of a table."""
    tableau = tableaux_publies()[id]
    if "actions" in tableau:
        return _actions_publiees(tableau["actions"])
    if id == "reseaux":
        return {
            cellule: valeur
            for ligne in tableau["lignes"]
            for cellule, valeur in (
                ((f"{ligne['reseau']} ({ligne['objet']})", "Jeunes différents"), ligne["jeunes"]),
                ((f"{ligne['reseau']} ({ligne['objet']})", "Journées"), ligne["journees"]),
            )
        }
    colonnes = tableau.get("colonnes", ["Réorientations"])
    if "groupes" in tableau:
        cellules = {
            (f"{TOTAL} {groupe}" if ligne == "total" else ligne, colonnes[0]): valeur
            for groupe, lignes in tableau["groupes"].items()
            for ligne, valeur in lignes.items()
        }
        return cellules | ({(TOTAL, colonnes[0]): tableau["total"]} if "total" in tableau else {})
    lignes = tableau.get("lignes") or {
        ligne: valeurs for items in tableau["familles"].values() for ligne, valeurs in items.items()
    }
    if id == "instances_territoriales":
        lignes, colonnes = {nom: [nombre] for nom, (_, nombre) in lignes.items()}, colonnes[1:]
    if "total" in tableau:
        lignes = {**lignes, TOTAL: tableau["total"]}
    # A total of rows may stand under fewer columns than there are.
    return {
        (ligne, colonne): valeur
        for ligne, valeurs in lignes.items()
        for colonne, valeur in zip([*colonnes, TOTAL], valeurs, strict=False)
    }


def _actions_publiees(actions: list[dict]) -> Cellules:
    tranches = tableaux_publies()["scolarite"]["colonnes"][:5]
    cellules: Cellules = {}
    for action in actions:
        nom = f"{action['commune']} : {action['intitule']}" if "commune" in action else action["intitule"]
        # Where participants were not communicated, their ages were not either.
        ages = [NC] * 5 if action["total"] == NC else action["ages"]
        cellules |= {(nom, tranche): age for tranche, age in zip(tranches, ages, strict=True)}
        cellules[nom, TOTAL] = action["total"]
        for champ, colonne in (("familles", "Familles"), ("visiteurs", "Visiteurs"),
                               ("nb_partenaires", "Nombre de partenaires"), ("seances", "Séances"),
                               ("jours", "Jours")):  # fmt: skip
            if champ in action:
                cellules[nom, colonne] = action[champ]
    return cellules


def nos_cellules(tableau: dict) -> Cellules:
    """Return every cell and margin of one of our tables (its JSON form), named as the published ones are."""
    if tableau["id"].startswith("actions_"):
        return _nos_actions(tableau)
    lignes = tableau["lignes"]
    if tableau["id"] == "reseaux":
        objets = (details["precisions"]["Objet"] for details in tableau["details_lignes"])
        lignes = [f"{ligne} ({objet})" for ligne, objet in zip(lignes, objets, strict=True)]
    cellules = _grille(lignes, tableau["colonnes"], tableau["cellules"])
    for groupe in tableau["groupes"]:
        cellules |= _grille([f"{TOTAL} {groupe['libelle']}"], tableau["colonnes"], [groupe["cellules"]])
    cellules |= _grille([TOTAL], tableau["colonnes"], [tableau["totaux_colonnes"] or []])
    cellules |= {
        (ligne, TOTAL): total for ligne, total in zip(lignes, tableau["totaux_lignes"] or [], strict=False)
    }
    return {**cellules, (TOTAL, TOTAL): tableau["total"]}


def _grille(lignes: list[str], colonnes: list[str], valeurs: list[list]) -> Cellules:
    return {
        (ligne, colonne): valeur
        for ligne, rangee in zip(lignes, valeurs, strict=True)
        for colonne, valeur in zip(colonnes, rangee, strict=False)
    }


def _nos_actions(tableau: dict) -> Cellules:
    """Turn the columns (one an action) into rows, and read the duration in the header."""
    cellules: Cellules = {}
    for rang, (intitule, details) in enumerate(
        zip(tableau["colonnes"], tableau["details_colonnes"], strict=True)
    ):
        commune = details["groupe"] if details["groupe"] in COMMUNES else ""
        nom = f"{commune} : {intitule}" if commune else intitule
        for ligne, valeurs in zip(tableau["lignes"], tableau["cellules"], strict=True):
            cellules[nom, ligne] = valeurs[rang]
        cellules[nom, TOTAL] = tableau["totaux_colonnes"][rang]
        nombre, _, unite = details["precisions"].get("Durée", "").partition(" ")
        if nombre:
            cellules[nom, "Jours" if unite.startswith("jour") else "Séances"] = int(nombre)
    return cellules
