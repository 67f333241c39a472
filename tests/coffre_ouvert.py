"""A service with a vault, whose keys the tests hold as browsers would."""

from dataclasses import dataclass, field

from allervers.coffre.cles import cle_privee, cle_publique, nouvelle_paire
from allervers.coffre.enveloppe import Ouverture, Scellement, ouvrir_la_cle, sceller_la_cle
from allervers.coffre.membres import cle_courante, membres
from allervers.coffre.models import Acces, Secours
from allervers.coffre.operations import donner_acces, empreinte, renouveler, sceller
from allervers.comptes.models import Role, Service, Utilisateur
from allervers.demo.coffre import ouvrir_coffre
from allervers.jeunes.models import Jeune
from tests.comptes_ouverts import ouvrir


@dataclass
class Coffre:
    """`privees`: the private key of each member, by primary key."""

    service: Service
    direction: Utilisateur
    code: str
    privees: dict = field(default_factory=dict)

    def embaucher(self, code: str, role=Role.EDUCATEUR) -> Utilisateur:
        user, privee = ouvrir(self.service, role, code=code, courriel=f"{code}@terrils.fr")
        self.privees[user.pk] = privee
        return user

    def cles_de(self, user) -> dict:
        """Return the vault's private keys that `user` opens, by version."""
        acces = Acces.objects.filter(membre=user).select_related("cle")
        return {
            un.cle.version: ouvrir_la_cle(
                self.service.uuid, un.cle.version, bytes(un.cle_scellee), self.privees[user.pk]
            )
            for un in acces
        }

    def donner(self, membre, par, versions=None) -> None:
        cles = {
            version: sceller_la_cle(self.service.uuid, version, cle_privee(cle), bytes(membre.cle_publique))
            for version, cle in self.cles_de(par).items()
            if versions is None or version in versions
        }
        donner_acces(membre=membre, pour_cle_publique=bytes(membre.cle_publique), cles_scellees=cles, par=par)

    def renouveler(self, par) -> None:
        version, paire = cle_courante(self.service).version + 1, nouvelle_paire()

        def pour(publique) -> bytes:
            return sceller_la_cle(self.service.uuid, version, cle_privee(paire), bytes(publique))

        acces = {un.personne.uuid: pour(un.personne.cle_publique) for un in membres(self.service) if un.acces}
        acces[None] = pour(Secours.objects.get(service=self.service).cle_publique)
        renouveler(
            service=self.service, version=version, cle_publique=cle_publique(paire), acces=acces, par=par
        )

    def sceller(self, objet, champ: str, valeur) -> bytes:
        cle = cle_courante(self.service)
        scellement = Scellement(self.service.uuid, cle.version, bytes(cle.cle_publique))
        return scellement.sceller(objet._meta.model_name, objet.uuid, champ, valeur)

    def lire(self, user, objet, champ: str):
        """Return what `user` reads in a sealed field."""
        objet.refresh_from_db()
        ouverture = Ouverture(self.service.uuid, self.cles_de(user))
        return ouverture.ouvrir(objet._meta.model_name, objet.uuid, champ, bytes(getattr(objet, champ)))


def fonder() -> Coffre:
    service = Service.objects.create(code="terrils", nom="SPS des Terrils")
    direction, privee = ouvrir(service, Role.DIRECTION, prenom="Sacha", nom="Coron")
    return Coffre(service, direction, ouvrir_coffre(direction, []), {direction.pk: privee})


def creer(service, **champs) -> Jeune:
    """Return a youth whose name nobody wrote."""
    champs = {"code": "K7M2", "premier_contact": "2024-01-12"} | champs
    return Jeune.objects.create(service=service, **champs)


def ecrire(coffre: Coffre, jeune: Jeune, valeur: str, *, par=None, lue=None) -> None:
    """Write the alias of a youth, as its author's browser does."""
    jeune.refresh_from_db()
    lue = empreinte(jeune.alias) if lue is None else lue
    sceller(objet=jeune, champ="alias", enveloppe=coffre.sceller(jeune, "alias", valeur), lue=lue, par=par)
