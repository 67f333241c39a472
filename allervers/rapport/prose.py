"""What people write in the report: Markdown, read once into plain values that every renderer sets in its own way.

Only what the editor offers is read (paragraphs, headings, lists, bold, italic, links). Everything else, HTML
included, stays text: nothing that was typed can become markup.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token


@dataclass(frozen=True)
class Segment:
    """A run of text; `lien` is an http, https or mailto address."""

    texte: str
    est_gras: bool = False
    est_italique: bool = False
    lien: str | None = None


Segments = tuple[Segment, ...]


@dataclass(frozen=True)
class Paragraphe:
    segments: Segments
    genre = "paragraphe"


@dataclass(frozen=True)
class Intertitre:
    """A heading inside a text, of level 1 or 2: none is skipped, whatever was typed."""

    niveau: int
    segments: Segments
    genre = "intertitre"


@dataclass(frozen=True)
class Element:
    """An item of a list; `profondeur` 0 is not nested."""

    profondeur: int
    segments: Segments


@dataclass(frozen=True)
class Liste:
    est_numerotee: bool
    elements: tuple[Element, ...]
    genre = "liste"


Alinea = Paragraphe | Intertitre | Liste

_MARKDOWN = MarkdownIt("zero", {"html": False}).enable(
    ["heading", "list", "emphasis", "link", "escape", "newline", "entity", "lheading"]
)
_ADRESSES = ("http://", "https://", "mailto:")


def lire_prose(markdown: str) -> tuple[Alinea, ...]:
    """Return what `markdown` says, in order; nothing for a blank text. Any text can be read."""
    jetons = _MARKDOWN.parse(markdown)
    alineas: list[Alinea] = []
    listes: list[bool] = []
    elements: list[Element] = []
    plus_haut = "h7"
    for avant, jeton in pairwise([Token("debut", "", 0), *jetons]):
        match jeton.type:
            case "bullet_list_open" | "ordered_list_open":
                listes.append(jeton.type == "ordered_list_open")
            case "bullet_list_close" | "ordered_list_close":
                est_numerotee = listes.pop()
                if not listes and elements:
                    alineas.append(Liste(est_numerotee, tuple(elements)))
                    elements = []
            case "inline":
                segments = tuple(_reunir(_segments(jeton.children or ())))
                if not segments:
                    continue
                if listes:
                    elements.append(Element(len(listes) - 1, segments))
                elif avant.type == "heading_open":
                    plus_haut = min(plus_haut, avant.tag)
                    alineas.append(Intertitre(1 if avant.tag == plus_haut else 2, segments))
                else:
                    alineas.append(Paragraphe(segments))
    return tuple(alineas)


def _segments(jetons: list[Token]) -> Iterator[Segment]:
    gras = italique = 0
    liens: list[str | None] = []
    for jeton in jetons:
        match jeton.type:
            case "strong_open" | "strong_close":
                gras += jeton.nesting
            case "em_open" | "em_close":
                italique += jeton.nesting
            case "link_open":
                adresse = str(jeton.attrs.get("href", ""))
                liens.append(adresse if adresse.lower().startswith(_ADRESSES) else None)
            case "link_close":
                liens.pop()
            case "softbreak":
                yield Segment(" ", gras > 0, italique > 0, liens[-1] if liens else None)
            case "hardbreak":
                yield Segment("\n", gras > 0, italique > 0, liens[-1] if liens else None)
            case _ if jeton.content:
                yield Segment(jeton.content, gras > 0, italique > 0, liens[-1] if liens else None)


def _reunir(segments: Iterator[Segment]) -> list[Segment]:
    """Join neighbours of the same look: an escaped character is a token of its own."""
    reunis: list[Segment] = []
    for segment in segments:
        if reunis and _aspect(reunis[-1]) == _aspect(segment):
            reunis[-1] = Segment(reunis[-1].texte + segment.texte, *_aspect(segment))
        else:
            reunis.append(segment)
    return reunis


def _aspect(segment: Segment) -> tuple:
    return segment.est_gras, segment.est_italique, segment.lien


def litteral(texte: str) -> str:
    """Return a plain text as Markdown that says just that."""
    return "".join(f"\\{signe}" if signe in "\\`*_{}[]()#+-.!<>&|" else signe for signe in texte)
