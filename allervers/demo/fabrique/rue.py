"""Outings: travail de rue and présence sociale, with their seasons, places and anonymous tallies."""

from datetime import date
from random import Random

from .cadre import COLLEGES, COMMUNES, EDUCATEURS, EQUIPE_DE, QUARTIERS
from .calendrier import (
    DIMANCHE,
    LUNDI,
    MARDI,
    MERCREDI,
    SAMEDI,
    Agenda,
    decoupe,
    essais,
    est_en_vacances,
    est_jour_d_ecole,
    jours,
)
from .cibles import TRANCHES
from .modele import Jeune, Sortie

ETE, HIVER = range(6, 9), (11, 12, 1, 2)
TEMPS = {
    "ete": ["Soirée chaude, beaucoup de monde dehors", "Grand beau temps, familles au pied des immeubles",
            "Chaleur, le city-stade se remplit après 19 h", "Orage en fin de sortie, tout le monde rentre",
            "Belle soirée, musique sur la place"],
    "hiver": ["Pluie, halls occupés", "Froid sec, peu de monde", "Vent et pluie, place déserte",
              "Brouillard, regroupement à l'abribus", "Gel, passages brefs", "Nuit tombée tôt, éclairage en panne"],
    "autre": ["Temps doux, city-stade animé", "Averses, regroupements sous le préau",
              "Place animée après la sortie du collège", "Ciel couvert, ambiance calme",
              "Travaux sur la place, les regroupements se déplacent", "Éclaircies, aire de jeux fréquentée",
              "Rodéos signalés par les habitants, calme au passage de l'équipe"],
}  # fmt: skip
EN_PRESENCE = ("Local bien fréquenté", "Peu de passage", "Demandes surtout scolaires", "Accueil calme",
               "Affluence à la sortie des cours", "Demandes de stage", "Grille du collège, échanges brefs")  # fmt: skip


def saison(le: date) -> str:
    return "ete" if le.month in ETE else "hiver" if le.month in HIVER else "autre"


def travail_de_rue(alea: Random, agenda: Agenda, annee: int, minutes: int) -> list[Sortie]:
    """Return the outings of a year, always in pairs, whose person-minutes add up to `minutes`."""
    communes = list(COMMUNES)
    calendrier = jours(annee, range(7))
    sorties = []
    for rang, duree in enumerate(decoupe(alea, minutes // 2, range(75, 195, 5))):
        commune = communes[rang % 4]
        for _ in essais():
            le = alea.choices(calendrier, [_poids(le, duree) for le in calendrier])[0]
            heure, type = _heure(alea, le, duree)
            equipe = agenda.choisit(EDUCATEURS[EQUIPE_DE[commune]], 2, le, heure, duree)
            if equipe:
                break
        observation = alea.choice(TEMPS[saison(le)]) if alea.random() < 0.45 else ""
        sortie = Sortie(
            type, le, heure, duree, equipe, alea.choice(list(QUARTIERS[commune])), commune,
            observation=observation,
        )  # fmt: skip
        if alea.random() < 0.6:
            sortie.comptages = _comptages(alea, 0.18)
        sorties.append(sortie)
    return sorties


def presence_sociale(alea: Random, agenda: Agenda, annee: int, minutes: int) -> list[Sortie]:
    """Return permanences, presences at the gates of collèges and online, adding up to `minutes`."""
    communes = list(COMMUNES)
    # Alone online; in pairs at the gates; one or two at the permanence. What is odd goes to one alone.
    en_paire = minutes * 3 // 5 // 10 * 10
    suite = [(2, duree) for duree in decoupe(alea, en_paire // 2, range(45, 125, 5))]
    suite += [(1, duree) for duree in decoupe(alea, minutes - en_paire, range(45, 125, 5))]
    ouvres, ecole = jours(annee, range(LUNDI, SAMEDI)), [le for le in jours(annee) if est_jour_d_ecole(le)]
    sorties = []
    for rang, (nombre, duree) in enumerate(suite):
        commune = communes[rang % 4]
        for _ in essais():
            lieu = alea.choice(list(QUARTIERS[commune]))
            if nombre == 2 and duree <= 75:
                type, le, lieu = "sortie_college", alea.choice(ecole), COLLEGES[commune]
                heure = alea.choice((11 * 60 + 30, 13 * 60, 15 * 60 + 30, 16 * 60))
            elif nombre == 1 and duree <= 60 and rang % 3:
                type, le, lieu = "rue_numerique", alea.choice(ouvres), ""
                heure = alea.randrange(17 * 60, 19 * 60, 15)
            else:
                type = "permanence" if rang % 5 else "presence_sociale"
                le = alea.choice(ouvres)
                heure = alea.choice((10 * 60, 14 * 60, 16 * 60, 16 * 60 + 30))
            equipe = agenda.choisit(EDUCATEURS[EQUIPE_DE[commune]], nombre, le, heure, duree)
            if equipe:
                break
        sortie = Sortie(type, le, heure, duree, equipe, lieu, commune)
        if alea.random() < 0.25:
            sortie.observation = alea.choice(EN_PRESENCE) if lieu else ""
        if alea.random() < 0.4:
            sortie.comptages = _comptages(alea, 0.1)
        sorties.append(sortie)
    return sorties


def est_en_rue(sortie: Sortie) -> bool:
    return sortie.type in ("travail_de_rue", "travail_de_nuit")


def convient(sortie: Sortie, jeune: Jeune) -> bool:
    """True when that youth can be met there: their commune, after the first contact, and of an age for it."""
    return (
        sortie.commune == jeune.commune
        and jeune.est_joignable(sortie.date)
        and (sortie.type != "sortie_college" or jeune.tranche in (1, 2))
    )


def rencontre(alea: Random, jeune: Jeune, sorties: list[Sortie], assiduite: float) -> None:
    """Make the youth present at some of the outings: at least one, few for most, many for some."""
    possibles = [sortie for sortie in sorties if convient(sortie, jeune)]
    nombre = min(len(possibles), 15, 1 + int(alea.expovariate(1 / assiduite)))
    poids = [5 if sortie.lieu == jeune.quartier else 2 for sortie in possibles]
    choisies = {}
    # The first contact of a youth met outside is an outing: that one.
    for rang, sortie in enumerate(possibles):
        if jeune.est_nouveau and sortie.date == jeune.premier_contact and not choisies:
            choisies[rang] = sortie
    while len(choisies) < nombre:
        rang = alea.choices(range(len(possibles)), poids)[0]
        choisies[rang] = possibles[rang]
    if not choisies:
        raise ValueError("A youth has no outing to be met at.")
    for sortie in choisies.values():
        sortie.presents.append(jeune)
        jeune.rencontres.append(sortie.date)


def _poids(le: date, duree: int) -> float:
    """How likely an outing of that duration is on that day: long ones in summer, few on Sundays and Mondays."""
    poids = {LUNDI: 0.4, MARDI: 1, MERCREDI: 1.6, SAMEDI: 0.9, DIMANCHE: 0.04}.get(le.weekday(), 1.2)
    if est_en_vacances(le):
        poids *= 0.6 if le.month == 8 else 1.2
    if duree > 135:
        return poids * {"ete": 2.4, "autre": 1, "hiver": 0.25}[saison(le)]
    return poids * {"ete": 0.6, "autre": 1, "hiver": 1.3}[saison(le)]


def _heure(alea: Random, le: date, duree: int) -> tuple[int, str]:
    if saison(le) == "ete" and alea.random() < 0.15:
        return 20 * 60 + alea.choice((0, 30)), "travail_de_nuit"
    debut, fin = {"ete": (16, 19), "hiver": (14, 16.5), "autre": (15, 17.5)}[saison(le)]
    return alea.randrange(int(debut * 60), int(fin * 60), 15), "travail_de_rue"


def _comptages(alea: Random, part_nouveaux: float) -> dict[tuple[str, str, bool], int]:
    """Return a tally by sex, band and « seen for the first time »; sex or band is sometimes unknown."""
    comptages: dict[tuple[str, str, bool], int] = {}
    for _ in range(alea.randint(1, 4)):
        sexe = alea.choices(("fille", "garçon", ""), (4, 6, 1.5))[0]
        tranche = alea.choices((*TRANCHES, ""), (2, 6, 4, 2, 1, 2))[0]
        comptages[sexe, tranche, alea.random() < part_nouveaux] = alea.choices(
            (1, 2, 3, 4, 5, 7), (5, 6, 4, 3, 2, 1)
        )[0]
    return comptages
