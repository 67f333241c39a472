"""The tables on what a service has, and with whom it works (sections IV and VI of the canvas)."""

from functools import partial

from .achevement import centiemes, journees
from .achevement_moyens import (
    benevoles,
    decrire_les_biens,
    decrire_les_formations,
    decrire_les_horaires,
    missions_par_poste,
)
from .axes import des_faits, liste, unique
from .definition import Definition, Supplement

MOUVEMENTS = """
    SELECT * FROM (VALUES ('debut', 'Au 1er janvier'), ('arrives', 'Arrivés dans l''année'),
                          ('partis', 'Partis dans l''année'), ('fin', 'Au 31 décembre')) AS v(code, libelle)
"""


def _biens(id: str, titre: str, table: str, unite: str) -> Definition:
    """What the service had the use of: there at each end of the year, come, gone."""
    return Definition(
        id=id,
        titre=titre,
        unite=unite,
        population=f"{unite} du service",
        regle="Présent le 1er janvier ou le 31 décembre, arrivé ou parti entre les deux. Ce qui était parti avant "
        "l'année n'est pas dans le tableau.",
        source=f"""
            SELECT b.service || '/' || b.bien AS bien, m.code AS mouvement
            FROM {table} b, periode a, ({MOUVEMENTS}) m
            WHERE (m.code = 'debut' AND (b.debut IS NULL OR b.debut <= a.debut))
               OR (m.code = 'arrives' AND b.debut > a.debut)
               OR (m.code = 'partis' AND b.fin < a.fin)
               OR (m.code = 'fin' AND (b.fin IS NULL OR b.fin >= a.fin))
        """,  # noqa: S608 (a name of this file)
        mesure="COUNT(*)",
        compose="",
        lignes=des_faits("bien", f"SELECT service || '/' || bien, nom FROM {table} ORDER BY service, ordre"),  # noqa: S608
        colonnes=des_faits("mouvement", MOUVEMENTS),
        base=f"SELECT COUNT(*) FROM {table}",  # noqa: S608
        est_facultatif=True,
        achever=partial(decrire_les_biens, table=table),
    )


ORGANISATION = (
    Definition(
        id="organigramme_etp",
        titre="Organigramme",
        unite="ETP",
        population="équivalents temps plein",
        regle="Équivalents temps plein des postes de l'année, et la part que paie chaque financeur. Un poste qui "
        "commence ou prend fin dans l'année compte à proportion des jours où il existe, au centième d'ETP.",
        source="SELECT * FROM postes_lus",
        mesure="SUM(etp_centiemes)",
        compose="",
        lignes=liste("poste", "intitule"),
        colonnes=unique("Nombre d'ETP"),
        achever=centiemes,
    ),
    Definition(
        id="benevolat",
        titre="Bénévoles",
        unite="bénévoles",
        population="bénévoles",
        regle="Bénévoles de l'année, comptés par mission. Qui tient deux missions compte dans chacune. Leurs heures ne "
        "s'ajoutent jamais à celles des professionnels.",
        source="SELECT service || '/' || mission AS benevolat, nombre FROM benevoles",
        mesure="SUM(nombre)",
        compose="",
        lignes=des_faits(
            "benevolat", "SELECT service || '/' || mission, mission FROM benevoles ORDER BY service, mission"
        ),
        colonnes=unique("Bénévoles"),
        est_facultatif=True,
        achever=benevoles,
    ),
    Definition(
        id="missions_par_poste",
        titre="Missions par poste",
        unite="ETP",
        population="équivalents temps plein dont les missions sont décrites",
        regle="Les ETP sont ceux de l'organigramme.",
        source="SELECT p.* FROM postes_lus p WHERE p.intitule IN (SELECT intitule FROM missions_lues)",
        mesure="SUM(etp_centiemes)",
        compose="",
        lignes=liste("poste", "intitule"),
        colonnes=unique("Nombre d'ETP"),
        est_facultatif=True,
        achever=missions_par_poste,
    ),
    Definition(
        id="formations_suivies",
        titre="Formations suivies",
        unite="personnes, heures",
        population="participations à des formations",
        regle="Formations commencées dans l'année. Heures suivies : la durée de la formation, pour chacun de ceux qui "
        "l'ont suivie. Qui suit deux formations compte dans chacune.",
        source="SELECT service || '/' || formation AS formation, nb_personnes FROM formations",
        mesure="SUM(nb_personnes)",
        compose="",
        lignes=des_faits(
            "formation",
            "SELECT service || '/' || formation, theme FROM formations ORDER BY service, debut, theme, formation",
        ),
        colonnes=unique("Personnes"),
        est_facultatif=True,
        achever=decrire_les_formations,
    ),
    Definition(
        id="horaires_accueil",
        titre="Horaires d'ouverture et permanences",
        unite="heures par semaine",
        population="heures d'accueil par semaine",
        regle="Horaires en vigueur au 31 décembre, pour une semaine ordinaire.",
        source="SELECT accueil, ferme - ouvre AS minutes FROM plages_tenues",
        mesure="SUM(minutes)",
        compose="",
        lignes=des_faits(
            "accueil",
            "SELECT accueil, MIN(intitule) FROM plages_tenues GROUP BY accueil, nature ORDER BY nature, accueil",
        ),
        colonnes=unique("Heures par semaine"),
        est_facultatif=True,
        achever=decrire_les_horaires,
    ),
    _biens("locaux_du_service", "Locaux", "locaux", "locaux"),
    _biens("vehicules_du_service", "Véhicules", "vehicules", "véhicules"),
)

PARTENARIAT = (
    Definition(
        id="reseaux",
        titre="Réseaux : accueils à la journée",
        unite="personnes différentes, journées",
        population="personnes accueillies",
        regle="Jeunes connus, une fois chacun, et autres personnes, comptées. Les journées sont la moitié des "
        "demi-journées saisies ; celles d'un accueil à cheval sur deux années comptent chacune dans la sienne. La même "
        "demi-journée d'un jeune, saisie deux fois pour un réseau, compte une fois.",
        source="""
            SELECT a.service || '/' || a.reseau AS reseau, a.jeune, a.nombre, a.demi_journees
            FROM accueils a
        """,
        mesure="COUNT(DISTINCT jeune) + COALESCE(SUM(nombre), 0)",
        lignes=des_faits(
            "reseau", "SELECT service || '/' || reseau, nom FROM reseaux ORDER BY service, ordre"
        ),
        colonnes=unique("Jeunes différents"),
        est_additif=False,
        notes=("Un jeune accueilli par deux réseaux compte dans chacun, et une fois dans le total.",),
        achever=journees,
    ),
    Definition(
        id="instances_territoriales",
        titre="Instances territoriales",
        unite="participations",
        population="participations",
        regle="Interventions de l'année rattachées à l'instance.",
        source="SELECT service || '/' || instance AS instance, intervention FROM interventions "
        "WHERE instance IS NOT NULL",
        mesure="COUNT(*)",
        compose="intervention",
        lignes=des_faits(
            "instance",
            "SELECT service || '/' || instance, nom, champ AS \"Champ d'intervention\" FROM instances "
            "ORDER BY service, ordre",
        ),
        colonnes=unique("Nombre de participations"),
    ),
    Definition(
        id="partenariats_sans_convention",
        titre="Partenariats informels",
        unite="actions, rencontres",
        population="actions menées avec un partenaire sans convention",
        regle="Partenariats informels en cours dans l'année, et actions collectives de l'année menées avec ce "
        "partenaire. Rencontres : les interventions de l'année où il était présent. Ce qui est fait avec deux d'entre "
        "eux compte pour chacun.",
        source="SELECT service || '/' || partenaire AS partenaire, nb_actions, nb_rencontres FROM partenariats",
        mesure="SUM(nb_actions)",
        compose="",
        lignes=des_faits(
            "partenaire",
            "SELECT service || '/' || partenaire, nom, raisons AS \"Raisons\" FROM partenariats ORDER BY service, nom",
        ),
        colonnes=unique("Actions menées ensemble"),
        supplements=(Supplement("rencontres", "Rencontres", "SUM(nb_rencontres)", "nb_rencontres > 0"),),
        est_facultatif=True,
    ),
)
