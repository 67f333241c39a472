"""An invented service of 300 educators, as an import folder: the size at which speed is measured."""

import csv
from datetime import date, timedelta
from pathlib import Path
from random import Random

EDUCATEURS, JEUNES, INTERVENTIONS, PRESENCES = 300, 20_000, 300_000, 1_000_000
TYPES = (
    "travail_de_rue",
    "permanence",
    "entretien",
    "action_collective",
    "formation",
    "ecrits",
    "partenariat",
)
POIDS = (25, 20, 30, 10, 2, 8, 5)
COMMUNES = {"carvin": "62215", "libercourt": "62907", "oignies": "62637", "courrieres": "62250"}
TRANCHES = ("moins_de_11", "11_a_14", "15_a_18", "19_a_21", "plus_de_21")
SITUATIONS = ("ecole_primaire", "college", "lycee_general", "en_formation", "activite_professionnelle")
PROBLEMATIQUES = ("difficultes_educatives", "logement", "comportement_absenteisme", "sante", "procedure")


def ecrire(dossier: Path, part: float = 1) -> None:
    """Write the folder for one year, 2024; `part` below 1 writes a smaller service of the same shape."""
    alea = Random(62)  # noqa: S311 (invented data)
    nb_jeunes, nb_interventions = int(JEUNES * part), int(INTERVENTIONS * part)
    nb_educateurs = max(2, int(EDUCATEURS * part))
    jours = [date(2024, 1, 1) + timedelta(rang) for rang in range(366)]
    lieux = [f"q{rang}" for rang in range(40)]
    educateurs = [f"e{rang}" for rang in range(nb_educateurs)]
    jeunes = [f"J{rang}" for rang in range(nb_jeunes)]

    def fichier(nom, entetes, lignes):
        with (dossier / f"{nom}.csv").open("w", encoding="utf-8", newline="") as sortie:
            ecrivain = csv.writer(sortie, delimiter=";")
            ecrivain.writerow(entetes)
            ecrivain.writerows(lignes)

    dossier.mkdir(parents=True, exist_ok=True)
    fichier("service", ("code", "nom", "preset", "depuis"), [("mesure", "Service de mesure", "62", 2023)])
    fichier("professionnels", ("code", "role"), [(code, "educateur") for code in educateurs])
    communes = list(COMMUNES)
    fichier(
        "territoires",
        ("code", "nature", "nom", "parent", "commune"),
        [(code, "commune", code.capitalize(), "", insee) for code, insee in COMMUNES.items()]
        + [(lieu, "quartier", lieu, communes[rang % 4], "") for rang, lieu in enumerate(lieux)],
    )
    fichier(
        "partenaires", ("code", "nom", "categorie"),
        [("college", "Collège", "education_nationale"), ("cmp", "CMP", "sante")],
    )  # fmt: skip
    fichier(
        "jeunes", ("code", "sexe", "annee_naissance", "commune", "premier_contact"),
        (
            (code, alea.choice(("fille", "garçon", "garçon", "")), alea.randint(1998, 2014) if alea.random() < 0.97
             else "", COMMUNES[alea.choice(communes)],
             "2024-01-01" if alea.random() < 0.3 else f"2023-{alea.randint(1, 12):02}-15")
            for code in jeunes
        ),
    )  # fmt: skip
    suivis = [code for code in jeunes if alea.random() < 0.6]
    fichier(
        "statuts", ("jeune", "statut", "debut", "fin", "motif_cloture"),
        (
            ligne
            for code in suivis
            for ligne in (
                (code, alea.choice(("paei", "asep", "en_accroche")), f"2024-0{alea.randint(1, 6)}-10",
                 "2024-08-01", ""),
                (code, alea.choice(("paei", "asep", "maintien_du_lien")), "2024-08-01", "", ""),
            )
        ),
    )  # fmt: skip
    fichier(
        "situations", ("jeune", "situation", "debut"),
        ((code, alea.choice(SITUATIONS), "2023-09-01") for code in suivis),
    )  # fmt: skip
    fichier(
        "problematiques", ("jeune", "problematique", "reperee_le"),
        ((code, item, "2024-03-01") for code in suivis for item in alea.sample(PROBLEMATIQUES, 2)),
    )  # fmt: skip
    fichier(
        "co_accompagnements", ("jeune", "partenaire", "debut"),
        ((code, alea.choice(("college", "cmp")), "2024-02-01") for code in suivis),
    )  # fmt: skip
    types = alea.choices(TYPES, POIDS, k=nb_interventions)
    # A year is entered as it goes by.
    dates = sorted(alea.choices(jours, k=nb_interventions))
    fichier(
        "interventions", ("code", "type", "date", "heure", "duree", "professionnels", "lieu"),
        (
            (f"I{rang}", types[rang], dates[rang].isoformat(), f"{alea.randint(9, 20)}:00",
             alea.randrange(15, 240, 5), "|".join(alea.sample(educateurs, alea.choice((1, 1, 2)))),
             alea.choice(lieux))
            for rang in range(nb_interventions)
        ),
    )  # fmt: skip
    dehors = [rang for rang, type in enumerate(types) if type in TYPES[:4]]
    a_ecrire = int(PRESENCES * part)
    fichier("presences", ("intervention", "jeune"), _presences(alea, dehors, jeunes, a_ecrire))
    fichier(
        "comptages", ("intervention", "sexe", "tranche", "nouveaux", "nombre"),
        (
            (f"I{rang}", "fille", alea.choice(TRANCHES), "non", alea.randint(1, 6))
            for rang in dehors
            if types[rang] == "travail_de_rue"
        ),
    )  # fmt: skip


def _presences(alea: Random, interventions, jeunes, nombre: int):
    reste, suite = nombre, len(interventions)
    for rang in interventions:
        presents = round(reste / suite)
        for code in alea.sample(jeunes, min(presents, len(jeunes))):
            yield f"I{rang}", code
        reste, suite = reste - presents, suite - 1
