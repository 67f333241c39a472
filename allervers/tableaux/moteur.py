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

from .axes import HORS_LISTE, NON_RENSEIGNE, TOUT, Axe
from .compte import Compte, composants
from .definition import Definition
from .tableau import Entete, Etat, Groupe, Tableau

COEURS = 2
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
        entetes = (
            definition.lignes.entetes(self.referentiel, self.connexion),
            definition.colonnes.entetes(self.referentiel, self.connexion),
        )
        return composants(self.connexion, definition, *entetes, ligne, colonne)

    def scalaire(self, requete: str):
        """Return the single value that `requete` gives."""
        [(valeur,)] = self.connexion.execute(requete).fetchall()
        return valeur

    def _tableau(self, definition: Definition) -> Tableau:
        lignes, colonnes = definition.lignes, definition.colonnes
        entetes_lignes = lignes.entetes(self.referentiel, self.connexion)
        groupes = {entete.groupe: None for entete in entetes_lignes if entete.groupe}
        entetes_colonnes = colonnes.entetes(self.referentiel, self.connexion)
        compte = Compte(self.connexion, definition, entetes_lignes, entetes_colonnes)
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
