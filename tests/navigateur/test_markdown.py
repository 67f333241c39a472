"""The editor writes Markdown that the report reads back as it was typed, and reads it as the report does."""

from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from allervers.rapport.chiffres import MOTIF
from allervers.rapport.prose import Intertitre, Liste, Paragraphe, Segment, lire_prose

pytestmark = pytest.mark.navigateur
ECRIRE = "({schema, ecrireMarkdown}, docs) => docs.map((doc) => ecrireMarkdown(schema.nodeFromJSON(doc)))"
RELIRE = "({lireMarkdown, ecrireMarkdown}, textes) => textes.map((t) => ecrireMarkdown(lireMarkdown(t)))"
MODULES = ("../redaction/schema", "../redaction/lire-markdown", "../redaction/ecrire-markdown")

ADRESSE = "https://exemple.fr/a_b?c=1&copy;&d=(2)"
# What Markdown could take for something else, and what French puts beside it.
MORCEAUX = st.sampled_from(
    ["a", "mot ", " ", "« b »", "\u202f!", "*", "**", "_", "#", "# ", "-", "- ", "+ ", "=", "1. ", "2) ", "12",
     "[", "](", "(x)", "&amp;", "&", "\\", "`", "~", "<b>", "!", ".", "’", "é", "\u00a0", "|", ">", ":"]
)  # fmt: skip
TEXTES = st.lists(MORCEAUX, min_size=1, max_size=4).map("".join)
MARQUES = st.sets(st.sampled_from(["gras", "italique", "lien"])).map(
    lambda noms: [
        {"type": nom} | ({"attrs": {"href": ADRESSE}} if nom == "lien" else {})
        for nom in ("lien", "gras", "italique")
        if nom in noms
    ]
)
CHIFFRE = [
    {"type": "text", "text": " "},
    {"type": "chiffre", "attrs": {"nom": "heures.total"}},
    {"type": "text", "text": " "},
]
DROITS = st.lists(
    st.builds(lambda texte, marques: [{"type": "text", "text": texte, "marks": marques}], TEXTES, MARQUES)
    | st.just(CHIFFRE),
    max_size=5,
).map(lambda morceaux: [noeud for morceau in morceaux for noeud in morceau])
SAUTS = st.lists(DROITS, min_size=1, max_size=3).map(
    lambda lignes: [noeud for ligne in lignes for noeud in [{"type": "saut"}, *ligne]][1:]
)
PARAGRAPHES = st.builds(lambda contenu: {"type": "paragraphe", "content": contenu}, SAUTS)


def listes(dessous):
    return st.builds(
        lambda genre, elements: {
            "type": genre,
            "content": [{"type": "element", "content": [p, *liste]} for p, liste in elements],
        },
        st.sampled_from(["puces", "numeros"]),
        st.lists(st.tuples(PARAGRAPHES, dessous), min_size=1, max_size=3),
    )


SIMPLES = listes(st.just([]))
LISTES = listes(st.lists(listes(st.lists(SIMPLES, max_size=1)), max_size=2))
TITRES = st.builds(
    lambda niveau, contenu: {"type": "titre", "attrs": {"niveau": niveau}, "content": contenu},
    st.just(1) | st.just(2),
    DROITS,
)
DOCUMENTS = st.lists(PARAGRAPHES | TITRES | LISTES, min_size=1, max_size=4).map(
    lambda blocs: {"type": "doc", "content": blocs}
)


def nette(alinea):
    """What an alinea says, one item a character: a blank has no look, the ends of a line have none."""
    match alinea:
        case Paragraphe(segments):
            return "paragraphe", lignes(segments)
        case Intertitre(niveau, segments):
            return "titre", niveau, lignes(segments)
        case Liste(est_numerotee, elements):
            return "liste", est_numerotee, [(e.profondeur, lignes(e.segments)) for e in elements]


def lignes(segments):
    signes = [
        (c, not c.isspace() and s.est_gras, not c.isspace() and s.est_italique, s.lien if c != "\n" else None)
        for s in segments
        for c in s.texte
    ]
    coupes = [-1, *(rang for rang, signe in enumerate(signes) if signe[0] == "\n"), len(signes)]
    nettes = [rogner(signes[debut + 1 : fin]) for debut, fin in pairwise(coupes)]
    while nettes and not nettes[0]:
        del nettes[0]
    while nettes and not nettes[-1]:
        del nettes[-1]
    return nettes


def rogner(signes):
    pleins = [rang for rang, signe in enumerate(signes) if not signe[0].isspace()]
    return signes[pleins[0] : pleins[-1] + 1] if pleins else []


def tape(document):
    """What the document of the editor says, as `nette` does."""
    lus, plus_haut = [], 3
    for bloc in document["content"]:
        match bloc["type"]:
            case "titre" if ecrit := lignes(segments(bloc)):
                plus_haut = min(plus_haut, bloc["attrs"]["niveau"])
                lus.append(("titre", 1 if bloc["attrs"]["niveau"] == plus_haut else 2, ecrit))
            case "paragraphe" if ecrit := lignes(segments(bloc)):
                lus.append(("paragraphe", ecrit))
            case "puces" | "numeros" if elements := list(aplatir(bloc, 0)):
                lus.append(("liste", bloc["type"] == "numeros", elements))
    return lus


def aplatir(liste, profondeur):
    for element in liste["content"]:
        paragraphe, *dessous = element["content"]
        if ecrit := lignes(segments(paragraphe)):
            yield profondeur, ecrit
        for autre in dessous:
            yield from aplatir(autre, profondeur + 1)


def segments(noeud):
    for enfant in noeud["content"]:
        marques = {marque["type"] for marque in enfant.get("marks", ())}
        texte = {"chiffre": "0", "saut": "\n"}.get(enfant["type"], enfant.get("text"))
        lien = ADRESSE.replace("(", "%28").replace(")", "%29") if "lien" in marques else None
        yield Segment(texte, "gras" in marques, "italique" in marques, lien)


def test_what_was_typed_is_what_the_report_reads(modules):
    @settings(max_examples=25)
    @given(st.lists(DOCUMENTS, min_size=1, max_size=5))
    def essayer(documents):
        for document, texte in zip(documents, modules(ECRIRE, documents, *MODULES), strict=True):
            lu = lire_prose(MOTIF.sub("0", texte))
            assert [nette(alinea) for alinea in lu] == tape(document), texte

    essayer()


def test_a_text_opened_and_written_again_says_the_same(modules):
    @settings(max_examples=20)
    @given(
        st.lists(
            st.lists(MORCEAUX | st.sampled_from(["\n", "\n\n", "  ", "\\\n"]), max_size=14).map("".join),
            max_size=20,
        )
    )
    @example(
        ["### Un titre\n\nDu **gras**, de l’*italique*, [un lien](https://x.fr).\n\n- un\n  1. deux\n- trois"]
    )
    @example(["{heures.total} jeunes, soit {heures.total.ecart}. **{heures.base}**"])
    def essayer(textes):
        for texte, recrit in zip(textes, modules(RELIRE, textes, *MODULES), strict=True):
            assert [nette(a) for a in lire_prose(recrit)] == [nette(a) for a in lire_prose(texte)], recrit

    essayer()
