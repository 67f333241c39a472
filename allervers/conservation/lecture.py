"""The files at their term, as who reviews them reads them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from heapq import nsmallest

from django.db.models import QuerySet
from django.utils import timezone

from allervers.actions.models import Photo
from allervers.activite.models import Presence
from allervers.coffre.cles import texte_de
from allervers.jeunes.alertes.dossier import Dossier
from allervers.jeunes.alertes.fin_de_conservation import FinDeConservation
from allervers.jeunes.alertes.lecture import delais_du_service, dossiers, listes_du_jour
from allervers.jeunes.models import Jeune

from .purge import avec_ce_qui_le_suit, categorie

# One reviews files one by one: more than these at once would only be a long page.
LOT = 100


@dataclass(frozen=True)
class FicheAuTerme:
    jeune: Jeune
    vu_le: date
    terme: date
    statut: str

    @property
    def alias(self) -> str:
        return texte_de(self.jeune.alias)


@dataclass(frozen=True)
class Groupe:
    """The `nb` files of a kind; `fiches` are the first of them to see to, at most `LOT`."""

    nb: int
    fiches: tuple[FicheAuTerme, ...]


@dataclass(frozen=True)
class Revue:
    """`au_terme`: to be reviewed now; `bientot`: noticed already; `gardees`: kept by a legal hold."""

    au_terme: Groupe
    bientot: Groupe
    gardees: Groupe


def revue_de(user) -> Revue:
    """Return the files that `user` may review, the longest due first. As many queries, however many youths."""
    jour, listes = timezone.localdate(), listes_du_jour(user.service)
    visibles = Jeune.objects.visible_par(user)
    regle, delai = FinDeConservation(), delais_du_service(user.service)[FinDeConservation.code]
    lus = dossiers(visibles, jour, listes)
    au_terme, bientot, gardees = [], [], []
    for pk, dossier in lus.items():
        for echeance in regle.echeances(dossier, delai or regle.delai):
            if dossier.conserve_jusqu_au and dossier.conserve_jusqu_au > jour:
                gardees.append((echeance.le, pk))
            elif echeance.le <= jour:
                au_terme.append((echeance.le, pk))
            elif echeance.visible_des <= jour:
                bientot.append((echeance.le, pk))
    groupes = [(len(un), nsmallest(LOT, un)) for un in (au_terme, bientot, gardees)]
    jeunes = visibles.in_bulk([pk for _, montres in groupes for _, pk in montres])
    return Revue(
        *(
            Groupe(nb, tuple(_fiche(jeunes[pk], lus[pk], terme) for terme, pk in montres))
            for nb, montres in groupes
        )
    )


def _fiche(jeune: Jeune, dossier: Dossier, terme: date) -> FicheAuTerme:
    return FicheAuTerme(jeune, dossier.vu_le, terme, dossier.statut.libelle if dossier.statut else "")


def photos_a_regarder(jeunes: Iterable[Jeune], user) -> QuerySet[Photo]:
    """Return the photos of the actions where these youths came: they may be on them, and the server knows no face."""
    presentes = Presence.objects.filter(jeune__in=jeunes).values("intervention__action")
    photos = Photo.objects.visible_par(user).filter(action__in=presentes)
    return (
        photos.select_related("action").only("uuid", "legende", "action__intitule").order_by("action", "pk")
    )


def ce_qui_partira(jeunes: Iterable[Jeune]) -> list[tuple[str, int]]:
    """Return (category, number) of the rows that would be erased with these youths."""
    nb = Counter(
        categorie(objet) for jeune in jeunes for objet in avec_ce_qui_le_suit(jeune) if objet != jeune
    )
    return sorted(nb.items())
