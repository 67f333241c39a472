"""Collective actions: their sessions, who came, and what had to be prepared.

Participants of an outing are known youths, as far as there are some of that age in that commune; pupils of a
class, parents and the public of an event are counted.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from allervers.demo.publie import tableaux_publies

from . import cibles
from .cadre import (
    CHEF,
    CODES_COMMUNES,
    COLLEGES,
    COMMUNES,
    DIRECTION,
    EDUCATEURS,
    EQUIPE_DE,
    EQUIPES,
    PARTENAIRE_DE,
    QUARTIERS,
    Ligne,
)
from .calendrier import (
    JEUDI,
    LUNDI,
    MERCREDI,
    SAMEDI,
    VENDREDI,
    Agenda,
    decoupe,
    essais,
    est_en_vacances,
    est_jour_d_ecole,
    jour,
    jours,
)
from .modele import Jeune, Sortie

TOUS, PARTIE, AUCUN = 1.0, 0.5, 0.0


@dataclass(frozen=True)
class Rythme:
    """How an action is held: on these days, or `nombre` times on days of that kind (« loisirs », « mercredi »…).

    `connus` is the part of the participants whom the service knows; `adultes_connus`: also those over 21.
    """

    nature: str
    quand: str
    heure: int
    minutes: range
    equipe: int = 2
    connus: float = TOUS
    nombre: int = 1
    adultes_connus: bool = False
    a_lieu_en_2023: bool = True

    @property
    def est_date(self) -> bool:
        return self.quand[0].isdigit()


SORTIE = Rythme("sortie", "loisirs", 14, range(90, 155, 5))
DEMI_JOURNEE, JOURNEE, ATELIER = range(150, 215, 5), range(360, 425, 5), range(90, 125, 5)
# (commune, intitulé): the same title may stand in two communes. Dates are those of 2024.
RYTHMES: dict[tuple[str, str], Rythme] = {
    ("Oignies", "Sorties éducatives"): SORTIE,
    ("Oignies", "Atelier participatif: réalisation de jeux anciens en bois"):
        Rythme("atelier", "04-23 04-24 04-25", 13, DEMI_JOURNEE),
    ("Oignies", "Intervention Schdong"): Rythme(
        "atelier", "11-05 11-12 11-19 11-26 12-03 12-10", 10, ATELIER, connus=AUCUN, a_lieu_en_2023=False),
    ("Courrières", "Sorties éducatives"): SORTIE,
    ("Courrières", "Atelier participatif: réalisation d'une fresque en bois"):
        Rythme("atelier", "10-22 10-23 10-24", 13, DEMI_JOURNEE),
    ("Courrières", "Contrôle technique des vélos"): Rythme("information", "05-23", 9, DEMI_JOURNEE, connus=AUCUN),
    ("Carvin", "Contrôle technique des vélos"): Rythme("information", "05-30", 9, DEMI_JOURNEE, connus=AUCUN),
    ("Carvin", "Sorties, activités sur place"): SORTIE,
    ("Carvin", "Séjours: parc à thème et itinérance à vélo"):
        Rythme("sejour", "07-09 07-10 07-11 07-15 07-16 07-17 07-18 07-19", 9, range(570, 605, 5)),
    ("Carvin", "Tournois de football"): Rythme("tournoi", "06-15 10-30", 13, DEMI_JOURNEE),
    ("Carvin", "Sorties familiales diverses"): Rythme("sortie", "samedi", 10, JOURNEE),
    ("Carvin", "Représentation théâtrale sur les addictions"):
        Rythme("information", "03-21", 9, DEMI_JOURNEE, connus=AUCUN, a_lieu_en_2023=False),
    ("Libercourt", "Actions collectives, sorties"): SORTIE,
    ("Libercourt", "Futsal"): Rythme("sortie", "jeudi", 18, range(105, 125, 5), adultes_connus=True),
    ("Libercourt", "E-sports"): Rythme("tournoi", "10-26", 13, JOURNEE, connus=PARTIE, a_lieu_en_2023=False),
    ("Libercourt", "Sorties familiales diverses"): Rythme("sortie", "samedi", 10, JOURNEE),
    ("Libercourt", "Réalisation « boîte à livres » et « hôtel à insectes »"):
        Rythme("chantier", "mercredi", 13, DEMI_JOURNEE, a_lieu_en_2023=False),
    ("Courrières", "Le sport dans tous ses états"): Rythme("dsl", "06-08", 9, JOURNEE, 5, PARTIE),
    ("Oignies", "La Justice fête son renouveau"): Rythme("dsl", "09-14", 10, JOURNEE, 6, PARTIE, a_lieu_en_2023=False),
    ("Oignies", "Action sécurité routière « Lumières et vision »"): Rythme("dsl", "11-13", 14, DEMI_JOURNEE, 3),
    ("", "Nourrir les liens familiaux"): Rythme("parentalite", "loisirs", 14, DEMI_JOURNEE, connus=PARTIE, nombre=8),
    ("", "Du pouvoir être au pouvoir d'agir"): Rythme("parentalite", "ecole", 9, ATELIER, connus=AUCUN, nombre=10),
    ("Oignies", "Travail de rue du Père Noël"): Rythme("", "12-20", 15, DEMI_JOURNEE, 3, AUCUN),
    ("Oignies", "9/9 bis"): Rythme("", "02-28 03-06", 13, DEMI_JOURNEE),
    ("Courrières", "Présentation du métier d'éducateur spécialisé"): Rythme("", "02-08", 10, ATELIER, connus=AUCUN),
    ("Courrières", "Journée nationale de lutte contre le harcèlement scolaire"):
        Rythme("", "11-07", 9, JOURNEE, connus=AUCUN),
    ("Courrières", "Café des ados"): Rythme("", "03-27 05-29", 14, ATELIER, connus=PARTIE),
    ("Courrières", "Fête de l'eau"): Rythme("", "06-22", 13, DEMI_JOURNEE, connus=PARTIE),
    ("Libercourt", "Égalité filles/garçons"): Rythme("", "03-14", 9, DEMI_JOURNEE, connus=AUCUN),
    ("Libercourt", "Rame en 5ème"): Rythme("", "04-11 04-12", 9, DEMI_JOURNEE, 1, AUCUN),
    ("Libercourt", "DNB blanc et national"): Rythme("", "04-15 07-01", 8, DEMI_JOURNEE, 1, a_lieu_en_2023=False),
    ("Libercourt", "Olympiades des 4èmes"): Rythme("", "06-20", 9, DEMI_JOURNEE, connus=AUCUN),
    ("Libercourt", "Journée d'intégration des 6èmes"): Rythme("", "09-12", 9, JOURNEE, connus=AUCUN),
    ("Libercourt", "Estime de soi"): Rythme("", "01-16 01-23 01-30 02-06 02-13", 14, ATELIER, 1, AUCUN),
    ("Libercourt", "Les incroyables comestibles"): Rythme("", "05-16", 9, DEMI_JOURNEE, connus=AUCUN),
    ("Libercourt", "Zen day"): Rythme("", "06-05", 13, DEMI_JOURNEE, connus=PARTIE, a_lieu_en_2023=False),
    ("Libercourt", "Libercourt plage"): Rythme("", "07-17 07-24", 14, DEMI_JOURNEE, connus=PARTIE),
    ("Carvin", "Projet médiation animale au commissariat"): Rythme("", "04-04 04-05", 9, DEMI_JOURNEE, 1, AUCUN),
    ("Carvin", "Journée « Prévention routière et citoyenneté »"): Rythme("", "05-25", 10, DEMI_JOURNEE, connus=PARTIE),
    ("Carvin", "Bancs de l'amitié"): Rythme("", "06-13", 14, ATELIER, 1, AUCUN, a_lieu_en_2023=False),
    ("Carvin", "Quartiers d'été"): Rythme("", "07-10 07-25", 14, DEMI_JOURNEE),
    ("Carvin", "Fête des voisins"): Rythme("", "05-31", 18, DEMI_JOURNEE),
}  # fmt: skip
TABLEAUX = {
    "actions_collectives": "", "actions_dsl": "dsl", "actions_parentalite": "parentalite",
    "actions_partenariales": "evenement_partenaire",
}  # fmt: skip
# The published tables of DSL only count the partners.
PARTENAIRES_DSL = (
    "mairie", "club-foot", "club-danse", "centre-social", "ccas", "col-debussy", "mediatheque", "ufolep",
    "asso-quartier", "bailleur", "caj", "pre", "asso-parents", "micky",
)  # fmt: skip
PARTENAIRES_SECURITE = ("prevention-routiere", "commissariat", "mairie", "col-pasteur", "ccas")


@dataclass(frozen=True)
class Action:
    """One action: as published, how it is held, its record and its sessions."""

    publiee: dict
    rythme: Rythme
    ligne: Ligne
    seances: list[Sortie]


def programme(alea: Random, agenda: Agenda, annee: int) -> list[Action]:
    """Book the sessions of the actions of a year; 2023 has fewer of them."""
    menees = [
        (publiee, RYTHMES[publiee.get("commune", ""), publiee["intitule"]], nature)
        for tableau, nature in TABLEAUX.items()
        for publiee in tableaux_publies()[tableau]["actions"]
    ]
    menees = [menee for menee in menees if annee == 2024 or menee[1].a_lieu_en_2023]
    actions = [
        Action(publiee, rythme, _action(publiee, annee, nature or rythme.nature, ordre), [])
        for ordre, (publiee, rythme, nature) in enumerate(menees, 1)
    ]
    # A day that is given leaves no choice: it is booked first. Outings can be held on the most days: last.
    for action in sorted(actions, key=lambda a: (not a.rythme.est_date, a.rythme.quand == "loisirs")):
        action.seances.extend(_seances(alea, agenda, action.ligne, action.publiee, action.rythme))
    return actions


def inscrit_les_participants(alea: Random, actions: list[Action], jeunes: list[Jeune]) -> list[Ligne]:
    """Make known youths present at the sessions; return the other participants, counted."""
    return [
        effectif
        for action in actions
        if action.ligne["non_communique"] == "non"
        for effectif in _participants(alea, action, jeunes)
    ]


def _action(publiee: dict, annee: int, nature: str, ordre: int) -> Ligne:
    baisse = 0.85 if annee == 2023 else 1
    partenaires = [PARTENAIRE_DE[nom] for nom in publiee.get("partenaires", ())]
    if nature == "dsl":
        liste = PARTENAIRES_SECURITE if "sécurité" in publiee["intitule"] else PARTENAIRES_DSL
        partenaires = list(liste[: publiee["nb_partenaires"]])
    financeurs = cibles.codes("financeur")
    return {
        "code": f"{annee}-{ordre:02}",
        "annee": annee,
        "nature": nature,
        "intitule": publiee["intitule"],
        "territoire": CODES_COMMUNES.get(publiee.get("commune"), ""),
        "initiative": "partenaire" if nature == "evenement_partenaire" else "service",
        "unite_duree": "jours" if "jours" in publiee else "seances",
        "familles": round((publiee["familles"] or 0) * baisse) or "",
        "visiteurs": round(publiee.get("visiteurs", 0) * baisse) or "",
        "non_communique": "oui" if publiee["total"] == "NC" else "non",
        "partenaires": "|".join(partenaires),
        "financeurs": "|".join(financeurs[nom] for nom in publiee.get("financements", ())),
        "ordre": ordre,
    }


def _seances(alea: Random, agenda: Agenda, ligne: Ligne, publiee: dict, rythme: Rythme) -> list[Sortie]:
    annee, commune = ligne["annee"], ligne["territoire"]
    nombre = publiee.get("seances") or rythme.nombre
    if annee == 2023:
        nombre = max(1, round(nombre * 0.85))
    if rythme.est_date:
        # 52 weeks earlier is the same day of the week.
        fixes = [jour(f"2024-{texte}") - timedelta(364 * (2024 - annee)) for texte in rythme.quand.split()]
        possibles, nombre = fixes, len(fixes)
    else:
        possibles = _jours(annee, rythme.quand)
        alea.shuffle(possibles)
    seances: list[Sortie] = []
    for le in possibles:
        if len(seances) == nombre:
            break
        ici = commune or alea.choice(list(COMMUNES))
        duree = alea.choice(rythme.minutes)
        # An outing of the afternoon can as well be held in the morning or after school.
        ecarts = (0, -4, 3) if rythme.quand == "loisirs" else (0,)
        for heure in ((rythme.heure + ecart) * 60 for ecart in ecarts):
            equipe = _equipe(agenda, ici, rythme, le, heure, duree)
            if equipe:
                break
        if equipe:
            lieu = ici
            if rythme.connus == AUCUN and any("Collège" in nom for nom in publiee.get("partenaires", ())):
                lieu = COLLEGES[ici]
            elif not commune or rythme.connus == TOUS:
                lieu = alea.choice((ici, *QUARTIERS[ici]))
            seances.append(Sortie("action_collective", le, heure, duree, equipe, lieu, ici, ligne["code"]))
    if len(seances) < nombre:
        raise ValueError(f"No day left for « {publiee['intitule']} » in {annee}.")
    return sorted(seances, key=lambda seance: seance.date)


def _equipe(agenda: Agenda, commune: str, rythme: Rythme, le: date, heure: int, duree: int) -> list[str]:
    """Book the commune's team; for a day that cannot move, whoever is free."""
    if rythme.equipe <= 3:
        equipe = agenda.choisit(EDUCATEURS[EQUIPE_DE[commune]], rythme.equipe, le, heure, duree)
        if equipe or not rythme.est_date:
            return equipe
    tous = [qui for equipe in EQUIPES for qui in EDUCATEURS[equipe]]
    for qui, nombre in ((tous, rythme.equipe), ([*tous, CHEF, DIRECTION], min(rythme.equipe, 2))):
        equipe = agenda.choisit(qui, nombre, le, heure, duree)
        if equipe:
            return equipe
    return []


def _jours(annee: int, quand: str) -> list[date]:
    match quand:
        case "loisirs":
            return [le for le in jours(annee) if le.weekday() in (MERCREDI, SAMEDI)
                    or est_en_vacances(le)]  # fmt: skip
        case "samedi":
            return [le for le in jours(annee, (SAMEDI,)) if le.month > 3]
        case "mercredi":
            return [le for le in jours(annee, (MERCREDI,)) if 3 <= le.month <= 6]
        case "jeudi":
            return [le for le in jours(annee, (JEUDI,)) if not est_en_vacances(le)]
        case "ecole":
            return [le for le in jours(annee, range(LUNDI, VENDREDI)) if est_jour_d_ecole(le)]
    raise ValueError(quand)


def _participants(alea: Random, action: Action, jeunes: list[Jeune]) -> list[Ligne]:
    ligne, rythme, seances = action.ligne, action.rythme, action.seances
    effectifs: list[Ligne] = []
    sexe_note = alea.random() < 0.6
    for tranche, publie in enumerate(action.publiee["ages"]):
        nombre = publie or 0
        if ligne["annee"] == 2023:
            nombre = round(nombre * 0.85)
        part = rythme.connus if tranche < 4 or rythme.adultes_connus else AUCUN
        # Someone first met in December has hardly any session left to come to.
        possibles = [
            jeune
            for jeune in jeunes
            if _tranche(jeune, ligne["annee"]) == tranche
            and ligne["territoire"] in ("", jeune.commune)
            and any(jeune.est_joignable(seance.date) for seance in seances[: len(seances) * 4 // 5 + 1])
        ]
        poids = {jeune: alea.random() + 0.5 * jeune.est_accompagne for jeune in possibles}
        connus = sorted(possibles, key=poids.get, reverse=True)[: int(nombre * part)]
        for jeune in connus:
            _inscrit(alea, jeune, seances)
        effectifs += _comptes(alea, ligne["code"], tranche, nombre - len(connus), action.publiee, sexe_note)
    return effectifs


def _tranche(jeune: Jeune, annee: int) -> int:
    """Return the rank of the youth's band that year."""
    age = annee - jeune.naissance
    return sum(age >= borne for borne in (11, 15, 19, 22))


def _inscrit(alea: Random, jeune: Jeune, seances: list[Sortie]) -> None:
    """Make the youth come to one session at least, and more often where there are many."""
    possibles = [
        s for s in seances if jeune.est_joignable(s.date) and (len(s.presents) < 8 or len(seances) < 20)
    ]
    possibles = possibles or [s for s in seances if jeune.est_joignable(s.date)]
    nombre = max(1, min(len(possibles), round(alea.expovariate(1 / (len(possibles) * 0.12 + 0.5)))))
    for seance in alea.sample(possibles, nombre):
        seance.presents.append(jeune)
        jeune.rencontres.append(seance.date)


def _comptes(
    alea: Random, action: str, tranche: int, nombre: int, publiee: dict, par_sexe: bool
) -> list[Ligne]:
    """Return the counted participants of one band, by sex when it was noted."""
    if "garçons" in publiee.get("note", ""):
        garcons = round(nombre * 64 / 111)
    else:
        garcons = round(nombre * alea.uniform(0.4, 0.6)) if par_sexe else 0
    parts = {"fille": nombre - garcons, "garçon": garcons} if par_sexe or garcons else {"": nombre}
    return [
        {"action": action, "sexe": sexe, "tranche": cibles.TRANCHES[tranche], "nombre": part}
        for sexe, part in parts.items()
        if part
    ]


def preparations(alea: Random, agenda: Agenda, annee: int, minutes: int) -> list[Sortie]:
    """Return what is left of the time, spent on preparing: it is a session of nothing, so it names no action."""
    ouvres = jours(annee, range(LUNDI, SAMEDI))
    preparations = []
    for rang, duree in enumerate(decoupe(alea, minutes, range(45, 125, 5))):
        for _ in essais():
            le, heure = alea.choice(ouvres), alea.choice((9, 10, 11, 13, 14)) * 60
            equipe = agenda.choisit(EDUCATEURS["est" if rang % 2 else "ouest"], 1, le, heure, duree)
            if equipe:
                break
        preparations.append(Sortie("preparation_action", le, heure, duree, equipe))
    return preparations
