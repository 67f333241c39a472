"""All that a year's report is made from, live or sealed: the same matter always gives the same report."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from allervers.referentiel.canevas import SectionMontree, sections_montrees
from allervers.referentiel.valeur import Referentiel
from allervers.territoires.models import Nature, NomDeTerritoire, Territoire

from .fiches import Fiche, fiches_en_annexe
from .graphiques.carte import Lieu
from .lecture import Lecture
from .models import TexteDuRapport


@dataclass(frozen=True)
class Identite:
    """Who the service is, as the cover says it. `logo` is a PNG image."""

    code: str
    nom: str
    association: str = ""
    direction: str = ""
    presidence: str = ""
    adresse: str = ""
    telephone: str = ""
    courriel: str = ""
    logo: bytes | None = None


@dataclass(frozen=True)
class Matiere:
    """`textes`: block → Markdown, of those that were written. `sel` is the secret of the publishable form
    (`publication`); a live year has none."""

    lecture: Lecture
    service: Identite
    textes: Mapping[str, str] = field(default_factory=dict)
    lieux: tuple[Lieu, ...] = ()
    fiches: tuple[Fiche, ...] = ()
    valide_le: date | None = None
    sel: bytes | None = None

    @property
    def annee(self) -> int:
        return self.lecture.annee

    @property
    def sections(self) -> list[SectionMontree]:
        """The sections that the report shows."""
        return sections_montrees(self.referentiel.canevas)

    @property
    def referentiel(self) -> Referentiel:
        return self.lecture.referentiel


def matiere_vivante(service, lecture: Lecture, *, avec_textes: bool = True) -> Matiere:
    """Return what the report of that year is made from, as it stands now.

    The texts belong to the service's own canvas: a year read through another preset goes without them.
    """
    return Matiere(
        lecture=lecture,
        service=identite_du_service(service),
        textes=textes_de_l_annee(service, lecture.annee) if avec_textes else {},
        lieux=lieux_du_service(service, lecture.annee),
        fiches=fiches_en_annexe(service, lecture.annee, lecture.referentiel, date.today()),
    )


def identite_du_service(service) -> Identite:
    noms = Identite.__dataclass_fields__
    identite = {nom: getattr(service, nom) for nom in noms}
    return Identite(**identite | {"logo": service.logo and bytes(service.logo)})


def textes_de_l_annee(service, annee: int) -> dict[str, str]:
    """Return block → Markdown, for the blocks that hold something."""
    textes = TexteDuRapport.objects.filter(service=service, annee=annee).exclude(contenu="")
    return dict(textes.order_by("bloc").values_list("bloc", "contenu"))


def lieux_de_la_carte(lieux: tuple[Lieu, ...]) -> list[Lieu]:
    """Return the places that a map of the territory shows."""
    return [lieu for lieu in lieux if lieu.nature in (Nature.COMMUNE, Nature.QUARTIER, Nature.ETABLISSEMENT)]


def lieux_du_service(service, annee: int) -> tuple[Lieu, ...]:
    """Return the places, as they were called in `annee`."""
    noms = NomDeTerritoire.objects.de_l_annee(service, annee)
    lieux = (
        Territoire.objects.filter(service=service).select_related("parent").order_by("ordre", "nom", "code")
    )
    return tuple(
        Lieu(
            code=lieu.code,
            nom=noms.get(lieu.code, lieu.nom),
            nature=lieu.nature,
            parent=lieu.parent and lieu.parent.code,
            contour=lieu.contour,
        )
        for lieu in lieux
    )
