"""What the operations on a file share: how they refuse, and the line that each leaves in the journal."""

from allervers.journal.operations import inscrire

from ..models import Jeune

APRES_ACCORD = ("identite", "note")


class JeuneRefuse(Exception):
    """This cannot be done to this file; the message, in French, says what to do."""


def inscrire_sur(operation: str, jeune: Jeune, par, appareil: str, **details) -> None:
    inscrire(
        service=jeune.service,
        operation=operation,
        par=par,
        objet=jeune.uuid,
        appareil=appareil,
        details={"code": jeune.code, **details},
    )
