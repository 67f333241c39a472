"""The database lets a line lose whom it is about, and nothing else: neither its author, nor its place in the chain."""

from django.db import migrations

VIDE = "'{}'"
MESSAGE = "Une ligne du journal ne se change pas et ne s’efface pas."
GARDEES = (
    "numero",
    "service_id",
    "instant",
    "par",
    "operation",
    "appareil",
    "empreinte_precedente",
    "empreinte",
)


def est_expurgee(egal: str, vide: str) -> str:
    memes = " AND ".join(f"NEW.{colonne} {egal} OLD.{colonne}" for colonne in GARDEES)
    return f"{memes} AND NEW.objet IS NULL AND NEW.details = {vide}"


EXPURGEE_SQLITE = est_expurgee("IS", VIDE)
EXPURGEE_PG = est_expurgee("IS NOT DISTINCT FROM", f"{VIDE}::jsonb")
ENTIER = (
    "CREATE TRIGGER lignejournal_ajout_seul BEFORE UPDATE OR DELETE OR TRUNCATE ON journal_lignejournal"
    " FOR EACH STATEMENT EXECUTE FUNCTION lignejournal_refuser()"
)
SQLITE = "CREATE TRIGGER lignejournal_sans_update BEFORE UPDATE ON journal_lignejournal"
PERMETTRE = {
    "sqlite": [
        "DROP TRIGGER IF EXISTS lignejournal_sans_update",
        f"{SQLITE} WHEN NOT ({EXPURGEE_SQLITE}) BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END",
    ],
    "postgresql": [
        "DROP TRIGGER lignejournal_ajout_seul ON journal_lignejournal",
        "CREATE TRIGGER lignejournal_ajout_seul BEFORE DELETE OR TRUNCATE ON journal_lignejournal"
        " FOR EACH STATEMENT EXECUTE FUNCTION lignejournal_refuser()",
        "CREATE TRIGGER lignejournal_sans_update BEFORE UPDATE ON journal_lignejournal FOR EACH ROW"
        f" WHEN (NOT ({EXPURGEE_PG}))"
        " EXECUTE FUNCTION lignejournal_refuser()",
    ],
}
REFUSER = {
    "sqlite": [
        "DROP TRIGGER IF EXISTS lignejournal_sans_update",
        f"{SQLITE} BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END",
    ],
    "postgresql": [
        "DROP TRIGGER lignejournal_sans_update ON journal_lignejournal",
        "DROP TRIGGER lignejournal_ajout_seul ON journal_lignejournal",
        ENTIER,
    ],
}

LEVER = {
    "sqlite": [
        "DROP TRIGGER IF EXISTS lignejournal_sans_update",
        "DROP TRIGGER IF EXISTS lignejournal_sans_delete",
    ],
    "postgresql": [
        "DROP TRIGGER IF EXISTS lignejournal_sans_update ON journal_lignejournal",
        "DROP TRIGGER IF EXISTS lignejournal_ajout_seul ON journal_lignejournal",
    ],
}


def executer(ordres):
    def faire(apps, schema_editor):
        for sql in ordres[schema_editor.connection.vendor]:
            schema_editor.execute(sql, params=None)

    return faire


class Migration(migrations.Migration):
    dependencies = [("journal", "0003_ajout_seul")]
    operations = [migrations.RunPython(executer(PERMETTRE), executer(REFUSER))]
