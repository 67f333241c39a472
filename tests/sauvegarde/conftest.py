"""A server with one service, its data folder, and a backup key whose secret half only the test knows."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from pyrage.x25519 import Identity

from allervers.comptes.models import Service
from allervers.journal.operations import inscrire
from allervers.sauvegarde import cles
from allervers.sauvegarde.operations import restaurer, sauvegarder


@dataclass
class Serveur:
    donnees: Path
    identite: Identity
    ailleurs: Path

    def sauvegarder(self) -> Path:
        return sauvegarder(chemin=self.ailleurs)

    def restaurer(self, fichier: Path, remplacer=True):
        return restaurer(fichier=fichier, identite=self.identite, remplacer=remplacer)

    def ajouter(self, code: str) -> Service:
        service = Service.objects.create(code=code, nom=f"SPS {code}")
        inscrire(service=service, operation="importer", details={})
        return service

    @property
    def codes(self) -> set[str]:
        return set(Service.objects.values_list("code", flat=True))

    def etat(self) -> tuple:
        """All that a failed restoration must leave as it was."""
        fichiers = {
            f.name: f.read_bytes() for f in self.donnees.iterdir() if f.suffix not in (".verrou", ".age")
        }
        return self.codes, fichiers


@pytest.fixture
def serveur(db, settings, tmp_path) -> Serveur:
    settings.DONNEES = tmp_path / "donnees"
    (tmp_path / "sauvegardes").mkdir()
    identite = cles.lire_identite(cles.nouvelle_cle())
    (settings.DONNEES / "cle_secrete").write_text("la clé du serveur")
    serveur = Serveur(settings.DONNEES, identite, tmp_path / "sauvegardes")
    serveur.ajouter("terrils")
    return serveur
