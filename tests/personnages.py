"""Invented services, small enough to be read at a glance, as import folders."""

import csv
from pathlib import Path

SERVICE = {"code": "sps-terrils", "nom": "SPS des Terrils", "preset": "62", "depuis": "2023"}
EQUIPE = {"code": "carvin", "nom": "Équipe de Carvin"}
EDUCATRICE = {"code": "e1", "prenom": "Awa", "role": "educateur"}
JEUNE = {"code": "K7M2", "sexe": "fille", "annee_naissance": "2010", "premier_contact": "12/01/2024"}
INTERVENTION = {
    "code": "I1", "type": "Travail de rue", "date": "05/03/2024", "duree": "2h", "professionnels": "e1",
}  # fmt: skip


def ecrire_dossier(dossier: Path, *, service=(SERVICE,), encodage="utf-8", **genres) -> Path:
    """Write one CSV a kind (rows are dicts) into `dossier` and return it. `service=()` writes no service."""
    dossier.mkdir(parents=True, exist_ok=True)
    for nom, lignes in {"service": service, **genres}.items():
        if lignes:
            colonnes = list(dict.fromkeys(colonne for ligne in lignes for colonne in ligne))
            with (dossier / f"{nom}.csv").open("w", encoding=encodage, newline="") as fichier:
                ecriture = csv.DictWriter(fichier, colonnes, delimiter=";", restval="")
                ecriture.writeheader()
                ecriture.writerows(lignes)
    return dossier


def ecrire_annee(dossier: Path, **autres) -> Path:
    """Write a service that has one line of nearly every kind; `autres` replaces or adds kinds."""
    genres = {
        "equipes": [EQUIPE],
        "professionnels": [EDUCATRICE, {"code": "e2", "role": "educateur"}],
        "affectations": [{"professionnel": "e1", "equipe": "carvin", "debut": "01/01/2024"}],
        "territoires": [
            {"code": "germinal", "nature": "quartier", "nom": "Germinal", "parent": "carvin"},
            {"code": "carvin", "nature": "commune", "nom": "Carvin", "commune": "62215"},
        ],
        "indicateurs": [
            {"territoire": "carvin", "indicateur": "population", "annee": "2022", "valeur": "17 520"},
            {"territoire": "carvin", "indicateur": "chomage", "annee": "2022", "valeur": "NC"},
        ],
        "partenaires": [{"code": "vinci", "nom": "Collège Vinci", "categorie": "Éducation nationale"}],
        "groupes": [
            {"territoire": "germinal", "annee": "2024", "saison": "été", "nombre": "8", "description": "Au city stade"}
        ],
        "equipements": [{"territoire": "germinal", "nature": "équipement", "nom": "City stade"}],
        "diagnostics": [{"territoire": "germinal", "annee": "2024", "texte": "Le quartier rajeunit."}],
        "contacts": [{"partenaire": "vinci", "nom": "Mme Exemple", "fonction": "CPE"}],
        "conventions": [
            {"code": "c1", "partenaire": "vinci", "reseau": "colleges", "objet": "Accueil", "debut": "01/09/2023"}
        ],
        "partenariats_informels": [{"partenaire": "vinci", "raisons": "Prêt du gymnase", "debut": "01/09/2022"}],
        "instances": [{"code": "clsm", "nom": "CLSM", "champ": "Santé mentale"}],
        "reseaux": [{"code": "colleges", "nom": "Les 4 collèges", "dispositif": "exclusion", "convention": "oui"}],
        "jeunes": [
            JEUNE,
            {"code": "P3Q9", "tranche": "11 à 14 ans", "annee_tranche": "2024", "premier_contact": "2024-02-01"},
        ],
        # Over: a youth whose team is no longer theirs is every team's again.
        "rattachements": [{"jeune": "K7M2", "equipe": "carvin", "debut": "12/01/2024", "fin": "01/03/2024"}],
        "statuts": [
            {"jeune": "K7M2", "statut": "En accroche", "debut": "12/01/2024", "fin": "01/03/2024"},
            {"jeune": "K7M2", "statut": "PAEI", "debut": "01/03/2024"},
        ],
        "situations": [{"jeune": "K7M2", "situation": "Collège", "debut": "12/01/2024"}],
        "problematiques": [{"jeune": "K7M2", "problematique": "Mobilité", "reperee_le": "12/01/2024"}],
        "co_accompagnements": [{"jeune": "K7M2", "partenaire": "vinci", "debut": "01/03/2024"}],
        "orientations": [{"jeune": "K7M2", "nature": "Mission locale", "date": "01/06/2024", "jonction": "oui"}],
        "actions": [
            {
                "code": "foot", "annee": "2024", "nature": "Tournoi", "intitule": "Tournoi de football",
                "partenaires": "vinci", "financeurs": "SPS|Département",
            }
        ],
        "effectifs": [{"action": "foot", "sexe": "garçon", "tranche": "11 à 14 ans", "nombre": "28"}],
        "interventions": [INTERVENTION | {"lieu": "germinal", "heure": "16h30", "professionnels": "e1|e2"}],
        "presences": [{"intervention": "I1", "jeune": "K7M2"}],
        "comptages": [{"intervention": "I1", "sexe": "garçon", "tranche": "15 à 18 ans", "nombre": "5"}],
        "accueils": [{"code": "A1", "reseau": "colleges", "date": "05/03/2024", "nombre": "4"}],
        "demi_journees": [{"accueil": "A1", "date": "05/03/2024", "moment": "après-midi"}],
        "postes": [{"code": "educ-1", "annee": "2024", "intitule": "Éducateur spécialisé", "etp": "0,72"}],
        "parts_postes": [{"annee": "2024", "poste": "educ-1", "financeur": "Département", "etp": "0,5"}],
        "missions": [{"annee": "2024", "intitule": "Éducateur spécialisé", "texte": "Travail de rue"}],
        "benevoles": [{"annee": "2024", "mission": "Fêtes de quartier", "nombre": "4", "heures": "60"}],
        "locaux": [{"code": "siege", "nom": "Siège", "provenance": "loué", "preteur": "Bailleur social"}],
        "vehicules": [{"code": "bus", "nom": "Minibus", "places": "9", "provenance": "acheté", "debut": "06/05/2024"}],
        "plages_accueil": [
            {
                "nature": "permanence", "intitule": "Permanence", "jour": "mercredi", "ouvre": "14:00",
                "ferme": "17:30", "debut": "01/09/2023",
            }
        ],
        "formations": [
            {"code": "ecrits", "theme": "Écrits", "debut": "12/03/2024", "heures": "14", "professionnels": "e1"}
        ],
    }  # fmt: skip
    return ecrire_dossier(dossier, **(genres | autres))
