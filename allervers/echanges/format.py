"""The import format: one table a kind of record, one line a column. What is not declared here is refused.

`docs/import.md`, the empty workbook and the reader all come from this file and those of the kinds that it gathers.
"""

from allervers.referentiel.models import Liste

from .colonnes import CODE, DEBUT, FIN, JEUNE, ORDRE, SEXE, TRANCHE, Colonne, Genre, Type, oblige
from .genres_moyens import MOYENS
from .genres_partenariat import PARTENARIAT
from .genres_territoire import TERRITOIRE

# In the order in which they are read: a line may only name lines of the same or an earlier kind.
GENRES = (
    Genre(
        "service", "Le service", "Une seule ligne : le service dont on importe l'année.", ("code",),
        (
            CODE,
            oblige("nom", Type.TEXTE, "Nom du service.", "SPS des Terrils"),
            oblige("preset", Type.CODE, "Listes de départ : le code d'un préréglage.", "62"),
            oblige("depuis", Type.ANNEE, "Première année que ces listes décrivent.", "2023"),
            Colonne("association", Type.TEXTE, "Association gestionnaire."),
            Colonne("direction", Type.TEXTE, "Directrice ou directeur."),
            Colonne("presidence", Type.TEXTE, "Présidente ou président."),
            Colonne("adresse", Type.TEXTE, "Adresse postale."),
            Colonne("telephone", Type.TEXTE, "Téléphone du service."),
            Colonne("courriel", Type.TEXTE, "Courriel du service."),
        ),
    ),
    Genre(
        "termes", "Compléments aux listes",
        "Ce que le service ajoute, renomme ou retire, à partir d'une année ; les années d'avant ne changent pas.",
        ("liste", "code", "depuis"),
        (
            oblige("liste", Type.CHOIX, "La liste complétée.", "orientation", choix=tuple(Liste.values)),
            CODE,
            oblige("depuis", Type.ANNEE, "Première année concernée.", "2023"),
            Colonne("libelle", Type.TEXTE, "Comme il s'écrit dans le rapport.", "Médiathèque"),
            Colonne("parent", Type.CODE, "Code du terme qui le regroupe, dans la même liste.", "autres"),
            ORDRE,
            Colonne("retire", Type.OUI_NON, "oui : n'est plus proposé à partir de cette année.", "non"),
        ),
    ),
    Genre(
        "equipes", "Équipes", "Les équipes du service.", ("code",),
        (CODE, oblige("nom", Type.TEXTE, "Nom de l'équipe.", "Équipe de Carvin")),
    ),
    Genre(
        "professionnels", "Professionnels", "Qui travaille, ou a travaillé, dans le service.", ("code",),
        (
            CODE,
            Colonne("prenom", Type.TEXTE, "Prénom."),
            Colonne("nom", Type.TEXTE, "Nom."),
            oblige(
                "role", Type.CHOIX, "Ses droits dans le logiciel.", "educateur",
                choix=("educateur", "chef_de_service", "direction", "secretariat", "statistiques",
                       "administration_technique"),
            ),
            Colonne("courriel", Type.TEXTE, "Pour se connecter ; vide : pas de compte."),
        ),
    ),
    Genre(
        "affectations", "Affectations", "Qui est dans quelle équipe, et quand.",
        ("professionnel", "equipe", "debut"),
        (
            oblige("professionnel", Type.LIEN, "Code du professionnel.", vers="professionnels"),
            oblige("equipe", Type.LIEN, "Code de l'équipe.", vers="equipes"),
            DEBUT,
            FIN,
        ),
    ),
    Genre(
        "territoires", "Territoires", "Les lieux du service, du plus grand au plus petit.", ("code",),
        (
            CODE,
            oblige(
                "nature", Type.CHOIX, "Sorte de lieu.", "quartier",
                choix=("departement", "epci", "commune", "quartier", "etablissement"),
            ),
            oblige("nom", Type.TEXTE, "Comme il s'écrit dans le rapport.", "Germinal"),
            Colonne("parent", Type.LIEN, "Code du territoire qui le contient.", "carvin", vers="territoires"),
            Colonne("commune", Type.COMMUNE, "Obligatoire pour une commune.", "62215"),
            Colonne("code_officiel", Type.TEXTE, "SIREN, code QPV, IRIS (tous ceux du quartier) ou UAI.", "QN06215M"),
            ORDRE,
        ),
    ),
    Genre(
        "indicateurs", "Données socio-économiques", "Une valeur officielle par territoire et par année.",
        ("territoire", "indicateur", "annee"),
        (
            oblige("territoire", Type.LIEN, "Code du territoire.", "carvin", vers="territoires"),
            oblige("indicateur", Type.TERME, "L'indicateur.", liste=Liste.INDICATEUR),
            oblige("annee", Type.ANNEE, "Année de la donnée.", "2022"),
            oblige("valeur", Type.DECIMAL_OU_NC, "La valeur publiée.", "31,4"),
            Colonne("source", Type.TEXTE, "D'où elle vient.", "INSEE"),
        ),
    ),
    *TERRITOIRE,
    Genre(
        "partenaires", "Partenaires", "Les partenaires du service.", ("code",),
        (
            CODE,
            oblige("nom", Type.TEXTE, "Nom du partenaire.", "Collège Vinci"),
            Colonne("categorie", Type.TERME, "Catégorie.", liste=Liste.CATEGORIE_PARTENAIRE),
        ),
    ),
    Genre(
        "instances", "Instances", "Les instances où le service siège.", ("code",),
        (
            CODE,
            oblige("nom", Type.TEXTE, "Nom de l'instance.", "CLSM"),
            oblige("champ", Type.TEXTE, "Champ d'intervention.", "Emploi"),
            ORDRE,
        ),
    ),
    Genre(
        "reseaux", "Réseaux", "Les accords d'accueil à la journée.", ("code",),
        (
            CODE,
            oblige("nom", Type.TEXTE, "Nom du réseau.", "Les 4 collèges"),
            oblige("dispositif", Type.TERME, "Objet de l'accueil.", liste=Liste.DISPOSITIF_ACCUEIL),
            Colonne("partenaire", Type.LIEN, "Code du partenaire.", vers="partenaires"),
            Colonne("modalites", Type.TEXTE, "Modalités.", "Accueil à la journée"),
            Colonne("convention", Type.OUI_NON, "Une convention est signée.", "oui"),
            ORDRE,
        ),
    ),
    *PARTENARIAT,
    Genre(
        "jeunes", "Jeunes", "Un jeune par ligne, sous un code ; jamais un nom.", ("code",),
        (
            CODE,
            SEXE,
            Colonne("annee_naissance", Type.ANNEE, "Vide : inconnue.", "2010"),
            Colonne("tranche", Type.TRANCHE, "Tranche d'âge, si l'année de naissance est inconnue.", "11 à 14 ans"),
            Colonne("annee_tranche", Type.ANNEE, "Année où cette tranche a été notée.", "2024"),
            Colonne("commune", Type.COMMUNE, "Commune de résidence ; vide : inconnue.", "62215"),
            oblige("premier_contact", Type.DATE, "Date du premier contact.", "12/01/2024"),
            Colonne("origine", Type.TERME, "Origine du premier contact.", liste=Liste.ORIGINE),
            Colonne("niveau", Type.CHOIX, "b : alias (par défaut) ; c : fiche, après accord.", "b", choix=("b", "c")),
            Colonne("accord_le", Type.DATE, "Date de l'accord du jeune ; obligatoire au niveau c."),
            Colonne("accord_mode", Type.CHOIX, "Forme de l'accord.", "oral", choix=("oral", "écrit")),
            Colonne("dernier_contact", Type.DATE, "Dernier contact venant du jeune."),
        ),
    ),
    Genre(
        "identites", "Identités des jeunes",
        "Chiffrées à la lecture avec la clé du coffre, qui doit exister ; rien n'en est gardé en clair. "
        "Ce qui est déjà dans une fiche n'est pas remplacé. Effacez ce fichier après l'import.",
        ("jeune",),
        (
            JEUNE,
            Colonne("prenom", Type.SCELLE, "Prénom ou surnom."),
            Colonne("nom", Type.SCELLE, "Nom ; au niveau c seulement, comme la suite."),
            Colonne("telephone", Type.SCELLE, "Téléphone."),
            Colonne("reseaux", Type.SCELLE, "Réseaux sociaux."),
            Colonne("adresse", Type.SCELLE, "Adresse."),
        ),
    ),
    Genre(
        "rattachements", "Équipes des jeunes",
        "Quelle équipe suit quel jeune, et quand. Un jeune sans équipe est vu par toutes.",
        ("jeune", "equipe", "debut"),
        (
            JEUNE,
            oblige("equipe", Type.LIEN, "Code de l'équipe.", "carvin", vers="equipes"),
            DEBUT,
            FIN,
        ),
    ),
    Genre(
        "statuts", "Statuts des jeunes", "Qui a eu quel statut, et quand ; jamais deux à la fois.",
        ("jeune", "debut"),
        (
            JEUNE,
            oblige("statut", Type.STATUT, "Le statut.", "PAEI"),
            DEBUT,
            FIN,
            Colonne("motif_cloture", Type.TERME, "Si l'accompagnement s'arrête là.", liste=Liste.MOTIF_CLOTURE),
        ),
    ),
    Genre(
        "situations", "Situations des jeunes", "Scolarité, emploi, formation ; jamais deux à la fois.",
        ("jeune", "debut"),
        (JEUNE, oblige("situation", Type.TERME, "La situation.", "Collège", liste=Liste.SITUATION), DEBUT, FIN),
    ),
    Genre(
        "problematiques", "Problématiques des jeunes", "Une ligne par jeune et par problématique.",
        ("jeune", "problematique"),
        (
            JEUNE,
            oblige("problematique", Type.TERME, "La problématique.", liste=Liste.PROBLEMATIQUE),
            oblige("reperee_le", Type.DATE, "Date du repérage.", "05/03/2024"),
            Colonne("origine", Type.OUI_NON, "À l'origine de l'accompagnement ; vide : oui.", "oui"),
        ),
    ),
    Genre(
        "co_accompagnements", "Co-accompagnements", "Les autres services qui interviennent auprès du jeune.",
        ("jeune", "partenaire", "debut"),
        (JEUNE, oblige("partenaire", Type.LIEN, "Code du partenaire.", vers="partenaires"), DEBUT, FIN),
    ),
    Genre(
        "orientations", "Orientations", "Vers qui le jeune a été orienté.", ("jeune", "nature", "date"),
        (
            JEUNE,
            oblige("nature", Type.TERME, "Vers quoi.", "Mission locale", liste=Liste.ORIENTATION),
            Colonne("partenaire", Type.LIEN, "Code du partenaire.", vers="partenaires"),
            oblige("date", Type.DATE, "Date de l'orientation.", "05/03/2024"),
            Colonne("fin", Type.OUI_NON, "En fin d'accompagnement ; vide : non.", "oui"),
            Colonne("jonction", Type.OUI_NON, "La rencontre a eu lieu ; vide : pas encore su.", "oui"),
        ),
    ),
    Genre(
        "signalements", "Informations préoccupantes",
        "Ce qui a été transmis à la CRIP, au procureur… ; que seuls lisent la direction et les chefs de service.",
        ("jeune", "destinataire", "date"),
        (
            JEUNE,
            oblige("destinataire", Type.TERME, "À qui.", "crip", liste=Liste.DESTINATAIRE_SIGNALEMENT),
            oblige("date", Type.DATE, "Transmise le.", "05/03/2024"),
            Colonne("parents_informes_le", Type.DATE, "Parents informés le.", "06/03/2024"),
            Colonne(
                "sans_informer", Type.CHOIX, "Ou pas informés, parce que ; vide : à faire.", "interet",
                choix=("interet", "enquete", "injoignables", "majeur"),
            ),
            Colonne("suite", Type.TERME, "Suite donnée.", "Sans suite", liste=Liste.SUITE_SIGNALEMENT),
            Colonne("suite_le", Type.DATE, "Suite connue le.", "04/06/2024"),
        ),
    ),
    Genre(
        "actions", "Actions collectives", "Une ligne par action et par année.", ("code",),
        (
            CODE,
            oblige("annee", Type.ANNEE, "Année de l'action.", "2024"),
            oblige("nature", Type.TERME, "Nature de l'action.", "Sortie", liste=Liste.NATURE_ACTION),
            oblige("intitule", Type.TEXTE, "Intitulé.", "Tournois de football"),
            Colonne("territoire", Type.LIEN, "Code du territoire.", "carvin", vers="territoires"),
            Colonne("initiative", Type.CHOIX, "Vide : le service.", "service", choix=("service", "partenaire")),
            Colonne("unite_duree", Type.CHOIX, "Se compte en ; vide : séances.", "jours", choix=("seances", "jours")),
            Colonne("familles", Type.ENTIER, "Familles impliquées.", "3"),
            Colonne("visiteurs", Type.ENTIER, "Visiteurs.", "278"),
            Colonne("nb_classes", Type.ENTIER, "Classes accueillies.", "4"),
            Colonne("non_communique", Type.OUI_NON, "Participants non communiqués.", "non"),
            Colonne("partenaires", Type.LIENS, "Codes des partenaires.", "micky|vinci", vers="partenaires"),
            Colonne(
                "financeurs", Type.TERMES, "Financeurs dont le montant n'est pas donné.", "SPS", liste=Liste.FINANCEUR
            ),
            Colonne("cout", Type.DECIMAL, "Coût réel, en euros.", "1250,50"),
            Colonne("idee", Type.OUI_NON, "Encore une idée : ne compte pas ; vide : non.", "non"),
            ORDRE,
        ),
    ),
    Genre(
        "appels", "Appels à projets", "Ce qui est demandé à un financeur, et ce qu'il accorde.", ("code",),
        (
            CODE,
            oblige("annee", Type.ANNEE, "Année dont l'argent est compté.", "2024"),
            oblige("financeur", Type.TERME, "Le financeur.", "SPS", liste=Liste.FINANCEUR),
            oblige("intitule", Type.TEXTE, "Intitulé.", "Vacances apprenantes"),
            Colonne(
                "etat", Type.CHOIX, "Vide : à déposer.", "accorde",
                choix=("a_deposer", "depose", "accorde", "refuse", "abandonne"),
            ),
            Colonne("echeance", Type.DATE, "À déposer avant le.", "15/03/2024"),
            Colonne("demande", Type.DECIMAL, "Montant demandé, en euros.", "3000"),
            Colonne("accorde", Type.DECIMAL, "Montant accordé, en euros.", "2500"),
            Colonne("bilan", Type.DATE, "Bilan à rendre le.", "31/01/2025"),
            Colonne("bilan_rendu", Type.DATE, "Bilan rendu le.", "20/01/2025"),
        ),
    ),
    Genre(
        "financements", "Financements des actions", "Ce qu'un financeur donne à une action, quand on sait combien.",
        ("action", "financeur", "appel"),
        (
            oblige("action", Type.LIEN, "Code de l'action.", vers="actions"),
            oblige("financeur", Type.TERME, "Le financeur.", "SPS", liste=Liste.FINANCEUR),
            Colonne("appel", Type.LIEN, "Code de l'appel à projets qui paie.", vers="appels"),
            Colonne("demande", Type.DECIMAL, "Montant demandé, en euros.", "1000"),
            Colonne("montant", Type.DECIMAL, "Montant accordé, en euros.", "800"),
        ),
    ),
    Genre(
        "effectifs", "Participants comptés", "Participants que le service ne connaît pas un par un.",
        ("action", "sexe", "tranche"),
        (
            oblige("action", Type.LIEN, "Code de l'action.", vers="actions"),
            SEXE,
            TRANCHE,
            oblige("nombre", Type.ENTIER, "Personnes différentes.", "28"),
        ),
    ),
    Genre(
        "interventions", "Interventions", "Ce que le service a fait, une ligne à la fois.", ("code",),
        (
            CODE,
            oblige("type", Type.TERME, "Type d'activité.", "Travail de rue", liste=Liste.TYPE_ACTIVITE),
            oblige("date", Type.DATE, "Jour où elle commence.", "05/03/2024"),
            Colonne("heure", Type.HEURE, "Heure de début.", "16:30"),
            oblige("duree", Type.DUREE, "Durée, pour chaque professionnel.", "2h"),
            oblige(
                "professionnels", Type.LIENS, "Codes des professionnels présents.", "e1|e2", vers="professionnels"
            ),
            Colonne("lieu", Type.LIEN, "Code du territoire.", "germinal", vers="territoires"),
            Colonne("action", Type.LIEN, "Code de l'action dont c'est une séance.", vers="actions"),
            Colonne("instance", Type.LIEN, "Code de l'instance.", vers="instances"),
            Colonne("partenaires", Type.LIENS, "Codes des partenaires présents.", "vinci", vers="partenaires"),
            Colonne(
                "etiquettes", Type.TERMES, "Ce que l'on a remarqué sur le lieu.", "Tensions", liste=Liste.ETIQUETTE
            ),
            Colonne("observation_lieu", Type.TEXTE, "Sur le lieu, jamais sur une personne.", "Place animée"),
        ),
    ),
    Genre(
        "presences", "Présences", "Les jeunes connus qui étaient là.", ("intervention", "jeune"),
        (oblige("intervention", Type.LIEN, "Code de l'intervention.", vers="interventions"), JEUNE),
    ),
    Genre(
        "comptages", "Comptages anonymes", "Les rencontres sans identification.",
        ("intervention", "sexe", "tranche", "nouveaux"),
        (
            oblige("intervention", Type.LIEN, "Code de l'intervention.", vers="interventions"),
            SEXE,
            TRANCHE,
            Colonne("nouveaux", Type.OUI_NON, "Vus pour la première fois ; vide : non.", "non"),
            oblige("nombre", Type.ENTIER, "Rencontres.", "5"),
        ),
    ),
    Genre(
        "accueils", "Accueils à la journée", "Un accueil par ligne.", ("code",),
        (
            CODE,
            oblige("reseau", Type.LIEN, "Code du réseau.", vers="reseaux"),
            oblige("date", Type.DATE, "Premier jour.", "05/03/2024"),
            Colonne(
                "partenaire", Type.LIEN, "Code du partenaire qui l'envoie, si le réseau en a plusieurs.", "vinci",
                vers="partenaires",
            ),
            Colonne("jeune", Type.LIEN, "Code du jeune, s'il est connu.", "K7M2", vers="jeunes"),
            Colonne("nombre", Type.ENTIER, "Sinon, nombre de personnes.", "4"),
            Colonne("precision", Type.TEXTE, "Précision.", "BTS comptabilité"),
            Colonne("demi_journees", Type.ENTIER, "Demi-journées ; vide : non communiquées.", "31"),
        ),
    ),
    Genre(
        "demi_journees", "Demi-journées d'accueil",
        "Le calendrier d'un accueil, à la place du nombre de demi-journées ; chacune compte dans son année.",
        ("accueil", "date", "moment"),
        (
            oblige("accueil", Type.LIEN, "Code de l'accueil.", "A-001", vers="accueils"),
            oblige("date", Type.DATE, "Jour.", "05/03/2024"),
            oblige("moment", Type.CHOIX, "Moitié de la journée.", "matin", choix=("matin", "après-midi")),
        ),
    ),
    Genre(
        "postes", "Postes", "Les postes de l'année, en équivalent temps plein.", ("annee", "code"),
        (
            CODE,
            oblige("annee", Type.ANNEE, "Année.", "2024"),
            oblige("intitule", Type.TERME, "Le poste.", "Éducateur spécialisé", liste=Liste.POSTE),
            oblige("etp", Type.DECIMAL, "Équivalent temps plein.", "0,72"),
            Colonne("debut", Type.DATE, "Premier jour, si le poste commence dans l'année.", "06/05/2024"),
            Colonne("fin", Type.DATE, "Jour où il prend fin, s'il s'arrête dans l'année."),
        ),
    ),
    Genre(
        "parts_postes", "Financement des postes", "Ce que chaque financeur paie d'un poste.",
        ("annee", "poste", "financeur"),
        (
            oblige("annee", Type.ANNEE, "Année du poste.", "2024"),
            oblige("poste", Type.CODE, "Code du poste.", "educ-1"),
            oblige("financeur", Type.TERME, "Le financeur.", liste=Liste.FINANCEUR_POSTE),
            oblige("etp", Type.DECIMAL, "ETP financés.", "0,5"),
        ),
    ),
    *MOYENS,
)  # fmt: skip
