"""A report that holds one of everything, for the tests of the renderers."""

from allervers.rapport.document import (
    Couverture,
    Document,
    Forme,
    Illustration,
    SectionDuDocument,
    TableauDuDocument,
    Texte,
)
from allervers.rapport.presentation import presenter, soigner
from allervers.rapport.prose import lire_prose
from allervers.tableaux.tableau import Tableau

RECIT = """# Une année dehors

Nous avons rencontré **195 jeunes**, *souvent tard*, et [le collège](https://exemple.fr/college) nous a suivis.

- à Carvin ;
  - quartier Germinal
- à Libercourt.

1. écouter
2. accompagner

Un texte avec < & > # $ _ @ " \\ et une ligne
coupée."""
DESSIN = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="200" viewBox="0 0 400 200">'
    '<rect x="10" y="20" width="120" height="170" fill="#1f4e79"/>'
    '<rect x="150" y="90" width="120" height="100" fill="#e69f00"/></svg>'
)


def document_exemple(*tableaux: Tableau, forme: Forme = Forme.COMPLETE) -> Document:
    """Return a small report: a text, a chart, then `tableaux`."""
    return soigner(
        Document(
            annee=2024,
            forme=forme,
            couverture=Couverture(
                titre="Rapport d'activité 2024",
                service="SPS des Terrils",
                association="Association des Terrils",
                mention="Validé par le conseil d'administration le 12 mars 2025",
                coordonnees=(("Direction", "Camille Exemple"), ("Adresse", "1 rue des Terrils, Carvin")),
            ),
            avertissements=("Figures d'exemple : aucune n'est vraie.",),
            sections=(
                SectionDuDocument(
                    "I. Éditorial", 2, "i-editorial", (Texte("editorial", "", lire_prose(RECIT)),)
                ),
                SectionDuDocument(
                    "V. Activité du SPS",
                    2,
                    "v-activite",
                    (
                        Illustration(
                            "heures",
                            "Heures par type",
                            DESSIN,
                            lambda: DESSIN,
                            "Deux barres : 120 heures, puis 70.",
                            400,
                            200,
                        ),
                        *(
                            TableauDuDocument(presenter(tableau), "En 2023 : 182 (+ 13)")
                            for tableau in tableaux
                        ),
                    ),
                ),
                SectionDuDocument("V. 1. Jeunes rencontrés", 3, "v-1-jeunes", ()),
            ),
        )
    )
