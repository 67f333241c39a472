"""The report of a year as one frozen value: what every renderer takes. It holds all that is shown.

Texts have their French typography already, numbers of the tables are in `TableauAffiche`; a renderer only
decides how things look.
"""

from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum

from .presentation import TableauAffiche
from .prose import Alinea


class Forme(Enum):
    """Complete: for the funder, by convention. Publishable: protected by controlled rounding."""

    COMPLETE = "complete"
    PUBLIABLE = "publiable"


@dataclass(frozen=True)
class Couverture:
    """The first page. `coordonnees` are (label, text); `mention` says whether the report was validated, and when.

    `logo` is a PNG image.
    """

    titre: str
    service: str
    association: str
    mention: str
    coordonnees: tuple[tuple[str, str], ...] = ()
    logo: bytes | None = None


@dataclass(frozen=True)
class Texte:
    """A narrative or standing text; `titre` is empty for one that needs no heading of its own."""

    id: str
    titre: str
    prose: tuple[Alinea, ...]
    genre = "texte"


@dataclass(frozen=True)
class Saisie:
    """Where one goes to fill a table: a menu, and its address."""

    libelle: str
    adresse: str


@dataclass(frozen=True)
class TableauDuDocument:
    """`rappel` compares the total with last year's, or says why it cannot; empty when there is nothing to say.

    `saisie`: on a screen, where its reader fills a table that is still empty.
    """

    affiche: TableauAffiche
    rappel: str = ""
    saisie: Saisie | None = None
    genre = "tableau"

    @property
    def id(self) -> str:
        return self.affiche.tableau.id


@dataclass(frozen=True)
class Illustration:
    """A chart or a map. `alternative` says in words what it shows; `svg` draws its own texts as outlines or in
    Source Sans 3, `svg_etroit` the same for the screen of a phone, drawn when it is asked: paper never asks.
    `largeur` and `hauteur` are in CSS pixels (96 an inch)."""

    id: str
    titre: str
    svg: str
    dessiner_etroit: Callable[[], str] = field(compare=False, repr=False)
    alternative: str
    largeur: int
    hauteur: int
    genre = "illustration"

    @property
    def svg_etroit(self) -> str:
        return self.dessiner_etroit()


@dataclass(frozen=True)
class PhotoDuDocument:
    """A photo that may leave the service, a JPEG. `legende` is said to who does not see it too."""

    id: str
    legende: str
    jpeg: bytes
    largeur: int
    hauteur: int
    genre = "photo"

    @property
    def en_base64(self) -> str:
        return b64encode(self.jpeg).decode()


# `genre` names the template that shows a block.
Bloc = Texte | TableauDuDocument | Illustration | PhotoDuDocument


@dataclass(frozen=True)
class SectionDuDocument:
    """`titre` carries its own number (« V. 1. Jeunes rencontrés »); `niveau` is 2, or 3 for a sub-section."""

    titre: str
    niveau: int
    ancre: str
    blocs: tuple[Bloc, ...]


@dataclass(frozen=True)
class Document:
    """`avertissements` are told to the reader before anything else (method of the protection, figures that are
    not known…). One that `est_court` has neither cover nor contents.
    """

    annee: int
    forme: Forme
    couverture: Couverture
    sections: tuple[SectionDuDocument, ...]
    avertissements: tuple[str, ...] = ()
    est_court: bool = False
