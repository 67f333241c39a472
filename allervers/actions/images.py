"""A photo as it arrives, and as it is kept: turned upright, made smaller, encoded again with nothing beside."""

import io
import warnings
from dataclasses import dataclass

from PIL import Image, ImageOps, UnidentifiedImageError

TAILLE_MAX = 15_000_000  # bytes
PIXELS_MAX = 60_000_000
COTE = 1600  # pixels, of the longest side once kept
QUALITE = 82
FORMATS = ("JPEG", "PNG", "WEBP")


class ImageRefusee(ValueError):
    """This cannot be kept as a photo; the message, in French, says why and what to do."""


@dataclass(frozen=True)
class ImageGardee:
    """A JPEG without metadata."""

    contenu: bytes
    largeur: int
    hauteur: int


def reencoder(fichier, taille: int) -> ImageGardee:
    """Return what to keep of `fichier`, an open file of `taille` bytes. Its name and its declared type are not read.

    Only the pixels go on: place, device, comments and whatever was hidden in the file stay behind. Raises ImageRefusee.
    """
    if taille > TAILLE_MAX:
        raise ImageRefusee(
            f"Cette photo dépasse {TAILLE_MAX // 1_000_000} Mo\u202f: prenez-la ou enregistrez-la en plus petit."
        )
    contenu = fichier.read(TAILLE_MAX + 1)
    try:
        # Its own warning about size is our refusal, below.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _reencoder(contenu)
    except UnidentifiedImageError:
        raise ImageRefusee(_pourquoi(contenu)) from None
    except Image.DecompressionBombError:
        raise ImageRefusee(_TROP_GRANDE) from None
    except (OSError, ValueError, SyntaxError, EOFError, OverflowError, MemoryError) as erreur:
        if isinstance(erreur, ImageRefusee):
            raise
        # The decoders say in many ways that a file is broken.
        raise ImageRefusee(
            "Cette photo est abîmée\u202f: elle ne s’ouvre pas jusqu’au bout. Essayez d’en envoyer une autre copie."
        ) from None


_TROP_GRANDE = f"Cette photo est trop grande\u202f: {PIXELS_MAX // 1_000_000} millions de pixels au plus."


def _reencoder(contenu: bytes) -> ImageGardee:
    # Nothing is decoded before the size that the header tells has been judged.
    with Image.open(io.BytesIO(contenu), formats=FORMATS) as image:
        if image.width * image.height > PIXELS_MAX:
            raise ImageRefusee(_TROP_GRANDE)
        # A JPEG can be read smaller at once, which spares most of the memory.
        image.draft("RGB", (COTE, COTE))
        image.load()
        droite = ImageOps.exif_transpose(image)
        droite.thumbnail((COTE, COTE), Image.Resampling.LANCZOS)
        sortie = io.BytesIO()
        _sur_du_blanc(droite).save(sortie, "JPEG", quality=QUALITE, optimize=True, progressive=True)
    return ImageGardee(sortie.getvalue(), droite.width, droite.height)


def _sur_du_blanc(image: Image.Image) -> Image.Image:
    """Return the pixels alone, in a new image: what is transparent becomes white."""
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        image = image.convert("RGBA")
        fond = Image.new("RGB", image.size, "white")
        fond.paste(image, mask=image.getchannel("A"))
        return fond
    fond = Image.new("RGB", image.size)
    fond.paste(image.convert("RGB"))
    return fond


def _pourquoi(contenu: bytes) -> str:
    debut = contenu[:1024].lstrip().lower()
    if not contenu:
        return "Ce fichier est vide. Choisissez une photo."
    if contenu[4:8] == b"ftyp":
        return "Ce format (HEIC, AVIF ou vidéo) n’est pas lu\u202f: enregistrez la photo en JPEG, puis renvoyez-la."
    if debut.startswith((b"<?xml", b"<svg", b"<!doctype", b"<html")) or b"<svg" in debut:
        return (
            "Ce fichier est un dessin ou une page web, non une photo. Choisissez une photo JPEG, PNG ou WebP."
        )
    if contenu.startswith(b"%PDF"):
        return "Ce fichier est un PDF, non une photo. Choisissez une photo JPEG, PNG ou WebP."
    return "Ce fichier n’est pas une photo JPEG, PNG ou WebP, ou il est abîmé. Choisissez-en une autre."
