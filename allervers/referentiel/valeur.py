"""The référentiel in force in a year, as one frozen value: what the tables are cut with.

It comes from the lists of a service (`lecture`) or straight from a preset (`presets`); the same records can
be read through either.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True)
class Terme:
    code: str
    libelle: str
    parent: str | None = None
    est_retire: bool = False
    equivalents: tuple[str, ...] = ()


@dataclass(frozen=True)
class Statut:
    """A rung of the ladder. `suivants`: the codes that may follow it (None: any); it may always end.

    `est_une_entree`: a youth may begin there; `demande_un_projet`: objectives are written with the youth.
    """

    code: str
    libelle: str
    definition: str
    compte_comme_accompagne: bool
    delai_revision_mois: int | None
    niveau_minimal: str
    est_retire: bool = False
    equivalents: tuple[str, ...] = ()
    suivants: tuple[str, ...] | None = None
    est_une_entree: bool = True
    demande_un_projet: bool = False


@dataclass(frozen=True)
class Tranche:
    """An age band, from `age_min` (included) to `age_sous` (excluded, or open)."""

    code: str
    libelle: str
    age_min: int
    age_sous: int | None


@dataclass(frozen=True)
class ClasseDuree:
    """Whole months, up to `moins_de` (excluded, or open), from the class before."""

    code: str
    libelle: str
    moins_de: int | None


class GenreBloc(StrEnum):
    """What stands in a section. `IDENTITE`: who the service is; `DEFINITIONS`: what each status means; `BILANS`: the
    actions chosen as annexes."""

    TEXTE = "texte"
    TABLEAU = "tableau"
    GRAPHIQUE = "graphique"
    CARTE = "carte"
    IDENTITE = "identite"
    DEFINITIONS = "definitions"
    BILANS = "bilans"


@dataclass(frozen=True)
class BlocCanevas:
    """One block of a section. `id`: of the table or the chart in its catalogue; for a text, its own name.

    `invite` tells the writer what is expected; `contenu` (Markdown) is what a text says until someone writes.
    """

    genre: GenreBloc
    id: str
    titre: str = ""
    invite: str = ""
    contenu: str = ""
    est_masque: bool = False


_NUMERO = re.compile(r"^(?:[IVX]+|\d+)\.\s*(?:\d+\.\s*)?")


@dataclass(frozen=True)
class SectionCanevas:
    """A heading of the report, of level 2 or 3, and the blocks below it, in order.

    Its number is not in its title: it follows from its place among the sections that are shown.
    """

    titre: str
    niveau: int = 2
    blocs: tuple[BlocCanevas, ...] = ()
    est_masquee: bool = False
    est_numerotee: bool = True


# The longest that a youth's file may be kept after the last contact coming from the youth (CNIL, 2022-008).
CONSERVATION_MAXIMALE = 24


@dataclass(frozen=True)
class Referentiel:
    """`conservation_mois`: how long a youth's file is kept after the last contact coming from the youth."""

    nom: str
    listes: Mapping[str, tuple[Terme, ...]]
    statuts: tuple[Statut, ...]
    tranches: tuple[Tranche, ...]
    durees: tuple[ClasseDuree, ...]
    regroupements: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    canevas: tuple[SectionCanevas, ...] = ()
    conservation_mois: int = CONSERVATION_MAXIMALE

    def statut(self, code: str) -> Statut | None:
        return next((statut for statut in self.statuts if statut.code == code), None)

    def statuts_apres(self, code: str | None) -> tuple[Statut, ...]:
        """Return the statuses that may follow `code`, in the order of the ladder; with None, where one may begin.

        A status that the list no longer knows leaves by every path.
        """
        actuel = self.statut(code) if code else None

        def est_permis(statut: Statut) -> bool:
            if statut.est_retire or statut.code == code:
                return False
            if code is None:
                return statut.est_une_entree
            return actuel is None or actuel.suivants is None or statut.code in actuel.suivants

        return tuple(filter(est_permis, self.statuts))

    def libelles(self, liste: str) -> dict[str, str]:
        """Return code → label for one list, in order."""
        return {terme.code: terme.libelle for terme in self.listes.get(liste, ())}

    def libelle(self, liste: str, lu: str) -> str:
        """Return the label under which a recorded code is read; « hors liste » when the list does not know it."""
        for terme in self.listes.get(liste, ()):
            if lu == terme.code or lu in terme.equivalents:
                return terme.libelle
        return "hors liste"

    def est_d_un_partenaire(self, nature: str) -> bool:
        """Whether the report counts this nature of actions among what partners start: it says so by itself."""
        return self.racine("nature_action", nature) in self.regroupements.get("actions_partenariales", ())

    def racine(self, liste: str, code: str) -> str:
        """Return the top-level code above `code`; a code that is not in the list is its own root."""
        parents = {terme.code: terme.parent for terme in self.listes.get(liste, ())}
        while parents.get(code):
            code = parents[code]
        return code


def lire_canevas(sections: list[dict]) -> tuple[SectionCanevas, ...]:
    """Return a canvas from its plain values, as a millésime keeps them (`dataclasses.asdict`).

    Canvases of before numbers were counted have them in their titles.
    """
    return tuple(
        SectionCanevas(
            titre=section["titre"] if "est_numerotee" in section else sans_numero(section["titre"]),
            niveau=section["niveau"],
            blocs=tuple(
                BlocCanevas(**bloc | {"genre": GenreBloc(bloc["genre"])}) for bloc in section["blocs"]
            ),
            est_masquee=section["est_masquee"],
            est_numerotee=section.get("est_numerotee", sans_numero(section["titre"]) != section["titre"]),
        )
        for section in sections
    )


def sans_numero(titre: str) -> str:
    """Return a title without the number that someone typed before it (« V. 1. »)."""
    return _NUMERO.sub("", titre) or titre


def lire_statut(valeurs: dict) -> Statut:
    """Return a status from its plain values, of a preset or of a frozen year, with or without what is optional."""
    suivants = valeurs.get("suivants")
    return Statut(
        **valeurs
        | {
            "equivalents": tuple(valeurs.get("equivalents", ())),
            "suivants": None if suivants is None else tuple(suivants),
        }
    )


def lire_referentiel(valeurs: dict) -> Referentiel:
    """Return a référentiel from its plain values (`dataclasses.asdict`, through JSON or not)."""
    return Referentiel(
        nom=valeurs["nom"],
        listes={
            liste: tuple(Terme(**_figer(terme)) for terme in termes)
            for liste, termes in valeurs["listes"].items()
        },
        statuts=tuple(lire_statut(statut) for statut in valeurs["statuts"]),
        tranches=tuple(Tranche(**tranche) for tranche in valeurs["tranches"]),
        durees=tuple(ClasseDuree(**classe) for classe in valeurs["durees"]),
        regroupements={nom: tuple(codes) for nom, codes in valeurs["regroupements"].items()},
        canevas=lire_canevas(valeurs["canevas"]),
        conservation_mois=valeurs.get("conservation_mois", CONSERVATION_MAXIMALE),
    )


def _figer(valeurs: dict) -> dict:
    return valeurs | {"equivalents": tuple(valeurs["equivalents"])}
