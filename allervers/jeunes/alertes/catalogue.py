"""Every rule, in the order in which the screen shows them."""

from collections.abc import Mapping
from datetime import date

from .accord_manquant import AccordManquant
from .dossier import Dossier
from .fin_de_conservation import FinDeConservation
from .jeune_pas_vu import JeunePasVu
from .orientation_sans_issue import OrientationSansIssue
from .projet_sans_objectif import ProjetSansObjectif
from .regle import Alerte, Delai, Regle
from .statut_a_revoir import StatutARevoir

REGLES: tuple[Regle, ...] = (
    StatutARevoir(),
    ProjetSansObjectif(),
    JeunePasVu(),
    OrientationSansIssue(),
    AccordManquant(),
    FinDeConservation(),
)
# Rule's code → delay; None: the service wants no such alert.
Delais = Mapping[str, Delai | None]
DELAIS_USUELS: Delais = {regle.code: regle.delai for regle in REGLES}


def alertes_de(dossier: Dossier, jour: date, delais: Delais = DELAIS_USUELS) -> list[Alerte]:
    """Return what the rules say of a youth on `jour`, the longest due first."""
    alertes = [
        Alerte(regle, delai, echeance, jour)
        for regle in REGLES
        if (delai := delais[regle.code]) is not None
        for echeance in regle.echeances(dossier, delai)
        if echeance.visible_des <= jour
    ]
    return sorted(alertes, key=lambda alerte: alerte.echeance.le)
