"""What is wrong in an import: said in French, with its place, so that a person can put it right."""

import re
from dataclasses import dataclass, field

FINE = "\u202f"


def typographie(texte: str) -> str:
    """Return `texte` with a narrow no-break space where French wants one (« », ; : ! ?)."""
    return re.sub(r" (?=[;:!?»])|(?<=«) ", FINE, texte)


class ValeurRefusee(ValueError):
    """A value that cannot be understood; the message, in French, says why and what to write instead."""


@dataclass(frozen=True)
class Faute:
    """`ligne`, `colonne` and `valeur` are empty when the fault is about a whole file."""

    fichier: str
    ligne: int | None
    colonne: str | None
    valeur: str | None
    raison: str

    def __str__(self):
        lieu = [self.fichier]
        if self.ligne is not None:
            lieu.append(f"ligne {self.ligne}")
        if self.colonne:
            lieu.append(f"colonne « {self.colonne} »")
        if self.valeur:
            lieu.append(f"valeur « {self.valeur} »")
        return typographie(f"{', '.join(lieu)} : {self.raison}")


@dataclass
class Fautes:
    """The faults met so far: all are counted, the first ones are kept."""

    GARDEES = 1000

    liste: list[Faute] = field(default_factory=list)
    nombre: int = 0

    def ajouter(self, fichier, raison, *, ligne=None, colonne=None, valeur=None) -> None:
        self.nombre += 1
        if len(self.liste) < self.GARDEES:
            valeur = None if valeur is None else str(valeur)
            if valeur and len(valeur) > 80:
                valeur = valeur[:80] + "…"
            self.liste.append(Faute(fichier, ligne, colonne, valeur, typographie(raison)))


class ImportRefuse(Exception):
    """Nothing was imported. `fautes`: the first faults, by file and line; `nombre`: how many there are in all."""

    def __init__(self, fautes: Fautes):
        rangs = {nom: rang for rang, nom in enumerate(dict.fromkeys(faute.fichier for faute in fautes.liste))}
        self.fautes = sorted(fautes.liste, key=lambda faute: (rangs[faute.fichier], faute.ligne or 0))
        self.nombre = fautes.nombre
        s = "s" if self.nombre > 1 else ""
        super().__init__(typographie(f"{self.nombre} faute{s} : {' / '.join(map(str, self.fautes[:3]))}"))
