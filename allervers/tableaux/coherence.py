"""Do the tables of a report contradict each other? Written against values only: it reads published figures too."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from .tableau import Cellule, Etat, Tableau

# Annual working time of a full-time post (Code du travail L3121-41: 1 607 hours).
HEURES_PAR_ETP = 1607


@dataclass(frozen=True)
class Incoherence:
    """One contradiction, told in French; `tableaux` are the ids of the tables that it concerns."""

    tableaux: tuple[str, ...]
    message: str

    def __str__(self):
        return f"{' / '.join(self.tableaux)} : {self.message}"


def incoherences(tableaux: Iterable[Tableau]) -> list[Incoherence]:
    """Return every contradiction inside the tables and between them: none when they agree."""
    tableaux = list(tableaux)
    trouvees = [Incoherence((tableau.id,), message) for tableau in tableaux for message in _marges(tableau)]
    for un, autre in combinations(tableaux, 2):
        trouvees += [Incoherence((un.id, autre.id), message) for message in _entre(un, autre)]
    return trouvees + list(_temps_theorique(tableaux))


def _nombre(cellule: Cellule | None) -> int | Decimal:
    return 0 if cellule is None or isinstance(cellule, Etat) else cellule


def _marges(tableau: Tableau):
    """Margins against their cells: equal where the table adds up; otherwise between the largest and the sum."""
    lignes = [rang for rang, entete in enumerate(tableau.lignes) if not entete.est_hors_total]
    colonnes = [rang for rang, entete in enumerate(tableau.colonnes) if not entete.est_hors_total]
    for rang, entete in enumerate(tableau.lignes):
        if tableau.totaux_lignes:
            cellules = [_nombre(tableau.cellules[rang][colonne]) for colonne in colonnes]
            yield from _marge(tableau, f"ligne « {entete.libelle} »", tableau.totaux_lignes[rang], cellules)
    for rang, entete in enumerate(tableau.colonnes):
        if tableau.totaux_colonnes:
            cellules = [_nombre(tableau.cellules[ligne][rang]) for ligne in lignes]
            yield from _marge(
                tableau, f"colonne « {entete.libelle} »", tableau.totaux_colonnes[rang], cellules
            )
    for totaux, rangs, nom in (
        (tableau.totaux_lignes, lignes, "totaux des lignes"),
        (tableau.totaux_colonnes, colonnes, "totaux des colonnes"),
    ):
        # A table whose rows have different units (hours and shares) has no column totals to compare.
        if totaux and tableau.total is not None and (nom == "totaux des colonnes" or tableau.totaux_colonnes):
            yield from _marge(tableau, nom, tableau.total, [_nombre(totaux[rang]) for rang in rangs])
    for rang, entete in enumerate(tableau.colonnes):
        if entete.libelle.startswith("Dont") and tableau.totaux_lignes:
            for ligne in lignes:
                if _nombre(tableau.cellules[ligne][rang]) > _nombre(tableau.totaux_lignes[ligne]):
                    nom = tableau.lignes[ligne].libelle
                    yield f"ligne « {nom} » : « {entete.libelle} » dépasse le total de la ligne."


def _marge(tableau: Tableau, nom: str, total: Cellule, cellules: Sequence[int | Decimal]):
    if isinstance(total, Etat):
        return
    somme = sum(cellules)
    if tableau.est_additif and total != somme:
        yield f"{nom} : le total {_fr(total)} n'est pas la somme {_fr(somme)} de ses cellules."
    if not tableau.est_additif and not max(cellules, default=0) <= total <= somme:
        yield f"{nom} : le total {_fr(total)} est impossible pour ses cellules (somme {_fr(somme)})."


def _entre(un: Tableau, autre: Tableau):
    """Two tables of the same population have the same base, and the same margin along the same side."""
    if un.population != autre.population:
        return
    if un.base != autre.base:
        yield f"{un.population} : {_fr(_nombre(un.base))} d'un côté, {_fr(_nombre(autre.base))} de l'autre."
    marges_de_l_autre = dict(_marges_par_axe(autre))
    for axe, marge in _marges_par_axe(un):
        autre_marge = marges_de_l_autre.get(axe, marge)
        for libelle in marge:
            if libelle in autre_marge and marge[libelle] != autre_marge[libelle]:
                yield (
                    f"{un.population}, « {libelle} » : {_fr(marge[libelle])} d'un côté, "
                    f"{_fr(autre_marge[libelle])} de l'autre."
                )


def _marges_par_axe(tableau: Tableau):
    for axe, entetes, totaux in (
        (tableau.axes[0], tableau.lignes, tableau.totaux_lignes),
        (tableau.axes[1], tableau.colonnes, tableau.totaux_colonnes),
    ):
        if axe and totaux:
            yield (
                axe,
                {
                    entete.libelle: _nombre(total)
                    for entete, total in zip(entetes, totaux, strict=True)
                    if not entete.est_hors_total
                },
            )


def _temps_theorique(tableaux: Sequence[Tableau]):
    """The hours recorded cannot exceed the working time of the posts."""
    par_id = {tableau.id: tableau for tableau in tableaux}
    heures, postes = par_id.get("heures_par_type_activite"), par_id.get("organigramme_etp")
    if heures and postes and _nombre(postes.total):
        theoriques = _nombre(postes.total) * HEURES_PAR_ETP
        if _nombre(heures.total) > theoriques:
            yield Incoherence(
                (heures.id, postes.id),
                f"{_fr(_nombre(heures.total))} heures saisies, pour {_fr(theoriques)} heures de travail au plus "
                f"({_fr(_nombre(postes.total))} ETP de {HEURES_PAR_ETP} heures).",
            )


def _fr(nombre: int | Decimal) -> str:
    return str(nombre).replace(".", ",")
