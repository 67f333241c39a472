"""What the team sees of a place, as tables of the import: groups, equipment, diagnosis; never a person."""

from .colonnes import Colonne, Genre, Type, oblige

LIEU = oblige("territoire", Type.LIEN, "Code du territoire.", "germinal", vers="territoires")
ANNEE = oblige("annee", Type.ANNEE, "Année.", "2024")

TERRITOIRE = (
    Genre(
        "groupes", "Groupes de jeunes", "Un groupe rencontré en un lieu, à une saison : un nombre, jamais des noms.",
        ("territoire", "annee", "saison", "description"),
        (
            LIEU,
            ANNEE,
            oblige("saison", Type.CHOIX, "Saison.", "été", choix=("hiver", "printemps", "été", "automne")),
            oblige("nombre", Type.ENTIER, "Jeunes, environ.", "8"),
            oblige("description", Type.TEXTE, "Où, quand, autour de quoi.", "Le soir, autour du city stade"),
        ),
    ),
    Genre(
        "equipements", "Équipements et structures", "Ce qu'il y a dans un lieu.", ("territoire", "nom"),
        (
            LIEU,
            oblige("nature", Type.CHOIX, "Sorte.", "structure", choix=("équipement", "structure")),
            oblige("nom", Type.TEXTE, "Nom.", "Centre social"),
            Colonne("precision", Type.TEXTE, "Ce qu'on y trouve.", "Accueil de jeunes, deux soirs par semaine"),
            Colonne("debut", Type.DATE, "Ouvert le ; vide : depuis toujours."),
            Colonne("fin", Type.DATE, "Fermé le."),
        ),
    ),
    Genre(
        "diagnostics", "Diagnostics", "Ce que l'équipe dit d'un lieu, une année.", ("territoire", "annee"),
        (
            LIEU,
            ANNEE,
            oblige("texte", Type.TEXTE, "Le diagnostic.", "Le quartier rajeunit ; les soirées s'allongent"),
        ),
    ),
)  # fmt: skip
