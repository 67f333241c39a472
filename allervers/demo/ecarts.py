"""Write `docs/demo.md`: every published cell that differs from ours, and why.

`python -m allervers.demo.ecarts` imports the demonstration into a scratch database and rewrites the page. A
difference without a reason, or a reason without a difference, is an error.
"""

import os
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from .publie import TOTAL, cellules_publiees, est_egal, nos_cellules, tableaux_publies

PAGE = Path(__file__).parents[2] / "docs/demo.md"


@dataclass(frozen=True)
class Raison:
    """Why cells of a table differ: those of these rows and columns (all of them when none is named)."""

    tableau: str
    texte: str
    lignes: tuple[str, ...] = ()
    colonnes: tuple[str, ...] = ()

    def vaut_pour(self, tableau: str, ligne: str, colonne: str) -> bool:
        return (
            tableau == self.tableau
            and (not self.lignes or ligne in self.lignes)
            and (not self.colonnes or colonne in self.colonnes)
        )


RAISONS = (
    Raison(
        "heures_par_type_activite",
        "Les parts exactes sont 2,655 % et 16,894 % : au plus fort reste, 2,66 et 16,89, et la somme fait 100,00. "
        "Les parts publiées font 100 aussi, mais la première est arrondie vers le bas et la seconde vers le haut.",
        lignes=("Part, %",),
    ),
    Raison(
        "jeunes_rencontres_travail_de_rue",
        "Les totaux publiés ne sont pas la somme de leur colonne : 15 + 63 + 25 + 10 + 18 = 131 filles et "
        "11 + 104 + 42 + 33 + 13 = 203 garçons. Le total de 334 est juste.",
        lignes=(TOTAL,),
    ),
    Raison(
        "scolarite",
        "Les cellules publiées de 15 à 18 ans font 65 pour 57 jeunes : l'excédent est retiré de la plus "
        "grande.",
        lignes=("Collège",),
        colonnes=("15 à 18 ans",),
    ),
    Raison(
        "scolarite",
        "Le total publié n'est pas la somme de sa ligne : 5 en école primaire (18 publiés), 111 + 41 = 152 au "
        "collège (155 publiés), et 144 ici après le retrait de 8.",
        lignes=("École primaire", "Collège"),
        colonnes=(TOTAL,),
    ),
    Raison(
        "scolarite",
        "Les totaux publiés font 190 pour un total affiché de 195. Un jeune de moins de 11 ans et sept de "
        "plus de 21 ans n'ont pas de situation publiée : ils sont « non renseigné ».",
        lignes=(TOTAL,),
    ),
    Raison(
        "commune_de_residence",
        "Les cellules publiées font 65 pour 57 jeunes de 15 à 18 ans, et 14 pour 13 de 19 à 21 ans : "
        "l'excédent est retiré de la plus grande (la première, à égalité).",
        lignes=("Carvin", "Courrières"),
    ),
    Raison(
        "commune_de_residence",
        "Deux jeunes de 11 à 14 ans et sept de plus de 21 ans n'ont pas de commune publiée : ils sont « "
        "non renseigné ».",
        lignes=(TOTAL,),
    ),
    Raison(
        "duree_accompagnement",
        "Un jeune rencontré pour la première fois en 2024 n'est pas accompagné depuis plus d'un an : les nouveaux "
        "accompagnés (59 de 11 à 14 ans, 15 de 15 à 18 ans) ont donc moins d'un an ici.",
        lignes=("6 mois à moins d'1 an",),
    ),
    Raison(
        "duree_accompagnement",
        "Les cellules publiées d'une tranche d'âge ne font pas l'effectif du profil (5, 106, 65, 12, 1 pour 6, 111, "
        "57, 13, 8). Une durée se calcule, elle n'est jamais « non renseignée » : la plus grande cellule de la "
        "tranche prend ou cède la différence, une fois placés les nouveaux accompagnés.",
        lignes=("1 an à moins de 2 ans", "Plus de 2 ans"),
    ),
    Raison(
        "actions_dsl",
        "11 participants. Le total publié de 25 leur ajoute les 14 familles, ce que les autres actions ne font pas.",
        lignes=("Courrières : Le sport dans tous ses états",),
        colonnes=(TOTAL,),
    ),
    Raison(
        "actions_partenariales",
        "13 participants. Le total publié de 16 leur ajoute les 3 familles, ce que les autres actions ne font pas.",
        lignes=("Libercourt : Zen day",),
        colonnes=(TOTAL,),
    ),
)  # fmt: skip

INTRODUCTION = """\
# L'année de démonstration

« allervers demo » charge un service inventé : le SPS Les Coquelicots du Bassin, ses deux équipes, ses jeunes et ses
partenaires. Personne n'y est réel. Les communes, les quartiers et les chiffres, eux, le sont : ce sont ceux du rapport
d'activité 2024 qu'un service de prévention spécialisée du Pas-de-Calais a publié.

La démonstration est un dossier d'import comme un autre (`allervers/demo/annee`) : {nb_jeunes} jeunes,
{nb_interventions} interventions, {nb_presences} présences, sur 2023 et 2024. Les tableaux de 2024 en sont calculés ;
aucun chiffre n'y est saisi. L'année 2023 est vraisemblable, et son seul chiffre publié y est : 100 heures de présence
sociale.

Une fois chargée, la démonstration est prolongée jusqu'à aujourd'hui. Importer de nouveau ce dossier par-dessus est donc
refusé : un import ne remplace pas ce qui a changé depuis. Pour essayer un import, prenez un dossier de données vide :
`ALLERVERS_DONNEES=/tmp/essai allervers importe allervers/demo/annee`.

Cette page compare chaque cellule et chaque total publiés à ceux que calcule Allervers. Elle est écrite par
`python -m allervers.demo.ecarts`.

## Ce qui est identique

{nb_cellules} cellules et totaux publiés sont comparés ; {nb_egales} sont identiques. Une cellule publiée vide vaut
zéro. Tableaux identiques de bout en bout :

{identiques}

## Les écarts

Les chiffres publiés se contredisent par endroits, à l'intérieur d'un tableau ou d'un tableau à l'autre. Des données
uniques ne peuvent pas les donner tous : voici ceux qui changent, et pourquoi.

Trois profils d'âge différents sont publiés pour les mêmes 195 jeunes accompagnés. Celui par sexe et âge (6, 111, 57,
13, 8) fait foi : ses lignes, ses colonnes et son total s'accordent. La scolarité et la durée, qui se contredisent
elles-mêmes, lui cèdent ; la commune de résidence aussi, qui s'accorde avec elle-même mais donne aux mêmes jeunes un
autre profil (6, 109, 65, 14, 1).

| Tableau | Écarts |
| --- | ---: |
{comptes}
"""
REMARQUES = """\
## Ce que la comparaison ne corrige pas

- Données socio-économiques : la ligne « Taux de chômage 15-64 ans » semble collée de la ligne « Part des 16-25 ans non
  scolarisés sans emploi » ; QPV, Carvin, Libercourt et Courrières y ont les mêmes valeurs (34,6, 22,3, 28,5, 24,9).
  Ce sont des données saisies, non calculées : elles restent comme publiées.
- Les problématiques et quelques actions viennent d'un texte mis à plat, où la colonne d'un chiffre a parfois dû être
  déduite.
- Les rencontres anonymes ne sont pas publiées : celles de la démonstration sont inventées, et comptées à part.
- Le sexe des nouveaux jeunes, les dates, les lieux et la répartition des heures dans l'année sont inventés.
"""


class EcartSansRaison(ValueError):
    """A published cell differs from ours, and nobody said why (or the other way round)."""


def ecarts(tableau: dict) -> list[tuple[str, str, object, object]]:
    """Return (row, column, published, ours) for each cell that differs. Raises KeyError for a missing cell."""
    notres = nos_cellules(tableau)
    return [
        (ligne, colonne, publie, notres[ligne, colonne])
        for (ligne, colonne), publie in cellules_publiees(tableau["id"]).items()
        if not est_egal(publie, notres[ligne, colonne])
    ]


def page(tableaux: Iterable[dict], nombres: dict[str, int]) -> str:
    """Return the page; `tableaux` are ours, in JSON form, `nombres` says how many records the folder holds."""
    publies = [tableau for tableau in tableaux if tableau["id"] in tableaux_publies()]
    trouves = {tableau["id"]: ecarts(tableau) for tableau in publies}
    utilisees: set[Raison] = set()
    sections, nb_cellules = [], 0
    for tableau in publies:
        nb_cellules += len(cellules_publiees(tableau["id"]))
        if trouves[tableau["id"]]:
            sections.append(_section(tableau, trouves[tableau["id"]], utilisees))
    if inutiles := set(RAISONS) - utilisees:
        raise EcartSansRaison(f"Reasons without a difference: {[raison.texte for raison in inutiles]}")
    nb_ecarts = sum(map(len, trouves.values()))
    introduction = INTRODUCTION.format(
        nb_jeunes=_nombre(nombres["jeunes"]),
        nb_interventions=_nombre(nombres["interventions"]),
        nb_presences=_nombre(nombres["presences"]),
        nb_cellules=_nombre(nb_cellules),
        nb_egales=_nombre(nb_cellules - nb_ecarts),
        identiques="\n".join(f"- {tableau['titre']}" for tableau in publies if not trouves[tableau["id"]]),
        comptes="\n".join(
            [f"| {tableau['titre']} | {len(trouves[tableau['id']])} |" for tableau in publies
             if trouves[tableau["id"]]]
            + [f"| **Ensemble** | **{nb_ecarts}** |"]
        ),
    )  # fmt: skip
    return _typographie("\n".join([introduction, *sections, REMARQUES]))


def _section(tableau: dict, trouves: list, utilisees: set[Raison]) -> str:
    lignes = [
        f"### {tableau['titre']}",
        "",
        "| Ligne | Colonne | Publié | Ici |",
        "| --- | --- | ---: | ---: |",
    ]
    raisons: dict[Raison, None] = {}
    for ligne, colonne, publie, notre in trouves:
        raison = next((r for r in RAISONS if r.vaut_pour(tableau["id"], ligne, colonne)), None)
        if raison is None:
            raise EcartSansRaison(f"{tableau['id']}, {ligne}, {colonne}: {publie} published, {notre} here.")
        raisons[raison] = None
        numero = list(raisons).index(raison) + 1
        lignes.append(f"| {ligne} | {colonne} | {_nombre(publie)} | {_nombre(notre)} ({numero}) |")
    utilisees.update(raisons)
    lignes += ["", *(f"{numero}. {raison.texte}" for numero, raison in enumerate(raisons, 1)), ""]
    return "\n".join(lignes)


def _nombre(valeur) -> str:
    if valeur is None:
        return "vide"
    return f"{valeur:,}".replace(",", " ").replace(".", ",") if not isinstance(valeur, str) else valeur


def _typographie(texte: str) -> str:
    from allervers.echanges.fautes import typographie

    return typographie(texte)


def nombres_du_dossier(dossier: Path) -> dict[str, int]:
    """Return how many records of each kind an import folder holds."""
    return {
        fichier.stem: len(fichier.read_text("utf-8").splitlines()) - 1 for fichier in dossier.glob("*.csv")
    }


def main() -> None:
    with tempfile.TemporaryDirectory() as donnees:
        os.environ |= {"ALLERVERS_DONNEES": donnees, "DJANGO_SETTINGS_MODULE": "allervers.config.settings"}
        os.environ.pop("DATABASE_URL", None)
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        from allervers.comptes.models import Service
        from allervers.echanges.operations import importer
        from allervers.rapport.lecture import lire_annee

        from .chargement import DOSSIER

        importer(source=DOSSIER)
        lecture = lire_annee(Service.objects.get(), 2024)
        tableaux = [tableau.en_json() for tableau in lecture.tableaux]
        PAGE.write_text(page(tableaux, nombres_du_dossier(DOSSIER)), "utf-8")


if __name__ == "__main__":
    main()
