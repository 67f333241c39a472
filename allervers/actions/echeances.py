"""What is due, and when: calls to answer, bilans to return, bilans of actions to write."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from .models import ActionCollective, AppelAProjets, Etape, EtatAppel

# Days before a deadline from which it is soon.
PROCHE = timedelta(days=30)


@dataclass(frozen=True)
class Echeance:
    """`quoi` is due on `le`, for `appel`."""

    le: date
    quoi: str
    appel: AppelAProjets
    jour: date

    @property
    def urgence(self) -> str:
        if self.le < self.jour:
            return "en retard"
        return "bientôt" if self.le - self.jour <= PROCHE else "à venir"

    @property
    def nb_jours(self) -> int:
        """Days left; days of delay, once it is late."""
        return abs((self.le - self.jour).days)


def a_rendre(user, jour: date) -> list[Echeance]:
    """Return what the service of `user` has to hand in, the most pressing first."""
    appels = AppelAProjets.objects.visible_par(user).select_related("financeur")
    dus = Q(etat=EtatAppel.A_DEPOSER, echeance__isnull=False) | Q(
        etat=EtatAppel.ACCORDE, bilan_le__isnull=False, bilan_rendu_le=None
    )
    echeances = [
        Echeance(appel.echeance, "Demande à déposer", appel, jour)
        if appel.etat == EtatAppel.A_DEPOSER
        else Echeance(appel.bilan_le, "Bilan à rendre", appel, jour)
        for appel in appels.filter(dus)
    ]
    return sorted(echeances, key=lambda une: (une.le, une.appel.intitule))


def bilans_a_ecrire(user, jour: date, *, notees_par=None) -> list[ActionCollective]:
    """Return the actions that are over and have no bilan yet, the first to end coming first; of one person, or all."""
    visibles = ActionCollective.objects.visible_par(user).avec_leur_etape().defer("recit")
    actions = visibles.filter(annee__gte=jour.year - 1, bilan="")
    if notees_par is not None:
        actions = actions.filter(saisi_par=notees_par)
    return sorted(
        (une for une in actions if une.etape is Etape.BILAN_A_ECRIRE),
        key=lambda une: (une.dernier_jour, une.intitule),
    )
