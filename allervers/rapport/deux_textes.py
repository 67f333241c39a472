"""Two texts that were both made from a third, put together: what each changed stands, and nothing is lost."""

from collections.abc import Iterator
from difflib import SequenceMatcher


def reunir(base: str, un: str, autre: str) -> str:
    """Return one text from two, written apart from `base`; a paragraph that both changed is there twice."""
    de_base, d_un, d_autre = (texte.split("\n") for texte in (base, un, autre))
    i = j = k = 0
    reunies: list[str] = []
    for debut, fin, debut_un, debut_autre in _communes(de_base, d_un, d_autre):
        avant, ici, la = de_base[i:debut], d_un[j:debut_un], d_autre[k:debut_autre]
        if la in (avant, ici):
            reunies += ici
        elif ici == avant:
            reunies += la
        else:
            # Two paragraphs, not one.
            reunies += [*ici, "", *la]
        reunies += de_base[debut:fin]
        i, j, k = fin, debut_un + fin - debut, debut_autre + fin - debut
    return "\n".join(reunies)


def _communes(base: list[str], un: list[str], autre: list[str]) -> Iterator[tuple[int, int, int, int]]:
    """Yield the runs of lines that all three hold, then their common end: where each is in `base` (from, to), and
    begins in the others."""
    avec_un = SequenceMatcher(None, base, un, autojunk=False).get_matching_blocks()
    avec_autre = SequenceMatcher(None, base, autre, autojunk=False).get_matching_blocks()
    m = n = 0
    while m < len(avec_un) and n < len(avec_autre):
        ici, la = avec_un[m], avec_autre[n]
        debut, fin = max(ici.a, la.a), min(ici.a + ici.size, la.a + la.size)
        if debut < fin:
            yield debut, fin, ici.b + debut - ici.a, la.b + debut - la.a
        if ici.a + ici.size < la.a + la.size:
            m += 1
        else:
            n += 1
    yield len(base), len(base), len(un), len(autre)
