"""The report as a PDF that a screen reader can read too (PDF/UA-1), set by Typst."""

import json
from dataclasses import asdict
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

import typst

from allervers.rapport.document import (
    Bloc,
    Document,
    Illustration,
    PhotoDuDocument,
    TableauDuDocument,
    Texte,
)
from allervers.rapport.presentation import GrilleAffichee
from allervers.rapport.prose import Alinea, Element, Liste

from .mise_en_page import (
    PAYSAGE,
    POINTS_PAR_PIXEL,
    PORTRAIT,
    Morceau,
    couper,
    est_large,
    largeur_de_la_photo,
    rangees,
)
from .polices import polices
from .textes import SUITE, lire_avertissements, lire_notes, lire_pied

GABARIT = files(__package__) / "rapport.typ"


def rendre_pdf(document: Document) -> bytes:
    """Return the report as a PDF, always the same bytes for the same document.

    Everything that people wrote reaches Typst as data (JSON, images), never as markup.
    """
    with TemporaryDirectory() as dossier:
        racine = Path(dossier)
        (racine / "rapport.typ").write_bytes(GABARIT.read_bytes())
        (racine / "rapport.json").write_text(
            json.dumps(_valeurs(document, racine), ensure_ascii=False), "utf-8"
        )
        if document.couverture.logo:
            (racine / "logo.png").write_bytes(document.couverture.logo)
        return typst.compile(
            racine / "rapport.typ", font_paths=polices(), pdf_standards=["ua-1"], format="pdf"
        )


def _valeurs(document: Document, racine: Path) -> dict:
    """Return what the template reads; the drawings are written in `racine`."""
    couverture = document.couverture
    return {
        "titre": couverture.titre,
        "service": couverture.service,
        "association": couverture.association,
        "auteur": couverture.association or couverture.service,
        "mention": couverture.mention,
        "coordonnees": couverture.coordonnees,
        "logo": couverture.logo is not None,
        "est_court": document.est_court,
        "pied": lire_pied(document),
        "avertissements": lire_avertissements(document),
        "sections": [
            {
                "titre": section.titre,
                "niveau": section.niveau,
                "blocs": [_bloc(bloc, racine) for bloc in section.blocs],
            }
            for section in document.sections
        ],
    }


def _bloc(bloc: Bloc, racine: Path) -> dict:
    match bloc:
        case Texte():
            prose = [_alinea(alinea) for alinea in bloc.prose]
            return {"genre": bloc.genre, "titre": bloc.titre, "prose": prose}
        case Illustration():
            fichier = f"figure-{sum(1 for _ in racine.glob('figure-*'))}.svg"
            (racine / fichier).write_text(bloc.svg, "utf-8")
            return {
                "genre": bloc.genre,
                "titre": bloc.titre,
                "alternative": bloc.alternative,
                "largeur": bloc.largeur * POINTS_PAR_PIXEL,
                "fichier": fichier,
            }
        case PhotoDuDocument():
            fichier = f"{bloc.id}.jpg"
            (racine / fichier).write_bytes(bloc.jpeg)
            return {
                "genre": bloc.genre,
                "legende": bloc.legende,
                "largeur": largeur_de_la_photo(bloc),
                "fichier": fichier,
            }
        case TableauDuDocument():
            large = est_large(bloc)
            place = PAYSAGE if large else PORTRAIT
            return {
                "genre": bloc.genre,
                "titre": bloc.affiche.tableau.titre,
                "unite": bloc.affiche.tableau.unite,
                "est_large": large,
                "notes": lire_notes(bloc),
                "morceaux": [
                    _morceau(grille, morceau)
                    for grille in bloc.affiche.grilles
                    for morceau in couper(grille, place)
                ],
            }


def _morceau(grille: GrilleAffichee, morceau: Morceau) -> dict:
    return {
        "titre": SUITE.format(grille.titre or "").strip() if morceau.est_suite else grille.titre,
        "largeurs": morceau.largeurs,
        "est_serre": morceau.est_serre,
        "lignes": [
            {
                "genre": genre,
                "libelle": ligne.entete.libelle,
                "precisions": ligne.entete.precisions,
                "cellules": [
                    {"texte": ligne.cellules[rang].texte, "genre": ligne.cellules[rang].genre}
                    for rang in morceau.rangs
                ],
            }
            for genre, ligne in rangees(grille)
        ],
    }


def _alinea(alinea: Alinea) -> dict:
    if isinstance(alinea, Liste):
        return {
            "genre": alinea.genre,
            "est_numerotee": alinea.est_numerotee,
            "elements": _emboiter(list(alinea.elements)),
        }
    return {"genre": alinea.genre} | asdict(alinea)


def _emboiter(elements: list[Element]) -> list[dict]:
    """Return a flat list as a tree: the items that are deeper belong to the one before them."""
    arbre: list[dict] = []
    branches = [arbre]
    for element in elements:
        noeud = {"segments": [asdict(segment) for segment in element.segments], "enfants": []}
        profondeur = min(element.profondeur, len(branches) - 1)
        del branches[profondeur + 1 :]
        branches[profondeur].append(noeud)
        branches.append(noeud["enfants"])
    return arbre
