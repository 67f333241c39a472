"""HPKE's opening, written from RFC 9180 (§4.1, §5.1): a third party that both our libraries must agree with."""

import hmac
from hashlib import sha256

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

KEM = b"KEM" + (0x0010).to_bytes(2)
AES_128_GCM, AES_256_GCM = (0x0001, 16), (0x0002, 32)


def _extraire(suite, sel, etiquette, secret):
    return hmac.digest(sel or bytes(32), b"HPKE-v1" + suite + etiquette + secret, "sha256")


def _etendre(suite, cle, etiquette, info, taille):
    info = taille.to_bytes(2) + b"HPKE-v1" + suite + etiquette + info
    return HKDFExpand(hashes.SHA256(), taille, info).derive(cle)


def _publique(cle):
    return cle.public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)


def secret_partage(enc: bytes, privee: ec.EllipticCurvePrivateKey) -> bytes:
    """Decap (§4.1)."""
    dh = privee.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), enc))
    contexte = enc + _publique(privee.public_key())
    return _etendre(
        KEM, _extraire(KEM, b"", b"eae_prk", dh), b"shared_secret", contexte, sha256().digest_size
    )


def ordonnance(secret: bytes, info: bytes, aead) -> tuple[bytes, bytes]:
    """KeySchedule of the base mode (§5.1): the AEAD's key and base nonce."""
    numero, taille = aead
    suite = b"HPKE" + (0x0010).to_bytes(2) + (0x0001).to_bytes(2) + numero.to_bytes(2)
    contexte = b"\0" + _extraire(suite, b"", b"psk_id_hash", b"") + _extraire(suite, b"", b"info_hash", info)
    cle = _extraire(suite, secret, b"secret", b"")
    return _etendre(suite, cle, b"key", contexte, taille), _etendre(suite, cle, b"base_nonce", contexte, 12)


def ouvrir(scellee: bytes, privee, info: bytes, aead, aad=b"") -> bytes:
    """Return what `scellee` (encapsulation, then ciphertext) holds."""
    cle, nonce = ordonnance(secret_partage(scellee[:65], privee), info, aead)
    return AESGCM(cle).decrypt(nonce, scellee[65:], aad)
