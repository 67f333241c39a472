"""Who the service is, as its report says it: its name and coordinates, and its logo."""

import io

from django.db import transaction

from allervers.images import reencoder_logo
from allervers.journal.operations import inscrire

CHAMPS = ("nom", "association", "direction", "presidence", "adresse", "telephone", "courriel")


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
    """Put a picture on the cover, or none. Raises ImageRefusee, and changes nothing. Writes the journal."""
    service.logo = image if image is None else reencoder_logo(io.BytesIO(image), len(image)).contenu
    service.save(update_fields=["logo"])
    inscrire(service=service, operation="changer_logo", par=par, details={"retire": image is None})
