"""The engine: facts and a référentiel in, tables out. It knows no table; `catalogue` declares them."""

import threading
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from importlib.resources import files

import duckdb
import pyarrow as pa

from allervers.faits.faits import Faits
from allervers.referentiel.valeur import Referentiel

from .axes import HORS_LISTE, Axe
from .definition import Definition
from .tableau import Cellule, Entete, Etat, Groupe, Tableau

NON_RENSEIGNE = "non_renseigne"
COEURS = 2
# In place of a code: all of them together, that is, a margin.
TOUT = "*"
POPULATIONS = (files(__package__) / "populations.sql").read_text("utf-8")


class Moteur:
    """The populations of one year, ready to be counted.

    Tables are counted two by two: most of the time of one is its plan, which takes a single core.
    """

    def __init__(self, faits: Faits, referentiel: Referentiel, annee: int):
        self.referentiel = referentiel
        self._sources = (*faits.tables.items(), *_tables_du_referentiel(referentiel, annee))
        self._base = duckdb.connect(config={"threads": COEURS})
        self._du_fil = threading.local()
        self.connexion.execute(POPULATIONS).fetchall()

    @property
    def connexion(self) -> duckdb.DuckDBPyConnection:
        """The connection of the present thread: two threads cannot share one."""
        if not hasattr(self._du_fil, "connexion"):
            connexion = self._base.cursor()
            for nom, table in self._sources:
                connexion.register(nom, table)
            self._du_fil.connexion = connexion
        return self._du_fil.connexion

    def calculer(self, definitions: Iterable[Definition]) -> list[Tableau]:
        """Return one table a definition, in order."""
        with ThreadPoolExecutor(COEURS) as fils:
            return list(fils.map(self._tableau, definitions))

    def composants(self, definition: Definition, ligne: str | None, colonne: str | None) -> list[int]:
        """Return the ranks of the records (`definition.compose`) of one cell, in order; None: the whole side."""
        sources = _classer(
            self.connexion,
            definition,
            definition.lignes.entetes(self.referentiel, self.connexion),
            definition.colonnes.entetes(self.referentiel, self.connexion),
        )
        conditions, valeurs = [f"{definition.compose} IS NOT NULL"], []
        filtres = {supplement.code: supplement.filtre for supplement in definition.supplements}
        if colonne in filtres:
            conditions.append(filtres[colonne])
            colonne = None
        for nom, axe, code in (
            ("_ligne", definition.lignes, ligne),
            ("_colonne", definition.colonnes, colonne),
        ):
            if axe.nom and code is not None:
                conditions.append(f"{nom} IS NOT DISTINCT FROM ?")
                valeurs.append(_code(code))
        lus = self.connexion.execute(
            f"{sources} SELECT DISTINCT {definition.compose} FROM classee "  # noqa: S608 (declared in the catalogue)
            f"WHERE {' AND '.join(conditions)} ORDER BY 1",
            valeurs,
        )
        return [rang for (rang,) in lus.fetchall()]

    def scalaire(self, requete: str):
        """Return the single value that `requete` gives."""
        [(valeur,)] = self.connexion.execute(requete).fetchall()
        return valeur

    def _tableau(self, definition: Definition) -> Tableau:
        lignes, colonnes = definition.lignes, definition.colonnes
        entetes_lignes = lignes.entetes(self.referentiel, self.connexion)
        groupes = {entete.groupe: None for entete in entetes_lignes if entete.groupe}
        entetes_colonnes = colonnes.entetes(self.referentiel, self.connexion)
        compte = _Compte(self.connexion, definition, entetes_lignes, entetes_colonnes)
        entetes_lignes = _completer(entetes_lignes, lignes, compte.lignes())
        entetes_colonnes = _completer(entetes_colonnes, colonnes, compte.colonnes())

        def suite(ligne=TOUT, groupe=TOUT):
            cellules = [compte.valeur(ligne=ligne, groupe=groupe, colonne=c.code) for c in entetes_colonnes]
            supplements = [
                compte.valeur(ligne=ligne, groupe=groupe, supplement=s.code) for s in definition.supplements
            ]
            return tuple(cellules + supplements)

        supplements = tuple(Entete(s.code, s.libelle, est_hors_total=True) for s in definition.supplements)
        tableau = Tableau(
            id=definition.id,
            titre=definition.titre,
            unite=definition.unite,
            population=definition.population,
            regle=definition.regle,
            lignes=tuple(entetes_lignes),
            colonnes=(*entetes_colonnes, *supplements),
            cellules=tuple(suite(ligne=ligne.code) for ligne in entetes_lignes),
            totaux_lignes=tuple(compte.valeur(ligne=ligne.code) for ligne in entetes_lignes)
            if not colonnes.sait_tout
            else None,
            totaux_colonnes=suite() if not lignes.sait_tout else None,
            total=compte.valeur(),
            base=self.scalaire(definition.base) if definition.base else compte.valeur(),
            est_additif=definition.est_additif,
            est_facultatif=definition.est_facultatif,
            groupes=tuple(
                Groupe(groupe, suite(groupe=groupe), compte.valeur(groupe=groupe)) for groupe in groupes
            ),
            notes=definition.notes,
            axes=(lignes.nom, colonnes.nom),
            depuis=definition.depuis,
        )
        return definition.achever(tableau, self) if definition.achever else tableau


class _Compte:
    """The result of one GROUPING SETS query: cells, margins and the subtotals of groups of rows."""

    def __init__(
        self, connexion, definition: Definition, entetes_lignes: list[Entete], entetes_colonnes: list[Entete]
    ):
        sources = _classer(connexion, definition, entetes_lignes, entetes_colonnes)
        self.mesures = [definition.mesure, *(supplement.mesure for supplement in definition.supplements)]
        self.supplements = {s.code: 1 + rang for rang, s in enumerate(definition.supplements)}
        resultat = connexion.execute(
            f"""
            {sources}
            SELECT GROUPING(_ligne), GROUPING(_colonne), GROUPING(_groupe), _ligne, _colonne, _groupe,
                   {", ".join(self.mesures)}
            FROM classee
            GROUP BY GROUPING SETS (
                (_ligne, _colonne), (_ligne), (_groupe, _colonne), (_groupe), (_colonne), ()
            )
            """  # noqa: S608 (every part is declared in the catalogue)
        )
        self.valeurs = {}
        for hors_ligne, hors_colonne, hors_groupe, ligne, colonne, groupe, *mesures in resultat.fetchall():
            cle = (
                TOUT if hors_ligne else ligne,
                TOUT if hors_groupe else groupe,
                TOUT if hors_colonne else colonne,
            )
            self.valeurs[cle] = mesures

    def lignes(self) -> set:
        """Return the codes read on the rows; None for « non renseigné »."""
        return {ligne for ligne, groupe, colonne in self.valeurs if (groupe, colonne) == (TOUT, TOUT)} - {
            TOUT
        }

    def colonnes(self) -> set:
        """Return the codes read on the columns; None for « non renseigné »."""
        return {colonne for ligne, groupe, colonne in self.valeurs if (ligne, groupe) == (TOUT, TOUT)} - {
            TOUT
        }

    def valeur(self, *, ligne=TOUT, groupe=TOUT, colonne=TOUT, supplement=None) -> Cellule:
        """Return one cell, or the margin over the sides left out. Nothing counted is a zero."""
        mesures = self.valeurs.get((_code(ligne), _code(groupe), _code(colonne)))
        valeur = mesures and mesures[self.supplements[supplement] if supplement else 0]
        return int(valeur or 0)


def _classer(
    connexion, definition: Definition, entetes_lignes: list[Entete], entetes_colonnes: list[Entete]
) -> str:
    """SQL: `classee`, the rows that a table counts, each with its row, its column and its group of rows."""
    ligne, colonne = _code_lu(definition.lignes), _code_lu(definition.colonnes)
    for nom, entetes in (("lignes_connues", entetes_lignes), ("colonnes_connues", entetes_colonnes)):
        couples = [(entete.code, entete.groupe) for entete in entetes]
        connexion.register(nom, _table(couples, code=pa.string(), groupe=pa.string()))
    return f"""
        WITH source AS ({definition.source}),
        classee AS (
            SELECT source.*, l.groupe AS _groupe,
                   CASE WHEN {ligne} IS NULL THEN NULL ELSE COALESCE(l.code, '{HORS_LISTE}') END AS _ligne,
                   CASE WHEN {colonne} IS NULL THEN NULL ELSE COALESCE(c.code, '{HORS_LISTE}') END AS _colonne
            FROM source
            LEFT JOIN lignes_connues l ON l.code = {ligne}
            LEFT JOIN colonnes_connues c ON c.code = {colonne}
        )
    """  # noqa: S608 (every part is declared in the catalogue)


def _code_lu(axe: Axe) -> str:
    """SQL: the code of one side, as text; the same everywhere for a side with one header."""
    return f"CAST({axe.nom} AS VARCHAR)" if axe.nom else "''"


def _code(code):
    return None if code == NON_RENSEIGNE else code


def _completer(entetes: list[Entete], axe: Axe, lus: set) -> list[Entete]:
    """Leave out the optional headers that nothing uses; add those of the codes read that have none."""
    entetes = [entete for entete in entetes if not entete.est_facultatif or entete.code in lus]
    if HORS_LISTE in lus:
        entetes.append(Entete(HORS_LISTE, axe.hors_liste))
    if None in lus:
        entetes.append(Entete(NON_RENSEIGNE, str(Etat.NON_RENSEIGNE.value).capitalize()))
    return entetes


def _tables_du_referentiel(referentiel: Referentiel, annee: int):
    """Yield what `populations.sql` reads of the référentiel, as (name, Arrow table)."""
    termes = [
        (nom, lu, terme.code, referentiel.racine(nom, terme.code))
        for nom, liste in referentiel.listes.items()
        for terme in liste
        for lu in (terme.code, *terme.equivalents)
    ]
    mois, durees = 0, []
    for classe in referentiel.durees:
        durees.append((classe.code, mois, (classe.moins_de or 100_000) - 1))
        mois = classe.moins_de
    yield "periode", _table([(date(annee, 1, 1), date(annee + 1, 1, 1))], debut=pa.date32(), fin=pa.date32())
    yield (
        "termes",
        _table(termes, liste=pa.string(), lu=pa.string(), code=pa.string(), racine=pa.string()),
    )
    yield (
        "etats",
        _table(
            [
                (lu, statut.code, statut.compte_comme_accompagne)
                for statut in referentiel.statuts
                for lu in (statut.code, *statut.equivalents)
            ],
            lu=pa.string(), code=pa.string(), compte=pa.bool_(),
        ),
    )  # fmt: skip
    yield (
        "tranches",
        _table(
            [
                (tranche.code, tranche.age_min, (tranche.age_sous or 1000) - 1)
                for tranche in referentiel.tranches
            ],
            code=pa.string(), age_min=pa.int16(), age_max=pa.int16(),
        ),
    )  # fmt: skip
    yield "classes_duree", _table(durees, code=pa.string(), mois_min=pa.int32(), mois_max=pa.int32())
    yield (
        "regroupements",
        _table(
            [
                (nom, liste, lu)
                for nom, codes in referentiel.regroupements.items()
                for liste, lu, code, racine in termes
                if code in codes or racine in codes
            ],
            nom=pa.string(), liste=pa.string(), lu=pa.string(),
        ),
    )  # fmt: skip


def _table(lignes: list[tuple], **colonnes: pa.DataType) -> pa.Table:
    valeurs = list(zip(*lignes, strict=True)) or [()] * len(colonnes)
    return pa.table({nom: pa.array(valeurs[rang], type) for rang, (nom, type) in enumerate(colonnes.items())})
