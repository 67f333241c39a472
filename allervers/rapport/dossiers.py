"""From a figure back to its records: what makes a cell, and what is still to be filled in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse

from allervers.faits.extraction import codes_des_jeunes, extraire_avec_les_interventions
from allervers.tableaux.axes import NON_RENSEIGNE
from allervers.tableaux.calcul import a_des_composants, composants
from allervers.tableaux.tableau import Entete, Etat, Tableau

from .document import TableauDuDocument
from .lecture import Lecture
from .presentation import TOTAL, CelluleAffichee, LigneAffichee, TableauAffiche

# A page shows no more interventions than one can read.
MONTREES = 200


@dataclass(frozen=True)
class InterventionComptee:
    """`uuid`: what the reader may complete or correct; None for what others did."""

    uuid: UUID | None
    date: date
    type: str
    minutes: int
    nb_professionnels: int


@dataclass(frozen=True)
class Dossiers:
    """The records of a cell: youths (code, UUID) that the reader may know, or interventions (the first of them).

    `nombre` counts them all, `nb_ailleurs` the youths of other teams.
    """

    jeunes: tuple[tuple[str, UUID], ...] = ()
    nb_ailleurs: int = 0
    interventions: tuple[InterventionComptee, ...] = ()
    nombre: int = 0


@dataclass(frozen=True)
class Manque:
    """A row, or a column, of records of which something is not known. Codes are those of the table's headers."""

    ligne: str
    colonne: str
    nombre: int


def dossiers_de_la_cellule(
    service,
    lecture: Lecture,
    id: str,
    ligne: str | None,
    colonne: str | None,
    visibles: Mapping[str, UUID],
    modifiables: Callable[[list[int]], Mapping[int, UUID]],
) -> Dossiers:
    """Return what the table `id` counts there; None is a margin. Empty where nothing can be listed.

    `visibles`: code → UUID of the youths that the reader may know; `modifiables`: the UUIDs of the interventions that
    the reader may change, by key.
    """
    faits, cles = extraire_avec_les_interventions(service, lecture.annee)
    genre, rangs = composants(faits, lecture.referentiel, lecture.annee, id, ligne, colonne)
    match genre:
        case "jeune":
            codes = codes_des_jeunes(service, lecture.annee)
            vus = sorted(codes[rang] for rang in rangs if codes[rang] in visibles)
            return Dossiers(
                jeunes=tuple((code, visibles[code]) for code in vus),
                nb_ailleurs=len(rangs) - len(vus),
                nombre=len(rangs),
            )
        case "intervention":
            lues = faits.tables["interventions"].take(rangs).to_pylist()
            lues = sorted(lues, key=lambda lue: lue["date"])[:MONTREES]
            uuids = modifiables([cles[lue["intervention"]] for lue in lues])
            return Dossiers(
                interventions=tuple(
                    InterventionComptee(
                        uuids.get(cles[lue["intervention"]]),
                        lue["date"],
                        lecture.referentiel.libelle("type_activite", lue["type"]),
                        lue["minutes"],
                        lue["nb_professionnels"],
                    )
                    for lue in lues
                ),
                nombre=len(rangs),
            )
    return Dossiers()


def lier(
    affiche: TableauAffiche, vers: Callable[[str, str], str], *, seulement: str | None = None
) -> TableauAffiche:
    """Return the table with a link on each number that records make; `vers` gives its address.

    An empty code is a margin. Subtotals of groups have none: their rows have. With `seulement`, the code of a row
    or of a column, only what stands there is linked.
    """
    if not a_des_composants(affiche.tableau.id):
        return affiche

    def cellule(lue: CelluleAffichee, ligne: str, colonne: str) -> CelluleAffichee:
        est_liee = seulement is None or seulement in (ligne, colonne)
        return replace(lue, lien=vers(ligne, colonne)) if est_liee and _a_des_dossiers(lue) else lue

    def ligne(lue: LigneAffichee, colonnes: tuple[Entete, ...]) -> LigneAffichee:
        code = "" if lue.entete == TOTAL else lue.entete.code
        cellules = tuple(
            cellule(une, code, "" if colonne == TOTAL else colonne.code)
            for une, colonne in zip(lue.cellules, colonnes, strict=True)
        )
        est_nommee = code == seulement and any(map(_a_des_dossiers, cellules))
        return replace(lue, cellules=cellules, lien=vers(code, "") if est_nommee else "")

    return replace(
        affiche,
        grilles=tuple(
            replace(
                grille,
                blocs=tuple(
                    replace(bloc, lignes=tuple(ligne(lue, grille.colonnes) for lue in bloc.lignes))
                    for bloc in grille.blocs
                ),
                total=grille.total and ligne(grille.total, grille.colonnes),
            )
            for grille in affiche.grilles
        ),
    )


def lier_les_manques(bloc, lecture: Lecture, preset: str = ""):
    """Return a block of the document with a link from what is not known to the records to complete.

    Only a table of the catalogue has any; another block is returned as it is.
    """
    if not isinstance(bloc, TableauDuDocument) or bloc.id not in lecture.par_id:
        return bloc
    page = reverse("tableau", args=[lecture.annee, bloc.id])

    def vers(ligne: str, colonne: str) -> str:
        return page + adresse_des_dossiers(ligne, colonne, preset)

    return replace(bloc, affiche=lier(bloc.affiche, vers, seulement=NON_RENSEIGNE))


def adresse_des_dossiers(ligne: str, colonne: str, preset: str = "") -> str:
    """Return where the page of a table lists the records of a cell; an empty code is a margin."""
    demande = {"preset": preset, "ligne": ligne, "colonne": colonne}
    # Both empty: all that the table counts.
    voulus = {nom: code for nom, code in demande.items() if code or nom == "ligne"}
    return f"?{urlencode(voulus)}#dossiers"


def _a_des_dossiers(cellule: CelluleAffichee) -> bool:
    return not cellule.dite and cellule.texte != "0"


def a_completer(tableau: Tableau) -> list[Manque]:
    """Return the « non renseigné » rows and columns of a table that hold something."""
    manques = [
        Manque(entete.code, "", _entier(tableau.total_de_ligne(rang)))
        for rang, entete in enumerate(tableau.lignes)
        if entete.code == NON_RENSEIGNE
    ]
    manques += [
        Manque("", entete.code, _entier(total))
        for entete, total in zip(tableau.colonnes, tableau.totaux_colonnes or (), strict=False)
        if entete.code == NON_RENSEIGNE
    ]
    return [manque for manque in manques if manque.nombre]


def nombre_a_completer(tableau: Tableau) -> int:
    return sum(manque.nombre for manque in a_completer(tableau))


def _entier(cellule) -> int:
    return 0 if isinstance(cellule, Etat | None) else int(cellule)
