"""`docs/import.md`, written from the format itself: `python -m django shell -c` and `ecrire_documentation()`."""

from pathlib import Path

from django.conf import settings

from .fautes import typographie
from .format import GENRES, Colonne, Genre
from .modele import ecriture

FICHIER = settings.RACINE / "docs" / "import.md"

_INTRODUCTION = """\
<!-- Écrit par allervers/echanges/documentation.py ; ne pas modifier à la main. -->

# Importer des données

Allervers importe un dossier de fichiers CSV, un par tableau (`jeunes.csv`, `interventions.csv`…), ou un seul
classeur Excel `.xlsx` dont chaque feuille est un tableau. Tous les tableaux sont facultatifs, sauf `service` la
première fois.

```
allervers modele-import annee.xlsx     # écrit un classeur vide, avec listes déroulantes et mode d'emploi
allervers importe annee.xlsx --essai   # vérifie tout, n'enregistre rien
allervers importe annee.xlsx           # importe ; un dossier de CSV s'importe de la même façon
```

## Ce qu'il faut savoir

- **Tout ou rien.** Une seule faute, et rien n'est importé. Chaque faute est montrée avec son fichier, sa ligne,
  sa colonne, la valeur et ce qu'il faut écrire à la place ; la commande rend alors le code 1.
- **Importer deux fois n'ajoute rien.** Une ligne est reconnue à sa clé. Si elle est déjà enregistrée avec un autre
  contenu, c'est une faute : un import ne remplace jamais rien.
- **Aucune identité.** Pas de nom, de prénom ni de téléphone de jeune : une telle colonne est refusée.
- **Fichiers CSV** : séparés par des points-virgules, des virgules ou des tabulations ; en UTF-8 ou dans
  l'encodage de l'Excel français (Windows-1252). La première ligne porte les noms des colonnes, sans égard aux
  majuscules ni aux accents (« Année naissance » est lu comme `annee_naissance`).
- **Dates** : 05/03/2024, 5/3/2024, 5 mars 2024 ou 2024-03-05 ; l'année a toujours quatre chiffres.
- **Nombres** : 31,4 ou 31.4 ; 17 520 (avec une espace) est lu comme 17520.
- **Durées** : 90 (minutes), 1h30, 1:30, 2h ou 1,5h.
- **Oui ou non** : oui, non, o, n, vrai, faux, 1, 0, x.
- **Listes du service** : le code ou le libellé, sans égard aux majuscules ni aux accents ; un terme retiré reste
  accepté. Les tranches d'âge sont celles en vigueur l'année de l'intervention, de l'action, ou d'`annee_tranche`.
- **Périodes** : du premier jour (`debut`) au jour où cela prend fin (`fin`, ce jour n'en fait plus partie).
- Les lignes vides sont ignorées, ainsi que les fichiers `LISEZMOI`, `.md` et la feuille « Mode d'emploi ».

## Les tableaux

Les colonnes en gras sont obligatoires.
"""


def documentation() -> str:
    """Return the whole page, in Markdown."""
    return "\n".join([typographie(_INTRODUCTION), *map(_tableau, GENRES)])


def ecrire_documentation(fichier: Path = FICHIER) -> None:
    """Write the page to `fichier`."""
    fichier.parent.mkdir(exist_ok=True)
    fichier.write_text(documentation(), "utf-8")


def _tableau(genre: Genre) -> str:
    lignes = [
        f"### `{genre.nom}` : {genre.titre.lower()}",
        "",
        f"{genre.aide} Clé : {', '.join(f'`{colonne}`' for colonne in genre.cle)}.",
        "",
        "| colonne | écriture | exemple | explication |",
        "| --- | --- | --- | --- |",
        *map(_ligne, genre.colonnes),
        "",
    ]
    return typographie("\n".join(lignes))


def _ligne(colonne: Colonne) -> str:
    nom = f"**`{colonne.nom}`**" if colonne.est_obligatoire else f"`{colonne.nom}`"
    cases = (nom, ecriture(colonne), colonne.exemple, colonne.aide)
    return "| " + " | ".join(case.replace("|", "\\|") for case in cases) + " |"
