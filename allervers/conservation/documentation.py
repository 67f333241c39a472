"""`docs/conservation.md`: what is kept, how long and how it is erased, drawn from the file that the software obeys."""

from itertools import groupby
from pathlib import Path

from django.apps import apps

from .regles import GESTES, TOUS, Geste, Regle, retention

FICHIER = Path(__file__).parents[2] / "docs" / "conservation.md"
TITRES = {
    Geste.PURGE: "Ce qui s’efface avec la fiche d’un jeune",
    Geste.COMPTE: "Ce qui reste d’un jeune pour compter, sans lui",
    Geste.VEILLE: "Ce que le serveur efface chaque nuit",
    Geste.AVEC: "Ce qui s’efface avec l’enregistrement qu’il décrit",
    Geste.GARDE: "Ce qui est gardé, et pourquoi",
}
ENTETE = """# Combien de temps, et comment cela s’efface

Cette page est tirée de `allervers/conservation/retention.yaml`, le fichier que le logiciel suit : ce qu’elle dit est ce
qu’il fait. Une donnée personnelle qui n’y a pas de ligne empêche une nouvelle version d’être livrée.

- **Au terme**, la fiche d’un jeune apparaît dans « Conservation » (chef de service, direction). Elle n’est effacée
  qu’après avoir été revue ; elle peut être gardée pour une raison prévue, jusqu’à une date.
- **Un effacement est une seule opération.** Il n’en reste ni enveloppe, ni lien, ni code : ni dans la base, ni dans ce
  que les téléphones avaient envoyé, ni dans le journal. Un bordereau d’élimination, numéroté, dit combien, quand et par
  qui.
- **Une sauvegarde d’avant**, remise en place, est purgée de nouveau avant que quiconque se connecte. Sur un téléphone,
  la fiche disparaît à la synchronisation suivante ; une saisie qui désigne encore le jeune compte une personne anonyme.
- **Les sauvegardes** gardent, chiffré, ce qui était là le jour où elles ont été faites. Le logiciel ne les efface pas :
  ne les gardez pas plus d’un an.
- **Les tableaux ne changent pas** : ni ceux des années figées, ni ceux des autres.
- **À la demande de la personne**, de même, sans attendre le terme. La réponse est due dans le mois.
"""


def documentation() -> str:
    """Return the page, in French: a table for each way to erase."""
    parties = [ENTETE]
    for geste in Geste:
        regles = list(retention().par_geste(geste))
        raison = geste is Geste.GARDE
        parties += [
            f"## {TITRES[geste]}\n",
            "| quoi | pourquoi | où |" if raison else "| quoi | combien de temps | à partir de | où |",
            "| --- | --- | --- |" if raison else "| --- | --- | --- | --- |",
            *(_ligne(regle) for regle in regles),
            "",
        ]
    parties += [
        "## Ce qui ne dit rien de personne\n",
        "Des lieux, des listes, des moyens, des nombres : "
        + ", ".join(sorted({_nom(label) for label in retention().sans_personne}))
        + ".",
    ]
    return "\n".join(parties) + "\n"


def _ligne(regle: Regle) -> str:
    if regle.geste is Geste.GARDE:
        return f"| {regle.quoi} | {regle.pourquoi} | {_ou(regle)} |"
    delai = str(regle.delai) if regle.delai else GESTES[regle.geste]
    return f"| {regle.quoi} | {delai} | {regle.depuis} | {_ou(regle)} |"


def _ou(regle: Regle) -> str:
    """Say which fields, in the words of the screens."""
    return " ; ".join(
        f"{_nom(label)} ({', '.join(_champ(label, nom) for _, nom in champs)})"
        for label, champs in groupby(regle.champs, key=lambda champ: champ[0])
    )


def _nom(label: str) -> str:
    return "tout enregistrement" if label == TOUS else str(apps.get_model(label)._meta.verbose_name)


def _champ(label: str, nom: str) -> str:
    if label == TOUS:
        return nom.replace("_", " ")
    return str(apps.get_model(label)._meta.get_field(nom).verbose_name)


def ecrire() -> None:
    """Write the page into the documents."""
    FICHIER.write_text(documentation(), "utf-8")
