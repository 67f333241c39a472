"""What the texts say beside the tables: numbers typed by hand that contradict these, figures that nobody knows."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from allervers.referentiel.valeur import BlocCanevas, GenreBloc, SectionCanevas
from allervers.tableaux.tableau import Etat, Tableau

from .chiffres import MOTIF, chiffres_inconnus
from .lecture import Lecture

# What the tables count, as people write it; a number before one of these words is a claim about the table.
_COMPTES = {
    "heures": r"heures?",
    "jeunes": r"jeunes?|filles?|garçons?",
    "participants": r"participant(?:e|·e)?s?|personnes?",
    "séances": r"séances?",
    "journées": r"journées?|jours?",
    "ETP": r"ETP|équivalents? temps plein",
    "réorientations": r"réorientations?|orientations?",
    "rencontres": r"rencontres?",
}
_NOMBRE = r"(?<![\w,.])(\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+)(?:,(\d+))?"
# « 195 jeunes », « 195 autres jeunes », « 51 nouveaux jeunes »: at most one word between.
_AFFIRMATION = re.compile(
    rf"{_NOMBRE}[ \u00a0\u202f](?:[\w’'-]+[ \u00a0\u202f])?({'|'.join(_COMPTES.values())})\b", re.IGNORECASE
)


@dataclass(frozen=True)
class Contradiction:
    """`citation` as it was typed, and the table that says otherwise."""

    citation: str
    tableau: Tableau


def contradictions(markdown: str, tableaux: list[Tableau], precedents: list[Tableau]) -> list[Contradiction]:
    """Return the numbers of `markdown` that none of the `tableaux` beside it holds, nor those of the year before.

    Only numbers that say what they count are read (« 195 jeunes »), and only when a table counts that; live
    figures are right by nature. A number in neither year's tables may still be true: it is pointed out, no more.
    """
    texte = MOTIF.sub(" ", markdown)
    return [
        Contradiction(trouve[0], concernes[0])
        for trouve in _AFFIRMATION.finditer(texte)
        if (concernes := [tableau for tableau in tableaux if _compte(tableau, trouve[3])])
        and not any(_valeur(trouve) in set(_figures(t)) for t in (*concernes, *precedents))
    ]


def alertes(contenu: str, bloc: BlocCanevas, section: SectionCanevas, lecture: Lecture) -> Iterator[str]:
    """Yield, in French, what does not agree in the text `bloc` of `section`."""
    for nom in chiffres_inconnus(contenu, lecture):
        yield f"« {nom} » n'est dans aucun tableau : choisissez-le dans la liste des chiffres."
    # Observations stand beside their own table; another text, beside all those of its section.
    propres = [id for id in tableaux_de(section) if bloc.id == f"observations_{id}"] or tableaux_de(section)
    tableaux = [lecture.tableau(id) for id in propres if id in lecture.par_id]
    precedents = [lecture.precedents_par_id[id] for id in propres if id in lecture.precedents_par_id]
    for contradiction in contradictions(contenu, tableaux, precedents):
        yield (
            f"« {contradiction.citation} » n'est pas dans le tableau « {contradiction.tableau.titre} »."
            " Vérifiez, ou insérez le chiffre du tableau."
        )


def tableaux_de(section: SectionCanevas) -> list[str]:
    """Return the tables that stand in a section."""
    return [bloc.id for bloc in section.blocs if bloc.genre is GenreBloc.TABLEAU]


def nombres_tapes(markdown: str) -> list[str]:
    """Return the counts that `markdown` types by hand (« 12 jeunes »): no rounding protects them."""
    return [trouve[0] for trouve in _AFFIRMATION.finditer(MOTIF.sub(" ", markdown))]


def _compte(tableau: Tableau, mot: str) -> bool:
    """Whether `tableau` counts what `mot` names."""
    familles = [nom for nom, motif in _COMPTES.items() if re.fullmatch(motif, mot, re.IGNORECASE)]
    dits = f"{tableau.unite} {tableau.population}".lower()
    return any(re.search(rf"\b(?:{_COMPTES[nom]})\b", dits, re.IGNORECASE) for nom in familles)


def _valeur(trouve: re.Match) -> Decimal:
    entier = re.sub(r"\D", "", trouve[1])
    return Decimal(f"{entier}.{trouve[2]}" if trouve[2] else entier)


def _figures(tableau: Tableau) -> Iterator[Decimal]:
    """Yield every number of `tableau`, and its nearest whole number."""
    valeurs = [
        *(cellule for ligne in tableau.cellules for cellule in ligne),
        *(tableau.totaux_lignes or ()),
        *(tableau.totaux_colonnes or ()),
        *(cellule for groupe in tableau.groupes for cellule in (*groupe.cellules, groupe.total)),
        tableau.total,
        tableau.base,
        *(_precises(tableau)),
    ]
    for valeur in valeurs:
        if not isinstance(valeur, Etat | None):
            yield Decimal(valeur)
            yield Decimal(round(valeur))


def _precises(tableau: Tableau) -> Iterator[Decimal]:
    """The numbers in the texts of the headers (« 86 séances »)."""
    for entete in (*tableau.lignes, *tableau.colonnes):
        for _, texte in entete.precisions:
            yield from (Decimal(nombre) for nombre in re.findall(r"\d+", texte))
