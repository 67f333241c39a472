"""The tables of hours: the same minutes, cut by type of activity, month, place and team."""

from .achevement import en_heures, heures_et_parts
from .axes import des_faits, racines, unique
from .definition import Definition

DUREE = (
    "Durée de chaque intervention multipliée par le nombre de professionnels présents, au jour où elle "
    "commence."
)
ARRONDI = "Les heures sont arrondies de façon que leur somme soit exacte."

MOIS = des_faits(
    "mois",
    "SELECT * FROM (VALUES (1, 'Janvier'), (2, 'Février'), (3, 'Mars'), (4, 'Avril'), (5, 'Mai'), "
    "(6, 'Juin'), (7, 'Juillet'), (8, 'Août'), (9, 'Septembre'), (10, 'Octobre'), (11, 'Novembre'), "
    "(12, 'Décembre')) AS v(code, libelle)",
)

HEURES = (
    Definition(
        id="heures_par_type_activite",
        titre="Heures par type d'activité",
        unite="heures",
        population="heures",
        regle="Durée de chaque intervention multipliée par le nombre de professionnels présents, au jour où elle "
        "commence. Les heures et les parts sont arrondies de façon que leur somme soit exacte.",
        source="""
            SELECT 'heures' AS ligne, i.intervention, i.minutes * i.nb_professionnels AS minutes,
                   CASE WHEN i.type IS NULL THEN NULL ELSE COALESCE(t.racine, '?') END AS type_activite
            FROM interventions i
            LEFT JOIN termes t ON t.liste = 'type_activite' AND t.lu = i.type
        """,
        mesure="SUM(minutes)",
        compose="intervention",
        lignes=unique("Heures"),
        colonnes=racines("type_activite"),
        achever=heures_et_parts,
    ),
    Definition(
        id="heures_par_mois",
        titre="Heures par mois",
        unite="heures",
        population="heures",
        regle=f"{DUREE} {ARRONDI}",
        source="""
            SELECT EXTRACT(MONTH FROM date) AS mois, intervention, minutes * nb_professionnels AS minutes
            FROM interventions
        """,
        mesure="SUM(minutes)",
        compose="intervention",
        lignes=MOIS,
        colonnes=unique("Heures"),
        achever=en_heures,
    ),
    Definition(
        id="heures_par_quartier",
        titre="Heures par quartier",
        unite="heures",
        population="heures",
        regle=f"{DUREE} Le lieu est celui de l'intervention, tel qu'il a été noté. {ARRONDI}",
        source="""
            SELECT i.service || '/' || i.territoire AS territoire, i.intervention,
                   i.minutes * i.nb_professionnels AS minutes
            FROM interventions i
        """,
        mesure="SUM(minutes)",
        compose="intervention",
        lignes=des_faits(
            "territoire",
            """
            SELECT service || '/' || territoire,
                   nom || CASE WHEN nature <> 'commune' AND nom_commune IS NOT NULL THEN ' (' || nom_commune || ')'
                               ELSE '' END
            FROM territoires t
            WHERE EXISTS (SELECT 1 FROM interventions i WHERE i.service = t.service AND i.territoire = t.territoire)
            ORDER BY service, COALESCE(ordre_commune, 9999), ordre
            """,
        ),
        colonnes=unique("Heures"),
        achever=en_heures,
    ),
    Definition(
        id="heures_par_equipe",
        titre="Heures par équipe",
        unite="heures",
        population="heures",
        regle=f"{DUREE} Le temps de chacun va à l'équipe où il travaille ce jour-là. Les équipes de moins de trois "
        f"professionnels sont comptées ensemble : personne n'y lit les heures d'un autre. {ARRONDI}",
        # What no team has is told apart, never lost: a service without teams, a year frozen before they were told.
        source="""
            SELECT service || '/' || equipe AS equipe, minutes FROM heures_equipes
            UNION ALL
            SELECT NULL, SUM(minutes)
            FROM (SELECT minutes * nb_professionnels AS minutes FROM interventions
                  UNION ALL SELECT -minutes FROM heures_equipes) x
            HAVING SUM(minutes) <> 0
        """,
        mesure="SUM(minutes)",
        compose="",
        lignes=des_faits(
            "equipe", "SELECT service || '/' || equipe, nom FROM heures_equipes ORDER BY service, ordre"
        ),
        colonnes=unique("Heures"),
        achever=en_heures,
    ),
)
