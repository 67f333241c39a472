"""A picture as it arrives, and as it is kept: turned upright, made smaller, encoded again with nothing beside."""

import io
import warnings
from collections.abc import Callable
from dataclasses import dataclass

from PIL import Image, ImageOps, UnidentifiedImageError

TAILLE_MAX = 15_000_000  # bytes
# A JPEG is read smaller at once; the others are held whole in memory first.
PIXELS_MAX = {"JPEG": 60_000_000, "PNG": 25_000_000, "WEBP": 25_000_000}
COTE, COTE_D_UN_LOGO = 1600, 800  # pixels, of the longest side once kept
QUALITE = 82
FORMATS = ("JPEG", "PNG", "WEBP")


class ImageRefusee(ValueError):
    """This cannot be kept as a picture; the message, in French, says why and what to do."""


@dataclass(frozen=True)
class ImageGardee:
    """A file without metadata."""

    contenu: bytes
    largeur: int
    hauteur: int


def reencoder(fichier, taille: int) -> ImageGardee:
    """Return the JPEG to keep of a photo, an open file of `taille` bytes. Its name and declared type are not read.

    Only the pixels go on: place, device, comments and whatever was hidden in the file stay behind. Raises ImageRefusee.
    """
    return _garder(fichier, taille, COTE, _en_jpeg)


def reencoder_logo(fichier, taille: int) -> ImageGardee:
    """Return the PNG to keep of a logo, in the same way; what is transparent stays so. Raises ImageRefusee."""
    return _garder(fichier, taille, COTE_D_UN_LOGO, _en_png)


def _garder(fichier, taille: int, cote: int, ecrire: Callable) -> ImageGardee:
    if taille > TAILLE_MAX:
        raise ImageRefusee(
            f"Cette image dépasse {TAILLE_MAX // 1_000_000} Mo\u202f: enregistrez-la en plus petit."
        )
    contenu = fichier.read(TAILLE_MAX + 1)
    try:
        # Its own warning about size is our refusal, below.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _reencoder(contenu, cote, ecrire)
    except UnidentifiedImageError:
        raise ImageRefusee(_pourquoi(contenu)) from None
    except Image.DecompressionBombError:
        raise ImageRefusee(_trop_grande("JPEG")) from None
    except (OSError, ValueError, SyntaxError, EOFError, OverflowError, MemoryError) as erreur:
        if isinstance(erreur, ImageRefusee):
            raise
        # The decoders say in many ways that a file is broken.
        raise ImageRefusee(
            "Cette image est abîmée\u202f: elle ne s’ouvre pas jusqu’au bout. Essayez d’en envoyer une autre copie."
        ) from None


def _trop_grande(format: str) -> str:
    millions = PIXELS_MAX[format] // 1_000_000
    return f"Cette image est trop grande\u202f: {millions} millions de pixels au plus. Enregistrez-la en plus petit."


def _reencoder(contenu: bytes, cote: int, ecrire: Callable) -> ImageGardee:
    # Nothing is decoded before the size that the header tells has been judged.
    with Image.open(io.BytesIO(contenu), formats=FORMATS) as image:
        if image.width * image.height > PIXELS_MAX[image.format]:
            raise ImageRefusee(_trop_grande(image.format))
        # A JPEG can be read smaller at once, which spares most of the memory.
        image.draft("RGB", (cote, cote))
        image.load()
        droite = ImageOps.exif_transpose(image)
        droite.thumbnail((cote, cote), Image.Resampling.LANCZOS)
        sortie = io.BytesIO()
        ecrire(droite, sortie)
    return ImageGardee(sortie.getvalue(), droite.width, droite.height)


def _en_jpeg(image: Image.Image, sortie) -> None:
    """Write the pixels alone, of a new image: what is transparent becomes white."""
    fond = Image.new("RGB", image.size, "white")
    if _est_transparente(image):
        image = image.convert("RGBA")
        fond.paste(image, mask=image.getchannel("A"))
    else:
        fond.paste(image.convert("RGB"))
    fond.save(sortie, "JPEG", quality=QUALITE, optimize=True, progressive=True)


def _en_png(image: Image.Image, sortie) -> None:
    mode = "RGBA" if _est_transparente(image) else "RGB"
    seule = Image.new(mode, image.size)
    seule.paste(image.convert(mode))
    seule.save(sortie, "PNG", optimize=True)


def _est_transparente(image: Image.Image) -> bool:
    return image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info


def _pourquoi(contenu: bytes) -> str:
    debut = contenu[:1024].lstrip().lower()
    if not contenu:
        return "Ce fichier est vide. Choisissez une image."
    if contenu[4:8] == b"ftyp":
        return "Ce format (HEIC, AVIF ou vidéo) n’est pas lu\u202f: enregistrez-la en JPEG, puis renvoyez-la."
    if debut.startswith((b"<?xml", b"<svg", b"<!doctype", b"<html")) or b"<svg" in debut:
        return (
            "Ce fichier est un dessin ou une page web, non une photo. Choisissez une image JPEG, PNG ou WebP."
        )
    if contenu.startswith(b"%PDF"):
        return "Ce fichier est un PDF, non une photo. Choisissez une image JPEG, PNG ou WebP."
    return "Ce fichier n’est pas une image JPEG, PNG ou WebP, ou il est abîmé. Choisissez-en une autre."
