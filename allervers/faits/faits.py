"""The facts of a year, in memory: from the live database (`extraction`) or from a frozen Parquet folder."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from .schema import TABLES, schema

# The tables that any frozen year has.
PREMIERES = ("services", "interventions", "jeunes")
RANGS = ("jeune", "intervention", "action", "poste")


@dataclass(frozen=True)
class Faits:
    """One Arrow table a name of `schema.TABLES`. Nothing in them changes once made."""

    tables: Mapping[str, pa.Table]

    @classmethod
    def vides(cls) -> "Faits":
        return cls({nom: schema(nom).empty_table() for nom in TABLES})

    @classmethod
    def reunis(cls, plusieurs: Iterable["Faits"]) -> "Faits":
        """Return the facts of several services together; ranks are shifted so that none is shared."""
        decales, decalage = [], dict.fromkeys(RANGS, 0)
        for faits in plusieurs:
            decales.append({nom: _decaler(table, decalage) for nom, table in faits.tables.items()})
            for rang in RANGS:
                # The highest rank used, plus one; a rank may be used by any table.
                plus_hauts = (
                    pc.max(table[rang]).as_py()
                    for table in faits.tables.values()
                    if rang in table.column_names
                )
                decalage[rang] += 1 + max((haut for haut in plus_hauts if haut is not None), default=-1)
        if not decales:
            return cls.vides()
        return cls({nom: pa.concat_tables(tables[nom] for tables in decales) for nom in TABLES})

    @classmethod
    def du_dossier(cls, *dossiers: Path) -> "Faits":
        """Return the facts frozen in one or several folders (one a service). Raises FileNotFoundError.

        A year that was frozen before a table or a column was declared has none of it.
        """
        return cls.reunis(
            cls({nom: _lire(dossier / f"{nom}.parquet", nom) for nom in TABLES}) for dossier in dossiers
        )

    def figer(self, dossier: Path) -> None:
        """Write the facts as one Parquet file a table in `dossier`, made if needed."""
        dossier.mkdir(parents=True, exist_ok=True)
        for nom, table in self.tables.items():
            pq.write_table(table, dossier / f"{nom}.parquet", compression="zstd")


def _lire(fichier: Path, nom: str) -> pa.Table:
    """Return a frozen table; a column, or a whole table, that was not told yet when it was frozen is empty."""
    if fichier.exists() or nom in PREMIERES:
        return pq.read_table(fichier, schema=schema(nom))
    return schema(nom).empty_table()


def _decaler(table: pa.Table, decalage: Mapping[str, int]) -> pa.Table:
    for rang in RANGS:
        if decalage[rang] and rang in table.column_names:
            position = table.schema.get_field_index(rang)
            decale = pc.add(table[rang], pa.scalar(decalage[rang], pa.int32()))
            table = table.set_column(position, table.schema.field(position), decale)
    return table
