"""What the invented service has and sees: volunteers, premises, vehicles, hours, training, conventions, quartiers."""

from collections import defaultdict
from datetime import date
from random import Random

from .cadre import COLLEGES, Ligne
from .calendrier import est_jour_d_ecole, jour, jours
from .modele import Sortie

MISSIONS = {
    "directeur": "Projet de service, relations avec le Département et les communes, ressources humaines.",
    "chef_de_service": "Animation de l'équipe, organisation du travail de rue, soutien dans les moments difficiles.",
    "educateur_specialise": "Travail de rue, présence sociale, accompagnements individuels, actions collectives, "
    "projets avec les habitants.",
    "secretaire": "Accueil, suivi administratif, données d'activité.",
    "comptable": "Comptes, paie, bilans financiers des projets.",
    "entretien_nettoyage": "Propreté des deux locaux.",
}
BENEVOLES = {
    2023: {"Conseil d'administration": (8, 110), "Fêtes de quartier et réparation de vélos": (3, "")},
    2024: {"Conseil d'administration": (8, 120), "Fêtes de quartier et réparation de vélos": (4, 96)},
}
# nom, usage, provenance, prêteur, depuis
LOCAUX = {
    "siege": ("Siège, à Carvin", "Bureaux, salles de réunion et d'accueil", "loué", "un bailleur privé", "2016-09-01"),
    "haute-voie": (
        "La Haute Voie, à Libercourt", "Permanences et ateliers", "prêté", "le bailleur social", "2019-03-01",
    ),
    "courrieres": ("Salle municipale, à Courrières", "Ateliers, à la demande", "prêté", "la commune", "2017-01-01"),
    "oignies": ("Salle municipale, à Oignies", "Ateliers, à la demande", "prêté", "la commune", "2017-01-01"),
}  # fmt: skip
# nom, places, provenance, prêteur, depuis, rendu
VEHICULES = {
    "minibus-1": ("Premier minibus", 9, "acheté", "", "2013-04-15", ""),
    "minibus-2": ("Second minibus", 9, "acheté", "", "2020-02-03", ""),
    "voiture": ("Voiture", 5, "acheté", "", "2021-10-11", ""),
    "location": (
        "Véhicule utilitaire, pendant les travaux du siège",
        3,
        "loué",
        "un garage",
        "2023-10-02",
        "2024-06-14",
    ),
}
# nature, intitulé, lieu, jours, de, à, depuis
HORAIRES = (
    ("ouverture", "Accueil du siège", "Carvin", "lundi mardi jeudi vendredi", "09:00", "12:00", "2019-01-07"),
    ("ouverture", "Accueil du siège", "Carvin", "lundi mardi jeudi", "14:00", "17:00", "2019-01-07"),
    ("permanence", "Permanence de Germinal", "Carvin", "mardi vendredi", "16:30", "18:30", "2024-01-09"),
    ("permanence", "Permanence de la Haute Voie", "Libercourt", "mercredi", "14:00", "18:00", "2024-01-10"),
    ("permanence", "Permanence de la Haute Voie", "Libercourt", "jeudi", "16:30", "18:30", "2024-01-11"),
)
THEMES = (
    "Écrits professionnels en protection de l'enfance", "Protoxyde d'azote et nouvelles consommations",
    "Écrans et réseaux sociaux", "Aller vers les filles dans l'espace public", "Premiers secours en santé mentale",
)  # fmt: skip
# partenaire: raisons, depuis
INFORMELS = {
    "bailleur": ("Les gardiens d'immeuble préviennent d'une tension, l'équipe passe.", "2019-01-01"),
    "club-foot": ("Une licence à tarif réduit, un entraîneur attentif.", "2021-09-01"),
    "mediatheque": ("Un lieu calme pour les devoirs, un premier bénévolat.", "2020-09-01"),
    "micky": ("Stages d'observation, vélos remis en état avec les jeunes.", "2022-03-01"),
    "sps-voisins": ("Tournois communs, prêt de matériel, soutien entre équipes.", "2018-01-01"),
}
# partenaire: nom, fonction
CONTACTS = {
    "col-vinci": ("Claude Porion", "CPE"),
    "col-debussy": ("Maud Haveuse", "CPE"),
    "col-pasteur": ("Ali Cuffat", "Principal adjoint"),
    "col-libercourt": ("Rose Molettier", "CPE"),
    "mds": ("Hélène Treuil", "Responsable du pôle enfance"),
    "adae": ("Simon Bowette", "Éducateur chargé des réparations"),
    "spip": ("Nora Galibot", "Conseillère d'insertion"),
    "mission-locale": ("Jean Raucheur", "Conseiller référent"),
}
# quartier: année → groupes (saison, nombre, description)
GROUPES = {
    "germinal": {
        2023: [
            ("été", 12, "En fin d'après-midi, autour du city stade : des collégiens, surtout des garçons.")
        ],
        2024: [
            (
                "été",
                15,
                "Du soir à la nuit, autour du city stade : les collégiens de l'an dernier et leurs aînés.",
            ),
            ("automne", 6, "Dans un hall, les jours de pluie : de jeunes majeurs sans emploi."),
        ],
    },
    "haute-voie": {
        2023: [("printemps", 7, "Sur les bancs, à la sortie du collège : des filles de 12 à 14 ans.")],
        2024: [
            (
                "printemps",
                9,
                "Sur les bancs et dans le local, à la sortie du collège : des filles de 12 à 15 ans.",
            )
        ],
    },
    "justice": {2024: [("été", 20, "Sur la place rénovée, en soirée : familles et adolescents ensemble.")]},
}
EQUIPEMENTS = {
    "germinal": (
        ("équipement", "City stade", "Éclairé jusqu'à 22 h", ""),
        ("structure", "Centre social", "Accueil de jeunes", ""),
    ),
    "haute-voie": (("structure", "Local du service", "Permanences et ateliers", "2019-03-01"),),
    "justice": (("équipement", "Place rénovée", "Bancs, jeux, éclairage", "2024-09-07"),),
}  # fmt: skip
DIAGNOSTICS = {
    (
        "germinal",
        2023,
    ): "Le city stade est le seul lieu de rencontre. Les filles le traversent, elles n'y restent pas.",
    (
        "germinal",
        2024,
    ): "Le groupe du city stade grandit et reste plus tard. Les jeunes majeurs se retrouvent dans les halls "
    "dès l'automne : l'équipe y passe désormais deux fois par semaine.",
    ("haute-voie", 2024): "Le local est connu. Le groupe de filles a demandé un temps à lui, le mercredi.",
    (
        "justice",
        2024,
    ): "La place rénovée change les soirées : les familles sortent, les tensions de voisinage baissent.",
}


def lignes_des_moyens() -> dict[str, list[Ligne]]:
    """Return the means that do not depend on chance, by kind."""
    return {
        "missions": [
            {"annee": annee, "intitule": intitule, "texte": texte}
            for annee in (2023, 2024)
            for intitule, texte in MISSIONS.items()
        ],
        "benevoles": [
            {"annee": annee, "mission": mission, "nombre": nombre, "heures": heures}
            for annee, missions in BENEVOLES.items()
            for mission, (nombre, heures) in missions.items()
        ],
        "locaux": [
            {"code": code, "nom": nom, "usage": usage, "provenance": provenance, "preteur": preteur, "debut": debut,
             "ordre": ordre}
            for ordre, (code, (nom, usage, provenance, preteur, debut)) in enumerate(LOCAUX.items(), 1)
        ],
        "vehicules": [
            {"code": code, "nom": nom, "places": places, "provenance": provenance, "preteur": preteur, "debut": debut,
             "fin": fin, "ordre": ordre}
            for ordre, (code, (nom, places, provenance, preteur, debut, fin)) in enumerate(VEHICULES.items(), 1)
        ],
        "plages_accueil": [
            {"nature": nature, "intitule": intitule, "lieu": lieu, "jour": le, "ouvre": ouvre, "ferme": ferme,
             "debut": debut}
            for nature, intitule, lieu, semaine, ouvre, ferme, debut in HORAIRES
            for le in semaine.split()
        ],
    }  # fmt: skip


def lignes_du_partenariat() -> dict[str, list[Ligne]]:
    """Return whom one calls at the partners', what is signed with them, and what is not."""
    return {
        "contacts": [
            {"partenaire": code, "nom": nom, "fonction": fonction,
             "courriel": f"contact@{code}.example"}
            for code, (nom, fonction) in CONTACTS.items()
        ],
        "conventions": [
            {"code": f"exclusion-{college}", "partenaire": college, "reseau": "exclusion",
             "objet": "Accueil des élèves exclus", "debut": "2022-09-01", "fin": "2027-09-01"}
            for college in COLLEGES.values()
        ] + [
            {"code": "reparation", "partenaire": "adae", "reseau": "adae", "objet": "Accueil de mesures de réparation",
             "debut": "2021-01-01", "fin": ""},
            {"code": "tig", "partenaire": "spip", "reseau": "tig", "objet": "Habilitation à recevoir des TIG",
             "debut": "2022-04-01", "fin": "2027-04-01"},
            {"code": "mds", "partenaire": "mds", "reseau": "mds", "objet": "Accueil de jeunes en attente de solution",
             "debut": "2020-09-01", "fin": ""},
            {"code": "haute-voie", "partenaire": "bailleur", "reseau": "", "objet": "Mise à disposition du local",
             "debut": "2019-03-01", "fin": "2028-03-01"},
        ],
        "partenariats_informels": [
            {"partenaire": code, "raisons": raisons, "debut": debut} for code, (raisons, debut) in INFORMELS.items()
        ],
    }  # fmt: skip


def lignes_du_territoire() -> dict[str, list[Ligne]]:
    """Return what the team sees in the quartiers."""
    return {
        "groupes": [
            {
                "territoire": lieu,
                "annee": annee,
                "saison": saison,
                "nombre": nombre,
                "description": description,
            }
            for lieu, annees in GROUPES.items()
            for annee, groupes in annees.items()
            for saison, nombre, description in groupes
        ],
        "equipements": [
            {"territoire": lieu, "nature": nature, "nom": nom, "precision": precision, "debut": debut}
            for lieu, equipements in EQUIPEMENTS.items()
            for nature, nom, precision, debut in equipements
        ],
        "diagnostics": [
            {"territoire": lieu, "annee": annee, "texte": texte}
            for (lieu, annee), texte in DIAGNOSTICS.items()
        ],
    }


def remarque(alea: Random, sorties: list[Sortie]) -> None:
    """Put tags on the outings: what is noticed follows the hour, the season, and the year."""
    for sortie in sorties:
        poids = {
            "ambiance_calme": 5,
            "regroupement": 3,
            "besoin_de_parler": 2,
            "ennui": 2,
            "parents_rencontres": 1,
        }
        if sortie.date.month in (6, 7, 8):
            poids |= {"regroupement": 6, "deux_roues": 2, "jeunes_enfants_seuls": 2}
        if sortie.heure >= 18 * 60:
            poids |= {
                "tensions": 2,
                "alcool_cannabis": 2,
                "protoxyde_azote": 1 if sortie.date.year == 2023 else 3,
            }
        if sortie.lieu and alea.random() < 0.6:
            nombre = alea.choice((1, 1, 2))
            sortie.etiquettes = sorted({alea.choices(list(poids), poids.values())[0] for _ in range(nombre)})


def rencontre_les_partenaires(alea: Random, sorties: list[Sortie]) -> None:
    """Say with whom the meetings were, those of the bodies apart."""
    habituels = [*CONTACTS, *CONTACTS, *INFORMELS, "ase", "mairie", "centre-social", "paej", "pre"]
    for sortie in sorties:
        if sortie.type == "partenariat":
            sortie.partenaires = [alea.choice(habituels)]


def formations(annee: int, sorties: list[Sortie]) -> list[Ligne]:
    """Return the trainings behind the hours of training: one a day of them, and the analysis of practice."""
    journees = sorted((s for s in sorties if s.duree > 300), key=lambda s: (s.date, s.professionnels))
    analyses = [s for s in sorties if s.duree <= 300]
    lignes = [
        {
            "code": f"{annee}-{rang}",
            "theme": THEMES[(annee + rang) % len(THEMES)],
            "organisme": "Centre de ressources régional",
            "debut": sortie.date,
            "dernier_jour": "",
            "heures": str(sortie.duree / 60).replace(".", ",").removesuffix(",0"),
            "professionnels": "|".join(sortie.professionnels),
        }
        for rang, sortie in enumerate(journees, 1)
    ]
    minutes: dict[str, int] = defaultdict(int)
    for sortie in analyses:
        for qui in sortie.professionnels:
            minutes[qui] += sortie.duree
    # Who shared the same hours shares the same line: the post that changed hands makes two more.
    groupes: dict[int, list[str]] = defaultdict(list)
    for qui, total in sorted(minutes.items()):
        groupes[total].append(qui)
    for rang, (total, qui) in enumerate(sorted(groupes.items(), reverse=True), 1):
        dates = [s.date for s in analyses if set(qui) & set(s.professionnels)]
        lignes.append(
            {"code": f"{annee}-analyse-{rang}", "theme": "Analyse de la pratique", "organisme": "Intervenante",
             "debut": min(dates), "dernier_jour": max(dates),
             "heures": f"{total / 60:.2f}".replace(".", ",").removesuffix(",00"), "professionnels": "|".join(qui)}
        )  # fmt: skip
    return lignes


def calendrier(accueils: list[Ligne]) -> tuple[list[Ligne], list[Ligne]]:
    """Return the placements and their half-days: on school days from the first, unless the year ends before."""
    gardes, demi_journees = [], []
    for accueil in accueils:
        reste, debut = int(accueil["demi_journees"] or 0), accueil["date"]
        possibles = [(le, moment) for le in _jours_d_ecole(debut) for moment in ("matin", "après-midi")]
        if not 0 < reste <= len(possibles):
            gardes.append(accueil)
            continue
        gardes.append(accueil | {"demi_journees": ""})
        demi_journees += [
            {"accueil": accueil["code"], "date": le, "moment": moment} for le, moment in possibles[:reste]
        ]
    return gardes, demi_journees


def _jours_d_ecole(debut: date) -> list[date]:
    return [
        le
        for le in jours(debut.year)
        if le >= debut and est_jour_d_ecole(le) and le <= jour(f"{debut.year}-12-23")
    ]
