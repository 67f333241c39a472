"""The photos of an action: kept with the image rights that let them leave the service, or not."""

from datetime import date
from uuid import UUID, uuid5

from django.db import transaction

from allervers.coffre.operations import oublier, sceller
from allervers.comptes.versions import modifier
from allervers.images import ImageRefusee, reencoder
from allervers.journal.operations import inscrire

from .models import ActionCollective, Photo

PHOTOS_MAX = 24


class PhotoRefusee(Exception):
    """This cannot be done to this photo; the message, in French, says what to do."""


@transaction.atomic
def ajouter_photos(
    *, action: ActionCollective, uuid: UUID, fichiers, legende: str, par, appareil=""
) -> list[Photo]:
    """Keep these files, all or none, under one caption. Sent again, they add nothing. Raises what `ajouter_photo` does;
    of several, the refusal names the file.
    """
    photos = []
    for rang, fichier in enumerate(fichiers):
        try:
            photos.append(
                ajouter_photo(
                    action=action,
                    uuid=uuid5(uuid, f"{rang}"),
                    fichier=fichier,
                    taille=fichier.size,
                    legende=legende,
                    par=par,
                    appareil=appareil,
                )
            )
        except ImageRefusee as refus:
            if len(fichiers) == 1:
                raise
            raise ImageRefusee(f"« {fichier.name} »\u202f: {refus} Aucune n’est ajoutée.") from None
    return photos


@transaction.atomic
def ajouter_photo(
    *, action: ActionCollective, uuid: UUID, fichier, taille: int, legende: str, par, appareil=""
) -> Photo:
    """Keep a photo, encoded again. Raises ImageRefusee, or PhotoRefusee when there are many already.

    Without image rights it does not leave: see `modifier_photo`. The same UUID again adds nothing.
    """
    if connue := Photo.objects.filter(service=action.service, uuid=uuid).first():
        return connue
    if action.photos.count() >= PHOTOS_MAX:
        raise PhotoRefusee(f"Une action garde {PHOTOS_MAX} photos au plus\u202f: retirez-en une d’abord.")
    image = reencoder(fichier, taille)
    photo = Photo.objects.create(
        service=action.service,
        uuid=uuid,
        action=action,
        legende=legende,
        image=image.contenu,
        largeur=image.largeur,
        hauteur=image.hauteur,
        saisi_par=par,
    )
    _inscrire("ajouter_photo", photo, par, appareil)
    return photo


@transaction.atomic
def modifier_photo(
    *,
    photo: Photo,
    lue: int,
    legende: str,
    accord_le: date | None,
    accord_jusqu_au: date | None,
    accord_de: bytes | None,
    accord_de_lu: str,
    par,
    appareil="",
) -> None:
    """Change the caption and the image rights: who agreed (an envelope, None to leave it as it is), when, until when.

    Raises PhotoRefusee for rights that are not whole, VersionDepassee, and what `sceller` raises.
    """
    if (accord_le is None) != (accord_jusqu_au is None):
        raise PhotoRefusee("Un accord a une date et une fin\u202f: remplissez les deux, ou aucune.")
    if accord_le and accord_jusqu_au < accord_le:
        raise PhotoRefusee("L’accord prend fin avant d’être donné\u202f: corrigez l’une des deux dates.")
    if accord_le and accord_de is None and photo.accord_de is None:
        raise PhotoRefusee(
            "Dites qui a donné son accord\u202f: sans cela, la photo ne peut pas sortir du service."
        )
    if accord_de is not None:
        sceller(objet=photo, champ="accord_de", enveloppe=accord_de, lue=accord_de_lu, par=par)
    change = modifier(
        objet=photo, lue=lue, par=par, legende=legende, accord_le=accord_le, accord_jusqu_au=accord_jusqu_au
    )
    if change or accord_de is not None:
        _inscrire("modifier_photo", photo, par, appareil)


@transaction.atomic
def retirer_photo(*, photo: Photo, par, appareil="") -> None:
    """Erase a photo for ever, with who agreed to it."""
    oublier(photo.service, [photo.uuid])
    _inscrire("retirer_photo", photo, par, appareil)
    photo.delete()


def _inscrire(operation: str, photo: Photo, par, appareil: str) -> None:
    inscrire(
        service=photo.service,
        operation=operation,
        par=par,
        objet=photo.action.uuid,
        appareil=appareil,
        details={"annee": photo.action.annee},
    )
