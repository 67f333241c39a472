"""The files at their term, as who reviews them reads them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from allervers.actions.models import Photo
from allervers.activite.models import Presence
from allervers.coffre.cles import texte_de
from allervers.jeunes.alertes.fin_de_conservation import FinDeConservation
from allervers.jeunes.alertes.lecture import delais_du_service, dossiers, listes_du_jour
from allervers.jeunes.models import Jeune

from .purge import avec_ce_qui_le_suit, categorie


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
class Revue:
    """`au_terme`: to be reviewed now; `bientot`: noticed already; `gardees`: kept by a legal hold."""

    au_terme: tuple[FicheAuTerme, ...]
    bientot: tuple[FicheAuTerme, ...]
    gardees: tuple[FicheAuTerme, ...]


def revue_de(user) -> Revue:
    """Return the files that `user` may review, the longest due first. As many queries, however many youths."""
    jour, listes = timezone.localdate(), listes_du_jour(user.service)
    visibles = Jeune.objects.visible_par(user)
    regle, delai = FinDeConservation(), delais_du_service(user.service)[FinDeConservation.code]
    au_terme, bientot, gardees = [], [], []
    lus = dossiers(visibles, jour, listes)
    dues = {
        pk: echeance
        for pk, dossier in lus.items()
        for echeance in regle.echeances(dossier, delai or regle.delai)
        if echeance.visible_des <= jour or dossier.conserve_jusqu_au
    }
    for jeune in visibles.filter(pk__in=dues):
        dossier = lus[jeune.pk]
        fiche = FicheAuTerme(
            jeune, dossier.vu_le, dues[jeune.pk].le, dossier.statut.libelle if dossier.statut else ""
        )
        if dossier.conserve_jusqu_au and dossier.conserve_jusqu_au > jour:
            gardees.append(fiche)
        elif fiche.terme <= jour:
            au_terme.append(fiche)
        elif dues[jeune.pk].visible_des <= jour:
            bientot.append(fiche)
    return Revue(*(tuple(sorted(une, key=lambda fiche: fiche.terme)) for une in (au_terme, bientot, gardees)))


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
