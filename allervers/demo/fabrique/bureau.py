"""Time with one youth, and time without: training, writing, meetings."""

from random import Random

from allervers.demo.publie import tableaux_publies

from .cadre import CHEF, COLLEGES, DIRECTION, EDUCATEURS, EQUIPE_DE, INSTANCES, QUARTIERS
from .calendrier import SAMEDI, Agenda, decoupe, essais, est_en_vacances, jours
from .modele import Jeune, Sortie

HEURES_DE_BUREAU = [heure * 60 + quart for heure in (9, 10, 11, 13, 14, 15, 16) for quart in (0, 15, 30)]
APRES_L_ECOLE = [16 * 60, 16 * 60 + 30, 17 * 60, 17 * 60 + 30]


def accompagnements(
    alea: Random, agenda: Agenda, annee: int, minutes: int, jeunes: list[Jeune]
) -> list[Sortie]:
    """Return talks and steps taken with one accompanied youth, nearly always by one educator."""
    calendrier = jours(annee, range(SAMEDI))
    suivis = [jeune for jeune in jeunes if any(jeune.est_suivi(le) for le in calendrier)]
    poids = [2.5 if jeune.statut == "paei" else 1 for jeune in suivis]
    possibles = {jeune: [le for le in calendrier if jeune.est_suivi(le)] for jeune in suivis}
    a_deux = minutes // 10 // 2 * 2  # a tenth of the time, in pairs
    suite = [(2, duree) for duree in decoupe(alea, a_deux // 2 // 5 * 5, range(45, 95, 5))]
    suite += [
        (1, duree)
        for duree in decoupe(alea, minutes - 2 * sum(duree for _, duree in suite), range(30, 95, 5))
    ]
    sorties = []
    for nombre, duree in suite:
        for _ in essais():
            jeune = alea.choices(suivis, poids)[0]
            le = alea.choice(possibles[jeune])
            en_journee = est_en_vacances(le) or alea.random() < 0.4
            heure = alea.choice(HEURES_DE_BUREAU if en_journee else APRES_L_ECOLE)
            equipe = agenda.choisit(EDUCATEURS[EQUIPE_DE[jeune.commune]], nombre, le, heure, duree)
            if equipe:
                break
        type = alea.choices(
            ("entretien", "demarche", "accompagnement_physique", "visite_domicile"),
            (6, 2, 1.2, 0.8) if nombre == 1 else (2, 0, 1, 4),
        )[0]
        lieu = jeune.commune
        if type == "entretien":
            lieu = alea.choice((COLLEGES[lieu] if jeune.tranche == 1 else lieu, *QUARTIERS[lieu]))
        sortie = Sortie(type, le, heure, duree, equipe, lieu, jeune.commune, presents=[jeune])
        if type in ("entretien", "accompagnement_physique") or alea.random() < 0.6:
            jeune.rencontres.append(le)
        sorties.append(sortie)
    return sorties


def formation(alea: Random, agenda: Agenda, annee: int, minutes: int) -> list[Sortie]:
    """Return the days of training, and the analysis of practice of each month with what is left."""
    tous = EDUCATEURS["ouest"] + EDUCATEURS["est"]
    journees = [(equipe, 3, 7 * 60) for equipe in EDUCATEURS.values() for _ in range(2)]
    reste = minutes - sum(nombre * duree for _, nombre, duree in journees)
    analyses = [(tous, 6, duree) for duree in decoupe(alea, reste // 6, range(115, 125, 5))]
    return [
        _reunion(
            alea, agenda, annee, "formation", equipe, nombre, duree, (9,) if duree > 300 else (9, 10, 14)
        )
        for equipe, nombre, duree in journees + analyses
    ]


def ecrits(alea: Random, agenda: Agenda, annee: int, minutes: int) -> list[Sortie]:
    """Return the writing: everyone's, and a little more of it for the chef de service."""
    equipes = (EDUCATEURS["ouest"], EDUCATEURS["est"], EDUCATEURS["ouest"], EDUCATEURS["est"], [CHEF])
    heures = tuple(range(9, 18))
    return [
        _reunion(alea, agenda, annee, "ecrits", equipes[rang % 5], 1, duree, heures)
        for rang, duree in enumerate(decoupe(alea, minutes, range(60, 155, 5)))
    ]


def partenariat(alea: Random, agenda: Agenda, annee: int, minutes: int) -> list[Sortie]:
    """Return the seats in bodies (as many as published, fewer in 2023), and the meetings with partners."""
    sorties = []
    publiees = tableaux_publies()["instances_territoriales"]["lignes"].values()
    for instance, (_, nombre) in zip(INSTANCES, publiees, strict=True):
        if annee == 2023:
            nombre = max(1, nombre - 1 - nombre // 6)
        for rang in range(nombre):
            # The Département's bodies are the direction's; an educator comes to one seat in two elsewhere.
            seuls = instance in ("departement", "cnlaps") or rang % 2
            avec = [] if seuls else EDUCATEURS["est" if rang % 4 else "ouest"]
            duree = alea.choice((90, 120, 150))
            sortie = _reunion(alea, agenda, annee, "instance", [CHEF, DIRECTION], 1, duree, (9, 10, 14), avec)
            sortie.instance = instance
            sorties.append(sortie)
    reste = minutes - sum(sortie.duree * len(sortie.professionnels) for sortie in sorties)
    a_deux = reste // 2 // 10 * 10
    for rang, duree in enumerate(decoupe(alea, a_deux // 2, range(60, 155, 5))):
        equipe = [*EDUCATEURS["est" if rang % 2 else "ouest"], CHEF]
        sorties.append(_reunion(alea, agenda, annee, "partenariat", equipe, 2, duree, (9, 10, 14, 15)))
    for rang, duree in enumerate(decoupe(alea, reste - a_deux, range(60, 155, 5))):
        equipe = ([DIRECTION], [CHEF], *EDUCATEURS.values(), *EDUCATEURS.values())[rang % 6]
        sorties.append(_reunion(alea, agenda, annee, "partenariat", equipe, 1, duree, (9, 10, 14, 15)))
    return sorties


def _reunion(
    alea: Random,
    agenda: Agenda,
    annee: int,
    type: str,
    equipe: list[str],
    nombre: int,
    duree: int,
    heures: tuple[int, ...],
    avec: list[str] | None = None,
) -> Sortie:
    """Return `nombre` members of the team at a table, joined by one of `avec`, on a day when they are free."""
    calendrier = jours(annee, range(SAMEDI))
    for _ in essais():
        le, heure = alea.choice(calendrier), alea.choice(heures) * 60
        presents = agenda.choisit(equipe, nombre, le, heure, duree)
        if presents:
            if avec:
                presents = sorted(presents + agenda.choisit(avec, 1, le, heure, duree))
            break
    return Sortie(type, le, heure, duree, presents)
