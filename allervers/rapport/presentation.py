"""From a `Tableau` to what a page shows: French numbers, header rows, one table a group of columns."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from decimal import Decimal
from itertools import groupby

from babel.numbers import format_decimal

from allervers.tableaux.tableau import Cellule, Entete, Etat, Tableau


@dataclass(frozen=True)
class CelluleAffichee:
    """`texte` is what is seen; `dite` what is read aloud when a sign says too little; `genre` its look; `lien` the
    address of the records that it counts."""

    texte: str
    dite: str = ""
    genre: str = ""
    lien: str = ""


@dataclass(frozen=True)
class LigneAffichee:
    """`lien` is the address of the records that its header names as not known."""

    entete: Entete
    cellules: tuple[CelluleAffichee, ...]
    lien: str = ""


@dataclass(frozen=True)
class BlocAffiche:
    """Rows of one group, under the row of its subtotals (`groupe` None: no group)."""

    groupe: LigneAffichee | None
    lignes: tuple[LigneAffichee, ...]


@dataclass(frozen=True)
class GrilleAffichee:
    """One HTML table. A table whose columns are grouped (the actions of a commune) is cut in several."""

    id: str
    legende: str
    titre: str | None
    colonnes: tuple[Entete, ...]
    blocs: tuple[BlocAffiche, ...]
    total: LigneAffichee | None
    a_part: tuple[LigneAffichee, ...]
    est_large: bool


@dataclass(frozen=True)
class TableauAffiche:
    """`base` is empty when the table has none."""

    tableau: Tableau
    grilles: tuple[GrilleAffichee, ...]
    base: str


LARGE = 7
# What a keyboard gives, and what a printer sets: labels are typed by the services themselves.
TYPOGRAPHIE = (
    (re.compile(r"(?<=\w)'(?=[\w«])"), "’"),
    (re.compile(r"(?<=[\w»)%])[ \u00a0\u202f]?([;:!?]+)(?=[\s)»]|$)"), "\u202f\\1"),
    (re.compile(r"(?<=\d) (?=(?:ans?|mois|jours?|h|km)\b|[%€])"), "\u00a0"),
    (re.compile(r"«[ \u00a0\u202f]?"), "«\u00a0"),
    (re.compile(r"[ \u00a0\u202f]?»"), "\u00a0»"),
)
TOTAL = Entete("total", "Total")


def presenter(tableau: Tableau) -> TableauAffiche:
    """Return all that the page shows of `tableau`."""
    base = "" if tableau.base is None else nombre(tableau.base, tableau.decimales)
    return TableauAffiche(tableau, tuple(_grilles(tableau)), base)


def soigner(valeur):
    """Return `valeur` with French typography in each of its texts, however deep they stand."""
    if isinstance(valeur, str):
        for motif, remplacement in TYPOGRAPHIE:
            valeur = motif.sub(remplacement, valeur)
        return valeur
    if isinstance(valeur, tuple):
        return tuple(soigner(element) for element in valeur)
    if is_dataclass(valeur):
        return replace(
            valeur, **{champ.name: soigner(getattr(valeur, champ.name)) for champ in fields(valeur)}
        )
    return valeur


def nombre(valeur: Cellule | None, decimales: int = 0) -> str:
    """Return a number as it is written in French: 7 682,98. A table without decimals leaves each number its own."""
    if valeur is None or isinstance(valeur, Etat):
        return afficher(valeur, decimales).texte
    decimales = decimales or decimales_de(valeur)
    motif = "#,##0" + ("." + "0" * decimales if decimales else "")
    # The narrow no-break space is what separates thousands in French.
    return format_decimal(Decimal(valeur), motif, locale="fr").replace("\xa0", "\u202f")


def decimales_de(valeur: int | Decimal) -> int:
    """Return how many decimals a number was given with, two at most: a share of 100,0 is one among 15,9 and 1,5."""
    return min(2, max(0, -valeur.as_tuple().exponent)) if isinstance(valeur, Decimal) else 0


def afficher(cellule: Cellule | None, decimales: int = 0) -> CelluleAffichee:
    """Return how one cell looks: a zero is quiet, an unknown value is a dash that says what it means."""
    match cellule:
        case None | Etat.NON_RENSEIGNE:
            return CelluleAffichee("—", "non renseigné", "vide")
        case Etat.NC:
            return CelluleAffichee("NC", "non communiqué", "vide")
    return CelluleAffichee(nombre(cellule, decimales), genre="zero" if cellule == 0 else "")


def _grilles(tableau: Tableau) -> Iterator[GrilleAffichee]:
    rangs = range(len(tableau.colonnes))
    parties = [
        (nom, list(groupe)) for nom, groupe in groupby(rangs, lambda rang: tableau.colonnes[rang].groupe)
    ]
    # The row totals of a table cut in several count other columns than those shown: they stand apart, at the end.
    est_coupe = len(parties) > 1
    if est_coupe and tableau.totaux_lignes is not None:
        parties.append(("Ensemble", []))
    for numero, (nom, colonnes) in enumerate(parties):
        yield _grille(tableau, colonnes, nom, numero, avec_totaux=not est_coupe or not colonnes)


def _grille(
    tableau: Tableau, rangs: list[int], nom: str | None, numero: int, avec_totaux: bool
) -> GrilleAffichee:
    colonnes = [tableau.colonnes[rang] for rang in rangs]
    avec_totaux = avec_totaux and tableau.totaux_lignes is not None
    # « Total » comes after what it adds up, before the columns « dont … ».
    place = sum(not colonne.est_hors_total for colonne in colonnes)

    def ligne(entete: Entete, cellules, total) -> LigneAffichee:
        affichees = [afficher(cellules[rang], tableau.decimales) for rang in rangs]
        if avec_totaux:
            affichees.insert(place, replace(afficher(total, tableau.decimales), genre="total"))
        return LigneAffichee(entete, tuple(affichees))

    totaux = tableau.totaux_lignes or [None] * len(tableau.lignes)
    affichees = [
        ligne(entete, tableau.cellules[rang], totaux[rang]) for rang, entete in enumerate(tableau.lignes)
    ]
    blocs = [
        BlocAffiche(
            groupe and ligne(Entete("", groupe.libelle), groupe.cellules, groupe.total),
            tuple(affichees[rang] for entete, rang in lignes if not entete.est_hors_total),
        )
        for groupe, lignes in tableau.lignes_par_groupe()
    ]
    if avec_totaux:
        colonnes.insert(place, TOTAL)
    return GrilleAffichee(
        id=f"{tableau.id}-{numero}",
        legende=f"{tableau.titre}{f', {nom}' if nom else ''}",
        titre=nom,
        colonnes=tuple(colonnes),
        blocs=tuple(blocs),
        total=ligne(TOTAL, tableau.totaux_colonnes, tableau.total) if tableau.totaux_colonnes else None,
        a_part=tuple(affichee for affichee in affichees if affichee.entete.est_hors_total),
        est_large=len(colonnes) >= LARGE,
    )


def noms_distincts(entetes: Sequence[Entete]) -> list[str]:
    """Return the label of each header; of two that have the same, with its group or its first text.

    « Les collèges (Mesures d'exclusion) », « Sorties (Oignies) ».
    """
    combien = Counter(entete.libelle for entete in entetes)

    def nom(entete: Entete) -> str:
        ce_qui_distingue = entete.groupe or next((texte for _, texte in entete.precisions), "")
        est_seul = combien[entete.libelle] == 1 or not ce_qui_distingue
        return entete.libelle if est_seul else f"{entete.libelle} ({ce_qui_distingue})"

    return [nom(entete) for entete in entetes]
