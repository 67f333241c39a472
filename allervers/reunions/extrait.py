"""What may be said of a territory to a *cellule de veille*: places, never a youth (CASF, L226-2-2 does not reach them).

Persons met are told in bands. A place where few were met is told with the others like it; nobody's words leave unless
somebody read them and said so.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from allervers.dates import jour_en_lettres
from allervers.rapport.document import (
    Couverture,
    Document,
    Forme,
    SectionDuDocument,
    TableauDuDocument,
    Texte,
)
from allervers.rapport.presentation import presenter, soigner
from allervers.rapport.prose import lire_prose, litteral
from allervers.tableaux.tableau import Entete, Tableau

from .periode import Periode
from .sorties import LieuVu, Observation

# Under so many persons met, a place is not told alone.
PEU = 10
# From so many on: what the band is called. The first holds for fewer.
PALIERS = (
    (100, "100 et plus"),
    (50, "50 à 99"),
    (20, "20 à 49"),
    (PEU, f"{PEU} à 19"),
    (0, f"moins de {PEU}"),
)
AUTRES = "Autres lieux"
METHODE = (
    "Cet extrait parle de lieux, jamais d’un jeune. Les personnes rencontrées y sont dites par paliers, aussi souvent "
    f"qu’elles l’ont été\u202f; les lieux où elles étaient moins de {PEU} y sont réunis, sans ce qui y a été remarqué."
)


@dataclass(frozen=True)
class LigneDExtrait:
    """What leaves of a place, or of the small ones together. `remarques`: tags and in how many outings."""

    nom: str
    nb_sorties: int
    rencontres: str
    remarques: tuple[tuple[str, int], ...] = ()

    @property
    def remarques_dites(self) -> str:
        return ", ".join(f"{nom.lower()} ({nb})" for nom, nb in self.remarques)


@dataclass(frozen=True)
class Extrait:
    """`observations`: those that somebody might let out, with their place; `choisies`: the UUIDs of those that go."""

    periode: Periode
    lignes: tuple[LigneDExtrait, ...]
    observations: tuple[tuple[str, Observation], ...]
    choisies: frozenset[str] = frozenset()

    @property
    def qui_sortent(self) -> list[tuple[str, Observation]]:
        return [(nom, une) for nom, une in self.observations if une.uuid in self.choisies]

    @property
    def dates(self) -> str:
        """Return « du 1er au 30 novembre 2026 »."""
        debut, fin = self.periode.debut, self.periode.dernier_jour
        return f"du {jour_en_lettres(debut, annee=debut.year != fin.year)} au {jour_en_lettres(fin)}"


def palier(nombre: int) -> str:
    """Return the band of a number of persons: several numbers have the same, none is told."""
    return next(nom for seuil, nom in PALIERS if nombre >= seuil)


def tirer_extrait(periode: Periode, vus: Iterable[LieuVu], choisies: Collection[str] = ()) -> Extrait:
    """Return what may leave of these places. An outing in no place says nothing of one: it is left out."""
    lieux = [vu for vu in vus if vu.lieu and vu.nb]
    grands = sorted((vu for vu in lieux if vu.nb_rencontres >= PEU), key=lambda vu: vu.nom)
    petits = [vu for vu in lieux if vu.nb_rencontres < PEU]
    lignes = [
        LigneDExtrait(
            vu.nom,
            vu.nb,
            palier(vu.nb_rencontres),
            tuple((une.libelle, une.nb) for une in vu.remarques if une.nb),
        )
        for vu in grands
    ]
    if petits:
        ensemble = sum(vu.nb_rencontres for vu in petits)
        lignes.append(LigneDExtrait(AUTRES, sum(vu.nb for vu in petits), palier(ensemble)))
    observations = [(vu.nom, une) for vu in grands for une in vu.observations]
    observations += [(AUTRES, une) for vu in petits for une in vu.observations]
    siennes = {une.uuid for _, une in observations}
    return Extrait(periode, tuple(lignes), tuple(observations), frozenset(siennes & set(choisies)))


def composer(extrait: Extrait, identite) -> Document:
    """Return the extract as a document of a page or two. `identite` is that of the service (`Identite`)."""
    return soigner(
        Document(
            annee=extrait.periode.dernier_jour.year,
            forme=Forme.COMPLETE,
            couverture=Couverture(
                titre="Ce que l’équipe voit sur le territoire",
                service=identite.nom,
                association=identite.association,
                mention=f"Extrait pour la cellule de veille, {extrait.dates}",
                logo=identite.logo,
            ),
            sections=tuple(
                SectionDuDocument(titre, 2, f"partie-{rang}", blocs)
                for rang, (titre, blocs) in enumerate(_sections(extrait))
            ),
            est_court=True,
        )
    )


def _sections(extrait: Extrait) -> Iterator[tuple[str, tuple]]:
    yield "Ce que dit cet extrait", (Texte("methode", "", lire_prose(METHODE)),)
    if extrait.lignes:
        yield "Présence de l’équipe", (TableauDuDocument(presenter(_tableau(extrait))),)
    else:
        yield "Présence de l’équipe", (Texte("vide", "", lire_prose("Aucune sortie à ces dates.")),)
    if sortent := extrait.qui_sortent:
        prose = "\n".join(
            f"- {litteral(nom)}\u202f: {litteral(' '.join(une.texte.split()))}" for nom, une in sortent
        )
        yield "Observations sur les lieux", (Texte("observations", "", lire_prose(prose)),)


def _tableau(extrait: Extrait) -> Tableau:
    cellules = tuple((ligne.nb_sorties,) for ligne in extrait.lignes)
    total = sum(ligne.nb_sorties for ligne in extrait.lignes)
    return Tableau(
        id="extrait_sorties",
        titre="Sorties, rencontres et ce qui a été remarqué, lieu par lieu",
        unite="sorties",
        population="sorties de l’équipe",
        regle="Sorties faites à ces dates. Entre parenthèses, le nombre de sorties où cela a été remarqué.",
        lignes=tuple(
            Entete(f"lieu-{rang}", ligne.nom, precisions=tuple(_precisions(ligne)))
            for rang, ligne in enumerate(extrait.lignes)
        ),
        colonnes=(Entete("sorties", "Sorties"),),
        cellules=cellules,
        totaux_colonnes=(total,),
        total=total,
        axes=("Lieu", ""),
    )


def _precisions(ligne: LigneDExtrait) -> Iterator[tuple[str, str]]:
    yield "Personnes rencontrées", ligne.rencontres
    if ligne.remarques:
        yield "Remarqué", ligne.remarques_dites
