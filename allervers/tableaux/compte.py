"""How a table is counted: its cells, its margins, the subtotals of groups of rows, and what makes a cell."""

from collections import defaultdict
from collections.abc import Sequence

import duckdb
import pyarrow as pa

from .axes import HORS_LISTE, NON_RENSEIGNE, SEUL, TOUT
from .definition import Definition
from .tableau import Entete

# Row, group of rows, column: what a cell counts in, itself first, then the margins.
VUES = ((0, 2), (0,), (1, 2), (1,), (2,), ())
COTES = ("_ligne", "_groupe", "_colonne")


class Compte:
    """The measures of a table. In an additive one, a unit stands in one cell: margins are the sums of the cells.

    In another, margins count each unit once: they are counted beside the cells.
    """

    def __init__(
        self,
        connexion: duckdb.DuckDBPyConnection,
        definition: Definition,
        lignes: Sequence[Entete],
        colonnes: Sequence[Entete],
    ):
        self.mesures = [definition.mesure, *(supplement.mesure for supplement in definition.supplements)]
        self.supplements = {s.code: 1 + rang for rang, s in enumerate(definition.supplements)}
        self.valeurs = defaultdict(lambda: [0] * len(self.mesures))
        compter = self._additionner if definition.est_additif else self._distinguer
        compter(connexion, definition, lignes, colonnes)

    def _additionner(self, connexion, definition, lignes, colonnes) -> None:
        groupes = {entete.code: entete.groupe for entete in lignes}
        connues = {entete.code for entete in colonnes}
        noms = [axe.nom for axe in (definition.lignes, definition.colonnes) if axe.nom]
        lus = [axe.nom or f"'{SEUL}'" for axe in (definition.lignes, definition.colonnes)]
        resultat = connexion.execute(
            f"SELECT {', '.join((*lus, *self.mesures))} FROM ({definition.source}) source "  # noqa: S608 (declared in the catalogue)
            f"GROUP BY GROUPING SETS (({', '.join(noms)}))"
        )
        for ligne, colonne, *mesures in resultat.fetchall():
            lu = _lu(ligne, groupes), _code(groupes.get(str(ligne))), _lu(colonne, connues)
            for vue in {_vue(lu, places) for places in VUES}:
                self._ajouter(vue, mesures)

    def _distinguer(self, connexion, definition, lignes, colonnes) -> None:
        classee, cotes = _classer(connexion, definition, lignes, colonnes)
        lus = [f"GROUPING({cote}), {cote}" if cote in cotes else "1, NULL" for cote in COTES]
        ensembles = dict.fromkeys(
            ", ".join(COTES[place] for place in places if COTES[place] in cotes) for places in VUES
        )
        resultat = connexion.execute(
            f"{classee} SELECT {', '.join((*lus, *self.mesures))} FROM classee "  # noqa: S608 (declared in the catalogue)
            f"GROUP BY GROUPING SETS ({', '.join(f'({ensemble})' for ensemble in ensembles)})"
        )
        for hors_ligne, ligne, hors_groupe, groupe, hors_colonne, colonne, *mesures in resultat.fetchall():
            vue = (
                TOUT if hors_ligne else ligne,
                TOUT if hors_groupe else groupe,
                TOUT if hors_colonne else colonne,
            )
            self._ajouter(vue, mesures)

    def _ajouter(self, vue: tuple, mesures: Sequence) -> None:
        self.valeurs[vue] = [
            valeur + int(mesure or 0) for valeur, mesure in zip(self.valeurs[vue], mesures, strict=True)
        ]

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

    def valeur(self, *, ligne=TOUT, groupe=TOUT, colonne=TOUT, supplement=None) -> int:
        """Return one cell, or the margin over the sides left out. Nothing counted is a zero."""
        mesures = self.valeurs.get((_code(ligne), groupe, _code(colonne)))
        return mesures[self.supplements[supplement] if supplement else 0] if mesures else 0


def composants(
    connexion: duckdb.DuckDBPyConnection,
    definition: Definition,
    lignes: Sequence[Entete],
    colonnes: Sequence[Entete],
    ligne: str | None,
    colonne: str | None,
) -> list[int]:
    """Return the ranks of the records (`definition.compose`) of one cell, in order; None: the whole side."""
    classee, _ = _classer(connexion, definition, lignes, colonnes)
    conditions, valeurs = [f"{definition.compose} IS NOT NULL"], []
    filtres = {supplement.code: supplement.filtre for supplement in definition.supplements}
    if colonne in filtres:
        conditions.append(filtres[colonne])
        colonne = None
    for cote, axe, code in (("_ligne", definition.lignes, ligne), ("_colonne", definition.colonnes, colonne)):
        if axe.nom and code is not None:
            conditions.append(f"{cote} IS NOT DISTINCT FROM ?")
            valeurs.append(_code(code))
    lus = connexion.execute(
        f"{classee} SELECT DISTINCT {definition.compose} FROM classee "  # noqa: S608 (declared in the catalogue)
        f"WHERE {' AND '.join(conditions)} ORDER BY 1",
        valeurs,
    )
    return [rang for (rang,) in lus.fetchall()]


def _classer(connexion, definition: Definition, lignes, colonnes) -> tuple[str, list[str]]:
    """SQL: `classee`, the rows that a table counts, each with its row, its group of rows and its column.

    And which of these it has: a side with one header takes every row, and needs none.
    """
    cotes, jointures = {}, []
    for cote, axe, entetes in (
        ("_ligne", definition.lignes, lignes),
        ("_colonne", definition.colonnes, colonnes),
    ):
        if not axe.nom:
            continue
        connus = f"connus{cote}"
        codes, groupes = [entete.code for entete in entetes], [entete.groupe for entete in entetes]
        connexion.register(
            connus,
            pa.table({"code": pa.array(codes, pa.string()), "groupe": pa.array(groupes, pa.string())}),
        )
        code = f"CAST(source.{axe.nom} AS VARCHAR)"
        jointures.append(f"LEFT JOIN {connus} ON {connus}.code = {code}")
        cotes[cote] = f"CASE WHEN {code} IS NULL THEN NULL ELSE COALESCE({connus}.code, '{HORS_LISTE}') END"
        if cote == "_ligne" and any(groupes):
            cotes["_groupe"] = f"{connus}.groupe"
    choisies = ["source.*", *(f"{valeur} AS {cote}" for cote, valeur in cotes.items())]
    classee = f"""
        WITH source AS ({definition.source}),
        classee AS (SELECT {", ".join(choisies)} FROM source {" ".join(jointures)})
    """  # noqa: S608 (every part is declared in the catalogue)
    return classee, list(cotes)


def _vue(lu: tuple, places: tuple[int, ...]) -> tuple:
    """Return what was read at `places`, and all together elsewhere."""
    return tuple(code if place in places else TOUT for place, code in enumerate(lu))


def _lu(code, connus):
    """Return a code as the headers know it. The only header of a side stands for all."""
    return None if code is None else _code(str(code)) if str(code) in connus else HORS_LISTE


def _code(code):
    """Return what is read for the code of a header."""
    return {NON_RENSEIGNE: None, SEUL: TOUT}.get(code, code)
