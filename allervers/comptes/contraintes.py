"""Two invariants that Django has no constraint for, held by the database on SQLite and PostgreSQL alike."""

from django.core.exceptions import ValidationError
from django.db.backends.ddl_references import Columns, Statement, Table
from django.db.models import BaseConstraint


class _ContrainteDeTable(BaseConstraint):
    """A constraint written inside CREATE TABLE; SQLite rebuilds the table to add it, as for Django's own."""

    def definition(self, model, schema_editor) -> Statement | None:
        raise NotImplementedError

    def constraint_sql(self, model, schema_editor):
        definition = self.definition(model, schema_editor)
        return definition and str(definition)

    def create_sql(self, model, schema_editor):
        table = Table(model._meta.db_table, schema_editor.quote_name)
        return Statement(
            "ALTER TABLE %(table)s ADD %(definition)s",
            table=table,
            definition=self.definition(model, schema_editor),
        )

    def remove_sql(self, model, schema_editor):
        return schema_editor._delete_constraint_sql(schema_editor.sql_delete_check, model, self.name)


class MemeService(_ContrainteDeTable):
    """The row that `lien` names belongs to the same service: a composite foreign key (service, id).

    The target needs a unique (service, id), which `LigneDeService` declares.
    """

    def __init__(self, lien, *, name, violation_error_code=None, violation_error_message=None):
        self.lien = lien
        super().__init__(
            name=name,
            violation_error_code=violation_error_code,
            violation_error_message=violation_error_message or "Cet élément appartient à un autre service.",
        )

    def definition(self, model, schema_editor):
        champ = model._meta.get_field(self.lien)
        cible = champ.related_model
        quote = schema_editor.quote_name
        return Statement(
            "CONSTRAINT %(name)s FOREIGN KEY (%(colonnes)s) REFERENCES %(cible)s (%(cles)s)"
            " DEFERRABLE INITIALLY DEFERRED",
            name=quote(self.name),
            colonnes=Columns(model._meta.db_table, ["service_id", champ.column], quote),
            cible=Table(cible._meta.db_table, quote),
            cles=Columns(cible._meta.db_table, ["service_id", cible._meta.pk.column], quote),
        )

    def validate(self, model, instance, exclude=None, using=None):
        autre = getattr(instance, self.lien)
        if autre is not None and autre.service_id != instance.service_id:
            raise ValidationError(self.get_violation_error_message(), code=self.violation_error_code)

    def deconstruct(self):
        path, _, kwargs = super().deconstruct()
        return path, (self.lien,), kwargs

    def __eq__(self, autre):
        return isinstance(autre, MemeService) and self.deconstruct() == autre.deconstruct()

    __hash__ = None


class SansChevauchement(_ContrainteDeTable):
    """Rows with the same `par` fields never overlap from `debut` (included) to `fin` (excluded, or open).

    PostgreSQL: an exclusion constraint. SQLite, which has none: two triggers that abort with its name.
    `intervalle` is PostgreSQL's range type: `daterange` or `int4range`.
    """

    def __init__(
        self, *, par, debut, fin, name, intervalle="daterange", violation_error_code=None,
        violation_error_message=None,
    ):  # fmt: skip
        self.par, self.debut, self.fin, self.intervalle = list(par), debut, fin, intervalle
        super().__init__(
            name=name,
            violation_error_code=violation_error_code,
            violation_error_message=violation_error_message or "Deux périodes se chevauchent.",
        )

    def _colonnes(self, model, quote):
        return [quote(model._meta.get_field(champ).column) for champ in (*self.par, self.debut, self.fin)]

    def definition(self, model, schema_editor):
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.deferred_sql.extend(self._declencheurs(model, schema_editor))
            return None
        *egales, debut, fin = self._colonnes(model, schema_editor.quote_name)
        termes = [f"{colonne} WITH =" for colonne in egales]
        return Statement(
            "CONSTRAINT %(name)s EXCLUDE USING gist (%(termes)s)",
            name=schema_editor.quote_name(self.name),
            termes=", ".join([*termes, f"{self.intervalle}({debut}, {fin}, '[)') WITH &&"]),
        )

    def _declencheurs(self, model, schema_editor):
        quote = schema_editor.quote_name
        *egales, debut, fin = self._colonnes(model, quote)
        condition = " AND ".join(
            [
                *(f"{colonne} = NEW.{colonne}" for colonne in egales),
                f"{quote(model._meta.pk.column)} <> NEW.{quote(model._meta.pk.column)}",
                f"({fin} IS NULL OR {fin} > NEW.{debut})",
                f"(NEW.{fin} IS NULL OR NEW.{fin} > {debut})",
            ]
        )
        for moment in ("insert", "update"):
            yield Statement(
                "CREATE TRIGGER %(name)s AFTER %(moment)s ON %(table)s BEGIN"
                " SELECT RAISE(ABORT, '%(message)s')"
                " WHERE EXISTS (SELECT 1 FROM %(table)s WHERE %(condition)s); END",
                name=quote(f"{self.name}_{moment}"),
                moment=moment.upper(),
                table=Table(model._meta.db_table, quote),
                message=self.name,
                condition=condition,
            )

    def validate(self, model, instance, exclude=None, using=None):
        lignes = model._base_manager.filter(**{champ: getattr(instance, champ) for champ in self.par})
        debut, fin = getattr(instance, self.debut), getattr(instance, self.fin)
        if fin is not None:
            lignes = lignes.filter(**{f"{self.debut}__lt": fin})
        lignes = lignes.exclude(pk=instance.pk).exclude(**{f"{self.fin}__lte": debut})
        if lignes.exists():
            raise ValidationError(self.get_violation_error_message(), code=self.violation_error_code)

    def deconstruct(self):
        path, args, kwargs = super().deconstruct()
        kwargs |= {"par": self.par, "debut": self.debut, "fin": self.fin, "intervalle": self.intervalle}
        return path, args, kwargs

    def __eq__(self, autre):
        return isinstance(autre, SansChevauchement) and self.deconstruct() == autre.deconstruct()

    __hash__ = None
