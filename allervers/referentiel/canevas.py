"""Changing a canvas, the plan of the report: a value goes in, another comes out, nothing is written.

Each section and each block is named by its key (`cle`), which a move does not change.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from enum import IntEnum

from django.utils.text import slugify

from .valeur import BlocCanevas, GenreBloc, SectionCanevas

Canevas = tuple[SectionCanevas, ...]
Element = SectionCanevas | BlocCanevas
LONGUEUR_D_ID = 60


class CanevasRefuse(ValueError):
    """The plan cannot be so; the message, in French, says why and what to do."""


@dataclass(frozen=True)
class SectionMontree:
    """A section as the report shows it. `numero` is « V. », « V. 2. », or nothing."""

    section: SectionCanevas
    numero: str

    @property
    def titre(self) -> str:
        return f"{self.numero} {self.section.titre}".strip()


class Sens(IntEnum):
    MONTER = -1
    DESCENDRE = 1


def cle(element: Element) -> str:
    """Return what names a section or a block in its plan, on a page too."""
    if isinstance(element, SectionCanevas):
        return f"section-{slugify(element.titre)}"
    return f"{element.genre}-{element.id}"


def empreinte(canevas: Canevas) -> str:
    """Return the SHA-256 of a canvas: it tells a plan from another."""
    return hashlib.sha256(json.dumps([asdict(section) for section in canevas]).encode()).hexdigest()


def sections_montrees(canevas: Canevas) -> list[SectionMontree]:
    """Return the sections that the report shows, numbered in order; hiding one hides its sub-sections."""
    montrees: list[SectionMontree] = []
    parente, rang, sous_rang, est_montree = "", 0, 0, False
    for section in canevas:
        if section.niveau == 2:
            est_montree, sous_rang = not section.est_masquee, 0
            rang += est_montree and section.est_numerotee
            parente = numero = f"{_romain(rang)}." if section.est_numerotee else ""
        else:
            compte = not section.est_masquee and section.est_numerotee
            sous_rang += compte
            numero = f"{parente} {sous_rang}.".strip() if compte else ""
        if est_montree and not section.est_masquee:
            montrees.append(SectionMontree(section, numero))
    return montrees


def _romain(nombre: int) -> str:
    chiffres = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    ecrit = ""
    for valeur, lettres in chiffres:
        ecrit += lettres * (nombre // valeur)
        nombre %= valeur
    return ecrit


def blocs(canevas: Canevas) -> Iterator[BlocCanevas]:
    for section in canevas:
        yield from section.blocs


def trouver(canevas: Canevas, recherche: str) -> Element:
    """Return the section or the block of that key. Raises CanevasRefuse."""
    for element in (*canevas, *blocs(canevas)):
        if cle(element) == recherche:
            return element
    raise CanevasRefuse("Ce que vous vouliez changer n'est pas dans le plan.")


def verifier(canevas: Canevas) -> None:
    """Raise CanevasRefuse when `canevas` cannot be a plan: an empty one, two things under one name…"""
    if not canevas or canevas[0].niveau != 2:
        raise CanevasRefuse("Le plan commence par une section.")
    vues: set[str] = set()
    for section in canevas:
        if not slugify(section.titre):
            raise CanevasRefuse("Écrivez un titre, avec des lettres ou des chiffres.")
        if cle(section) in vues:
            raise CanevasRefuse(f"Une section s'appelle déjà « {section.titre} » : écrivez un autre titre.")
        vues.add(cle(section))
    for bloc in blocs(canevas):
        if cle(bloc) in vues:
            raise CanevasRefuse("Le plan a déjà ce texte, ce tableau ou ce graphique.")
        vues.add(cle(bloc))


def deplacer(canevas: Canevas, quoi: str, sens: Sens) -> Canevas:
    """Move a section or a block by one place; at the end of the plan, nothing moves. Raises CanevasRefuse.

    A section takes its sub-sections along. A block, or a sub-section, goes on into the next section.
    """
    element = trouver(canevas, quoi)
    if isinstance(element, BlocCanevas):
        # The plan as one reads it: a title, what stands below it, the next title…
        lus = [lu for section in canevas for lu in (section, *section.blocs)]
        return _ranger(_permuter(lus, lus.index(element), sens, premier=1))
    if element.niveau == 3:
        return tuple(_permuter(canevas, canevas.index(element), sens, premier=1))
    groupes = list(_groupes(canevas))
    rang = next(rang for rang, groupe in enumerate(groupes) if element in groupe)
    return tuple(section for groupe in _permuter(groupes, rang, sens) for section in groupe)


def changer(canevas: Canevas, quoi: str, **valeurs) -> Canevas:
    """Give a section another `titre` or number it or not (`est_numerotee`), a block another `titre`, `invite` or
    `contenu`. Raises CanevasRefuse."""
    return _remplacer(canevas, quoi, replace(trouver(canevas, quoi), **valeurs))


def masquer(canevas: Canevas, quoi: str, est_masque: bool = True) -> Canevas:
    """Hide a section or a block from the report, or show it again. Raises CanevasRefuse."""
    element = trouver(canevas, quoi)
    if isinstance(element, SectionCanevas):
        return _remplacer(canevas, quoi, replace(element, est_masquee=est_masque))
    return _remplacer(canevas, quoi, replace(element, est_masque=est_masque))


def retirer(canevas: Canevas, quoi: str) -> Canevas:
    """Take a block, or an empty section, out of the plan. Raises CanevasRefuse for a section with something in it."""
    element = trouver(canevas, quoi)
    if isinstance(element, SectionCanevas) and not est_vide(canevas, element):
        raise CanevasRefuse("Cette section n'est pas vide : déplacez ce qu'elle contient, ou masquez-la.")
    return _remplacer(canevas, quoi)


def est_vide(canevas: Canevas, section: SectionCanevas) -> bool:
    """Return whether a section has neither block nor sub-section."""
    groupe = next(groupe for groupe in _groupes(canevas) if section in groupe)
    return not section.blocs and (section.niveau == 3 or len(groupe) == 1)


def ajouter_section(canevas: Canevas, titre: str, dans: str = "") -> Canevas:
    """Add a section at the end of the plan, or a sub-section at the end of the section `dans`.

    Raises CanevasRefuse.
    """
    if not dans:
        return (*canevas, SectionCanevas(titre))
    parente = trouver(canevas, dans)
    return tuple(
        section
        for groupe in _groupes(canevas)
        for section in (*groupe, *([SectionCanevas(titre, niveau=3)] if groupe[0] == parente else []))
    )


def ajouter_bloc(canevas: Canevas, dans: str, bloc: BlocCanevas) -> Canevas:
    """Add `bloc` at the end of the section `dans`; a table brings its observations along. Raises CanevasRefuse."""
    section = trouver(canevas, dans)
    ajouts = [bloc, *_observations(canevas, bloc)]
    return _remplacer(canevas, dans, replace(section, blocs=(*section.blocs, *ajouts)))


def nouveau_texte(canevas: Canevas, titre: str, invite: str = "", contenu: str = "") -> BlocCanevas:
    """Return a text for `canevas`, under a name of its own made from its title."""
    pris = {bloc.id for bloc in blocs(canevas) if bloc.genre is GenreBloc.TEXTE}
    base = slugify(titre).replace("-", "_")[:LONGUEUR_D_ID] or "texte"
    noms = [base, *(f"{base}_{numero}" for numero in range(2, len(pris) + 3))]
    id = next(nom for nom in noms if nom not in pris)
    return BlocCanevas(GenreBloc.TEXTE, id, titre, invite, contenu)


def _observations(canevas: Canevas, bloc: BlocCanevas) -> Iterator[BlocCanevas]:
    observations = BlocCanevas(
        GenreBloc.TEXTE,
        f"observations_{bloc.id}",
        titre="Observations",
        invite="Ce que ces chiffres disent de l'année : ce qui change, ce qui l'explique.",
    )
    if bloc.genre is GenreBloc.TABLEAU and cle(observations) not in map(cle, blocs(canevas)):
        yield observations


def _groupes(canevas: Canevas) -> Iterator[Canevas]:
    """Yield each section with its sub-sections."""
    debuts = [rang for rang, section in enumerate(canevas) if section.niveau == 2]
    for debut, fin in zip(debuts, [*debuts[1:], len(canevas)], strict=True):
        yield canevas[debut:fin]


def _permuter(elements: Iterable, rang: int, sens: Sens, premier: int = 0) -> list:
    """Return `elements`, the one at `rang` changed with its neighbour; those before `premier` stay in place."""
    elements = list(elements)
    if premier <= rang + sens < len(elements):
        elements[rang], elements[rang + sens] = elements[rang + sens], elements[rang]
    return elements


def _ranger(lus: list[Element]) -> Canevas:
    """Return the canvas that reads as `lus`: each block in the section whose title comes before it."""
    sections: list[SectionCanevas] = []
    for lu in lus:
        if isinstance(lu, SectionCanevas):
            sections.append(replace(lu, blocs=()))
        else:
            sections[-1] = replace(sections[-1], blocs=(*sections[-1].blocs, lu))
    return tuple(sections)


def _remplacer(canevas: Canevas, quoi: str, *nouveaux: Element) -> Canevas:
    """Return the canvas with `nouveaux` in place of the section or block of that key."""

    def suite(elements: Iterable[Element]) -> Iterator[Element]:
        for element in elements:
            yield from nouveaux if cle(element) == quoi else (element,)

    if isinstance(trouver(canevas, quoi), SectionCanevas):
        return tuple(suite(canevas))
    return tuple(replace(section, blocs=tuple(suite(section.blocs))) for section in canevas)
