"""The invented service: its people, places, partners, bodies, networks, posts. No name is a real person's.

Communes, quartiers, collèges and figures are real and public; the rest is drawn from the words of the mine.
"""

from allervers.demo.publie import tableaux_publies

from .cibles import codes

Ligne = dict[str, object]

CARVIN, LIBERCOURT, COURRIERES, OIGNIES = "carvin", "libercourt", "courrieres", "oignies"
COMMUNES = {CARVIN: "Carvin", LIBERCOURT: "Libercourt", COURRIERES: "Courrières", OIGNIES: "Oignies"}
CODES_COMMUNES = {nom: code for code, nom in COMMUNES.items()}
INSEE = {CARVIN: "62215", LIBERCOURT: "62907", COURRIERES: "62250", OIGNIES: "62637"}
QUARTIERS = {
    CARVIN: {"germinal": "Germinal"},
    LIBERCOURT: {"garguetelles": "Garguetelles", "haute-voie": "Haute Voie"},
    COURRIERES: {"le-rotois": "Le Rotois", "l-blum": "L. Blum"},
    OIGNIES: {"declercq": "Declercq", "justice": "Justice"},
}
COLLEGES = {
    CARVIN: "col-vinci",
    LIBERCOURT: "col-libercourt",
    COURRIERES: "col-debussy",
    OIGNIES: "col-pasteur",
}

EQUIPES = {"ouest": (CARVIN, LIBERCOURT), "est": (COURRIERES, OIGNIES)}
EQUIPE_DE = {commune: equipe for equipe, communes in EQUIPES.items() for commune in communes}
CHEF, DIRECTION = "chef", "direction"
# code: prénom, nom, role
PROFESSIONNELS = {
    "e1": ("Inès", "Coron", "educateur"),
    "e2": ("Yanis", "Gaillette", "educateur"),
    "e3": ("Manon", "Berline", "educateur"),
    "e4": ("Théo", "Lampiste", "educateur"),
    "e5": ("Sofia", "Rivelaine", "educateur"),
    "e6": ("Bilal", "Houillère", "educateur"),
    "e7": ("Lucie", "Boutefeu", "educateur"),
    CHEF: ("Alix", "Molette", "chef_de_service"),
    DIRECTION: ("Camille", "Chevalement", "direction"),
    "secretariat": ("Nour", "Barrette", "secretariat"),
    # The accountant needs aggregates only.
    "comptabilite": ("Jules", "Cordée", "statistiques"),
}
# e7 left in August 2023, and e6 took over the post.
AFFECTATIONS = (
    ("e1", "ouest", "2020-09-01", ""), ("e2", "ouest", "2021-01-04", ""), ("e3", "ouest", "2022-09-01", ""),
    ("e4", "est", "2019-09-02", ""), ("e5", "est", "2021-09-01", ""), ("e7", "est", "2018-09-03", "2023-08-31"),
    ("e6", "est", "2023-09-01", ""),
)  # fmt: skip
DEPART, ARRIVEE = ("e7", "2023-08-31"), ("e6", "2023-09-01")
EDUCATEURS = {equipe: [qui for qui, ou, _, _ in AFFECTATIONS if ou == equipe] for equipe in EQUIPES}

# code: nom, catégorie. Names as they were published; « Collège » is Libercourt's.
PARTENAIRES = {
    "col-vinci": ("Collège Vinci", "education_nationale"),
    "col-debussy": ("Collège Debussy", "education_nationale"),
    "col-pasteur": ("Collège Pasteur", "education_nationale"),
    "col-libercourt": ("Collège", "education_nationale"),
    "lycee": ("Lycée", "education_nationale"),
    "ecole": ("École primaire", "education_nationale"),
    "paej": ("PAEJ", "sante"),
    "caarud": ("CAARUD", "sante"),
    "mda": ("Maison des adolescents", "sante"),
    "centre-social": ("Centre social", "education_populaire"),
    "mission-locale": ("Mission locale", "missions_locales"),
    "ase": ("Service de l'aide sociale à l'enfance", "ase"),
    "bailleur": ("Bailleur social", "logement_habitat"),
    "pre": ("PRE", "pre"),
    "adae": ("ADAE", "justice"),
    "spip": ("Service pénitentiaire d'insertion et de probation", "justice"),
    "commissariat": ("Commissariat", "justice"),
    "mairie": ("Mairie", "collectivite"),
    "commune": ("Commune", "collectivite"),
    "services-ville": ("Services de la ville", "collectivite"),
    "mediatheque": ("Médiathèque", "collectivite"),
    "caj": ("CAJ", "collectivite"),
    "ccas": ("CCAS", "action_sociale"),
    "mds": ("MDS", "action_sociale"),
    "caf": ("CAF", "action_sociale"),
    "compagnons": ("Compagnons bâtisseurs", "association"),
    "ufolep": ("UFOLEP", "association"),
    "asso-locale": ("Association locale", "association"),
    "asso-quartier": ("Association de quartier", "association"),
    "asso-parents": ("Association de parents", "association"),
    "club-foot": ("Club de football", "association"),
    "club-danse": ("Club de danse", "association"),
    "prevention-routiere": ("Association de prévention routière", "association"),
    "acteurs-communaux": ("Acteurs communaux", "association"),
    "sps-voisins": ("SPS voisins", "association"),
    "micky": ("Micky's vélo", "entreprise"),
}
PARTENAIRE_DE = {nom: code for code, (nom, _) in PARTENAIRES.items()}

# réseau (in published order): partenaire, dispositif
RESEAUX = (
    ("mds", "mds", "sans_solution"),
    ("adae", "adae", "reparation"),
    ("exclusion", "", "exclusion"),
    ("responsabilisation", "", "responsabilisation"),
    ("tig", "spip", "tig"),
    ("stages", "", "stagiaires"),
    ("stages-3e", "", "stagiaires"),
)
INSTANCES = ("cls", "cispd", "departement", "cnlaps", "emploi", "agglomeration", "clsm")


def lignes_du_cadre() -> dict[str, list[Ligne]]:
    """Return the records that do not depend on chance, by kind."""
    return {
        "service": [
            {
                "code": "coquelicots",
                "nom": "SPS Les Coquelicots du Bassin",
                "preset": "62",
                "depuis": 2023,
                "association": "Les Coquelicots du Bassin (association fictive)",
                "direction": "Camille Chevalement",
                "presidence": "Dominique Terril",
                "adresse": "1 rue de l'Exemple, 62220 Carvin",
                "telephone": "03 53 01 00 62",  # a number kept for fiction by the French regulator
                "courriel": "contact@coquelicots.example",
            }
        ],
        "termes": [
            {"liste": "orientation", "code": code, "depuis": 2023, "libelle": libelle, "parent": parent}
            for code, libelle, parent in (
                ("club_de_danse", "Club de danse", "loisirs"), ("mediatheque", "Médiathèque", "autres"),
            )
        ],
        "equipes": [
            {"code": "ouest", "nom": "Équipe de Carvin et Libercourt"},
            {"code": "est", "nom": "Équipe de Courrières et Oignies"},
        ],
        "professionnels": [
            {"code": code, "prenom": prenom, "nom": nom, "role": role,
             "courriel": "" if code == DEPART[0] else f"{code}@coquelicots.example"}
            for code, (prenom, nom, role) in PROFESSIONNELS.items()
        ],
        "affectations": [
            dict(zip(("professionnel", "equipe", "debut", "fin"), affectation, strict=True))
            for affectation in AFFECTATIONS
        ],
        "territoires": list(_territoires()),
        "indicateurs": list(_indicateurs()),
        "partenaires": [
            {"code": code, "nom": nom, "categorie": categorie} for code, (nom, categorie) in PARTENAIRES.items()
        ],
        "instances": [
            {"code": code, "nom": nom, "champ": champ, "ordre": ordre}
            for ordre, (code, (nom, (champ, _))) in enumerate(
                zip(INSTANCES, tableaux_publies()["instances_territoriales"]["lignes"].items(), strict=True), 1
            )
        ],
        "reseaux": [
            {"code": code, "nom": ligne["reseau"], "dispositif": dispositif, "partenaire": partenaire,
             "modalites": ligne.get("modalites", ""), "convention": "oui" if ligne["convention"] else "non",
             "ordre": ordre}
            for ordre, ((code, partenaire, dispositif), ligne) in enumerate(
                zip(RESEAUX, tableaux_publies()["reseaux"]["lignes"], strict=True), 1
            )
        ],
        "postes": [*_postes(2023), *_postes(2024)],
    }  # fmt: skip


def _territoires():
    ordre = 0

    def territoire(code, nature, nom, parent="", commune="", officiel=""):
        nonlocal ordre
        ordre += 1
        return {"code": code, "nature": nature, "nom": nom, "parent": parent, "commune": commune,
                "code_officiel": officiel, "ordre": ordre}  # fmt: skip

    yield territoire("epci", "epci", "EPCI", officiel="246200299")
    yield territoire("qpv", "quartier", "QPV", "epci")
    for code, nom in COMMUNES.items():
        yield territoire(code, "commune", nom, "epci", INSEE[code])
    for commune, quartiers in QUARTIERS.items():
        for code, nom in quartiers.items():
            yield territoire(code, "quartier", nom, commune)
    for commune, college in COLLEGES.items():
        nom = PARTENAIRES[college][0]
        yield territoire(
            college, "etablissement", nom if nom != "Collège" else "Collège de Libercourt", commune
        )


def _indicateurs():
    tableau = tableaux_publies()["donnees_socio_economiques"]
    indicateurs = codes("indicateur")
    for titre, valeurs in tableau["lignes"].items():
        libelle, _, annee = titre.removesuffix(")").rpartition(" (")
        for nom, valeur in zip(tableau["colonnes"], valeurs, strict=True):
            yield {
                "territoire": CODES_COMMUNES.get(nom, nom.lower()),
                "indicateur": indicateurs[libelle],
                "annee": annee,
                "valeur": str(valeur).replace(".", ","),
                "source": tableau["source"],
            }


def _postes(annee: int):
    termes = codes("poste")
    for groupe in tableaux_publies()["organigramme_etp"]["groupes"].values():
        for libelle, etp in groupe.items():
            if libelle == "total" or not etp:
                continue
            # Six educators are six posts; in 2023 one of them stood vacant for a part of the year.
            parts = [1] * etp if libelle == "Éducateur spécialisé" else [etp]
            if annee == 2023 and len(parts) > 1:
                parts[-1] = 0.8
            for rang, part in enumerate(parts, 1):
                code = termes[libelle].replace("_", "-")
                yield {"code": f"{code}-{rang}" if len(parts) > 1 else code, "annee": annee,
                       "intitule": termes[libelle], "etp": str(part).replace(".", ",")}  # fmt: skip
