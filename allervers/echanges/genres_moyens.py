"""The means of the service, as tables of the import: who does what, where, when, with what."""

from allervers.referentiel.models import Liste

from .colonnes import CODE, ORDRE, Colonne, Genre, Type, oblige

ANNEE = oblige("annee", Type.ANNEE, "Année.", "2024")
PROVENANCE = oblige("provenance", Type.CHOIX, "D'où il vient.", "loué", choix=("acheté", "loué", "prêté"))
PRETEUR = Colonne("preteur", Type.TEXTE, "Qui le loue ou le prête.", "Bailleur social")
DEPUIS = Colonne("debut", Type.DATE, "Depuis le ; vide : depuis toujours.", "05/03/2024")
RENDU = Colonne("fin", Type.DATE, "Jour où il est rendu, vendu ou quitté.", "15/06/2024")

MOYENS = (
    Genre(
        "missions", "Missions par poste", "Ce que font ceux qui tiennent un poste.", ("annee", "intitule"),
        (
            ANNEE,
            oblige("intitule", Type.TERME, "Le poste.", "Directeur", liste=Liste.POSTE),
            oblige("texte", Type.TEXTE, "Ses missions.", "Projet de service, lien avec le Département"),
        ),
    ),
    Genre(
        "benevoles", "Bénévoles", "Les bénévoles, comptés et jamais nommés.", ("annee", "mission"),
        (
            ANNEE,
            oblige("mission", Type.TEXTE, "Ce qu'ils font.", "Aide aux fêtes de quartier"),
            oblige("nombre", Type.ENTIER, "Bénévoles.", "4"),
            Colonne("heures", Type.ENTIER, "Heures dans l'année ; vide : inconnues.", "96"),
        ),
    ),
    Genre(
        "locaux", "Locaux", "Les lieux dont le service dispose.", ("code",),
        (
            CODE,
            oblige("nom", Type.TEXTE, "Comme il s'écrit dans le rapport.", "Siège"),
            Colonne("usage", Type.TEXTE, "À quoi il sert.", "Bureaux, salle de réunion"),
            Colonne("adresse", Type.TEXTE, "Adresse."),
            PROVENANCE,
            PRETEUR,
            DEPUIS,
            RENDU,
            ORDRE,
        ),
    ),
    Genre(
        "vehicules", "Véhicules", "Les véhicules dont le service dispose.", ("code",),
        (
            CODE,
            oblige("nom", Type.TEXTE, "Comme il s'écrit dans le rapport.", "Minibus"),
            Colonne("places", Type.ENTIER, "Places assises.", "9"),
            PROVENANCE,
            PRETEUR,
            DEPUIS,
            RENDU,
            ORDRE,
        ),
    ),
    Genre(
        "plages_accueil", "Horaires et permanences", "Une ligne par jour de la semaine.",
        ("intitule", "jour", "ouvre", "debut"),
        (
            oblige("nature", Type.CHOIX, "Sorte d'accueil.", "permanence", choix=("ouverture", "permanence")),
            oblige("intitule", Type.TEXTE, "Comme il s'écrit dans le rapport.", "Permanence de la Haute Voie"),
            Colonne("lieu", Type.TEXTE, "Où.", "Libercourt"),
            oblige(
                "jour", Type.CHOIX, "Jour de la semaine.", "mercredi",
                choix=("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
            ),
            oblige("ouvre", Type.HEURE, "De.", "14:00"),
            oblige("ferme", Type.HEURE, "À.", "18:00"),
            oblige("debut", Type.DATE, "Depuis le.", "01/09/2023"),
            Colonne("fin", Type.DATE, "Jour où cela prend fin ; vide tant que cela dure."),
        ),
    ),
    Genre(
        "formations", "Formations suivies", "Une formation par ligne, comptée dans l'année où elle commence.",
        ("code",),
        (
            CODE,
            oblige("theme", Type.TEXTE, "Thème.", "Écrits professionnels"),
            Colonne("organisme", Type.TEXTE, "Qui la donne.", "CNLAPS"),
            oblige("debut", Type.DATE, "Premier jour.", "05/03/2024"),
            Colonne("dernier_jour", Type.DATE, "Dernier jour, s'il y en a plusieurs.", "06/03/2024"),
            oblige("heures", Type.DECIMAL, "Heures, pour chaque personne.", "14"),
            oblige("professionnels", Type.LIENS, "Codes de qui l'a suivie.", "e1|e2", vers="professionnels"),
        ),
    ),
)  # fmt: skip
