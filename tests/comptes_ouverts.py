"""Accounts, as their browsers would make them: a password derived, a pair of keys, a second factor where it is due."""

import time

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from allauth.mfa.utils import decrypt
from django.test import Client
from django.utils.crypto import get_random_string

from allervers.comptes.droits import SECOND_FACTEUR_EXIGE
from allervers.comptes.models import Role, Utilisateur
from allervers.demo.coffre import ouvrir_compte

MOT_DE_PASSE = "quatre mots pris au hasard"
# The same for all: what it gives with MOT_DE_PASSE is derived once (`tests/conftest.py`).
SEL = b"un sel de tests."


def embaucher(service, role=Role.EDUCATEUR, **champs) -> Utilisateur:
    """Return a member of `service` who cannot sign in by password; leaders have their second factor."""
    champs = {"code": role, "courriel": f"{role}@{service.code}.fr", "prenom": "Sacha"} | champs
    user = Utilisateur.objects.create(service=service, role=role, **champs)
    if role in SECOND_FACTEUR_EXIGE:
        TOTP.activate(user, generate_totp_secret())
    return user


def ouvrir(service, role=Role.EDUCATEUR, **champs):
    """Return (member who chose MOT_DE_PASSE, its private key)."""
    user = embaucher(service, role, **champs)
    return user, ouvrir_compte(user, MOT_DE_PASSE, SEL)


def code_du_second_facteur(user, suivants=0) -> str:
    """Return what the application of codes of `user` shows now, or some codes later: one serves only once."""
    secret = decrypt(Authenticator.objects.get(user=user, type="totp").data["secret"])
    return code_de_l_application(secret, suivants)


def code_de_l_application(secret: str, suivants=0) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + suivants))


def entrer(page, adresse: str, user, **dans_la_session) -> None:
    """Sign `user` in, in a browser, without the form: as somebody who signed in before the test."""
    client = Client()
    client.force_login(user)
    session = client.session
    session.update(dans_la_session)
    session.save()
    biscuits = {"sessionid": client.cookies["sessionid"].value, "csrftoken": get_random_string(32)}
    page.context.add_cookies(
        [{"name": nom, "value": valeur, "url": adresse} for nom, valeur in biscuits.items()]
    )


def se_connecter(page, adresse: str, courriel: str, mot_de_passe: str = MOT_DE_PASSE) -> None:
    """Sign in through the form, as one does."""
    page.goto(adresse)
    page.get_by_label("Courriel").fill(courriel)
    page.get_by_label("Mot de passe").fill(mot_de_passe)
    page.get_by_role("button", name="Se connecter").click()
