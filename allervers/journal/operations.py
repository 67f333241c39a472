from datetime import UTC, datetime

from .models import LigneJournal


def inscrire(*, service, operation, details, par=None) -> LigneJournal:
    """Append a line to the journal of `service`, chained to its last. Call it inside the operation's transaction.

    `details` holds counts and references, never content.
    """
    derniere = LigneJournal.objects.filter(service_id=service.pk).last()
    ligne = LigneJournal(
        service_id=service.pk,
        instant=datetime.now(UTC),
        par=par and par.pk,
        operation=operation,
        details=details,
        empreinte_precedente=derniere.empreinte if derniere else "",
    )
    ligne.empreinte = ligne.calculer_empreinte()
    ligne.save(force_insert=True)
    return ligne
