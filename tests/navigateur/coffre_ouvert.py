"""A small service whose vault is open to its director and to an educator, with a youth who has a name."""

import secrets
import time
from dataclasses import dataclass

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from allervers.coffre import cles
from allervers.coffre.enveloppe import Scellement
from allervers.coffre.membres import cle_courante
from allervers.comptes.models import Role, Service, Utilisateur
from allervers.demo.coffre import ouvrir_coffre
from allervers.jeunes.models import Jeune
from tests.comptes_ouverts import MOT_DE_PASSE, code_du_second_facteur, entrer, ouvrir, se_connecter

PRENOM, NOM, TELEPHONE = "Zélie", "Taillandier", "06 39 98 12 34"


@dataclass
class Maison:
    service: Service
    direction: Utilisateur
    educatrice: Utilisateur
    jeune: Jeune
    code_de_secours: str

    def sceller(self, champ: str, valeur) -> None:
        cle = cle_courante(self.service)
        scellement = Scellement(self.service.uuid, cle.version, bytes(cle.cle_publique))
        setattr(self.jeune, champ, scellement.sceller("jeune", self.jeune.uuid, champ, valeur))
        self.jeune.save()


def fonder() -> Maison:
    service = Service.objects.create(code="terrils", nom="SPS des Terrils")
    direction, _ = ouvrir(service, Role.DIRECTION, prenom="Sacha", nom="Coron")
    educatrice, _ = ouvrir(service, Role.EDUCATEUR, prenom="Inès", nom="Berline")
    code = ouvrir_coffre(direction, [educatrice])
    jeune = Jeune.objects.create(
        service=service, code="K7M2", sexe="fille", annee_naissance=2010, premier_contact="2024-01-12",
        niveau="c", accord_le="2024-02-01", accord_mode="oral",
    )  # fmt: skip
    maison = Maison(service, direction, educatrice, jeune, code)
    maison.sceller("alias", PRENOM)
    maison.sceller("identite", {"nom": NOM, "telephone": TELEPHONE})
    return maison


def entrer_par_le_formulaire(page, adresse: str, user) -> None:
    """Sign in as `user` does: password, then the code of the application where there is one."""
    se_connecter(page, adresse, user.courriel)
    if user.authenticator_set.filter(type="totp").exists():
        page.get_by_label("Code à six chiffres").fill(code_du_second_facteur(user))
        page.get_by_role("button", name="Continuer").click()
    page.get_by_role("link", name=str(user)).wait_for()


def reprendre(page, adresse: str, user, chemin: str = "/") -> None:
    """Open `chemin` as `user`, who signed in before the test: the session, and what the browser kept of the vault."""
    derivees = cles.deriver_du_mot_de_passe(MOT_DE_PASSE, bytes(user.sel))
    privee = cles.developper(bytes(user.cle_privee_enveloppee), derivees.cle, user.uuid)
    cle, nonce = secrets.token_bytes(32), secrets.token_bytes(cles.TAILLE_DU_NONCE)
    lie = f"trousseau|{user.service.uuid}|{user.uuid}".encode()
    gardee = nonce + AESGCM(cle).encrypt(nonce, cles.cle_privee(privee), lie)
    # As allauth notes it: the password was typed just now.
    note = {"method": "password", "at": time.time(), "reauthenticated": True}
    connexion = {"account_authentication_methods": [note]}
    connexion |= {"account_authentication_methods_user": str(user.pk)}
    entrer(page, adresse, user, cle_de_session=cles.en_texte(cle), **connexion)
    # A file of the same origin: the browser's database is that of its pages.
    passage = page.context.new_page()
    passage.goto(f"{adresse}/static/allervers.svg")
    passage.evaluate(
        """(octets) => import("/static/coffre/rangement.js")
            .then(({ ecrire }) => ecrire("cle", new Uint8Array(octets)))""",
        list(gardee),
    )
    passage.close()
    page.goto(f"{adresse}{chemin}")
