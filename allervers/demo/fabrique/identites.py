"""Invented names for the invented youths: first names of the years when they were born, surnames of the mine."""

from random import Random

from .cadre import Ligne
from .modele import Jeune

FILLES = (
    "Aya", "Léna", "Sarah", "Inaya", "Chloé", "Lina", "Jade", "Maëlys", "Nawel", "Camille", "Zoé", "Anissa",
    "Clara", "Louna", "Yasmine", "Océane", "Kenza", "Manon", "Lou", "Amel", "Romane", "Sirine", "Éva", "Maya",
)  # fmt: skip
GARCONS = (
    "Yanis", "Noah", "Mathis", "Rayan", "Enzo", "Adam", "Lucas", "Ilyès", "Nathan", "Kylian", "Sofiane", "Hugo",
    "Mohamed", "Tom", "Ethan", "Bilel", "Théo", "Amine", "Maxence", "Walid", "Gabin", "Samy", "Dylan", "Oscar",
)  # fmt: skip
SURNOMS = (
    "Titi",
    "Zizou",
    "Momo",
    "La Puce",
    "Speedy",
    "Mimi",
    "Chouchou",
    "Le Grand",
    "Nono",
    "Kiki",
    "Doudou",
)
NOMS = (
    "Terril", "Galibot", "Chevalet", "Bowette", "Carreau", "Lavoir", "Molette", "Herscheur",
    "Cafut", "Fosse", "Coronnet", "Briquet", "Havage", "Porion", "Escaillage", "Barrou", "Rivelin", "Taillette",
    "Meneur", "Cordier", "Cuffat", "Wagonnet", "Gaillet", "Veine",
)  # fmt: skip


def identites(alea: Random, jeunes: list[Jeune]) -> list[Ligne]:
    """Return a line for each youth: a first name or an alias; a name and a phone too for those who agreed."""
    return [_identite(alea, jeune) for jeune in jeunes]


def _identite(alea: Random, jeune: Jeune) -> Ligne:
    prenom = alea.choice(FILLES if jeune.sexe == "fille" else GARCONS)
    if not jeune.accord_le:
        return _ligne(jeune, alea.choice(SURNOMS) if alea.random() < 0.2 else prenom)
    # 06 39 98 is kept by the regulator for works of fiction (ARCEP, décision n° 2009-0535).
    telephone = f"06 39 98 {alea.randrange(100):02} {alea.randrange(100):02}"
    reseaux = f"@{prenom.lower()}{alea.randrange(100):02}" if alea.random() < 0.4 else ""
    return _ligne(jeune, prenom, alea.choice(NOMS), telephone, reseaux)


def _ligne(jeune: Jeune, prenom: str, nom: str = "", telephone: str = "", reseaux: str = "") -> Ligne:
    return {"jeune": jeune.code, "prenom": prenom, "nom": nom, "telephone": telephone, "reseaux": reseaux}
