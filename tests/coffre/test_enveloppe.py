"""Envelopes, sealed and opened in Python: bound to their place, true to RFC 9180, never mistaken for a clear text."""

from uuid import uuid4

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import given, settings
from hypothesis import strategies as st

from allervers.coffre import cles
from allervers.coffre.enveloppe import (
    CLE_SCELLEE,
    ENTETE,
    TAILLE_MAXIMALE,
    EnveloppeRefusee,
    Ouverture,
    Scellement,
    ouvrir_la_cle,
    sceller_la_cle,
    verifier_la_forme,
)

from . import rfc9180
from . import vecteur_rfc9180 as vecteur

PAIRE = cles.nouvelle_paire()
SERVICE, JEUNE = uuid4(), uuid4()
SCELLEMENT = Scellement(SERVICE, 3, cles.cle_publique(PAIRE))
OUVERTURE = Ouverture(SERVICE, {3: PAIRE})


def test_the_third_party_opens_what_the_rfc_published():
    privee = ec.derive_private_key(int.from_bytes(vecteur.CLE_PRIVEE), ec.SECP256R1())
    assert cles.cle_publique(privee) == vecteur.CLE_PUBLIQUE
    assert rfc9180.secret_partage(vecteur.ENC, privee) == vecteur.SECRET
    assert rfc9180.ordonnance(vecteur.SECRET, vecteur.INFO, rfc9180.AES_128_GCM) == (
        vecteur.CLE,
        vecteur.NONCE,
    )
    scellee = vecteur.ENC + vecteur.CHIFFRE
    assert rfc9180.ouvrir(scellee, privee, vecteur.INFO, rfc9180.AES_128_GCM, vecteur.AAD) == vecteur.CLAIR


def test_the_session_key_of_an_envelope_is_hpke_as_the_rfc_says():
    enveloppe = SCELLEMENT.sceller("jeune", JEUNE, "alias", "Zoé")
    scellee = enveloppe[ENTETE : ENTETE + CLE_SCELLEE]
    info = f"allervers/cle-de-seance/1|{SERVICE}|3".encode()
    assert len(rfc9180.ouvrir(scellee, PAIRE, info, rfc9180.AES_256_GCM)) == 32


valeurs = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=200),
    lambda enfants: (
        st.lists(enfants, max_size=4) | st.dictionaries(st.text(max_size=20), enfants, max_size=4)
    ),
    max_leaves=10,
)


@given(valeurs)
def test_what_is_sealed_is_opened_and_nothing_of_it_shows(valeur):
    enveloppe = SCELLEMENT.sceller("jeune", JEUNE, "alias", valeur)
    assert OUVERTURE.ouvrir("jeune", JEUNE, "alias", enveloppe) == valeur
    assert verifier_la_forme(enveloppe) == 3


@given(st.text(min_size=1, max_size=30), st.text(min_size=1, max_size=30))
def test_two_short_names_have_envelopes_of_one_length(un, autre):
    # Each character of JSON takes at most 6 bytes once escaped.
    courts = [SCELLEMENT.sceller("jeune", JEUNE, "alias", texte[:10]) for texte in (un, autre)]
    assert len(courts[0]) == len(courts[1])


@pytest.mark.parametrize(
    ("genre", "objet", "champ"),
    [("note", JEUNE, "alias"), ("jeune", uuid4(), "alias"), ("jeune", JEUNE, "identite")],
)
def test_an_envelope_moved_elsewhere_does_not_open(genre, objet, champ):
    enveloppe = SCELLEMENT.sceller("jeune", JEUNE, "alias", "Zoé")
    with pytest.raises(EnveloppeRefusee, match="un autre endroit"):
        OUVERTURE.ouvrir(genre, objet, champ, enveloppe)


def test_an_envelope_given_another_version_or_service_does_not_open():
    enveloppe = SCELLEMENT.sceller("jeune", JEUNE, "alias", "Zoé")
    maquillee = enveloppe[:1] + (4).to_bytes(2) + enveloppe[3:]
    with pytest.raises(EnveloppeRefusee):
        Ouverture(SERVICE, {3: PAIRE, 4: PAIRE}).ouvrir("jeune", JEUNE, "alias", maquillee)
    with pytest.raises(EnveloppeRefusee):
        Ouverture(uuid4(), {3: PAIRE}).ouvrir("jeune", JEUNE, "alias", enveloppe)


def test_without_its_key_an_envelope_says_which_one_is_missing():
    enveloppe = SCELLEMENT.sceller("jeune", JEUNE, "alias", "Zoé")
    with pytest.raises(EnveloppeRefusee, match="n° 3"):
        Ouverture(SERVICE, {}).ouvrir("jeune", JEUNE, "alias", enveloppe)


@settings(max_examples=300)
@given(st.binary(max_size=600) | st.text(max_size=300).map(str.encode))
def test_a_clear_text_is_never_taken_for_an_envelope(octets):
    with pytest.raises(EnveloppeRefusee):
        verifier_la_forme(octets)


def test_a_clear_text_behind_a_true_header_has_not_the_length_of_one():
    enveloppe = SCELLEMENT.sceller("jeune", JEUNE, "alias", "Zoé")
    with pytest.raises(EnveloppeRefusee):
        verifier_la_forme(enveloppe[: ENTETE + CLE_SCELLEE] + b"Zoe")
    with pytest.raises(EnveloppeRefusee):
        verifier_la_forme(enveloppe + bytes(TAILLE_MAXIMALE))


def test_the_vault_s_key_opens_for_its_holder_alone():
    membre, autre = cles.nouvelle_paire(), cles.nouvelle_paire()
    scellee = sceller_la_cle(SERVICE, 3, cles.cle_privee(PAIRE), cles.cle_publique(membre))
    assert cles.cle_privee(ouvrir_la_cle(SERVICE, 3, scellee, membre)) == cles.cle_privee(PAIRE)
    for detenteur, version in ((autre, 3), (membre, 4)):
        with pytest.raises(EnveloppeRefusee):
            ouvrir_la_cle(SERVICE, version, scellee, detenteur)


def test_a_recovery_code_is_read_in_any_writing_and_refused_when_it_is_not_whole():
    code = cles.nouveau_code_de_secours()
    tape = code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert cles.deriver_du_code_de_secours(tape) == cles.deriver_du_code_de_secours(code)
    for faux in ("", code[:-1], code + "A", code[:-1] + "U"):
        with pytest.raises(cles.CleRefusee):
            cles.deriver_du_code_de_secours(faux)


def test_a_private_key_is_unwrapped_with_its_key_and_for_its_owner_alone():
    proprietaire = uuid4()
    bonne = cles.deriver_du_code_de_secours(cles.nouveau_code_de_secours()).cle
    mauvaise = cles.deriver_du_code_de_secours(cles.nouveau_code_de_secours()).cle
    enveloppee = cles.envelopper(PAIRE, bonne, proprietaire)
    assert cles.cle_privee(cles.developper(enveloppee, bonne, proprietaire)) == cles.cle_privee(PAIRE)
    for cle, qui in ((mauvaise, proprietaire), (bonne, uuid4())):
        with pytest.raises(cles.CleRefusee):
            cles.developper(enveloppee, cle, qui)
