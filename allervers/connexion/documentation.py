"""`docs/droits.md`: who may do what, drawn from the table that the pages obey."""

from pathlib import Path

from allervers.comptes.droits import DROITS, SECOND_FACTEUR_EXIGE, Droit
from allervers.comptes.models import Role

from .operations import GERES_PAR

FICHIER = Path(__file__).parents[2] / "docs" / "droits.md"


def documentation() -> str:
    """Return the page, in French: a row a right, a column a role."""
    roles = list(Role)
    parties = [
        "# Les droits de chaque rôle\n",
        "Cette page est tirée de `allervers/comptes/droits.py`, la table que les pages suivent. Chaque adresse",
        "déclare un de ces droits, et un test essaie chacune avec chaque rôle.\n",
        "| peut | " + " | ".join(role.label for role in roles) + " |",
        "| --- |" + " :---: |" * len(roles),
    ]
    for droit in Droit:
        cases = " | ".join("oui" if role in DROITS[droit] else "" for role in roles)
        parties.append(f"| {droit.value} | {cases} |")
    cases = " | ".join("oui" if role in SECOND_FACTEUR_EXIGE else "" for role in roles)
    parties.append(f"| *doit avoir un second facteur* | {cases} |")
    parties += ["\n## Qui invite et retire qui\n", "| rôle | gère |", "| --- | --- |"]
    parties += [
        f"| {role.label} | {', '.join(gere.label for gere in roles if gere in geres)} |"
        for role, geres in GERES_PAR.items()
    ]
    parties += [
        "\n## Ce que chacun voit\n",
        "- **Un service ne voit rien d'un autre**, pas même qu'il existe : ni ligne, ni nombre, ni message.",
        "- **Les éducateurs** voient les jeunes que leurs équipes du jour accompagnent, et ceux qui n'ont pas",
        "  d'équipe ; un autre jeune n'existe pas pour eux.",
        "- **Chefs de service et direction** voient tous les jeunes du service.",
        "- **Une information préoccupante** n'est lue que de son auteur, des chefs de service et de la direction ;",
        "  personne d'autre n'apprend qu'elle existe.",
        "- **Secrétariat, statistiques et administration technique** ne reçoivent aucune fiche et aucun texte",
        "  chiffré ; les deux premiers lisent les tableaux et le rapport, qui n'ont pas d'identité.",
        "- **Les noms** ne s'ouvrent que dans le navigateur de qui a le rôle, l'accès au coffre et le mot de passe.",
        "- **Le financeur n'a pas de compte** : il reçoit ce que la direction lui envoie.",
    ]
    return "\n".join(parties) + "\n"


def ecrire() -> None:
    """Write the page into the documents."""
    FICHIER.write_text(documentation(), "utf-8")
