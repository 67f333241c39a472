"""How far the writing of a report is, section by section."""

from dataclasses import dataclass
from enum import Enum

from django.utils.text import slugify

from allervers.referentiel.canevas import SectionMontree, sections_montrees
from allervers.referentiel.valeur import BlocCanevas, GenreBloc, SectionCanevas

from .models import TexteDuRapport
from .presentation import soigner


class Etat(Enum):
    """Where a text, or a section, stands. `AUTOMATIQUE`: a section that nobody has to write."""

    VIDE = "vide"
    BROUILLON = "brouillon"
    PRET = "prêt"
    AUTOMATIQUE = "rempli par les enregistrements"


@dataclass(frozen=True)
class Avancement:
    """One section of the report, and the state of each of its texts, in order."""

    montree: SectionMontree
    etats: tuple[Etat, ...]

    @property
    def section(self) -> SectionCanevas:
        return self.montree.section

    @property
    def titre(self) -> str:
        return soigner(self.montree.titre)

    @property
    def ancre(self) -> str:
        return slugify(self.section.titre)

    @property
    def etat(self) -> Etat:
        if not self.etats:
            return Etat.AUTOMATIQUE
        if set(self.etats) == {Etat.PRET}:
            return Etat.PRET
        return Etat.VIDE if set(self.etats) == {Etat.VIDE} else Etat.BROUILLON

    @property
    def nb_prets(self) -> int:
        return self.etats.count(Etat.PRET)


def avancement(service, annee: int, canevas: tuple[SectionCanevas, ...]) -> list[Avancement]:
    """Return each visible section of the report, in order."""
    textes = {texte.bloc: texte for texte in TexteDuRapport.objects.filter(service=service, annee=annee)}
    return [
        Avancement(
            montree,
            tuple(etat_du_texte(bloc, textes.get(bloc.id)) for bloc in textes_visibles(montree.section)),
        )
        for montree in sections_montrees(canevas)
    ]


def textes_visibles(section: SectionCanevas) -> list[BlocCanevas]:
    return [bloc for bloc in section.blocs if bloc.genre is GenreBloc.TEXTE and not bloc.est_masque]


def etat_du_texte(bloc: BlocCanevas, texte: TexteDuRapport | None) -> Etat:
    """Return where a text stands; one that its writer left empty on purpose can be ready."""
    if texte is not None and texte.est_pret:
        return Etat.PRET
    contenu = texte.contenu if texte is not None and texte.version else bloc.contenu
    return Etat.BROUILLON if contenu.strip() else Etat.VIDE
