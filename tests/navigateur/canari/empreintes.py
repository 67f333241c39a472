"""Finding a word in bytes, however it was written, encoded or compressed."""

import base64
import html
import json
import re
import zlib
from collections.abc import Iterator
from urllib.parse import quote

# How much of a stream is read: most places that look like the head of one are not.
COMPRIME = 1 << 20


def ecritures(mot: str) -> set[bytes]:
    """Return the ways in which a word can stand in bytes: encodings, escapes, base64 at each of its offsets."""
    formes = set()
    for texte in {mot, mot.lower(), mot.upper(), mot.capitalize()}:
        for octets in (
            texte.encode(),
            texte.encode("latin-1"),
            texte.encode("utf-16-le"),
            texte.encode("utf-16-be"),
        ):
            formes |= {octets, octets.hex().encode(), octets.hex().upper().encode()}
            formes |= {quote(octets).encode(), json.dumps(texte).strip('"').encode()}
            formes |= {html.escape(texte).encode(), *_base64(octets)}
    return {forme for forme in formes if len(forme) >= 6}


def _base64(octets: bytes) -> Iterator[bytes]:
    for decalage in range(3):
        # The first and last characters also depend on what stands around the word.
        code = base64.b64encode(bytes(decalage) + octets)
        milieu = code[-(-decalage * 8 // 6) : len(code) - 4 if (decalage + len(octets)) % 3 else None]
        yield from (milieu, milieu.translate(bytes.maketrans(b"+/", b"-_")))


def chercher(octets: bytes, formes: set[bytes]) -> list[bytes]:
    """Return the forms found in `octets`, or in what is compressed inside (zlib, gzip, zip)."""
    trouvees = [forme for forme in formes if forme in octets]
    for contenu in decompresses(octets):
        trouvees += [forme for forme in formes if forme in contenu]
    return trouvees


def decompresses(octets: bytes) -> Iterator[bytes]:
    """Yield what every stream found in `octets` inflates to: its beginning, when it is very long."""
    vue = memoryview(octets)
    for debut in re.finditer(rb"\x78[\x01\x5e\x9c\xda]", octets):
        yield from _gonfler(vue[debut.start() :], zlib.MAX_WBITS)
    for debut in re.finditer(rb"\x1f\x8b\x08", octets):
        yield from _gonfler(vue[debut.start() :], zlib.MAX_WBITS | 16)
    for debut in re.finditer(rb"PK\x03\x04.{22}(..)(..)", octets, re.DOTALL):
        noms = sum(int.from_bytes(taille, "little") for taille in debut.groups())
        yield from _gonfler(vue[debut.end() + noms :], -zlib.MAX_WBITS)


def _gonfler(octets: memoryview, fenetre: int) -> Iterator[bytes]:
    try:
        yield zlib.decompressobj(fenetre).decompress(octets[:COMPRIME], 4 * COMPRIME)
    except zlib.error:
        return
