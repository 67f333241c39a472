"""What the server does by itself, once a day: each pass knows what it has already done, and does it once."""

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import date

from allervers.activite.accueils import noter_les_venues
from allervers.comptes.models import Service
from allervers.conservation.nuit import effacer_ce_qui_est_du
from allervers.jeunes.operations.fusion import oublier_les_fusions
from allervers.jeunes.resume import envoyer_les_resumes

# A pass does what is due for one service on a day, and tells it.
PASSES: tuple[Callable[[Service, date], Iterator[str]], ...] = (
    # First: what is told of a youth, and how long a file is kept, are counted from the last contact.
    noter_les_venues,
    envoyer_les_resumes,
    oublier_les_fusions,
    effacer_ce_qui_est_du,
)

UNE_MINUTE, UN_JOUR = 60, 24 * 60 * 60


def veiller(jour: date) -> Iterator[str]:
    """Do what is due on `jour` for every service, and tell it, one line at a time."""
    for service in Service.objects.all():
        for passe in PASSES:
            yield from passe(service, jour)


def veiller_chaque_jour() -> None:
    """Run `allervers veille` beside the server, a minute after it starts and every day: no scheduler is needed.

    A process of its own: the server's workers are forked from this one, which must hold no connection then.
    """

    def boucle():
        attente = UNE_MINUTE
        while not threading.Event().wait(attente):
            subprocess.run([sys.executable, "-m", "allervers", "veille"], check=False)  # noqa: S603
            attente = UN_JOUR

    threading.Thread(target=boucle, name="veille", daemon=True).start()
