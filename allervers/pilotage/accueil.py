"""What the home page tells each role: their day, what is due. Light reads only: figures and alerts come after it."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse

from allervers.actions.echeances import PROCHE, a_rendre, bilans_a_ecrire
from allervers.activite.agenda.lecture import Occurrence, occurrences
from allervers.activite.attendus import Attendu, attendus
from allervers.activite.models import Intervention
from allervers.activite.rattachement import seances_a_rattacher
from allervers.comptes.droits import Droit, peut
from allervers.comptes.models import Role
from allervers.jeunes.alertes.lecture import delais_du_service
from allervers.partenaires.models import Convention
from allervers.partenaires.rappels import a_renouveler
from allervers.rapport.avancement import Etat, avancement
from allervers.referentiel.lecture import SansReferentiel, referentiel_du_service
from allervers.signalements.rappels import REGLES, a_lire, rappels

from .mes_heures import en_heures, minutes_depuis

# As far back as one is reminded of what was not entered, as far ahead as one is told of what is due.
JOURS_A_SAISIR, JOURS_A_RATTACHER, JOURS_A_VENIR = 7, 30, 60
LIGNES = 8
# As many agreements as are named one by one.
NOMMEES = 5
# They look after the whole service: its teams, its report, what it must hand in.
DU_SERVICE = {Role.CHEF_DE_SERVICE, Role.DIRECTION, Role.SECRETARIAT}


@dataclass(frozen=True)
class Temps:
    """One's own hours, so far."""

    semaine: str
    mois: str


@dataclass(frozen=True)
class Du:
    """Something is due on `le`; `adresse` is the page where one sees to it."""

    le: date
    quoi: str
    sujet: str
    est_en_retard: bool
    adresse: str


@dataclass(frozen=True)
class AvancementDuRapport:
    annee: int
    nb_prets: int
    nb: int


def journee(user, jour: date) -> list[Occurrence]:
    """Return what is expected on that day: of oneself for who is in the field, of the teams for who leads them."""
    prevues = [une for une in occurrences(user, jour, jour + timedelta(1)) if not une.est_annulee]
    return prevues if user.role in DU_SERVICE else [une for une in prevues if user.uuid in une.professionnels]


def attendus_du_jour(user, jour: date) -> list[Attendu]:
    """Return who comes by the day, today, of the youths that `user` may know."""
    return [un for _, siens in attendus(user, jour, jour + timedelta(1)) for un in siens]


def a_saisir(user, jour: date) -> list[Occurrence]:
    """Return what was expected of `user` in the last days and was not entered, the latest first."""
    passees = occurrences(user, jour - timedelta(JOURS_A_SAISIR), jour)
    siennes = [
        une
        for une in passees
        if user.uuid in une.professionnels and not une.est_annulee and une.intervention is None
    ]
    return siennes[::-1]


def temps(user, jour: date) -> Temps:
    lundi, premier = jour - timedelta(jour.weekday()), jour.replace(day=1)
    semaine, mois = minutes_depuis(user, [lundi, premier], jour + timedelta(1))
    return Temps(semaine=en_heures(semaine), mois=en_heures(mois))


def dus(user, jour: date) -> list[Du]:
    """Return what the service must hand in or renew soon, and what the register that `user` may read waits for, the
    most pressing first. Who does not look after the whole service is told of what they noted themselves.
    """
    signalements = [
        Du(
            rappel.echeance.le,
            f"Information préoccupante\u202f: {rappel.texte.lower()}",
            une.jeune.code,
            rappel.est_en_retard,
            reverse("signalement", args=[une.uuid]),
        )
        for une, rappel in rappels(user, jour, delais_du_service(user.service, REGLES))
    ]
    signalements += [
        Du(
            une.date,
            "Information préoccupante à lire",
            une.jeune.code,
            False,
            reverse("signalement", args=[une.uuid]),
        )
        for une in a_lire(user, jour)
    ]
    if not peut(user, Droit.VOIR_LES_ACTIONS):
        return signalements
    du_service = user.role in DU_SERVICE
    limite = jour + timedelta(JOURS_A_VENIR)
    appels = [
        Du(une.le, une.quoi, une.appel.intitule, une.le < jour, reverse("appel", args=[une.appel.uuid]))
        for une in a_rendre(user, jour)
        if une.le <= limite and (du_service or une.appel.saisi_par_id == user.pk)
    ]
    conventions = [une for une in a_renouveler(user, jour) if du_service or une.saisi_par_id == user.pk]
    return sorted(
        [
            *signalements,
            *appels,
            *_conventions(conventions, jour),
            *_bilans(user, jour),
            *_seances(user, jour),
        ],
        key=lambda un: (un.le, un.sujet),
    )


def _conventions(conventions: list[Convention], jour: date) -> list[Du]:
    """Return one line for each of the first; one for all of the others, which the directory names."""
    lignes = [
        Du(
            une.fin,
            "Convention à renouveler",
            une.partenaire.nom,
            une.fin <= jour,
            reverse("partenaire", args=[une.partenaire.uuid]),
        )
        for une in conventions[:NOMMEES]
    ]
    if autres := conventions[NOMMEES:]:
        premiere, nb = autres[0], len(autres) - 1
        lignes.append(
            Du(
                premiere.fin,
                "Conventions à renouveler" if nb else "Convention à renouveler",
                f"{premiere.partenaire.nom} et {nb} de plus" if nb else premiere.partenaire.nom,
                premiere.fin <= jour,
                reverse("partenaires"),
            )
        )
    return lignes


def _bilans(user, jour: date) -> list[Du]:
    """Return one line for all the actions that are over without a bilan: the page of actions names each."""
    if not peut(user, Droit.MENER_LES_ACTIONS):
        return []
    actions = bilans_a_ecrire(user, jour, notees_par=None if user.role in DU_SERVICE else user)
    if not actions:
        return []
    premiere = actions[0]
    autres = f" et {len(actions) - 1} de plus" if len(actions) > 1 else ""
    adresse = (
        f"{reverse('actions')}?annee={premiere.annee}" if autres else reverse("action", args=[premiere.uuid])
    )
    return [
        Du(
            premiere.dernier_jour,
            "Bilans d’actions à écrire" if autres else "Bilan d’une action à écrire",
            f"{premiere.intitule}{autres}",
            premiere.dernier_jour + PROCHE < jour,
            adresse,
        )
    ]


def _seances(user, jour: date) -> list[Du]:
    """Return one line for the sessions that people came to and that no action counts."""
    if not peut(user, Droit.MENER_LES_ACTIONS):
        return []
    try:
        depuis = jour - timedelta(JOURS_A_RATTACHER)
        dates = list(seances_a_rattacher(user, depuis).values_list("date", flat=True))
    except SansReferentiel:
        return []
    if not dates:
        return []
    s = "s" if len(dates) > 1 else ""
    return [
        Du(
            dates[0],
            f"Séance{s} à rattacher à une action",
            f"{len(dates)} séance{s} sans action",
            False,
            reverse("a_rattacher"),
        )
    ]


def rapport_en_cours(user, jour: date) -> AvancementDuRapport | None:
    """Return how far the report of the year before is, for those who write it for the service."""
    if user.role not in DU_SERVICE:
        return None
    annee = jour.year - 1
    if not Intervention.objects.filter(service=user.service, date__year=annee).exists():
        return None
    try:
        canevas = referentiel_du_service(user.service, annee).canevas
    except SansReferentiel:
        return None
    a_ecrire = [une for une in avancement(user.service, annee, canevas) if une.etat is not Etat.AUTOMATIQUE]
    return AvancementDuRapport(annee, sum(une.etat is Etat.PRET for une in a_ecrire), len(a_ecrire))
