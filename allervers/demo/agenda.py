"""The agenda of the demonstration, invented: the weeks around the day it is loaded. Loading it again adds nothing."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from uuid import NAMESPACE_URL, uuid5

from allervers.activite.agenda.models import Prevision
from allervers.activite.agenda.operations import Attente, annuler_occurrence, deplacer_prevision, prevoir
from allervers.activite.agenda.recurrence import Recurrence
from allervers.comptes.models import Equipe, Role, Service, Utilisateur
from allervers.partenaires.models import Instance
from allervers.referentiel.models import Liste, Terme
from allervers.territoires.models import Territoire

LUNDI, MARDI, MERCREDI, JEUDI, VENDREDI = range(5)
SEMAINES_PASSEES = 6


@dataclass(frozen=True)
class Prevue:
    """What is expected, by codes. `dans`: in how many weeks, for what comes once; else every `toutes_les` weeks."""

    nom: str
    type: str
    jours: tuple[int, ...]
    heure: time
    minutes: int
    titre: str = ""
    lieu: str = ""
    equipe: str = ""
    qui: str = ""
    instance: str = ""
    toutes_les: int = 1
    dans: int | None = None


PREVUES = (
    Prevue("reunion-ouest", "ecrits", (MARDI,), time(9, 30), 120, "Réunion d’équipe", "carvin", "ouest"),
    Prevue("reunion-est", "ecrits", (MARDI,), time(9, 30), 120, "Réunion d’équipe", "courrieres", "est"),
    Prevue("service", "ecrits", (JEUDI,), time(9), 90, "Réunion de service", "carvin",
           qui="e1 e2 e3 e4 e5 e6 chef", toutes_les=2),
    Prevue("analyse", "formation", (JEUDI,), time(14), 120, "Analyse de la pratique", "",
           qui="e1 e2 e3 e4 e5 e6", toutes_les=3),
    Prevue("permanence-ouest", "permanence", (MERCREDI,), time(14), 180, "Permanence au local", "carvin", qui="e1 e2"),
    Prevue("permanence-est", "permanence", (MERCREDI,), time(14), 180, "Permanence au local", "oignies", qui="e4 e5"),
    Prevue("rue-ouest", "travail_de_rue", (LUNDI, JEUDI), time(16, 30), 150, "", "germinal", qui="e1 e3"),
    Prevue("rue-ouest-2", "travail_de_rue", (VENDREDI,), time(17), 150, "", "haute-voie", qui="e2 e3"),
    Prevue("rue-est", "travail_de_rue", (MARDI, VENDREDI), time(16, 30), 150, "", "justice", qui="e4 e6"),
    Prevue("rue-est-2", "travail_de_rue", (LUNDI,), time(17), 120, "", "le-rotois", qui="e5 e6"),
    Prevue("nuit", "travail_de_nuit", (VENDREDI,), time(21), 240, "", "declercq", qui="e5 e6", toutes_les=2),
    Prevue("vinci", "sortie_college", (LUNDI, JEUDI), time(11, 45), 105, "", "col-vinci", qui="e2"),
    Prevue("pasteur", "sortie_college", (MARDI, JEUDI), time(11, 45), 105, "", "col-pasteur", qui="e5"),
    Prevue("numerique", "rue_numerique", (MERCREDI,), time(18), 90, "", "", qui="e3"),
    Prevue("ecrits-ouest", "ecrits", (VENDREDI,), time(13, 30), 120, "Écrits", "carvin", qui="e1"),
    Prevue("ecrits-est", "ecrits", (VENDREDI,), time(9), 120, "Écrits", "courrieres", qui="e4"),
    Prevue("vacances", "preparation_action", (VENDREDI,), time(10), 90, "Préparer les sorties des vacances",
           "libercourt", qui="e2 e3", dans=0),
    Prevue("mission-locale", "partenariat", (MERCREDI,), time(10), 60, "Point avec la mission locale", "carvin",
           qui="e1", dans=0),
    Prevue("clsm", "instance", (JEUDI,), time(10, 30), 90, "Groupe de travail adolescence", "", qui="e6 chef",
           instance="clsm", dans=0),
    Prevue("ccas", "partenariat", (LUNDI,), time(9, 30), 90, "Rencontre avec le CCAS", "oignies", qui="e4", dans=1),
    Prevue("cispd", "instance", (MARDI,), time(14), 120, "Assemblée plénière", "", qui="direction chef",
           instance="cispd", dans=1),
    Prevue("secours", "formation", (LUNDI,), time(9), 420, "Premiers secours en santé mentale", "",
           qui="e1 e5", dans=2),
)  # fmt: skip


def remplir_l_agenda(service: Service, aujourd_hui: date) -> None:
    """Expect what fills the weeks around `aujourd_hui`. What is there already, changed or not, stays as it is."""
    lundi = aujourd_hui - timedelta(aujourd_hui.weekday())
    chef = Utilisateur.objects.get(service=service, role=Role.CHEF_DE_SERVICE)
    for prevue in PREVUES:
        revient = prevue.dans is None
        quand = "" if revient else f"/{lundi}"
        uuid = uuid5(NAMESPACE_URL, f"allervers:demo/agenda/{prevue.nom}{quand}")
        if Prevision.objects.filter(service=service, uuid=uuid).exists():
            continue
        semaine = (
            lundi - timedelta(weeks=SEMAINES_PASSEES) if revient else lundi + timedelta(weeks=prevue.dans)
        )
        attente = _attente(service, prevue, semaine)
        prevision = prevoir(service=service, uuid=uuid, attente=attente, par=chef)
        # As in life: one meeting is put off, one permanence does not take place.
        if prevue.nom == "reunion-est":
            jour = lundi + timedelta(weeks=1, days=MARDI)
            deplacer_prevision(
                prevision=prevision, jour=jour, date=jour + timedelta(1), heure=time(10), duree_minutes=120,
                lue=0, par=chef,
            )  # fmt: skip
        if prevue.nom == "permanence-ouest":
            jour = lundi + timedelta(weeks=1, days=MERCREDI)
            annuler_occurrence(prevision=prevision, jour=jour, lue=0, par=chef)


def _attente(service: Service, prevue: Prevue, semaine: date) -> Attente:
    personnes = Utilisateur.objects.filter(service=service, code__in=prevue.qui.split())
    return Attente(
        type=Terme.objects.get(service=service, liste=Liste.TYPE_ACTIVITE, code=prevue.type),
        date=semaine + timedelta(prevue.jours[0]),
        heure=prevue.heure,
        duree_minutes=prevue.minutes,
        titre=prevue.titre,
        lieu=Territoire.objects.filter(service=service, code=prevue.lieu).first(),
        equipe=Equipe.objects.filter(service=service, code=prevue.equipe).first(),
        professionnels=list(personnes),
        instance=Instance.objects.filter(service=service, code=prevue.instance).first(),
        recurrence=Recurrence(prevue.toutes_les, frozenset(prevue.jours)) if prevue.dans is None else None,
    )
