"""The cube: every count of persons that the tables publish, once, and the relations that hold between them.

A figure is named by its population and by what it selects of it: « jeunes accompagnés, 11 à 14 ans » is one
count of the cube, however many tables show it. Rounding counts of the cube, rather than cells of tables, is
what makes the tables agree.

The counts are marginals of one table of persons (population × age × sex × situation × …). That table need not
be written down: tables of a population share only the age and the total, and for such a (decomposable) set of
marginals, values that agree on what they share are always those of some whole cube: line up the persons of an
age in each table, and read them side by side. Values that obey the relations below are thus those of a
possible service, and so are they in packs of five persons.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from allervers.tableaux.axes import NON_RENSEIGNE, TOUT
from allervers.tableaux.tableau import Cellule, Entete, Groupe, Tableau

from .declaration import SANS_PERSONNES, Compte, compte

# (population, {(side of a table, what is selected there)})
Cle = tuple[str, frozenset[tuple[str, str]]]
Ligne = Entete | Groupe | None
Colonne = Entete | None

ACCOMPAGNES = "jeunes accompagnés"
NOTE_DES_STATUTS = re.compile(r"(?P<debut>Jeunes accompagnés \((?P<noms>.*)\)\s?: )(?P<nombre>\d+)")


class TableauxContradictoires(ValueError):
    """Two tables give different values to one count; the message, in French, names it."""


@dataclass(frozen=True)
class Relation:
    """Σ coefficient × count equals zero, or is at least zero. Every relation keeps true when all is multiplied."""

    termes: tuple[tuple[Cle, int], ...]
    est_egalite: bool

    def est_tenue(self, valeurs: Mapping[Cle, int]) -> bool:
        somme = sum(coefficient * valeurs[cle] for cle, coefficient in self.termes)
        return somme == 0 if self.est_egalite else somme >= 0


@dataclass(frozen=True)
class Cube:
    valeurs: Mapping[Cle, int]
    relations: Sequence[Relation]


def cle(tableau: Tableau, ligne: Ligne, colonne: Colonne) -> Cle | None:
    """Return the count of the cube that stands there in a table; None for a figure that counts no person.

    No row, or no column, is the margin.
    """
    axe_lignes, axe_colonnes = tableau.axes
    choix = set()
    for axe, entete in ((axe_lignes, ligne), (axe_colonnes, colonne)):
        match entete:
            case Entete() if entete.code in SANS_PERSONNES:
                return None
            case Entete(est_hors_total=True):
                choix.add(("à part", entete.code))
            case Entete() if axe:
                choix.add((axe, entete.code))
            case Groupe():
                choix.add((f"{axe}, groupe", entete.libelle))
    if ligne is None and compte(tableau.id) is Compte.UNE_PARTIE:
        choix.add((axe_lignes, TOUT))
    return tableau.population, frozenset(choix)


def remplacer(tableau: Tableau, par: Callable[[Cle, int], Cellule]) -> Tableau:
    """Return the table with each count of persons, those of its notes too, replaced by what `par` gives for it."""

    def chiffre(ligne: Ligne, colonne: Colonne, valeur: Cellule | None):
        repere = cle(tableau, ligne, colonne)
        return valeur if repere is None or not isinstance(valeur, int) else par(repere, valeur)

    def suite(ligne: Ligne, valeurs: Sequence[Cellule]) -> tuple[Cellule, ...]:
        return tuple(chiffre(ligne, c, v) for c, v in zip(tableau.colonnes, valeurs, strict=True))

    lignes = tableau.lignes
    return replace(
        tableau,
        cellules=tuple(suite(ligne, v) for ligne, v in zip(lignes, tableau.cellules, strict=True)),
        totaux_lignes=tableau.totaux_lignes
        and tuple(chiffre(ligne, None, v) for ligne, v in zip(lignes, tableau.totaux_lignes, strict=True)),
        totaux_colonnes=tableau.totaux_colonnes and suite(None, tableau.totaux_colonnes),
        total=chiffre(None, None, tableau.total),
        base=None if tableau.base is None else par((tableau.population, frozenset()), tableau.base),
        groupes=tuple(
            replace(
                groupe, cellules=suite(groupe, groupe.cellules), total=chiffre(groupe, None, groupe.total)
            )
            for groupe in tableau.groupes
        ),
        notes=tuple(
            NOTE_DES_STATUTS.sub(
                lambda lue: f"{lue['debut']}{par((ACCOMPAGNES, frozenset()), int(lue['nombre']))}", note
            )
            for note in tableau.notes
        ),
    )


def cuber(tableaux: Sequence[Tableau]) -> Cube:
    """Return the counts of these tables, which all count persons, with their relations.

    Raises TableauxContradictoires.
    """
    valeurs: dict[Cle, int] = {}

    def noter(repere: Cle, valeur: int) -> int:
        if valeurs.setdefault(repere, valeur) != valeur:
            raise TableauxContradictoires(
                f"Les tableaux se contredisent sur {_nom(repere)}\u202f: {valeurs[repere]} et {valeur}."
            )
        return valeur

    for tableau in tableaux:
        remplacer(tableau, noter)
    par_id = {tableau.id: tableau for tableau in tableaux}
    relations = [relation for tableau in tableaux for relation in _relations(tableau)]
    relations += _problematiques(par_id.get("problematiques"))
    relations += _statuts(par_id.get("statuts"))
    relations = [relation for brute in relations if (relation := _connue(brute, valeurs))]
    for relation in relations:
        if not relation.est_tenue(valeurs):
            raise TableauxContradictoires(f"Un total se contredit\u202f: {_nom(relation.termes[0][0])}.")
    familles = _familles(par_id.get("problematiques"), par_id.get("cumul_problematiques"))
    # In a list of three levels the groups are not the families: what one could deduce of them does not hold.
    relations += [relation for relation in familles if relation.est_tenue(valeurs)]
    return Cube(valeurs, relations)


def _nom(repere: Cle) -> str:
    population, choix = repere
    return f"« {', '.join([population, *sorted(code for _, code in choix)])} »"


def _egale(tout: Cle, parties: Iterable[Cle]) -> Relation:
    return Relation(((tout, -1), *((partie, 1) for partie in parties)), True)


def _au_plus(grand: Iterable[Cle], petit: Iterable[Cle]) -> Relation:
    return Relation((*((terme, 1) for terme in grand), *((terme, -1) for terme in petit)), False)


def _connue(relation: Relation, valeurs: Mapping[Cle, int]) -> Relation | None:
    """Gather equal terms and leave out those that no table shows (NC, not known); None when nothing is left."""
    coefficients: dict[Cle, int] = {}
    for repere, coefficient in relation.termes:
        if repere in valeurs:
            coefficients[repere] = coefficients.get(repere, 0) + coefficient
    termes = tuple((repere, c) for repere, c in coefficients.items() if c)
    return Relation(termes, relation.est_egalite) if termes else None


def _relations(tableau: Tableau):
    """The relations inside a table. Columns part its population; rows do too, unless the table is not additive."""
    additionnees = [entete for entete in tableau.colonnes if not entete.est_hors_total]
    dont = [entete for entete in tableau.colonnes if entete.libelle.startswith("Dont")]
    rangees = [ligne for ligne in tableau.lignes if ligne.code not in SANS_PERSONNES]
    lignes = [ligne for ligne in rangees if not ligne.est_hors_total]
    for ligne in (*rangees, *tableau.groupes, None):
        tout = cle(tableau, ligne, None)
        yield _egale(tout, [cle(tableau, ligne, colonne) for colonne in additionnees])
        for colonne in dont:
            yield _au_plus([tout], [cle(tableau, ligne, colonne)])
    for colonne in (*additionnees, *dont, None):
        for groupe in tableau.groupes:
            membres = [ligne for ligne in lignes if ligne.groupe == groupe.libelle]
            yield from _reunion(tableau, colonne, groupe, membres)
        yield from _reunion(tableau, colonne, None, _sommets(tableau, lignes))
    yield _au_plus([(tableau.population, frozenset())], [cle(tableau, None, None)])


def _sommets(tableau: Tableau, lignes: Sequence[Entete]) -> list[Entete | Groupe]:
    """The groups, and the rows that stand in none."""
    groupes = {groupe.libelle for groupe in tableau.groupes}
    return [*tableau.groupes, *(ligne for ligne in lignes if ligne.groupe not in groupes)]


def _reunion(tableau: Tableau, colonne: Colonne, tout: Ligne, parties: Sequence[Entete | Groupe]):
    """The whole is the sum of its parts; or where a person can stand in several, between the largest and the sum."""
    ensemble = cle(tableau, tout, colonne)
    reperes = [cle(tableau, partie, colonne) for partie in parties]
    if tableau.est_additif:
        yield _egale(ensemble, reperes)
    else:
        yield _au_plus(reperes, [ensemble])
        for repere in reperes:
            yield _au_plus([ensemble], [repere])


def _problematiques(tableau: Tableau | None):
    """A youth without a problématique stands in no other row."""
    if tableau:
        sans, familles = _sans_et_familles(tableau)
        for colonne in (*tableau.colonnes, None):
            sans_aucune = [cle(tableau, ligne, colonne) for ligne in sans]
            for famille in familles:
                yield _au_plus([cle(tableau, None, colonne)], [cle(tableau, famille, colonne), *sans_aucune])


def _familles(tableau: Tableau | None, cumul: Tableau | None):
    """A youth of the class « n families » is counted by n families; the last class is open, up to all of them."""
    if tableau is None or cumul is None:
        return
    sans, familles = _sans_et_familles(tableau)
    aucune, *classes = (cle(cumul, ligne, None) for ligne in cumul.lignes)
    yield _egale(aucune, [cle(tableau, ligne, None) for ligne in sans])
    comptees = tuple((cle(tableau, famille, None), 1) for famille in familles)
    au_moins = tuple((repere, -nombre) for nombre, repere in enumerate(classes, start=1))
    au_plus = (*au_moins[:-1], (classes[-1], -max(len(familles), len(classes))))
    yield Relation((*comptees, *au_moins), False)
    yield Relation(tuple((repere, -coefficient) for repere, coefficient in (*comptees, *au_plus)), False)


def _sans_et_familles(tableau: Tableau) -> tuple[list[Entete], list[Entete | Groupe]]:
    sans = [ligne for ligne in tableau.lignes if ligne.code == NON_RENSEIGNE]
    return sans, _sommets(tableau, [ligne for ligne in tableau.lignes if ligne not in sans])


def _statuts(tableau: Tableau | None):
    """The statuses that count as accompanied, which the table's note names, part the youths accompanied."""
    for note in tableau.notes if tableau else ():
        if lue := NOTE_DES_STATUTS.search(note):
            noms = lue["noms"].split(" + ")
            comptants = [ligne for ligne in tableau.lignes if ligne.libelle in noms]
            yield _egale((ACCOMPAGNES, frozenset()), [cle(tableau, ligne, None) for ligne in comptants])
