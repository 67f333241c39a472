"""Who the service is, as its report says it: its name and coordinates, and its logo."""

import struct

from django.db import transaction

from allervers.journal.operations import inscrire

TAILLE_MAX = 1_000_000
COTE_MAX = 4000
SIGNATURE = b"\x89PNG\r\n\x1a\n"
CHAMPS = ("nom", "association", "direction", "presidence", "adresse", "telephone", "courriel")


class LogoRefuse(ValueError):
    """The picture cannot be the logo; the message, in French, says why and what to do."""


@transaction.atomic
def decrire_service(*, service, par, **champs) -> None:
    """Change what the report says of the service; `champs` are among CHAMPS. Writes the journal if it changes."""
    changes = {
        nom: valeur for nom, valeur in champs.items() if nom in CHAMPS and getattr(service, nom) != valeur
    }
    if not changes:
        return
    for nom, valeur in changes.items():
        setattr(service, nom, valeur)
    service.save(update_fields=list(changes))
    inscrire(service=service, operation="decrire_service", par=par, details={"champs": sorted(changes)})


@transaction.atomic
def changer_logo(*, service, image: bytes | None, par) -> None:
    """Put a PNG picture on the cover, or none. Raises LogoRefuse, and changes nothing. Writes the journal."""
    if image is not None:
        _verifier(image)
    service.logo = image
    service.save(update_fields=["logo"])
    inscrire(service=service, operation="changer_logo", par=par, details={"retire": image is None})


def _verifier(image: bytes) -> None:
    if len(image) > TAILLE_MAX:
        raise LogoRefuse("Ce logo dépasse 1 Mo : enregistrer l'image en plus petit.")
    # The header of a PNG begins with its signature, then its width and height (RFC 2083, section 11.2.1).
    if (
        not image.startswith(SIGNATURE)
        or image[12:16] != b"IHDR"
        or not image.rstrip(b"\0").endswith(b"IEND\xaeB`\x82")
    ):
        raise LogoRefuse(
            "Il faut une image PNG entière : ouvrez le logo, puis « Enregistrer sous » au format PNG."
        )
    largeur, hauteur = struct.unpack(">II", image[16:24])
    if not (0 < largeur <= COTE_MAX and 0 < hauteur <= COTE_MAX):
        raise LogoRefuse(f"Ce logo est trop grand : {COTE_MAX} pixels de côté au plus.")
