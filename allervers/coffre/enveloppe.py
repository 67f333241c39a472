"""The envelope: a value that only the service's vault opens. `static/coffre/enveloppe.js` writes the same bytes.

    1 byte    format, 1
    2 bytes   version of the service's key, big-endian
    65 bytes  HPKE encapsulation          }  RFC 9180, base mode, DHKEM(P-256, HKDF-SHA256), HKDF-SHA256,
    48 bytes  the sealed key of a session }  AES-256-GCM; info: service and key version
    12 bytes  nonce
    the rest  AES-256-GCM of the value under the session's key; additional data: `Lien`, key version

A session is one sealing run: a whole import, or a day on one phone. Its records share one encapsulation, so that a
list of 3,000 names opens with a few elliptic-curve operations instead of thousands. The value is JSON padded with
spaces to a multiple of 64 bytes: a length says little.
"""

import json
import secrets
from dataclasses import dataclass
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from .cles import CleRefusee, lire_cle_privee, lire_cle_publique

SUITE = Suite(KEM.P256, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
FORMAT = 1
TAILLE_DU_BLOC = 64
ENTETE = 3
CLE_SCELLEE = 65 + 48
NONCE = 12
ETIQUETTE = 16
TAILLE_MINIMALE = ENTETE + CLE_SCELLEE + NONCE + TAILLE_DU_BLOC + ETIQUETTE
TAILLE_MAXIMALE = 64 * 1024


class EnveloppeRefusee(Exception):
    """These bytes are no envelope, or not one that can be opened here; the message is in French."""


@dataclass(frozen=True)
class Lien:
    """What an envelope is bound to: one field of one record of one service."""

    service: UUID
    genre: str
    objet: UUID
    champ: str

    def donnees(self, version: int) -> bytes:
        return (f"allervers/champ/1|{self.service}|{self.genre}|{self.objet}|{self.champ}|{version}").encode()


def verifier_la_forme(enveloppe: bytes) -> int:
    """Return the version of the key of an envelope. Raises EnveloppeRefusee for what has not its form."""
    if not TAILLE_MINIMALE <= len(enveloppe) <= TAILLE_MAXIMALE:
        raise EnveloppeRefusee("Ce contenu n’est pas scellé, ou il est trop long.")
    contenu = len(enveloppe) - ENTETE - CLE_SCELLEE - NONCE - ETIQUETTE
    if enveloppe[0] != FORMAT or contenu % TAILLE_DU_BLOC:
        raise EnveloppeRefusee("Ce contenu n’est pas scellé.")
    try:
        lire_cle_publique(enveloppe[ENTETE : ENTETE + 65])
    except CleRefusee as refus:
        raise EnveloppeRefusee("Ce contenu n’est pas scellé.") from refus
    return version_de(enveloppe)


def version_de(enveloppe: bytes) -> int:
    return int.from_bytes(enveloppe[1:ENTETE])


def entete(version: int) -> bytes:
    """Return the first bytes of every envelope sealed with this version of the key."""
    return bytes([FORMAT]) + version.to_bytes(2)


class Scellement:
    """One sealing run with the public key of a service: one encapsulation for all that it seals."""

    def __init__(self, service: UUID, version: int, publique: bytes):
        self.service, self.version = service, version
        cle = secrets.token_bytes(32)
        self._scellee = SUITE.encrypt(
            cle, lire_cle_publique(publique), _info("cle-de-seance", service, version)
        )
        self._chiffre = AESGCM(cle)

    def sceller(self, genre: str, objet: UUID, champ: str, valeur) -> bytes:
        """Return the envelope of a JSON value for this field of this record."""
        texte = json.dumps(valeur, ensure_ascii=False, separators=(",", ":")).encode()
        texte += b" " * (-len(texte) % TAILLE_DU_BLOC)
        nonce = secrets.token_bytes(NONCE)
        lie = Lien(self.service, genre, objet, champ).donnees(self.version)
        return entete(self.version) + self._scellee + nonce + self._chiffre.encrypt(nonce, texte, lie)


class Ouverture:
    """Opens envelopes with the private keys of a service, by version."""

    def __init__(self, service: UUID, cles: dict[int, ec.EllipticCurvePrivateKey]):
        self.service, self.cles = service, cles
        self._seances: dict[bytes, AESGCM] = {}

    def ouvrir(self, genre: str, objet: UUID, champ: str, enveloppe: bytes):
        """Return the JSON value of an envelope. Raises EnveloppeRefusee when its key is not here, or it was moved."""
        version = verifier_la_forme(enveloppe)
        if version not in self.cles:
            raise EnveloppeRefusee(f"La clé n° {version} du coffre manque pour ouvrir ce contenu.")
        corps = enveloppe[ENTETE + CLE_SCELLEE :]
        lie = Lien(self.service, genre, objet, champ).donnees(version)
        try:
            return json.loads(self._seance(enveloppe, version).decrypt(corps[:NONCE], corps[NONCE:], lie))
        except InvalidTag as erreur:
            raise EnveloppeRefusee("Ce contenu a été scellé pour un autre endroit, ou abîmé.") from erreur

    def _seance(self, enveloppe: bytes, version: int) -> AESGCM:
        scellee = enveloppe[ENTETE : ENTETE + CLE_SCELLEE]
        if scellee not in self._seances:
            info = _info("cle-de-seance", self.service, version)
            self._seances[scellee] = AESGCM(SUITE.decrypt(scellee, self.cles[version], info))
        return self._seances[scellee]


def sceller_la_cle(service: UUID, version: int, privee: bytes, publique: bytes) -> bytes:
    """Return the service's private key of this version (PKCS #8) sealed to the public key of a holder."""
    return SUITE.encrypt(privee, lire_cle_publique(publique), _info("cle-du-coffre", service, version))


def ouvrir_la_cle(service: UUID, version: int, scellee: bytes, detenteur) -> ec.EllipticCurvePrivateKey:
    """Return the service's private key from what was sealed to `detenteur`'s pair. Raises EnveloppeRefusee."""
    try:
        return lire_cle_privee(SUITE.decrypt(scellee, detenteur, _info("cle-du-coffre", service, version)))
    except InvalidTag as erreur:
        raise EnveloppeRefusee("Cette clé n’ouvre pas le coffre de ce service.") from erreur


def _info(usage: str, service: UUID, version: int) -> bytes:
    return f"allervers/{usage}/1|{service}|{version}".encode()
