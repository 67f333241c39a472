"""The attacker: every published table, the method with its largest error, and all that one youth's record says.

It shares no code with the rounding. What it looks for are the true counts of the *others*, as integers: not
negative, tied by everything that the tables say of each other, and within the largest error of what is published
once the known youth is added back. It supposes that a header left out counts nobody, which is more than it knows.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

import highspy
import numpy as np
from highspy.highs import _Highs as Solveur

from allervers.tableaux.tableau import Entete, Tableau

# (table, row, column): codes, « groupe … » for a group, « total » for a margin.
Place = tuple[str, str, str]
TOTAL = "total"
INEGALITES = (0, np.inf)
EGALITE = (0, 0)
DIRECTIONS = 12


def chiffres(tableaux: Iterable[Tableau]) -> dict[Place, int]:
    """Return every count that these tables show, at its place."""
    lus: dict[Place, int] = {}
    for tableau in tableaux:
        lignes = [
            (ligne.code, valeurs) for ligne, valeurs in zip(tableau.lignes, tableau.cellules, strict=True)
        ]
        lignes += [(f"groupe {groupe.libelle}", groupe.cellules) for groupe in tableau.groupes]
        lignes += [(TOTAL, tableau.totaux_colonnes or ())]
        for ligne, valeurs in lignes:
            for colonne, valeur in zip(tableau.colonnes, valeurs, strict=False):
                lus[tableau.id, ligne, colonne.code] = valeur
        for ligne, total in zip(tableau.lignes, tableau.totaux_lignes or (), strict=False):
            lus[tableau.id, ligne.code, TOTAL] = total
        if tableau.totaux_lignes:
            for groupe in tableau.groupes:
                lus[tableau.id, f"groupe {groupe.libelle}", TOTAL] = groupe.total
        lus[tableau.id, TOTAL, TOTAL] = tableau.total
        lus[tableau.id, "base", TOTAL] = tableau.base
    return {place: v for place, v in lus.items() if type(v) is int and place[1] != "nb_partenaires"}


class Attaque:
    """A system of linear relations between whole numbers. `connus` are the counts of the known youth's record."""

    def __init__(self, tableaux: Sequence[Tableau], ecart: int, connus: Mapping[Place, int]):
        self.publies = chiffres(tableaux)
        self.places = list(self.publies)
        self.rangs = {place: rang for rang, place in enumerate(self.places)}
        self.connus = np.array([connus.get(place, 0) for place in self.places])
        publies = np.array([self.publies[place] for place in self.places])
        self.bas = np.maximum(publies - ecart - self.connus, 0)
        self.haut = publies + ecart - self.connus
        self.relations: list[tuple[dict[Place, int], tuple[float, float]]] = []
        for tableau in tableaux:
            self._lire(tableau)
        self._rapprocher(tableaux)

    def recuperes(self) -> list[Place]:
        """Return the counts that can only have one value: those that the attacker recovers."""
        alea = np.random.default_rng(0)
        une = self._chercher(np.ones(len(self.places)))
        # Most counts are seen with two values among a few solutions; the others are each looked for.
        restent = set(range(len(self.places)))
        for _ in range(DIRECTIONS):
            autre = self._chercher(alea.normal(size=len(self.places)))
            restent -= set(np.flatnonzero(autre != une))
        trouves = []
        while restent:
            rang = restent.pop()
            but = np.zeros(len(self.places))
            but[rang] = 1
            for autre in (self._chercher(but), self._chercher(-but)):
                restent -= set(np.flatnonzero(autre != une))
                if autre[rang] != une[rang]:
                    break
            else:
                trouves.append(self.places[rang])
        return trouves

    def _chercher(self, cout: np.ndarray) -> np.ndarray:
        """Return the possible counts of the others that cost least."""
        modele = highspy.HighsLp()
        modele.num_col_, modele.num_row_ = len(self.places), len(self.relations)
        modele.col_cost_ = cout
        modele.col_lower_, modele.col_upper_ = self.bas.astype(float), self.haut.astype(float)
        modele.integrality_ = [highspy.HighsVarType.kInteger] * len(self.places)
        modele.row_lower_ = np.array([bornes[0] for _, bornes in self.relations], dtype=float)
        modele.row_upper_ = np.array([bornes[1] for _, bornes in self.relations], dtype=float)
        matrice = modele.a_matrix_
        matrice.format_ = highspy.MatrixFormat.kRowwise
        matrice.start_ = np.cumsum([0, *(len(termes) for termes, _ in self.relations)])
        matrice.index_ = np.array([self.rangs[place] for termes, _ in self.relations for place in termes])
        matrice.value_ = np.array([c for termes, _ in self.relations for c in termes.values()], dtype=float)
        solveur = Solveur()
        solveur.setOptionValue("output_flag", False)
        solveur.setOptionValue("threads", 1)
        solveur.passModel(modele)
        solveur.run()
        assert solveur.getModelStatus() == highspy.HighsModelStatus.kOptimal, solveur.getModelStatus()
        return np.rint(solveur.getSolution().col_value).astype(int)

    def _relier(self, bornes: tuple[float, float], termes: Iterable[tuple[Place, int]]):
        connus: dict[Place, int] = {}
        for place, coefficient in termes:
            if place in self.rangs:
                connus[place] = connus.get(place, 0) + coefficient
        if connus:
            self.relations.append((connus, bornes))

    def _egaler(self, place: Place, parties: Iterable[Place]):
        if place in self.rangs:
            self._relier(EGALITE, [(place, -1), *((partie, 1) for partie in parties)])

    def _depasser(self, grandes: Iterable[Place], petites: Iterable[Place]):
        self._relier(INEGALITES, [*((place, 1) for place in grandes), *((place, -1) for place in petites)])

    def _lire(self, tableau: Tableau):
        """What one table says: its margins, its groups, its columns « dont … »."""

        def place(ligne: str, colonne: str) -> Place:
            return tableau.id, ligne, colonne

        comptees = [ligne for ligne in tableau.lignes if not ligne.est_hors_total]
        hautes = [ligne.code for ligne in comptees if not ligne.groupe]
        hautes += [f"groupe {groupe.libelle}" for groupe in tableau.groupes]
        sommees = [colonne.code for colonne in tableau.colonnes if not colonne.est_hors_total]
        seule = sommees[0] if tableau.totaux_lignes is None and sommees else TOTAL
        toutes = [ligne.code for ligne in tableau.lignes] + [f"groupe {g.libelle}" for g in tableau.groupes]
        for ligne in [*toutes, TOTAL]:
            if tableau.totaux_lignes is not None or ligne == TOTAL:
                self._egaler(place(ligne, TOTAL), [place(ligne, colonne) for colonne in sommees])
            for colonne in tableau.colonnes:
                if colonne.est_hors_total:
                    self._depasser([place(ligne, seule)], [place(ligne, colonne.code)])
        for colonne in [*(colonne.code for colonne in tableau.colonnes), TOTAL]:
            reunir = self._partager if tableau.est_additif else self._recouvrir
            for groupe in tableau.groupes:
                membres = [place(ligne.code, colonne) for ligne in comptees if ligne.groupe == groupe.libelle]
                reunir(place(f"groupe {groupe.libelle}", colonne), membres)
            if tableau.totaux_lignes is not None or colonne != TOTAL:
                reunir(place(TOTAL, colonne), [place(ligne, colonne) for ligne in hautes])
        if tableau.id == "co_accompagnement":
            self._depasser([place("base", TOTAL)], [place(TOTAL, TOTAL)])
        else:
            self._egaler(place("base", TOTAL), [place(TOTAL, TOTAL)])

    def _partager(self, tout: Place, parties: Sequence[Place]):
        self._egaler(tout, parties)

    def _recouvrir(self, tout: Place, parties: Sequence[Place]):
        if tout in self.rangs:
            self._depasser(parties, [tout])
            for partie in parties:
                self._depasser([tout], [partie])

    def _rapprocher(self, tableaux: Sequence[Tableau]):
        """What tables say of each other: same population, same youths without a problématique, same youths followed."""
        premiers: dict[tuple, Place] = {}
        for tableau in tableaux:
            marges = {("base",): (tableau.id, "base", TOTAL)}
            for axe, entetes, place in (
                (tableau.axes[0], tableau.lignes, lambda entete, id: (id, entete.code, TOTAL)),
                (tableau.axes[1], tableau.colonnes, lambda entete, id: (id, TOTAL, entete.code)),
            ):
                marges |= self._marges(
                    axe, entetes, lambda entete, lieu=place, id=tableau.id: lieu(entete, id)
                )
            for nom, place in marges.items():
                if place in self.rangs:
                    self._egaler(place, [premiers.setdefault((tableau.population, *nom), place)])
        par_id = {tableau.id: tableau for tableau in tableaux}
        if {"problematiques", "cumul_problematiques"} <= set(par_id):
            self._problematiques(par_id["problematiques"], par_id["cumul_problematiques"])
        if {"statuts", "jeunes_accompagnes_sexe_age"} <= set(par_id):
            suivis = [("statuts", code, "") for code in ("paei", "asep")]
            self._egaler(("jeunes_accompagnes_sexe_age", TOTAL, TOTAL), suivis)

    @staticmethod
    def _marges(axe: str, entetes: Sequence[Entete], place: Callable[[Entete], Place]) -> dict[tuple, Place]:
        return {(axe, entete.code): place(entete) for entete in entetes if axe and not entete.est_hors_total}

    def _problematiques(self, tableau: Tableau, cumul: Tableau):
        familles = [f"groupe {groupe.libelle}" for groupe in tableau.groupes]
        familles += [e.code for e in tableau.lignes if not e.groupe and e.code != "non_renseigne"]
        for colonne in [*(colonne.code for colonne in tableau.colonnes), TOTAL]:
            for famille in familles:
                lignes = [("problematiques", ligne, colonne) for ligne in (famille, "non_renseigne")]
                self._depasser([("problematiques", TOTAL, colonne)], lignes)
        aucune, *classes = [("cumul_problematiques", ligne.code, "") for ligne in cumul.lignes]
        if ("problematiques", "non_renseigne", TOTAL) in self.rangs:
            self._egaler(aucune, [("problematiques", "non_renseigne", TOTAL)])
        comptees = [(("problematiques", famille, TOTAL), 1) for famille in familles]
        for le_plus, bornes in ((4, (0, np.inf)), (len(familles), (-np.inf, 0))):
            nombres = [1, 2, 3, le_plus]
            self._relier(bornes, [*comptees, *((c, -n) for c, n in zip(classes, nombres, strict=True))])
