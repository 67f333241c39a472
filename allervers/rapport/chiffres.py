"""Live figures: « {jeunes_accompagnes.total} » in a text is what the table says today.

A figure is named by its table, then the code of a row (or `total`, `base`), then that of a column if need be;
`.n-1` asks for the year before, `.ecart` for the difference.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from allervers.tableaux.tableau import Cellule, Entete, Etat, Tableau

from .comparaison import en_signe
from .lecture import Lecture
from .presentation import nombre

# The short names of the figures that every report quotes.
ALIAS = {
    "heures": "heures_par_type_activite",
    "jeunes_rencontres": "jeunes_rencontres_travail_de_rue",
    "jeunes_accompagnes": "jeunes_accompagnes_sexe_age",
}
MOTIF = re.compile(r"\{([a-z][a-z0-9_]*)\.([^{}\n]+?)(\.n-1|\.ecart)?\}")
INCONNU = "[chiffre inconnu : {}]"
# What the publishable form writes in the place of a figure that is not published.
NON_PUBLIE = "[…]"


@dataclass(frozen=True)
class Chiffre:
    """A figure that a text can quote: how to write it, what it is, and how it reads today."""

    nom: str
    libelle: str
    valeur: str
    precedente: str
    ecart: str


def inserer(markdown: str, lecture: Lecture) -> str:
    """Return `markdown` with each live figure written in French; one that no table has is said in its place."""

    def ecrire(trouve: re.Match) -> str:
        sinon = NON_PUBLIE if lecture.est_publiable else INCONNU.format(trouve[0][1:-1])
        valeur = _ecrire(lecture, *trouve.groups())
        # A bracket would begin a link; « = » under a line, a heading; « 12. », a list.
        debut = "" if valeur and valeur != "=" else "\\"
        fin = "\\" if markdown[trouve.end() : trouve.end() + 1] in (".", ")") else ""
        return debut + (valeur or sinon) + fin

    return MOTIF.sub(ecrire, markdown)


def chiffres_cites(markdown: str, lecture: Lecture) -> dict[str, str]:
    """Return the live figures of `markdown` by name, as they read today; empty for one that no table has."""
    return {trouve[0][1:-1]: _ecrire(lecture, *trouve.groups()) for trouve in MOTIF.finditer(markdown)}


def chiffres_inconnus(markdown: str, lecture: Lecture) -> list[str]:
    """Return the live figures of `markdown` that no table has, as they were typed."""
    return [trouve[0] for trouve in MOTIF.finditer(markdown) if not _ecrire(lecture, *trouve.groups())]


def chiffres_disponibles(lecture: Lecture, ids: list[str]) -> list[Chiffre]:
    """Return the figures of the tables `ids` that a text can quote, with their present value."""
    courts = {id: alias for alias, id in ALIAS.items()}
    return [
        Chiffre(
            nom=f"{courts.get(id, id)}.{adresse}",
            libelle=libelle,
            valeur=_ecrire(lecture, id, adresse, None),
            precedente=_ecrire(lecture, id, adresse, ".n-1"),
            ecart=_ecrire(lecture, id, adresse, ".ecart"),
        )
        for id in ids
        if id in lecture.par_id
        for adresse, libelle in _adresses(lecture.tableau(id))
    ]


def _adresses(tableau: Tableau) -> Iterator[tuple[str, str]]:
    if not isinstance(tableau.total, Etat | None):
        yield "total", "Total"
    if tableau.base is not None and tableau.base != tableau.total:
        yield "base", tableau.population.capitalize()
    for ligne in tableau.lignes:
        if _valeur(tableau, ligne.code) is not None:
            yield ligne.code, ligne.libelle
        elif ligne.code:
            for colonne in tableau.colonnes:
                yield f"{ligne.code}.{colonne.code}", f"{ligne.libelle}, {colonne.libelle}"
    if tableau.totaux_colonnes is not None:
        for colonne in tableau.colonnes:
            if colonne.code:
                yield f"total.{colonne.code}", f"Total, {colonne.libelle}"


def _ecrire(lecture: Lecture, id: str, adresse: str, quand: str | None) -> str:
    """Return the figure in French; empty when there is no such figure."""
    id = ALIAS.get(id, id)
    tableau = lecture.par_id.get(id)
    valeur = tableau and _valeur(tableau, adresse)
    if valeur is None or isinstance(valeur, Etat):
        return ""
    if quand is None:
        return nombre(valeur, tableau.decimales)
    avant = lecture.precedents_par_id.get(id)
    precedente = avant and _valeur(avant, adresse)
    if precedente is None or isinstance(precedente, Etat):
        return ""
    if quand == ".n-1":
        return nombre(precedente, tableau.decimales)
    return en_signe(valeur - precedente, tableau.decimales)


def _valeur(tableau: Tableau, adresse: str) -> Cellule | None:
    """Return the cell or the margin that `adresse` names, None if there is none."""
    if adresse == "base":
        return tableau.base
    ligne, _, colonne = adresse.partition(".")
    if ligne == "total" and not colonne:
        return tableau.total
    if ligne == "total":
        cellules = tableau.totaux_colonnes
    else:
        rang = _rang(tableau.lignes, ligne)
        if rang is None or not colonne:
            return None if rang is None else tableau.total_de_ligne(rang)
        cellules = tableau.cellules[rang]
    rang = _rang(tableau.colonnes, colonne)
    return cellules[rang] if cellules and rang is not None else None


def _rang(entetes: tuple[Entete, ...], code: str) -> int | None:
    return next((rang for rang, entete in enumerate(entetes) if entete.code == code), None)
