"""`docs/faits.md`: the facts, column by column, for whoever reads a frozen year without Allervers."""

from pathlib import Path

from .schema import TABLES

FICHIER = Path(__file__).parents[2] / "docs" / "faits.md"


def documentation() -> str:
    """Return the page, in French, drawn from `schema.TABLES`."""
    parties = [
        "# Les faits\n",
        "Ce qui reste des enregistrements d'une année pour les compter : des tables en colonnes, sans identité ni",
        "identifiant de jeune. Une année figée est un dossier de fichiers Parquet, un par table. Un rang (`jeune`,",
        "`intervention`, `action`, `poste`) relie les tables d'une même extraction et ne veut rien dire ailleurs.",
        "Une case vide se lit « non renseigné ».\n",
        "Cette page est tirée de `allervers/faits/schema.py`.",
    ]
    for nom, (sens, *colonnes) in TABLES.items():
        parties += [f"\n## {nom}\n", f"{sens}\n", "| colonne | type | sens |", "| --- | --- | --- |"]
        parties += [f"| `{colonne}` | {type} | {texte} |" for colonne, type, texte in colonnes]
    return "\n".join(parties) + "\n"


def ecrire() -> None:
    """Write the page into the documents."""
    FICHIER.write_text(documentation(), "utf-8")
