"""What a table of the import is made of: its columns, how their values are written, and those that many tables have."""

from dataclasses import dataclass
from enum import Enum

from allervers.referentiel.models import Liste


class Type(Enum):
    """How a value is written; the text is what the documentation says of it."""

    TEXTE = "texte"
    CODE = "code court, sans espace (lettres, chiffres, tirets)"
    ENTIER = "nombre entier"
    DECIMAL = "nombre, virgule ou point"
    DECIMAL_OU_NC = "nombre, virgule ou point, ou « NC »"
    DATE = "date : 05/03/2024 ou 2024-03-05"
    ANNEE = "année sur quatre chiffres"
    HEURE = "heure : 14:30 ou 14h30"
    DUREE = "durée : 90 (minutes), 1h30 ou 1:30"
    OUI_NON = "oui ou non"
    CHOIX = "une valeur de la liste"
    TERME = "code ou libellé d'une liste du service"
    STATUT = "code ou libellé d'un statut du service"
    TRANCHE = "code ou libellé d'une tranche d'âge du service"
    COMMUNE = "code INSEE ou nom de la commune"
    LIEN = "code d'une ligne d'un autre tableau"
    LIENS = "codes séparés par une barre verticale |"
    TERMES = "codes ou libellés séparés par une barre verticale |"
    SCELLE = "texte, chiffré dès qu'il est lu et jamais montré"


@dataclass(frozen=True)
class Colonne:
    nom: str
    type: Type
    aide: str
    exemple: str = ""
    est_obligatoire: bool = False
    liste: Liste | None = None
    vers: str | None = None
    choix: tuple[str, ...] = ()


@dataclass(frozen=True)
class Genre:
    """A kind of record: a file `nom.csv`, or a sheet `nom`. `cle`: the columns that identify a line."""

    nom: str
    titre: str
    aide: str
    cle: tuple[str, ...]
    colonnes: tuple[Colonne, ...]


def oblige(nom, type, aide, exemple="", **options):
    return Colonne(nom, type, aide, exemple, est_obligatoire=True, **options)


CODE = oblige("code", Type.CODE, "Ce qui désigne cette ligne dans les autres tableaux.", "A-01")
SEXES = ("fille", "garçon", "autre", "non renseigné")
SEXE = Colonne("sexe", Type.CHOIX, "Vide : non renseigné.", "fille", choix=SEXES)
TRANCHE = Colonne("tranche", Type.TRANCHE, "Tranche d'âge ; vide : non renseignée.", "11 à 14 ans")
JEUNE = oblige("jeune", Type.LIEN, "Code du jeune.", "K7M2", vers="jeunes")
DEBUT = oblige("debut", Type.DATE, "Premier jour.", "05/03/2024")
FIN = Colonne("fin", Type.DATE, "Jour où cela prend fin ; vide tant que cela dure.", "30/09/2024")
ORDRE = Colonne("ordre", Type.ENTIER, "Rang dans le rapport.", "1")
