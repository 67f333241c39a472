"""The catalogue: each table of the annual report, declared once, in the order of the canvas."""

from functools import partial

from .achevement import (
    FAMILLES,
    NB_PARTENAIRES,
    VISITEURS,
    actions_en_colonnes,
    indicateurs_avec_annee,
    parts_en_colonne,
    rappeler_les_accompagnes,
)
from .axes import DUREES, SEXES, STATUTS, TRANCHES, des_faits, liste, racines, unique
from .catalogue_heures import HEURES, MOIS
from .catalogue_moyens import ORGANISATION, PARTENARIAT
from .catalogue_signalements import INFORMATIONS_PREOCCUPANTES
from .definition import Definition, Supplement
from .montants import cout_en_euros, euros_par_financeur

AGE = "L'âge est celui au 31 décembre, le même pour tous les tableaux."
DIFFERENTS = "Un jeune vu plusieurs fois compte une fois."
NOUVEAU = "Nouveau : premier contact dans l'année."
ACCOMPAGNE = "Accompagné : a eu, au moins un jour de l'année, un statut qui compte comme un accompagnement."
CUMUL = "Un jeune peut être dans plusieurs lignes : elles ne s'additionnent pas."
DONT_NOUVEAUX = Supplement(
    "dont_nouveaux",
    "Dont nouveaux jeunes",
    "COUNT(DISTINCT CASE WHEN est_nouveau THEN jeune END)",
    "est_nouveau",
)

RENCONTRES = """
    SELECT jeune, sexe, tranche, est_nouveau
    FROM jeunes_classes
    WHERE jeune IN (SELECT jeune FROM rencontres WHERE genre = '{genre}')
"""
ANONYMES = "SELECT sexe, tranche, est_nouveau, nombre FROM rencontres_anonymes WHERE genre = '{genre}'"
NB_ACCOMPAGNES = "SELECT COUNT(*) FROM accompagnes"


def _rencontres(genre: str, lieu: str) -> tuple[Definition, Definition]:
    """The youths met in one kind of place, and beside them the anonymous encounters, never added."""
    return (
        Definition(
            id=f"jeunes_rencontres_{genre}",
            titre=f"Jeunes rencontrés, {lieu} : sexe et âge",
            unite="jeunes différents",
            population=f"jeunes différents rencontrés ({lieu})",
            regle=f"Jeunes connus, présents à au moins une intervention de l'année ({lieu}). "
            f"{DIFFERENTS} {NOUVEAU} {AGE}",
            source=RENCONTRES.format(genre=f"rencontres_{genre}"),
            lignes=TRANCHES,
            colonnes=SEXES,
            supplements=(DONT_NOUVEAUX,),
        ),
        Definition(
            id=f"rencontres_anonymes_{genre}",
            titre=f"Rencontres anonymes, {lieu} : sexe et âge",
            unite="rencontres",
            population=f"rencontres anonymes ({lieu})",
            regle="Jeunes comptés sans être connus : un jeune vu trois fois compte trois fois. "
            "Ces rencontres ne s'ajoutent jamais aux jeunes différents.",
            source=ANONYMES.format(genre=f"rencontres_{genre}"),
            mesure="SUM(nombre)",
            compose="",
            lignes=TRANCHES,
            colonnes=SEXES,
            supplements=(
                Supplement(
                    "dont_nouveaux",
                    "Dont vus pour la première fois",
                    "SUM(CASE WHEN est_nouveau THEN nombre ELSE 0 END)",
                    "est_nouveau",
                ),
            ),
        ),
    )


def _actions(
    genre: str, titre: str, regle: str = "", a_part=(FAMILLES,), a_part_si_connu=(VISITEURS,)
) -> Definition:
    return Definition(
        id=genre,
        titre=titre,
        unite="participants",
        population=f"participants, tous âges ({titre[0].lower()}{titre[1:]})",
        regle="Participants d'une action : les jeunes connus présents à au moins une séance, une fois chacun, "
        "et les autres personnes, comptées pour toute l'action ou, à défaut, à sa séance la plus nombreuse. "
        "Les familles et les visiteurs ne s'y ajoutent jamais. NC : participants non communiqués, ou accueillis par "
        f"classes. {AGE}{' ' if regle else ''}{regle}",
        source=f"""
            SELECT p.action, p.tranche, p.nombre, p.jeune
            FROM participants p JOIN actions_lues x ON x.action = p.action
            WHERE x.genre = '{genre}'
        """,  # noqa: S608 (a name of this file)
        mesure="SUM(nombre)",
        lignes=TRANCHES,
        colonnes=des_faits(
            "action",
            f"SELECT action, intitule FROM actions_lues WHERE genre = '{genre}' "  # noqa: S608
            "ORDER BY COALESCE(ordre_commune, 9999), commune, ordre, action",
        ),
        notes=("Une personne qui participe à deux actions compte dans chacune.",),
        achever=partial(actions_en_colonnes, a_part=a_part, a_part_si_connu=a_part_si_connu),
    )


CATALOGUE = (
    Definition(
        id="donnees_socio_economiques",
        titre="Données socio-économiques des territoires d'intervention",
        unite="selon la ligne",
        population="indicateurs",
        regle="Valeurs publiées, la plus récente de chaque indicateur au 31 décembre. NC : non communiqué.",
        source="""
            SELECT i.indicateur, i.service || '/' || i.territoire AS territoire, i.valeur_centiemes
            FROM indicateurs i
        """,
        mesure="SUM(valeur_centiemes)",
        compose="",
        lignes=liste("indicateur"),
        colonnes=des_faits(
            "territoire",
            "SELECT service || '/' || territoire, nom FROM territoires t WHERE EXISTS "
            "(SELECT 1 FROM indicateurs i WHERE i.territoire = t.territoire AND i.service = t.service) "
            "ORDER BY service, ordre",
        ),
        achever=indicateurs_avec_annee,
    ),
    *ORGANISATION,
    Definition(
        id="financements",
        titre="Financements des projets et des actions, par financeur",
        unite="euros",
        population="euros accordés",
        regle="Ce que chaque financeur accorde dans l'année : par ses appels à projets, et aux actions de l'année hors "
        "appel à projets. Ce qu'une action reçoit d'un appel y est déjà compté.",
        source="""
            SELECT COALESCE(t.code, '?') AS financeur, f.demande_centimes, f.accorde_centimes
            FROM financements f
            LEFT JOIN termes t ON t.liste = 'financeur' AND t.lu = f.financeur
            WHERE NOT f.est_part_d_un_appel
        """,
        mesure="SUM(accorde_centimes)",
        compose="",
        lignes=liste("financeur"),
        colonnes=unique("Accordé"),
        supplements=(Supplement("demande", "Demandé", "SUM(demande_centimes)", "TRUE"),),
        achever=euros_par_financeur,
    ),
    Definition(
        id="cout_des_actions",
        titre="Ce que coûtent les actions, et qui les paie",
        unite="euros",
        population="euros accordés aux actions",
        regle="Pour chaque action de l'année dont un montant est renseigné : ce que chaque financeur accorde, dans un "
        "appel à projets ou non, et ce que l'action a coûté.",
        source="""
            SELECT f.action, COALESCE(t.code, '?') AS financeur, f.accorde_centimes
            FROM financements f
            LEFT JOIN termes t ON t.liste = 'financeur' AND t.lu = f.financeur
            WHERE f.action IS NOT NULL AND f.accorde_centimes IS NOT NULL
        """,
        mesure="SUM(accorde_centimes)",
        compose="",
        lignes=des_faits(
            "action",
            "SELECT action, intitule FROM actions a WHERE cout_centimes IS NOT NULL OR EXISTS "
            "(SELECT 1 FROM financements f WHERE f.action = a.action AND f.accorde_centimes IS NOT NULL) "
            "ORDER BY ordre, action",
        ),
        colonnes=liste("financeur"),
        achever=cout_en_euros,
        est_facultatif=True,
    ),
    *HEURES,
    *_rencontres("travail_de_rue", "travail de rue"),
    *_rencontres("presence_sociale", "présence sociale"),
    Definition(
        id="jeunes_rencontres_par_quartier",
        titre="Jeunes rencontrés en travail de rue, par quartier",
        unite="jeunes différents",
        population="jeunes différents rencontrés (travail de rue)",
        regle="Jeunes connus, présents à au moins une sortie de travail de rue, par commune de la sortie. "
        f"{DIFFERENTS}",
        source="SELECT jeune, commune FROM rencontres WHERE genre = 'rencontres_travail_de_rue'",
        lignes=des_faits(
            "commune",
            """
            SELECT commune, MIN(nom_commune)
                   || COALESCE(' (' || STRING_AGG(CASE WHEN nature = 'quartier' THEN nom END, ', ' ORDER BY ordre)
                               || ')', '')
            FROM territoires
            WHERE commune IS NOT NULL
            GROUP BY commune
            ORDER BY MIN(ordre_commune)
            """,
        ),
        colonnes=unique("Jeunes"),
        est_additif=False,
        notes=("Un jeune rencontré dans deux communes compte dans chacune, et une fois dans le total.",),
    ),
    Definition(
        id="jeunes_accompagnes_sexe_age",
        titre="Jeunes accompagnés : sexe et âge",
        unite="jeunes différents",
        population="jeunes accompagnés",
        regle=f"{ACCOMPAGNE} {NOUVEAU} {AGE}",
        source="SELECT * FROM accompagnes",
        lignes=TRANCHES,
        colonnes=SEXES,
        supplements=(DONT_NOUVEAUX,),
    ),
    Definition(
        id="scolarite",
        titre="Scolarité et situation des jeunes accompagnés",
        unite="jeunes différents",
        population="jeunes accompagnés",
        regle=f"{ACCOMPAGNE} La situation est la dernière tenue dans l'année. {AGE}",
        source="SELECT * FROM accompagnes",
        lignes=liste("situation"),
        colonnes=TRANCHES,
    ),
    Definition(
        id="commune_de_residence",
        titre="Commune de résidence des jeunes accompagnés",
        unite="jeunes différents",
        population="jeunes accompagnés",
        regle=f"{ACCOMPAGNE} {AGE}",
        source="SELECT * FROM accompagnes",
        lignes=des_faits(
            "commune",
            "SELECT DISTINCT commune, nom_commune FROM accompagnes WHERE commune IS NOT NULL ORDER BY nom_commune",
        ),
        colonnes=TRANCHES,
    ),
    Definition(
        id="problematiques",
        titre="Problématiques à l'origine de l'accompagnement",
        unite="jeunes différents",
        population="jeunes accompagnés",
        regle=f"{ACCOMPAGNE} Problématiques repérées au 31 décembre. {AGE}",
        source="""
            SELECT a.jeune, a.tranche, p.problematique
            FROM accompagnes a LEFT JOIN problematiques_lues p ON p.jeune = a.jeune
        """,
        lignes=liste("problematique"),
        colonnes=TRANCHES,
        base=NB_ACCOMPAGNES,
        est_additif=False,
        notes=(CUMUL,),
    ),
    Definition(
        id="cumul_problematiques",
        titre="Cumul des familles de problématiques",
        unite="jeunes différents",
        population="jeunes accompagnés",
        regle=f"{ACCOMPAGNE} Nombre de familles de problématiques différentes, par jeune.",
        source="""
            SELECT a.jeune,
                   CASE WHEN COUNT(DISTINCT p.famille) > 4 THEN 4 ELSE COUNT(DISTINCT p.famille) END AS familles
            FROM accompagnes a LEFT JOIN problematiques_lues p ON p.jeune = a.jeune
            GROUP BY a.jeune
        """,
        lignes=des_faits(
            "familles",
            "SELECT * FROM (VALUES (0, 'Aucune problématique renseignée'), (1, 'Une famille'), "
            "(2, 'Deux familles'), (3, 'Trois familles'), (4, 'Quatre familles ou plus')) AS v(code, libelle)",
        ),
        colonnes=unique("Jeunes"),
        achever=parts_en_colonne,
    ),
    Definition(
        id="co_accompagnement",
        titre="Autres services intervenant auprès du jeune ou de sa famille",
        unite="jeunes différents",
        population="jeunes accompagnés",
        regle=f"{ACCOMPAGNE} Co-accompagné : un autre service est intervenu au moins un jour de l'année.",
        source="""
            SELECT DISTINCT a.jeune,
                   CASE WHEN c.categorie IS NULL THEN NULL ELSE COALESCE(t.code, '?') END AS categorie_partenaire
            FROM accompagnes a
            JOIN co_accompagnements c ON c.jeune = a.jeune
            LEFT JOIN termes t ON t.liste = 'categorie_partenaire' AND t.lu = c.categorie
        """,
        lignes=liste("categorie_partenaire"),
        colonnes=unique("Nombre de jeunes"),
        base=NB_ACCOMPAGNES,
        est_additif=False,
        notes=(CUMUL, "Le total compte une fois chaque jeune co-accompagné."),
    ),
    Definition(
        id="duree_accompagnement",
        titre="Durée d'accompagnement",
        unite="jeunes différents",
        population="jeunes accompagnés",
        regle=f"{ACCOMPAGNE} La durée, en mois entiers, va du début de l'accompagnement à sa fin, ou au "
        f"31 décembre s'il dure encore. {AGE}",
        source="SELECT * FROM accompagnes",
        lignes=DUREES,
        colonnes=TRANCHES,
    ),
    Definition(
        id="statuts",
        titre="Catégories d'accompagnement",
        unite="jeunes différents",
        population="jeunes ayant eu un statut dans l'année",
        regle="Pour un jeune accompagné, le dernier statut de l'année qui compte comme un accompagnement ; pour un "
        "autre, le dernier statut de l'année.",
        source="SELECT jeune, statut FROM categories",
        lignes=STATUTS,
        colonnes=unique("Jeunes"),
        achever=rappeler_les_accompagnes,
    ),
    Definition(
        id="motifs_de_cloture",
        titre="Sorties en fin d'accompagnement",
        unite="jeunes différents",
        population="jeunes dont un accompagnement a pris fin dans l'année",
        regle="Jeunes dont un accompagnement a pris fin dans l'année, par motif ; si plusieurs ont pris fin, le "
        "dernier.",
        source="SELECT jeune, motif FROM clotures",
        lignes=liste("motif_cloture", "motif"),
        colonnes=unique("Jeunes"),
    ),
    Definition(
        id="reorientations",
        titre="Réorientations vers des partenaires en fin d'accompagnement",
        unite="réorientations",
        population="réorientations en fin d'accompagnement",
        regle="Orientations de l'année faites en fin d'accompagnement. Jonction réalisée : le jeune et le "
        "partenaire se sont vraiment rencontrés.",
        source="""
            SELECT COALESCE(t.code, '?') AS orientation, o.jonction, o.jeune
            FROM orientations o
            LEFT JOIN termes t ON t.liste = 'orientation' AND t.lu = o.nature
            WHERE o.est_de_fin
        """,
        mesure="COUNT(*)",
        lignes=liste("orientation"),
        colonnes=unique("Réorientations"),
        supplements=(
            Supplement(
                "jonction", "Dont jonction réalisée", "SUM(CASE WHEN jonction THEN 1 ELSE 0 END)", "jonction"
            ),
        ),
    ),
    _actions("actions_collectives", "Actions collectives menées pour les jeunes et familles accompagnés"),
    _actions(
        "actions_dsl",
        "Actions de développement social local à l'initiative du service",
        "Les participants sont les personnes en implication.",
        (FAMILLES, VISITEURS, NB_PARTENAIRES),
        (),
    ),
    _actions("actions_parentalite", "Parentalité"),
    _actions("actions_partenariales", "Actions et événements ponctuels à l'initiative d'un partenaire"),
    *PARTENARIAT,
    INFORMATIONS_PREOCCUPANTES,
    Definition(
        id="seances_par_mois",
        titre="Séances d'actions collectives, par mois",
        unite="séances",
        population="séances d'actions collectives",
        regle="Interventions de l'année rattachées à une action collective, au mois où elles commencent.",
        source="SELECT EXTRACT(MONTH FROM date) AS mois, intervention FROM interventions WHERE action IS NOT NULL",
        mesure="COUNT(*)",
        compose="intervention",
        lignes=MOIS,
        colonnes=unique("Séances"),
    ),
    Definition(
        id="actions_par_nature",
        titre="Actions de l'année, par nature",
        unite="actions",
        population="actions de l'année",
        regle="Les actions de l'année. Une idée, tant qu'elle n'a eu ni séance, ni participant, n'en est pas une.",
        source="""
            SELECT COALESCE(t.racine, '?') AS nature_action, x.action
            FROM actions x
            LEFT JOIN termes t ON t.liste = 'nature_action' AND t.lu = x.nature
        """,
        mesure="COUNT(*)",
        compose="",
        lignes=racines("nature_action"),
        colonnes=unique("Actions"),
    ),
)
