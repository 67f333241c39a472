"""From rows of the database to Arrow columns: how they are fetched, and how ages are told."""

import pyarrow as pa
import pyarrow.compute as pc
from django.db import connection
from django.db.models import BigIntegerField, F, Func, IntegerField, OuterRef, Subquery, TextField
from django.db.models.functions import Cast, Round

from allervers.jeunes.models import Sexe

from .schema import SANS_BORNE


# Django's own aggregates would add a GROUP BY to a subquery that already holds one group: it costs as much again.
class Nombre(Func):
    """How many rows there are."""

    function = "COUNT"
    output_field = IntegerField()


class Liste(Func):
    """The keys as one text, separated by commas."""

    function = "GROUP_CONCAT"
    output_field = TextField()

    def as_postgresql(self, compiler, connection):
        return self.as_sql(
            compiler, connection, function="STRING_AGG", template="STRING_AGG(%(expressions)s::text, ',')"
        )


def par_intervention(modele, agregat):
    """An aggregate (`Nombre`, `Liste`) of the rows of `modele` that belong to each intervention."""
    lignes = modele.objects.filter(intervention=OuterRef("pk")).order_by()
    return Subquery(lignes.values(agregat=agregat))


def centiemes(champ):
    """A decimal as a whole number of hundredths: SQLite stores decimals as floats, the facts hold none."""
    return Cast(Round(F(champ) * 100), BigIntegerField())


def lire(lignes, *champs) -> list[tuple]:
    """Return one tuple a field, as the database gives the values (no Django conversion)."""
    requete = lignes.values_list(*champs).query
    sql, parametres = requete.sql_with_params()
    with connection.cursor() as curseur:
        curseur.execute(sql, parametres)
        resultat = curseur.fetchall()
    return list(zip(*resultat, strict=True)) or [()] * len(champs)


def colonne(valeurs, type: pa.DataType) -> pa.Array:
    """Return `valeurs` as an Arrow column of `type`."""
    tableau = valeurs if isinstance(valeurs, pa.Array | pa.ChunkedArray) else pa.array(valeurs)
    return tableau if tableau.type == type else tableau.cast(type)


def sexes(valeurs) -> pa.Array:
    """Return the codes of sex; null where it is not known."""
    codes = colonne(valeurs, pa.string())
    return pc.if_else(pc.equal(codes, Sexe.NON_RENSEIGNE.value), None, codes)


def bornes(age_min, age_sous) -> dict[str, pa.Array]:
    """Return the least and greatest age of each band, included; null where there is no band."""
    minimum = colonne(age_min, pa.int16())
    maximum = pc.subtract(colonne(age_sous, pa.int16()), pa.scalar(1, pa.int16()))
    return {
        "age_min": minimum,
        "age_max": pc.if_else(pc.is_null(minimum), None, pc.fill_null(maximum, SANS_BORNE)),
    }


def ages(annee, naissance, age_min, age_sous, annee_tranche) -> tuple[pa.Array, pa.Array]:
    """Return the least and greatest possible age at 31 December of `annee` (design §5: one reference date).

    Only the year of birth is recorded: 31 December is the one day when it gives the age exactly. A band noted
    in an earlier year has grown older with the youth.
    """
    annee = pa.scalar(annee, pa.int16())
    age = pc.subtract(annee, colonne(naissance, pa.int16()))
    notees = bornes(age_min, age_sous)
    ecoule = pc.subtract(annee, colonne(annee_tranche, pa.int16()))
    vieilli = {
        borne: pc.if_else(pc.equal(valeur, SANS_BORNE), SANS_BORNE, pc.add(valeur, ecoule))
        for borne, valeur in notees.items()
    }
    return (
        pc.coalesce(age, vieilli["age_min"].cast(pa.int16())),
        pc.coalesce(age, vieilli["age_max"].cast(pa.int16())),
    )
