"""What is kept of a photo, and what is refused, by its bytes alone."""

import io
import struct
import zlib

import pytest
from PIL import Image

from allervers.actions.pieces import PieceRefusee, lire_piece
from allervers.config import envois
from allervers.images import COTE, COTE_D_UN_LOGO, ImageRefusee, reencoder, reencoder_logo

ICI = (50, 28, 12)  # degrees, minutes, seconds


def image(format="JPEG", taille=(80, 60), mode="RGB", **options) -> bytes:
    sortie = io.BytesIO()
    Image.new(mode, taille, "orange").save(sortie, format, **options)
    return sortie.getvalue()


def garder(contenu: bytes):
    return reencoder(io.BytesIO(contenu), len(contenu))


def ouvrir(contenu: bytes) -> Image.Image:
    return Image.open(io.BytesIO(contenu))


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP"])
def test_a_photo_is_kept_as_a_jpeg(format):
    gardee = garder(image(format))
    assert ouvrir(gardee.contenu).format == "JPEG"
    assert (gardee.largeur, gardee.hauteur) == (80, 60)


def test_where_and_with_what_a_photo_was_taken_is_not_kept():
    exif = Image.Exif()
    exif[0x010F] = "Marque"
    exif.get_ifd(0x8825)[2] = ICI
    gardee = garder(image(exif=exif, comment=b"un commentaire"))
    assert not ouvrir(gardee.contenu).getexif()
    assert b"Marque" not in gardee.contenu and b"commentaire" not in gardee.contenu


def test_a_photo_taken_sideways_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    assert (garder(image(exif=exif)).largeur, garder(image(exif=exif)).hauteur) == (60, 80)


def test_a_large_photo_is_made_smaller():
    gardee = garder(image(taille=(4000, 3000)))
    assert (gardee.largeur, gardee.hauteur) == (COTE, COTE * 3 // 4)


def test_what_is_transparent_becomes_white():
    sortie = io.BytesIO()
    Image.new("RGBA", (8, 8), (255, 0, 0, 0)).save(sortie, "PNG")
    assert ouvrir(garder(sortie.getvalue()).contenu).getpixel((4, 4)) == (255, 255, 255)


def test_a_logo_stays_transparent_and_keeps_nothing_but_its_pixels():
    sortie = io.BytesIO()
    Image.new("RGBA", (2000, 1000), (255, 0, 0, 0)).save(sortie, "PNG")
    gardee = reencoder_logo(io.BytesIO(sortie.getvalue() + b"<script>"), sortie.tell())
    assert ouvrir(gardee.contenu).format == "PNG" and b"script" not in gardee.contenu
    assert (gardee.largeur, ouvrir(gardee.contenu).getpixel((4, 4))[3]) == (COTE_D_UN_LOGO, 0)
    with pytest.raises(ImageRefusee, match="abîm"):
        reencoder_logo(io.BytesIO(image("PNG", (400, 400))[:-60]), 999)


def test_what_is_sent_past_what_any_page_takes_is_dropped(monkeypatch, rf):
    monkeypatch.setattr(envois, "PLAFOND", 200_000)
    for taille, au_plus in ((5_000_000, 300_000), (100_000, 100_000)):
        envoi = io.BytesIO(b"x" * taille)
        envoi.name = "gros.pdf"
        [recu] = rf.post("/", {"fichier": envoi}).FILES.values()
        with recu:
            assert min(taille, envois.PLAFOND) <= recu.size <= au_plus


def test_what_is_hidden_behind_a_photo_stays_behind():
    polyglotte = image() + b"<script>alert(1)</script><?php system('id') ?>PK\x03\x04"
    gardee = garder(polyglotte)
    assert b"script" not in gardee.contenu and b"PK\x03\x04" not in gardee.contenu


def bombe() -> bytes:
    """A PNG of some bytes that announces 60 000 × 60 000 pixels."""

    def bloc(nom: bytes, contenu: bytes) -> bytes:
        controle = struct.pack(">I", zlib.crc32(nom + contenu))
        return struct.pack(">I", len(contenu)) + nom + contenu + controle

    entete = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + bloc(b"IHDR", entete)
        + bloc(b"IDAT", zlib.compress(bytes(100)))
        + bloc(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("contenu", "dit"),
    [
        (b"", "vide"),
        (b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', "dessin ou une page web"),
        (b"<!DOCTYPE html><html><script>alert(1)</script></html>", "dessin ou une page web"),
        (b"GIF89a<script>alert(1)</script>", "pas une image JPEG, PNG ou WebP"),
        (b"%PDF-1.7", "PDF"),
        (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00", "HEIC"),
        (b"MZ\x90\x00", "pas une image"),
        (bombe(), "trop grande"),
        (image()[:500], "abîmée"),
        (image("PNG")[:60], "abîm"),
        (image("WEBP")[:40], "abîm"),
    ],
    ids=["vide", "svg", "html", "gif", "pdf", "heic", "programme", "bombe", "jpeg", "png", "webp"],
)  # fmt: skip
def test_a_broken_or_hostile_file_is_refused_in_clear_words(contenu, dit):
    with pytest.raises(ImageRefusee, match=dit):
        garder(contenu)


def test_a_file_too_heavy_is_not_even_read():
    class Illisible:
        def read(self, *_):
            raise AssertionError("read")

    with pytest.raises(ImageRefusee, match="15 Mo"):
        reencoder(Illisible(), 15_000_001)


def archive(**parties: bytes) -> bytes:
    import zipfile

    sortie = io.BytesIO()
    with zipfile.ZipFile(sortie, "w") as ecrite:
        for nom, contenu in parties.items():
            ecrite.writestr(nom, contenu)
    return sortie.getvalue()


def lire(contenu: bytes):
    return lire_piece(io.BytesIO(contenu), len(contenu))


DOCX = {"[Content_Types].xml": b"", "word/document.xml": b""}
ODT = {"mimetype": b"application/vnd.oasis.opendocument.text"}


@pytest.mark.parametrize(
    ("contenu", "extension"),
    [
        (b"%PDF-1.7 ... %%EOF\n", "pdf"),
        (archive(**DOCX), "docx"),
        (archive(**{"[Content_Types].xml": b"", "xl/workbook.xml": b""}), "xlsx"),
        (archive(**ODT), "odt"),
        (image("PNG"), "jpg"),
    ],
    ids=["pdf", "docx", "xlsx", "odt", "photo"],
)
def test_a_document_is_what_its_bytes_say(contenu, extension):
    assert lire(contenu)[1] == extension


@pytest.mark.parametrize(
    ("contenu", "dit"),
    [
        (archive(**DOCX, **{"word/vbaProject.bin": b""}), "macros"),
        (archive(**ODT, **{"Basic/script-lc.xml": b""}), "macros"),
        (archive(**{"page.html": b"<script>"}), "Choisissez un PDF"),
        (archive(**DOCX, **{"word/embeddings/oleObject1.bin": b""}), "macros"),
        (archive(**DOCX, **{"xl/macrosheets/sheet1.xml": b""}), "macros"),
        (b"PK\x03\x04 rien de plus", "abîmé"),
        (b"%PDF-1.7 coup", "abîmé"),
        (b"<html><script>alert(1)</script>", "Choisissez un PDF"),
        (b"#!/bin/sh", "Choisissez un PDF"),
    ],
    ids=[
        "macros word",
        "macros odt",
        "archive",
        "objet",
        "macros d'avant",
        "zip abîmé",
        "pdf coupé",
        "html",
        "programme",
    ],
)
def test_a_document_that_could_run_or_is_none_is_refused(contenu, dit):
    with pytest.raises(PieceRefusee, match=dit):
        lire(contenu)
