"""A service of two teams, with what they expect."""

from dataclasses import dataclass
from datetime import date, time
from typing import Any
from uuid import UUID, uuid4

import pytest

from allervers.activite.agenda.models import Prevision
from allervers.activite.agenda.operations import Attente, prevoir
from allervers.activite.agenda.recurrence import Recurrence
from allervers.comptes.models import Affectation, Equipe, Role, Service, Utilisateur
from allervers.referentiel.models import LibelleTerme, Millesime, Terme
from tests.comptes_ouverts import embaucher

MARDI = date(2026, 9, 1)
TOUS_LES_MARDIS = Recurrence(1, frozenset({1}))


@dataclass
class Maison:
    service: Service
    carvin: Equipe
    oignies: Equipe
    awa: Utilisateur
    ines: Utilisateur
    theo: Utilisateur
    chef: Utilisateur
    permanence: Terme

    def attente(self, **autres) -> Attente:
        champs: dict[str, Any] = {
            "type": self.permanence, "date": MARDI, "heure": time(14), "duree_minutes": 120, "equipe": self.carvin,
        }  # fmt: skip
        return Attente(**(champs | autres))

    def prevoir(self, uuid: UUID | None = None, **autres) -> Prevision:
        attente = self.attente(**autres)
        return prevoir(service=self.service, uuid=uuid or uuid4(), attente=attente, par=self.awa)


def employer(service, code, equipe, role=Role.EDUCATEUR):
    personne = embaucher(service, role, code=code, courriel=f"{code}@terrils.fr", prenom=code.title())
    if equipe:
        Affectation.objects.create(
            service=service, professionnel=personne, equipe=equipe, debut=date(2026, 1, 1)
        )
    return personne


@pytest.fixture
def maison(db) -> Maison:
    """Awa and Inès work in Carvin, Théo in Oignies; the type of activity is called so from 2026 on."""
    service = Service.objects.create(code="terrils", nom="SPS des Terrils")
    carvin = Equipe.objects.create(service=service, code="carvin", nom="Équipe de Carvin")
    oignies = Equipe.objects.create(service=service, code="oignies", nom="Équipe d’Oignies")
    permanence = Terme.objects.create(service=service, liste="type_activite", code="permanence")
    millesime = Millesime.objects.create(
        service=service, annee=2026, nom="Essai", regroupements={}, durees=[], canevas=[]
    )
    LibelleTerme.objects.create(
        service=service, millesime=millesime, terme=permanence, libelle="Permanence", ordre=1
    )
    return Maison(
        service, carvin, oignies, employer(service, "awa", carvin), employer(service, "ines", carvin),
        employer(service, "theo", oignies), employer(service, "chef", None, Role.CHEF_DE_SERVICE), permanence,
    )  # fmt: skip
