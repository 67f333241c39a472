"""What is erased must not stay in the free room of the database's files."""

from django.db import connection


def ne_rien_laisser() -> bool:
    """Empty what the database keeps of the pages that a purge freed. Call it outside of any transaction.

    SQLite: freed pages are zeros already (`secure_delete`); the write-ahead log still holds the old ones, until it is
    cut. PostgreSQL: dead rows stay until VACUUM. Return False when somebody was reading: the next night does it.
    """
    with connection.cursor() as curseur:
        if connection.vendor == "sqlite":
            occupe, *_ = curseur.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            return not occupe
        curseur.execute("VACUUM")
        return True
