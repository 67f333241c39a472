"""What ties the service to its partners, as tables of the import."""

from .colonnes import CODE, DEBUT, FIN, Colonne, Genre, Type, oblige

PARTENAIRE = oblige("partenaire", Type.LIEN, "Code du partenaire.", "vinci", vers="partenaires")

PARTENARIAT = (
    Genre(
        "contacts", "Contacts", "Les professionnels que l'on appelle chez un partenaire ; jamais un jeune.",
        ("partenaire", "nom"),
        (
            PARTENAIRE,
            oblige("nom", Type.TEXTE, "Nom du professionnel."),
            Colonne("fonction", Type.TEXTE, "Sa fonction.", "Conseillère principale d'éducation"),
            Colonne("telephone", Type.TEXTE, "Téléphone professionnel."),
            Colonne("courriel", Type.TEXTE, "Courriel professionnel."),
        ),
    ),
    Genre(
        "conventions", "Conventions", "Les accords signés avec les partenaires.", ("code",),
        (
            CODE,
            PARTENAIRE,
            Colonne("reseau", Type.LIEN, "Code du réseau d'accueil qu'elle formalise.", vers="reseaux"),
            oblige("objet", Type.TEXTE, "Objet.", "Accueil des élèves exclus"),
            DEBUT,
            FIN,
            Colonne("rappel_mois", Type.ENTIER, "Rappel, en mois avant la fin ; vide : 3.", "3"),
        ),
    ),
    Genre(
        "partenariats_informels", "Partenariats informels", "Avec qui l'on travaille sans convention, et pourquoi.",
        ("partenaire", "debut"),
        (
            PARTENAIRE,
            oblige("raisons", Type.TEXTE, "Ce qui motive le travail commun.", "Prêt de la salle, sorties communes"),
            DEBUT,
            FIN,
        ),
    ),
)  # fmt: skip
