"""An independent count, in plain Python, of the tables on youths: slow, naive, easy to believe.

It reads the same import rows as the software, by the rules of the design (§5), and shares no code with it.
"""

from collections import Counter, defaultdict
from datetime import date
from fractions import Fraction

BANDES = [
    ("Moins de 11 ans", 0, 10),
    ("11 à 14 ans", 11, 14),
    ("15 à 18 ans", 15, 18),
    ("19 à 21 ans", 19, 21),
]
SEXES = {"fille": "Filles", "garçon": "Garçons", "autre": "Autre", "": "Non renseigné"}
STATUTS = {
    "paei": "PAEI",
    "asep": "ASEP",
    "en_accroche": "En accroche",
    "maintien_du_lien": "Maintien du lien",
}
COMPTANTS = {"paei", "asep"}
RACINES = {
    "travail_de_rue": "Travail de rue", "travail_de_nuit": "Travail de rue", "permanence": "Présence sociale",
    "entretien": "Accompagnements individuels", "formation": "Formation",
}  # fmt: skip
RENCONTRES = {
    "travail_de_rue": {"travail_de_rue", "travail_de_nuit"},
    "presence_sociale": {"permanence"},
}
COMMUNES = {"62215": "Carvin", "62637": "Oignies", "": "Non renseigné"}
# What a meeting place is called in a table, by the code of the place.
QUARTIERS = {
    "germinal": "Carvin (Germinal)",
    "carvin": "Carvin (Germinal)",
    "oignies": "Oignies",
    "": "Non renseigné",
}
SITUATIONS = {"college": "Collège", "chomage_rsa": "Chômage/RSA"}
CATEGORIES = {"vinci": "Éducation nationale", "cmp": "Santé", "lycee": "Éducation nationale"}
DESTINATAIRES = {
    "crip": "CRIP (cellule de recueil des informations préoccupantes)", "parquet": "Procureur de la République",
}  # fmt: skip
ORIENTATIONS = {"mds": "MDS", "mission_locale": "Mission locale"}
FAMILLES = {
    "Mobilité": "éducatives",
    "Logement": "sociales",
    "Accès aux droits, accompagnement aux démarches administratives": "sociales",
    "Formation": "professionnelles",
}
CUMULS = ("Aucune problématique renseignée", "Une famille", "Deux familles", "Trois familles")


def bande(jeune: dict, annee: int) -> str:
    if not jeune["annee_naissance"]:
        return "Non renseigné"
    age = annee - int(jeune["annee_naissance"])
    if age < 0:
        return "Hors tranches d'âge"
    return next((nom for nom, de, a in BANDES if de <= age <= a), "Plus de 21 ans")


def compter(donnees: dict, annee: int) -> dict[str, Counter]:
    """Return table id → Counter of (row, column); row or column « Total » holds the margins."""
    jeunes = {ligne["code"]: ligne for ligne in donnees["jeunes"]}
    interventions = {
        ligne["code"]: ligne for ligne in donnees["interventions"] if ligne["date"].startswith(str(annee))
    }
    tables = {}

    minutes = Counter()
    for ligne in interventions.values():
        minutes[RACINES[ligne["type"]]] += int(ligne["duree"]) * len(ligne["professionnels"].split("|"))
    tables["minutes"] = minutes

    for genre, types in RENCONTRES.items():
        sorties = {code: ligne for code, ligne in interventions.items() if ligne["type"] in types}
        vus = {ligne["jeune"] for ligne in donnees["presences"] if ligne["intervention"] in sorties}
        tables[f"jeunes_rencontres_{genre}"] = sexe_et_age([jeunes[code] for code in vus], annee)
        anonymes = tables[f"rencontres_anonymes_{genre}"] = Counter()
        for ligne in donnees["comptages"]:
            if ligne["intervention"] in sorties:
                tranche = ligne["tranche"] or "Non renseigné"
                anonymes[tranche, SEXES[ligne["sexe"]]] += int(ligne["nombre"])
                if ligne["nouveaux"] == "oui":
                    anonymes[tranche, "Dont vus pour la première fois"] += int(ligne["nombre"])
    tables["jeunes_rencontres_par_quartier"] = Counter(
        (quartier, "Jeunes")
        for quartier, _ in {
            (QUARTIERS[interventions[ligne["intervention"]]["lieu"]], ligne["jeune"])
            for ligne in donnees["presences"]
            if ligne["intervention"] in interventions
            and interventions[ligne["intervention"]]["type"] in RENCONTRES["travail_de_rue"]
        }
    )

    suivis, durees = set(), {}
    categories = Counter()
    motifs = Counter()
    for code in jeunes:
        periodes = sorted(
            (ligne for ligne in donnees["statuts"] if ligne["jeune"] == code),
            key=lambda ligne: ligne["debut"],
        )
        tenues = [ligne for ligne in periodes if touche(ligne, annee)]
        comptantes = [ligne for ligne in tenues if ligne["statut"] in COMPTANTS]
        if tenues:
            categories[STATUTS[(comptantes or tenues)[-1]["statut"]], "Jeunes"] += 1
        if comptantes:
            suivis.add(code)
            durees[code] = mois_de(suite_jusqu_a(periodes, comptantes[-1]), annee)
        fins = [
            ligne
            for ligne in periodes
            if ligne["statut"] in COMPTANTS
            and ligne["fin"].startswith(str(annee))
            and not any(p["debut"] == ligne["fin"] and p["statut"] in COMPTANTS for p in periodes)
        ]
        if fins:
            motifs[fins[-1]["motif_cloture"] or "Non renseigné", "Jeunes"] += 1
    tables["statuts"] = categories
    tables["motifs_de_cloture"] = motifs
    tables["jeunes_accompagnes_sexe_age"] = sexe_et_age([jeunes[code] for code in suivis], annee)

    tables["duree_accompagnement"] = Counter()
    for code, mois in durees.items():
        classe = next(
            nom
            for nom, sous in (
                ("Moins de 6 mois", 6), ("6 mois à moins d'1 an", 12), ("1 an à moins de 2 ans", 24),
                ("Plus de 2 ans", 10_000),
            )
            if mois < sous
        )  # fmt: skip
        tables["duree_accompagnement"][classe, bande(jeunes[code], annee)] += 1

    familles = defaultdict(set)
    tables["problematiques"] = Counter()
    for ligne in donnees["problematiques"]:
        if ligne["jeune"] in suivis and ligne["reperee_le"][:4] <= str(annee):
            familles[ligne["jeune"]].add(ligne["problematique"])
            tables["problematiques"][ligne["problematique"], bande(jeunes[ligne["jeune"]], annee)] += 1
    for code in suivis - set(familles):
        tables["problematiques"]["Non renseigné", bande(jeunes[code], annee)] += 1
    tables["cumul_problematiques"] = Counter(
        (CUMULS[len({FAMILLES[item] for item in familles[code]})], "Jeunes") for code in suivis
    )
    tables["commune_de_residence"] = Counter(
        (COMMUNES[jeunes[code]["commune"]], bande(jeunes[code], annee)) for code in suivis
    )
    tables["scolarite"] = Counter(
        (situation(donnees, code, annee), bande(jeunes[code], annee)) for code in suivis
    )
    tables["co_accompagnement"] = Counter(
        (categorie, "Nombre de jeunes")
        for categorie, _ in {
            (CATEGORIES[ligne["partenaire"]], ligne["jeune"])
            for ligne in donnees["co_accompagnements"]
            if ligne["jeune"] in suivis and touche(ligne, annee)
        }
    )
    tables["reorientations"] = Counter()
    for ligne in donnees["orientations"]:
        if ligne["fin"] == "oui" and ligne["date"].startswith(str(annee)):
            tables["reorientations"][ORIENTATIONS[ligne["nature"]], "Réorientations"] += 1
            if ligne["jonction"] == "oui":
                tables["reorientations"][ORIENTATIONS[ligne["nature"]], "Dont jonction réalisée"] += 1
    tables["informations_preoccupantes"] = Counter(
        (DESTINATAIRES[ligne["destinataire"]], "Informations transmises")
        for ligne in donnees["signalements"]
        if ligne["date"].startswith(str(annee))
    )
    return tables


def situation(donnees: dict, code: str, annee: int) -> str:
    """The last held in the year."""
    tenues = [ligne for ligne in donnees["situations"] if ligne["jeune"] == code and touche(ligne, annee)]
    if not tenues:
        return "Non renseigné"
    return SITUATIONS[max(tenues, key=lambda ligne: ligne["debut"])["situation"]]


def sexe_et_age(jeunes: list[dict], annee: int) -> Counter:
    compte = Counter()
    for jeune in jeunes:
        compte[bande(jeune, annee), SEXES[jeune["sexe"]]] += 1
        if jeune["premier_contact"].startswith(str(annee)):
            compte[bande(jeune, annee), "Dont nouveaux jeunes"] += 1
    return compte


def touche(periode: dict, annee: int) -> bool:
    """One day of the period, at least, is in the year (its end is excluded)."""
    return periode["debut"] < f"{annee + 1}-01-01" and (
        not periode["fin"] or periode["fin"] > f"{annee}-01-01"
    )


def suite_jusqu_a(periodes: list[dict], derniere: dict) -> tuple[str, str]:
    """Walk back from a period through those that end the day it starts, and on through those that follow it."""
    debut, fin = derniere["debut"], derniere["fin"]
    while avant := [p for p in periodes if p["fin"] == debut and p["statut"] in COMPTANTS]:
        debut = avant[0]["debut"]
    while fin and (apres := [p for p in periodes if p["debut"] == fin and p["statut"] in COMPTANTS]):
        fin = apres[0]["fin"]
    return debut, fin


def mois_de(bornes: tuple[str, str], annee: int) -> int:
    """Count whole months one by one, from the first day to the end of the period or of the year."""
    debut = date.fromisoformat(bornes[0])
    fin = min(date.fromisoformat(bornes[1] or "9999-12-31"), date(annee + 1, 1, 1))
    mois = 0
    while (debut.year * 12 + debut.month + mois + 1, debut.day) <= (fin.year * 12 + fin.month, fin.day):
        mois += 1
    return mois


def heures(minutes: Counter) -> Fraction:
    return Fraction(sum(minutes.values()), 60)
