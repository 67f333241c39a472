"""The report for another program: every table and every text, as plain values."""

import json
from dataclasses import asdict

from ..document import Document, Illustration, PhotoDuDocument, TableauDuDocument, Texte


def rendre_json(document: Document) -> bytes:
    """Return all tables and texts, section by section, in UTF-8."""
    valeur = {
        "annee": document.annee,
        "forme": document.forme.value,
        "couverture": asdict(document.couverture) | {"logo": None},
        "avertissements": document.avertissements,
        "sections": [
            {
                "titre": section.titre,
                "niveau": section.niveau,
                "blocs": [_bloc(bloc) for bloc in section.blocs],
            }
            for section in document.sections
        ],
    }
    return json.dumps(valeur, ensure_ascii=False, indent=1).encode()


def _bloc(bloc) -> dict:
    match bloc:
        case TableauDuDocument():
            return {"genre": "tableau", "rappel": bloc.rappel} | bloc.affiche.tableau.en_json()
        case Texte():
            return {"genre": "texte"} | asdict(bloc)
        case PhotoDuDocument():
            return {"genre": "photo", "id": bloc.id, "legende": bloc.legende}
        case Illustration():
            dits = ("id", "titre", "alternative", "largeur", "hauteur")
            return {"genre": "illustration"} | {nom: getattr(bloc, nom) for nom in dits}
