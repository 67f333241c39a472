"""The tables of the DOCX: what each row looks like."""

from copy import deepcopy

from allervers.rapport.presentation import CelluleAffichee, GrilleAffichee
from allervers.tableaux.tableau import Entete

from .docx_styles import CLAIR, GRIS, STYLE_DE_TABLEAU, balise, course, paragraphe, vingtiemes
from .mise_en_page import Morceau, rangees

# A table that is no longer than this stays on one page.
COURT = 22


def composer_table(grille: GrilleAffichee, morceau: Morceau, unite: str, avec_notes: bool):
    """Return the Word table of some columns of `grille`, with the text that is read aloud in its place.

    `avec_notes`: notes follow, and stay on the page of the last row. Word may widen a column where a word would be
    cut: a reader's typeface can be wider than ours.
    """
    lignes, rangs, largeurs = list(rangees(grille)), morceau.rangs, morceau.largeurs
    colonnes = ", ".join(grille.colonnes[rang].libelle for rang in rangs)
    table = balise(
        "tbl",
        balise(
            "tblPr",
            balise("tblStyle", val=STYLE_DE_TABLEAU),
            balise("tblW", w=vingtiemes(sum(largeurs)), type="dxa"),
            balise("tblLayout", type="autofit"),
            balise("tblLook", val="06A0", firstRow=1, firstColumn=1, noHBand=1, noVBand=1),
            balise("tblCaption", val=grille.legende),
            balise("tblDescription", val=f"Unité\u202f: {unite}. Colonnes\u202f: {colonnes}."),
        ),
        balise("tblGrid", *(balise("gridCol", w=vingtiemes(largeur)) for largeur in largeurs)),
    )
    for numero, (genre, ligne) in enumerate(lignes, 1):
        est_derniere = numero == len(lignes)
        suit = (
            avec_notes if est_derniere else len(lignes) <= COURT or genre in ("titre", "precision", "groupe")
        )
        repetee = [balise("tblHeader")] if genre == "titre" else []
        rangee = balise("tr", balise("trPr", balise("cantSplit"), *repetee))
        taille = [balise("sz", val=16)] if morceau.est_serre else []
        rangee.append(_entete(genre, ligne.entete, largeurs[0], suit, taille))
        for rang, largeur in zip(rangs, largeurs[1:], strict=True):
            rangee.append(_cellule(genre, ligne.cellules[rang], largeur, suit, taille))
        table.append(rangee)
    return table


def _entete(genre: str, entete: Entete, largeur: float, suit: bool, taille: list):
    style = "Precision" if genre == "precision" else "Cellule"
    retrait = [balise("ind", left=170)] if genre == "dans-groupe" else []
    proprietes = [*_suite(suit), *retrait]
    paragraphes = [
        paragraphe(style, course(entete.libelle, *_aspect(genre), *deepcopy(taille)), proprietes=proprietes)
    ]
    for nom, texte in entete.precisions:
        contenu = course(f"{nom}\u202f: {texte}")
        paragraphes.append(paragraphe("Precision", contenu, proprietes=deepcopy(proprietes)))
    return balise("tc", _format(genre, largeur), *paragraphes)


def _cellule(genre: str, cellule: CelluleAffichee, largeur: float, suit: bool, taille: list):
    aspect = _aspect(genre, est_total=cellule.genre == "total")
    if cellule.genre in ("zero", "vide"):
        aspect.append(balise("color", val=GRIS))
    style = "Precision" if genre == "precision" else "Nombre"
    alignement = [balise("jc", val="right")] if genre == "precision" else []
    contenu = course(cellule.texte, *aspect, *deepcopy(taille))
    return balise(
        "tc", _format(genre, largeur), paragraphe(style, contenu, proprietes=[*_suite(suit), *alignement])
    )


def _suite(suit: bool) -> list:
    return [balise("keepNext")] if suit else []


def _aspect(genre: str, est_total: bool = False) -> list:
    gras = [balise("b")] if est_total or genre in ("groupe", "total") else []
    return [*gras, balise("i")] if genre == "a-part" else gras


def _format(genre: str, largeur: float):
    fond = [balise("shd", val="clear", color="auto", fill=CLAIR)] if genre in ("groupe", "total") else []
    return balise("tcPr", balise("tcW", w=vingtiemes(largeur), type="dxa"), *fond)
