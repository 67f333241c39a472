"""Keys: derived from a password or the recovery code, made, wrapped. `static/coffre/cles.js` does the same.

P-256 pairs (public: 65 bytes, uncompressed; private: PKCS #8 DER), AES-256-GCM, PBKDF2 and HKDF on SHA-256.
The server derives nothing from a real password: it has none. The demonstration and the tests do.
"""

import base64
import secrets
import unicodedata
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC

# OWASP's figure for PBKDF2-HMAC-SHA256 (Password Storage Cheat Sheet).
TOURS = 600_000
TAILLE_DU_SEL = 16
TAILLE_DU_NONCE = 12
# 160 bits: 32 characters of Crockford's alphabet, which has no I, L, O nor U.
TAILLE_DU_CODE = 20
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CONFUSIONS = str.maketrans({"O": "0", "I": "1", "L": "1", " ": "", "-": ""})


class CleRefusee(Exception):
    """A password, a code or a key does not open what it should; the message is in French."""


@dataclass(frozen=True)
class Derivees:
    """What a secret gives: `preuve` is shown to the server, `cle` never leaves its owner."""

    preuve: str
    cle: bytes


def deriver_du_mot_de_passe(mot_de_passe: str, sel: bytes) -> Derivees:
    """Return what the browser derives from a password and the account's salt (about 0.3 s)."""
    maitre = PBKDF2HMAC(hashes.SHA256(), 32, sel, TOURS).derive(
        unicodedata.normalize("NFKC", mot_de_passe).encode()
    )
    return Derivees(en_texte(_hkdf(maitre, "connexion")), _hkdf(maitre, "coffre"))


def nouveau_code_de_secours() -> str:
    """Return a recovery code as it is printed: 32 characters in 8 groups of 4."""
    nombre = int.from_bytes(secrets.token_bytes(TAILLE_DU_CODE))
    lettres = "".join(ALPHABET[(nombre >> decalage) & 31] for decalage in range(155, -1, -5))
    return "-".join(lettres[rang : rang + 4] for rang in range(0, 32, 4))


def deriver_du_code_de_secours(code: str) -> Derivees:
    """Return what the recovery code gives, typed in any case, with or without its dashes. Raises CleRefusee."""
    lettres = code.upper().translate(CONFUSIONS)
    if len(lettres) != 32 or set(lettres) - set(ALPHABET):
        raise CleRefusee("Ce code de récupération est incomplet\u202f: il a 8 groupes de 4 caractères.")
    nombre = 0
    for lettre in lettres:
        nombre = nombre << 5 | ALPHABET.index(lettre)
    secret = nombre.to_bytes(TAILLE_DU_CODE)
    return Derivees(en_texte(_hkdf(secret, "secours-preuve")), _hkdf(secret, "secours"))


def _hkdf(secret: bytes, usage: str) -> bytes:
    return HKDF(hashes.SHA256(), 32, salt=None, info=f"allervers/{usage}/1".encode()).derive(secret)


def nouvelle_paire() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())


def cle_publique(paire: ec.EllipticCurvePrivateKey) -> bytes:
    return paire.public_key().public_bytes(
        serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
    )


def lire_cle_publique(octets: bytes) -> ec.EllipticCurvePublicKey:
    """Return the key of these 65 bytes. Raises CleRefusee when they are no point of the curve."""
    try:
        if len(octets) != 65:
            raise ValueError
        return ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), bytes(octets))
    except ValueError as erreur:
        raise CleRefusee("Cette clé publique n’en est pas une.") from erreur


def cle_privee(paire: ec.EllipticCurvePrivateKey) -> bytes:
    return paire.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def lire_cle_privee(octets: bytes) -> ec.EllipticCurvePrivateKey:
    return serialization.load_der_private_key(octets, password=None)


def envelopper(paire: ec.EllipticCurvePrivateKey, cle: bytes, proprietaire) -> bytes:
    """Return the private key of `proprietaire` (a UUID) encrypted with `cle`: nonce, then ciphertext and tag."""
    nonce = secrets.token_bytes(TAILLE_DU_NONCE)
    return nonce + AESGCM(cle).encrypt(nonce, cle_privee(paire), _pour(proprietaire))


def developper(enveloppee: bytes, cle: bytes, proprietaire) -> ec.EllipticCurvePrivateKey:
    """Return the private key that `envelopper` encrypted. Raises CleRefusee with another key or owner."""
    nonce, contenu = enveloppee[:TAILLE_DU_NONCE], enveloppee[TAILLE_DU_NONCE:]
    try:
        return lire_cle_privee(AESGCM(cle).decrypt(nonce, contenu, _pour(proprietaire)))
    except InvalidTag as erreur:
        raise CleRefusee("Ce mot de passe, ou ce code, n’ouvre pas cette clé.") from erreur


def _pour(proprietaire) -> bytes:
    return f"allervers/cle-privee/1|{proprietaire}".encode()


def en_texte(octets: bytes) -> str:
    """Return bytes in base64url without padding, as they travel in pages and JSON."""
    return base64.urlsafe_b64encode(octets).rstrip(b"=").decode()


def texte_de(enveloppe) -> str:
    """Return what a sealed field holds, as it travels in pages; empty when it holds nothing."""
    return en_texte(bytes(enveloppe)) if enveloppe else ""


def en_octets(texte: str) -> bytes:
    """Return the bytes of a base64url text. Raises CleRefusee for anything else."""
    try:
        return base64.b64decode(texte + "=" * (-len(texte) % 4), altchars=b"-_", validate=True)
    except (ValueError, TypeError) as erreur:
        raise CleRefusee("Ce texte n’est pas du base64.") from erreur
