"""What an *information préoccupante* waits for: rules like those of the alerts, seen only by who may read it."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q

from allervers.comptes.droits import Droit, peut
from allervers.comptes.models import Role
from allervers.jeunes.alertes.catalogue import Delais
from allervers.jeunes.alertes.dates import plus_mois
from allervers.jeunes.alertes.regle import Alerte, Delai, Echeance, Regle, Unite
from allervers.journal.models import LigneJournal

from .models import Signalement

# As long as an entry is told to those who lead, until they open it.
JOURS_A_LIRE = 30


class ParentsAInformer(Regle):
    code = "parents_a_informer"
    titre = "Parents à informer"
    phrase = (
        "Les parents ne sont pas informés d’une information préoccupante {delai} après sa transmission, et rien ne dit "
        "pourquoi. La loi le demande, sauf si ce serait contraire à l’intérêt de l’enfant."
    )
    delai = Delai(2, Unite.JOURS)

    def echeances(self, dossier: Signalement, delai: Delai) -> Iterator[Echeance]:
        if dossier.parents_a_informer:
            le = dossier.date + timedelta(delai.nombre)
            yield Echeance(le, le, self.titre, str(dossier.uuid))


class SuiteInconnue(Regle):
    code = "suite_inconnue"
    titre = "Suite à demander"
    phrase = (
        "{delai} après sa transmission, on ne sait pas ce que devient une information préoccupante\u202f: demandez-la "
        "au destinataire. Une évaluation dure trois mois au plus (CASF, D226-2-4)."
    )
    delai = Delai(3, Unite.MOIS)

    def echeances(self, dossier: Signalement, delai: Delai) -> Iterator[Echeance]:
        if dossier.suite_id is None:
            le = plus_mois(dossier.date, delai.nombre)
            yield Echeance(le, le, self.titre, str(dossier.uuid))


REGLES: tuple[Regle, ...] = (ParentsAInformer(), SuiteInconnue())


def rappels(user, jour: date, delais: Delais) -> list[tuple[Signalement, Alerte]]:
    """Return what is due on `jour`, of what `user` may read, the longest due first. One query."""
    if not peut(user, Droit.SIGNALER):
        return []
    attendent = Q(suite=None) | Q(parents_informes_le=None, sans_informer="")
    ouverts = _sans_les_textes(user).filter(attendent)
    dus = [(une, alerte) for une in ouverts for alerte in rappels_de(une, jour, delais)]
    return sorted(dus, key=lambda un: un[1].echeance.le)


def a_lire(user, jour: date) -> list[Signalement]:
    """Return what others entered lately and `user`, who leads the service, has not opened: the latest first."""
    if user.role not in (Role.CHEF_DE_SERVICE, Role.DIRECTION):
        return []
    vues = LigneJournal.objects.filter(service_id=user.service_id, par=user.pk, objet=OuterRef("uuid"))
    recents = _sans_les_textes(user).filter(
        saisi_le__date__gt=jour - timedelta(JOURS_A_LIRE), saisi_par__isnull=False
    )
    return list(recents.exclude(saisi_par=user).exclude(Exists(vues)).order_by("-saisi_le"))


def _sans_les_textes(user):
    return Signalement.objects.visible_par(user).select_related("jeune").defer("observe", "precision")


def rappels_de(signalement: Signalement, jour: date, delais: Delais) -> list[Alerte]:
    return [
        Alerte(regle, delai, echeance, jour)
        for regle in REGLES
        if (delai := delais[regle.code]) is not None
        for echeance in regle.echeances(signalement, delai)
        if echeance.visible_des <= jour
    ]
