"""Sentences that several outputs say, and texts that their XML can hold."""

import re

from allervers.rapport.document import Document, Forme, TableauDuDocument

PUBLIABLE = "Forme publiable\u202f: des nombres sont arrondis pour que personne ne puisse être reconnu."
SUITE = "{} (suite)"
# What XML cannot hold, and a keyboard or a spreadsheet sometimes gives.
INTERDITS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def propre(texte: str) -> str:
    """Return `texte` without what XML forbids."""
    return INTERDITS.sub("", texte)


def lire_avertissements(document: Document) -> list[str]:
    """Return what is told before anything else."""
    protection = [PUBLIABLE] if document.forme is Forme.PUBLIABLE else []
    return [*protection, *document.avertissements]


def lire_pied(document: Document) -> str:
    """Return what each page recalls: was the report validated, and which of its two forms is it."""
    forme = " · Forme publiable, effectifs arrondis" if document.forme is Forme.PUBLIABLE else ""
    return f"{document.couverture.mention}{forme}"


def lire_notes(bloc: TableauDuDocument) -> list[str]:
    """Return what stands below a table: base and rule, notes, meaning of the signs, last year."""
    affiche, tableau = bloc.affiche, bloc.affiche.tableau
    base = f"Base\u202f: {affiche.base} {tableau.population}." if affiche.base else ""
    depuis = f"Règle en vigueur depuis {tableau.depuis}." if tableau.depuis else ""
    regle = " ".join(filter(None, (base, tableau.regle, depuis)))
    signes = {
        cellule.texte: cellule.dite
        for grille in affiche.grilles
        for groupe in grille.blocs
        for ligne in (groupe.groupe, *groupe.lignes, grille.total, *grille.a_part)
        if ligne
        for cellule in ligne.cellules
        if cellule.dite and f"{cellule.texte}\u202f:" not in regle
    }
    legende = "\u202f; ".join(f"{signe}\u202f: {sens}" for signe, sens in sorted(signes.items()))
    return [note for note in (regle, *tableau.notes, legende and f"{legende}.", bloc.rappel) if note]
