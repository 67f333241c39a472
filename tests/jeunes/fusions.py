"""Making two files one in a test, as who read both would."""

from allervers.coffre.operations import empreinte
from allervers.jeunes.alertes.lecture import listes_du_jour
from allervers.jeunes.fusion.plan import SCELLES, Plan
from allervers.jeunes.models import Fusion, Jeune
from allervers.jeunes.operations import TexteChoisi, reunir_fiches


def reunir(garde: Jeune, absorbe: Jeune, par, choix=None) -> Fusion:
    """Make `absorbe` one with `garde`, which keeps its own sealed texts."""
    garde.refresh_from_db()
    absorbe.refresh_from_db()
    prints = {
        champ: [
            empreinte(bytes(un) if un else None) for un in (getattr(garde, champ), getattr(absorbe, champ))
        ]
        for champ in SCELLES
    }
    return reunir_fiches(
        garde=garde,
        absorbe=absorbe,
        lue=Plan(garde, absorbe, listes_du_jour(garde.service)).empreinte,
        choix=choix or {},
        textes={champ: TexteChoisi(None, *lues) for champ, lues in prints.items()},
        par=par,
    )
