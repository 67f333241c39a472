"""Tables on paper: how wide a column must be, which page a table needs, where it is cut."""

import math
from collections.abc import Iterator
from itertools import accumulate, groupby

from allervers.rapport.document import TableauDuDocument
from allervers.rapport.presentation import CelluleAffichee, GrilleAffichee, LigneAffichee
from allervers.tableaux.tableau import Entete

# What the margins of A4 leave, in centimetres.
PORTRAIT, PAYSAGE = 17, 25.7
# Columns can be a little tighter than at ease; a small table is not stretched over the whole page.
SERRE, LACHE = 1.25, 1.6


def est_large(bloc) -> bool:
    """Tell whether `bloc` is a table that needs a landscape page."""
    return isinstance(bloc, TableauDuDocument) and any(
        sum(_mesurer(grille)) > PORTRAIT * SERRE for grille in bloc.affiche.grilles
    )


def _mesurer(grille: GrilleAffichee) -> list[float]:
    """Return about how many centimetres the row headers, then each column, need to be read at ease."""
    lignes = list(rangees(grille))
    longueur = max(len(ligne.entete.libelle) for _, ligne in lignes)
    est_precise = any(ligne.entete.precisions for _, ligne in lignes)
    besoins = [9 if est_precise else min(max(longueur * 0.1, 3), 6)]
    for rang, colonne in enumerate(grille.colonnes):
        mot = max(len(mot) for _, ligne in lignes for mot in ligne.cellules[rang].texte.split(" "))
        precision = max((len(texte) for _, texte in colonne.precisions), default=0)
        besoins.append(min(max(mot, len(colonne.libelle) / 3, precision / 8) * 0.17 + 0.4, 4.5))
    return besoins


def couper(grille: GrilleAffichee, place: float) -> Iterator[tuple[list[int], list[float]]]:
    """Cut the columns in as few tables of about the same width as fit; yield the ranks and the widths of each."""
    entete, *besoins = _mesurer(grille)
    tient = entete + sum(besoins) <= place * SERRE
    nb = 1 if tient else math.ceil(sum(besoins) / ((place - entete) * SERRE))
    # A column goes to the table where its middle falls.
    milieux = [fin - besoin / 2 for fin, besoin in zip(accumulate(besoins), besoins, strict=True)]
    for _, rangs in groupby(range(len(besoins)), lambda rang: int(milieux[rang] * nb / sum(besoins))):
        retenus = list(rangs)
        largeurs = [entete, *(besoins[rang] for rang in retenus)]
        echelle = min(place / sum(largeurs), LACHE)
        yield retenus, [largeur * echelle for largeur in largeurs]


def rangees(grille: GrilleAffichee) -> Iterator[tuple[str, LigneAffichee]]:
    """Yield every row of the table, with its kind: titre, precision, groupe, dans-groupe, ligne, total, a-part."""
    yield "titre", _ligne("", [colonne.libelle for colonne in grille.colonnes])
    libelles = dict.fromkeys(libelle for colonne in grille.colonnes for libelle, _ in colonne.precisions)
    for libelle in libelles:
        yield (
            "precision",
            _ligne(libelle, [dict(colonne.precisions).get(libelle, "") for colonne in grille.colonnes]),
        )
    for bloc in grille.blocs:
        if bloc.groupe:
            yield "groupe", bloc.groupe
        for ligne in bloc.lignes:
            yield "dans-groupe" if bloc.groupe else "ligne", ligne
    if grille.total:
        yield "total", grille.total
    for ligne in grille.a_part:
        yield "a-part", ligne


def _ligne(libelle: str, textes: list[str]) -> LigneAffichee:
    return LigneAffichee(Entete("", libelle), tuple(CelluleAffichee(texte) for texte in textes))
