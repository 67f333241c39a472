"""The keys of the backups: the server knows the public ones only. It writes backups that it cannot read again."""

from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from pyrage import IdentityError, RecipientError
from pyrage.x25519 import Identity, Recipient

from .refus import SauvegardeRefusee

# One public key a line, as `age -R` reads them.
FICHIER = "cles_de_sauvegarde"
_PREFIXE = "AGE-SECRET-KEY-1"


def nouvelle_cle() -> str:
    """Make a key pair, let the next backups be opened with it, and return the secret key, which is kept nowhere."""
    identite = Identity.generate()
    settings.DONNEES.mkdir(parents=True, exist_ok=True)
    with _fichier().open("a", encoding="utf-8") as sortie:
        sortie.write(f"# ajoutée le {timezone.localdate()}\n{identite.to_public()}\n")
    return str(identite)


def destinataires() -> list[Recipient]:
    """Return the public keys that backups are encrypted to. Raises SauvegardeRefusee for a line that is none."""
    if not _fichier().exists():
        return []
    cles = []
    for ligne in _lignes(_fichier().read_text("utf-8")):
        try:
            cles.append(Recipient.from_str(ligne))
        except RecipientError as erreur:
            raise SauvegardeRefusee(
                f"« {ligne} » n'est pas une clé publique de sauvegarde. Corrigez le fichier {_fichier()}."
            ) from erreur
    return cles


def lire_identite(texte: str) -> Identity:
    """Return the secret key that was typed, or that a file holds. Raises SauvegardeRefusee."""
    lignes = ["".join(ligne.split()).upper() for ligne in _lignes(texte)]
    try:
        return Identity.from_str(next((ligne for ligne in lignes if ligne.startswith(_PREFIXE)), ""))
    except IdentityError as erreur:
        raise SauvegardeRefusee(
            f"Cette clé est mal recopiée. Elle commence par {_PREFIXE} et n'a ensuite ni O, ni I, ni B, ni 1\u202f: "
            "vérifiez-la caractère par caractère."
        ) from erreur


def _fichier() -> Path:
    return settings.DONNEES / FICHIER


def _lignes(texte: str) -> Iterable[str]:
    return (ligne.strip() for ligne in texte.splitlines() if ligne.strip() and not ligne.startswith("#"))
