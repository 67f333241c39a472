"""The database itself refuses to change or delete a line of the journal.

On SQLite a migration that rebuilds the table loses its triggers: it must put these back.
"""

from django.db import migrations

MESSAGE = "Une ligne du journal ne se change pas et ne s’efface pas."

POSER = {
    "sqlite": [
        f"CREATE TRIGGER lignejournal_sans_{moment.lower()} BEFORE {moment} ON journal_lignejournal"
        f" BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
        for moment in ("UPDATE", "DELETE")
    ],
    "postgresql": [
        "CREATE FUNCTION lignejournal_refuser() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        f" RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation'; END $$",
        "CREATE TRIGGER lignejournal_ajout_seul BEFORE UPDATE OR DELETE OR TRUNCATE ON journal_lignejournal"
        " FOR EACH STATEMENT EXECUTE FUNCTION lignejournal_refuser()",
    ],
}
LEVER = {
    "sqlite": [
        "DROP TRIGGER IF EXISTS lignejournal_sans_update",
        "DROP TRIGGER IF EXISTS lignejournal_sans_delete",
    ],
    "postgresql": [
        "DROP TRIGGER IF EXISTS lignejournal_ajout_seul ON journal_lignejournal",
        "DROP FUNCTION IF EXISTS lignejournal_refuser()",
    ],
}


def poser(apps, schema_editor):
    for sql in POSER[schema_editor.connection.vendor]:
        schema_editor.execute(sql, params=None)


def lever(apps, schema_editor):
    for sql in LEVER[schema_editor.connection.vendor]:
        schema_editor.execute(sql, params=None)


class Migration(migrations.Migration):
    dependencies = [("journal", "0002_objet_et_appareil")]
    operations = [migrations.RunPython(poser, lever)]
