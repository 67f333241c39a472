"""The facts, column by column: what is left of the records once nobody can be recognised by an identifier.

A youth, an intervention or an action is a rank (`jeune`, `intervention`, `action`), drawn for one extraction:
it links the tables of that extraction and means nothing elsewhere. Facts are those of one year of one or
several services. A code is that of the service's lists; null is « non renseigné ».
"""

import pyarrow as pa

SERVICE = ("service", pa.string(), "code du service")
JEUNE = ("jeune", pa.int32(), "rang du jeune dans cette extraction")
AGE_MIN = ("age_min", pa.int16(), "âge au 31 décembre, ou âge minimal de la tranche notée")
AGE_MAX = ("age_max", pa.int16(), "le même âge, ou âge maximal de la tranche notée (999 : sans borne)")
SEXE = ("sexe", pa.string(), "fille, garcon ou autre")

BIEN = (
    SERVICE,
    ("bien", pa.string(), "code dans le service"),
    ("nom", pa.string(), "nom"),
    ("provenance", pa.string(), "achete, loue ou prete"),
    ("preteur", pa.string(), "qui le loue ou le prête"),
    ("debut", pa.date32(), "depuis le ; null : depuis toujours"),
    ("fin", pa.date32(), "jour où il est rendu, vendu ou quitté ; null : il est là"),
    ("ordre", pa.int32(), "rang dans le rapport"),
)

TABLES = {
    "services": (
        "Les services, et l'année de ces faits.",
        SERVICE,
        ("nom", pa.string(), "nom du service"),
        ("annee", pa.int16(), "année des faits"),
    ),
    "territoires": (
        "Les lieux des services.",
        SERVICE,
        ("territoire", pa.string(), "code du territoire"),
        ("nom", pa.string(), "nom"),
        ("nature", pa.string(), "departement, epci, commune, quartier ou etablissement"),
        ("commune", pa.string(), "code INSEE de la commune du lieu"),
        ("nom_commune", pa.string(), "nom de cette commune"),
        ("ordre", pa.int32(), "rang du territoire dans le rapport"),
        ("ordre_commune", pa.int32(), "rang de sa commune dans le rapport"),
    ),
    "jeunes": (
        "Les jeunes connus dont le premier contact n'est pas postérieur à l'année.",
        SERVICE,
        JEUNE,
        SEXE,
        AGE_MIN,
        AGE_MAX,
        ("est_nouveau", pa.bool_(), "premier contact dans l'année"),
        ("commune", pa.string(), "code INSEE de la commune de résidence"),
        ("nom_commune", pa.string(), "nom de cette commune"),
        ("situation", pa.string(), "dernière situation tenue dans l'année"),
    ),
    "statuts": (
        "Les périodes de statut commencées avant la fin de l'année.",
        SERVICE,
        JEUNE,
        ("statut", pa.string(), "code du statut"),
        ("debut", pa.date32(), "premier jour"),
        ("fin", pa.date32(), "jour où il prend fin, exclu ; null : il dure"),
        ("motif_cloture", pa.string(), "motif de clôture"),
    ),
    "problematiques": (
        "Les problématiques repérées au 31 décembre.",
        SERVICE,
        JEUNE,
        ("problematique", pa.string(), "code de la problématique"),
        ("est_a_l_origine", pa.bool_(), "à l'origine de l'accompagnement"),
    ),
    "co_accompagnements": (
        "Les autres services intervenus dans l'année auprès du jeune ou de sa famille.",
        SERVICE,
        JEUNE,
        ("categorie", pa.string(), "catégorie du partenaire"),
    ),
    "orientations": (
        "Les orientations de l'année.",
        SERVICE,
        JEUNE,
        ("nature", pa.string(), "code de l'orientation"),
        ("est_de_fin", pa.bool_(), "en fin d'accompagnement"),
        ("jonction", pa.bool_(), "la rencontre a eu lieu"),
    ),
    "signalements": (
        "Les informations préoccupantes de l'année, une fois l'année finie ; sans le jeune.",
        SERVICE,
        ("destinataire", pa.string(), "à qui elle a été transmise"),
    ),
    "interventions": (
        "Les interventions de l'année, au jour où elles commencent.",
        SERVICE,
        ("intervention", pa.int32(), "rang de l'intervention dans cette extraction"),
        ("date", pa.date32(), "jour"),
        ("type", pa.string(), "type d'activité"),
        ("minutes", pa.int32(), "durée, en minutes"),
        ("nb_professionnels", pa.int32(), "professionnels présents"),
        ("territoire", pa.string(), "code du lieu"),
        ("action", pa.int32(), "rang de l'action dont c'est une séance"),
        ("instance", pa.string(), "code de l'instance"),
    ),
    "heures_equipes": (
        "Le temps de l'année par équipe : les plus petites ensemble, pour que personne n'y lise le temps d'un autre.",
        SERVICE,
        ("equipe", pa.string(), "code de l'équipe, ou codes de celles qui sont comptées ensemble"),
        ("nom", pa.string(), "nom"),
        ("minutes", pa.int64(), "durée multipliée par les professionnels présents, en minutes"),
        ("ordre", pa.int32(), "rang dans le rapport"),
    ),
    "presences": (
        "Les jeunes connus présents aux interventions de l'année.",
        ("intervention", pa.int32(), "rang de l'intervention"),
        JEUNE,
    ),
    "comptages": (
        "Les rencontres anonymes de l'année, qui ne s'ajoutent jamais aux jeunes différents.",
        ("intervention", pa.int32(), "rang de l'intervention"),
        SEXE,
        AGE_MIN,
        AGE_MAX,
        ("est_nouveau", pa.bool_(), "vus pour la première fois"),
        ("nombre", pa.int32(), "rencontres"),
    ),
    "actions": (
        "Les actions collectives de l'année.",
        SERVICE,
        ("action", pa.int32(), "rang de l'action dans cette extraction"),
        ("nature", pa.string(), "nature de l'action"),
        ("intitule", pa.string(), "intitulé"),
        ("territoire", pa.string(), "code du lieu"),
        ("unite_duree", pa.string(), "seances ou jours"),
        ("familles", pa.int32(), "familles, jamais ajoutées aux participants"),
        ("visiteurs", pa.int32(), "visiteurs, jamais ajoutés aux participants"),
        ("nb_classes", pa.int32(), "classes accueillies"),
        ("est_non_communique", pa.bool_(), "participants non communiqués"),
        ("partenaires", pa.string(), "noms des partenaires, séparés par des virgules"),
        ("nb_partenaires", pa.int32(), "nombre de partenaires"),
        ("financeurs", pa.string(), "codes des financeurs, séparés par |"),
        ("cout_centimes", pa.int64(), "coût réel, en centimes"),
        ("ordre", pa.int32(), "rang dans le rapport"),
    ),
    "effectifs": (
        "Les participants des actions, comptés sans être connus : des personnes différentes.",
        ("action", pa.int32(), "rang de l'action"),
        SEXE,
        AGE_MIN,
        AGE_MAX,
        ("nombre", pa.int32(), "personnes"),
    ),
    "financements": (
        "Ce que les financeurs donnent : par les appels à projets de l'année, et aux actions de l'année.",
        SERVICE,
        ("financeur", pa.string(), "code du financeur"),
        ("action", pa.int32(), "rang de l'action payée ; null : un appel à projets"),
        ("est_part_d_un_appel", pa.bool_(), "cette action est payée par un appel, compté à part"),
        ("demande_centimes", pa.int64(), "montant demandé, en centimes"),
        ("accorde_centimes", pa.int64(), "montant accordé, en centimes ; null : pas renseigné, ou rien"),
        ("est_accorde", pa.bool_(), "le financeur donne quelque chose, même si l'on ne sait pas combien"),
    ),
    "accueils": (
        "Les accueils à la journée de l'année : ceux du calendrier, par leurs demi-journées de l'année ; les autres, "
        "par leur date.",
        SERVICE,
        ("reseau", pa.string(), "code du réseau"),
        JEUNE,
        ("nombre", pa.int32(), "personnes comptées, si aucune n'est connue"),
        ("demi_journees", pa.int32(), "demi-journées ; null : non communiquées"),
    ),
    "reseaux": (
        "Les réseaux d'accueil à la journée, sauf ceux qui avaient pris fin avant l'année.",
        SERVICE,
        ("reseau", pa.string(), "code du réseau"),
        ("nom", pa.string(), "nom"),
        ("dispositif", pa.string(), "objet de l'accueil"),
        ("modalites", pa.string(), "modalités"),
        ("a_convention", pa.bool_(), "une convention est en vigueur dans l'année"),
        ("ordre", pa.int32(), "rang dans le rapport"),
    ),
    "instances": (
        "Les instances où les services siègent, sauf celles qu'ils avaient quittées avant l'année.",
        SERVICE,
        ("instance", pa.string(), "code de l'instance"),
        ("nom", pa.string(), "nom"),
        ("champ", pa.string(), "champ d'intervention"),
        ("ordre", pa.int32(), "rang dans le rapport"),
    ),
    "postes": (
        "Les postes de l'année.",
        SERVICE,
        ("poste", pa.int32(), "rang du poste dans cette extraction"),
        ("intitule", pa.string(), "intitulé du poste"),
        ("etp_centiemes", pa.int32(), "équivalent temps plein, en centièmes, tant que le poste existe"),
        ("debut", pa.date32(), "premier jour ; null : le 1er janvier"),
        ("fin", pa.date32(), "jour où il prend fin, exclu ; null : après le 31 décembre"),
    ),
    "parts_postes": (
        "Ce que chaque financeur paie d'un poste.",
        ("poste", pa.int32(), "rang du poste"),
        ("financeur", pa.string(), "financeur"),
        ("etp_centiemes", pa.int32(), "équivalent temps plein, en centièmes"),
    ),
    "missions": (
        "Ce que font, dans l'année, ceux qui tiennent un poste.",
        SERVICE,
        ("intitule", pa.string(), "intitulé du poste"),
        ("texte", pa.string(), "missions"),
    ),
    "benevoles": (
        "Les bénévoles de l'année, comptés par mission.",
        SERVICE,
        ("mission", pa.string(), "ce qu'ils font"),
        ("nombre", pa.int32(), "bénévoles"),
        ("heures", pa.int32(), "heures dans l'année ; null : inconnues"),
    ),
    "locaux": ("Les locaux dont le service a disposé dans l'année.", *BIEN, ("usage", pa.string(), "usage")),
    "vehicules": (
        "Les véhicules dont le service a disposé dans l'année.",
        *BIEN,
        ("places", pa.int32(), "places assises"),
    ),
    "plages_accueil": (
        "Les horaires d'ouverture et les permanences de l'année, jour par jour.",
        SERVICE,
        ("nature", pa.string(), "ouverture ou permanence"),
        ("intitule", pa.string(), "intitulé"),
        ("lieu", pa.string(), "lieu"),
        ("jour", pa.int8(), "jour de la semaine, de 1 (lundi) à 7"),
        ("ouvre", pa.int32(), "heure d'ouverture, en minutes depuis minuit"),
        ("ferme", pa.int32(), "heure de fermeture, en minutes depuis minuit"),
        ("debut", pa.date32(), "premier jour"),
        ("fin", pa.date32(), "jour où cela prend fin, exclu ; null : cela dure"),
    ),
    "formations": (
        "Les formations commencées dans l'année.",
        SERVICE,
        ("formation", pa.string(), "code de la formation"),
        ("theme", pa.string(), "thème"),
        ("organisme", pa.string(), "organisme"),
        ("heures_centiemes", pa.int32(), "heures pour chaque personne, en centièmes"),
        ("nb_personnes", pa.int32(), "professionnels qui l'ont suivie"),
        ("debut", pa.date32(), "premier jour"),
        ("dernier_jour", pa.date32(), "dernier jour ; null : le premier"),
    ),
    "partenariats": (
        "Les partenariats informels en cours dans l'année.",
        SERVICE,
        ("partenaire", pa.string(), "code du partenaire"),
        ("nom", pa.string(), "nom du partenaire"),
        ("raisons", pa.string(), "ce qui motive le travail commun"),
        ("nb_actions", pa.int32(), "actions de l'année menées avec lui"),
        ("nb_rencontres", pa.int32(), "interventions de l'année où il était présent"),
    ),
    "indicateurs": (
        "Les données socio-économiques les plus récentes au 31 décembre.",
        SERVICE,
        ("territoire", pa.string(), "code du territoire"),
        ("indicateur", pa.string(), "indicateur"),
        ("annee", pa.int16(), "année de la donnée"),
        ("valeur_centiemes", pa.int64(), "valeur, en centièmes ; null : non communiquée"),
        ("source", pa.string(), "d'où elle vient, en toutes lettres"),
    ),
}

SANS_BORNE = 999


def schema(table: str) -> pa.Schema:
    """Return the Arrow schema of one table of facts, with the meaning of each column in its metadata."""
    _, *colonnes = TABLES[table]
    return pa.schema([pa.field(nom, type, metadata={"sens": sens}) for nom, type, sens in colonnes])
