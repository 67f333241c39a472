"""A small service that leads actions, with its people."""

from dataclasses import dataclass
from uuid import uuid4

from allervers.actions.models import ActionCollective
from allervers.actions.operations import Projet, creer_action
from allervers.comptes.models import Role, Service, Utilisateur
from allervers.partenaires.models import Partenaire
from allervers.referentiel.models import Terme, TrancheAge
from allervers.referentiel.operations import charger_preset
from tests.comptes_ouverts import embaucher

ANNEE = 2024


@dataclass
class Maison:
    service: Service
    educatrice: Utilisateur
    secretaire: Utilisateur

    def terme(self, liste: str, code: str) -> Terme:
        return Terme.objects.get(service=self.service, liste=liste, code=code)

    def tranche(self, debut: str) -> TrancheAge:
        return TrancheAge.objects.get(millesime__service=self.service, libelle__startswith=debut)

    def partenaire(self, nom: str) -> Partenaire:
        return Partenaire.objects.get_or_create(
            service=self.service, code=nom.lower(), defaults={"nom": nom}
        )[0]

    def projet(self, **autres) -> Projet:
        valeurs = {"intitule": "Fête du quartier", "nature": self.terme("nature_action", "dsl")} | autres
        return Projet(**valeurs)

    def action(self, **autres) -> ActionCollective:
        return creer_action(
            service=self.service, uuid=uuid4(), annee=ANNEE, projet=self.projet(**autres), par=self.educatrice
        )


def fonder() -> Maison:
    service = Service.objects.create(code="terrils", nom="SPS des Terrils")
    charger_preset(service=service, annee=2023, preset="62")
    return Maison(service, embaucher(service, Role.EDUCATEUR), embaucher(service, Role.SECRETARIAT))
