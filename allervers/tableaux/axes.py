"""The two sides of a table: where the headers come from, in which order."""

from collections.abc import Callable
from dataclasses import dataclass

import duckdb

from allervers.referentiel.valeur import Referentiel

from .tableau import Entete

# Codes that no list holds: not known by it, not told, all together (a margin), and the only one of a side.
HORS_LISTE = "?"
NON_RENSEIGNE = "non_renseigne"
TOUT = "*"
SEUL = ""


@dataclass(frozen=True)
class Axe:
    """`nom` is the column of the source that holds the codes; `entetes` gives the headers of these codes.

    Codes that are read but have no header are shown after the others: « Non renseigné », and `hors_liste` for
    those that the lists do not know.
    """

    nom: str
    entetes: Callable[[Referentiel, duckdb.DuckDBPyConnection], list[Entete]]
    hors_liste: str = "Hors liste"
    sait_tout: bool = False


def liste(nom: str, colonne: str | None = None, vides=True) -> Axe:
    """A list of the service, read from the column `colonne` (that of its name). A tree gives groups of rows.

    Without `vides`, what holds nothing is left out.
    """

    def entetes(referentiel, _):
        termes = referentiel.listes.get(nom, ())
        libelles = {terme.code: terme.libelle for terme in termes}
        parents = {terme.parent for terme in termes} - {None}
        # A service may have put a term away from its siblings: a group stays in one piece.
        racines = list(dict.fromkeys(referentiel.racine(nom, terme.code) for terme in termes))
        termes = sorted(termes, key=lambda terme: racines.index(referentiel.racine(nom, terme.code)))
        return [
            Entete(
                code=terme.code,
                libelle=f"{terme.libelle}, sans précision" if terme.code in parents else terme.libelle,
                groupe=libelles.get(terme.parent or (terme.code if terme.code in parents else None)),
                est_facultatif=terme.est_retire or terme.code in parents or not vides,
            )
            for terme in termes
        ]

    return Axe(colonne or nom, entetes)


def racines(nom: str) -> Axe:
    """The top level of a list of the service."""

    def entetes(referentiel, _):
        return [
            Entete(terme.code, terme.libelle, est_facultatif=terme.est_retire)
            for terme in referentiel.listes.get(nom, ())
            if terme.parent is None
        ]

    return Axe(nom, entetes)


def _tranches(referentiel, _):
    return [Entete(tranche.code, tranche.libelle) for tranche in referentiel.tranches]


def _sexes(referentiel, _):
    return [
        Entete("fille", "Filles"),
        Entete("garcon", "Garçons"),
        Entete("autre", "Autre", est_facultatif=True),
    ]


def _statuts(referentiel, _):
    return [
        Entete(
            statut.code,
            statut.libelle,
            precisions=(("Définition", statut.definition),) if statut.definition else (),
            est_facultatif=statut.est_retire,
        )
        for statut in referentiel.statuts
    ]


def _durees(referentiel, _):
    return [Entete(classe.code, classe.libelle) for classe in referentiel.durees]


TRANCHES = Axe("tranche", _tranches, hors_liste="Hors tranches d'âge")
SEXES = Axe("sexe", _sexes)
STATUTS = Axe("statut", _statuts)
DUREES = Axe("duree", _durees)


def unique(libelle: str) -> Axe:
    """A side with one header only."""
    return Axe("", lambda *_: [Entete(SEUL, libelle)], sait_tout=True)


def des_faits(nom: str, requete: str, hors_liste: str = "Hors liste") -> Axe:
    """Headers read from the facts: (code, label), then any number of (label, text) columns of precisions."""

    def entetes(_, connexion):
        resultat = connexion.execute(requete)
        noms = [colonne[0] for colonne in resultat.description][2:]
        return [
            Entete(
                str(code),
                libelle,
                precisions=tuple((nom, str(texte)) for nom, texte in zip(noms, textes, strict=True) if texte),
            )
            for code, libelle, *textes in resultat.fetchall()
        ]

    return Axe(nom, entetes, hors_liste)
