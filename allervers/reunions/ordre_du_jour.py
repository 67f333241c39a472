"""What the team looks at together, for one reader: what one may not know is not there."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from heapq import nsmallest
from operator import itemgetter

from django.db.models import QuerySet

from allervers.coffre.cles import texte_de
from allervers.comptes.models import Equipe
from allervers.jeunes.alertes.catalogue import alertes_de
from allervers.jeunes.alertes.lecture import delais_du_service, dossiers, inconnu, listes_du_jour
from allervers.jeunes.alertes.regle import Alerte, Regle
from allervers.jeunes.alertes.statut_a_revoir import StatutARevoir
from allervers.jeunes.models import Jeune, PeriodeStatut, Rattachement, en_vigueur
from allervers.referentiel.models import Liste

from .periode import Periode

# More than these are not spoken of in one meeting: the list of youths has them all.
ALERTES = 50


@dataclass(frozen=True)
class JeuneCite:
    """A youth, as the page names one: the name is sealed. `dit`: what there is to say of this one."""

    uuid: str
    code: str
    alias: str
    dit: str = ""
    est_en_retard: bool = False


@dataclass(frozen=True)
class Alertes:
    """What one rule calls attention to: `nb` times, of which `cites` are due for longest, at most `ALERTES`."""

    regle: Regle
    nb: int
    cites: tuple[JeuneCite, ...]


class OrdreDuJour:
    """The youths that a meeting speaks of: those of a team when one is given. What is not asked for is not read."""

    def __init__(self, user, periode: Periode, jour: date, equipe: Equipe | None = None):
        self.user, self.periode, self.jour, self.equipe = user, periode, jour, equipe
        self.listes = listes_du_jour(user.service)

    def jeunes(self) -> QuerySet[Jeune]:
        visibles = Jeune.objects.visible_par(self.user)
        if self.equipe is None:
            return visibles
        siens = Rattachement.objects.filter(en_vigueur(self.jour), equipe=self.equipe)
        return visibles.filter(pk__in=siens.values("jeune"))

    def nouveaux(self) -> list[JeuneCite]:
        lignes = self.jeunes().filter(
            premier_contact__gte=self.periode.debut, premier_contact__lt=self.periode.fin
        )
        return [
            _citer(un, ", ".join(filter(None, (un.quartier and un.quartier.nom, self._origine(un)))))
            for un in lignes.select_related("quartier", "origine").order_by("-premier_contact", "code")
        ]

    def changements(self) -> list[JeuneCite]:
        """Return the youths whose status began or ended, with what it became."""
        lignes = PeriodeStatut.objects.visible_par(self.user).filter(jeune__in=self.jeunes())
        bornes = (self.periode.debut, self.periode.dernier_jour)
        debuts = {
            une.jeune_id: une for une in lignes.filter(debut__range=bornes).select_related("jeune", "statut")
        }
        fins = lignes.filter(fin__range=bornes).exclude(jeune__in=debuts).select_related("jeune", "statut")
        cites = [_citer(une.jeune, self._statut(une)) for une in debuts.values()]
        cites += [_citer(une.jeune, f"{self._statut(une)}, terminé") for une in fins]
        return sorted(cites, key=lambda cite: cite.code)

    def alertes(self) -> list[Alertes]:
        """Return what is due today, by rule, the statuses to review coming first."""
        jeunes, delais = self.jeunes(), delais_du_service(self.user.service)
        par_regle: dict[Regle, list[tuple[date, int, Alerte]]] = defaultdict(list)
        for pk, dossier in dossiers(jeunes, self.jour, self.listes).items():
            for alerte in alertes_de(dossier, self.jour, delais):
                par_regle[alerte.regle].append((alerte.echeance.le, pk, alerte))
        montrees = {
            regle: nsmallest(ALERTES, lignes, key=itemgetter(0, 1)) for regle, lignes in par_regle.items()
        }
        par_cle = jeunes.only("uuid", "code", "alias").in_bulk(
            {pk for lignes in montrees.values() for _, pk, _ in lignes}
        )
        groupes = [
            Alertes(
                regle,
                len(par_regle[regle]),
                tuple(_citer(par_cle[pk], une.quand, une.est_en_retard) for _, pk, une in lignes),
            )
            for regle, lignes in montrees.items()
        ]
        return sorted(groupes, key=lambda un: un.regle.code != StatutARevoir.code)

    def _origine(self, jeune: Jeune) -> str:
        return self.listes.libelle(Liste.ORIGINE, jeune.origine.code) if jeune.origine else ""

    def _statut(self, periode: PeriodeStatut) -> str:
        return (self.listes.statut(periode.statut.code) or inconnu(periode.statut.code)).libelle


def _citer(jeune: Jeune, dit: str, est_en_retard=False) -> JeuneCite:
    return JeuneCite(str(jeune.uuid), jeune.code, texte_de(jeune.alias), dit, est_en_retard)
