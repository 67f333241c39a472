"""A service with a vault, and a youth of whom everything that can be recorded is, twice where it can change."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from secrets import token_hex
from uuid import UUID, uuid4

import pytest

from allervers.activite.models import Accueil, DemiJournee
from allervers.coffre.operations import empreinte
from allervers.comptes import versions
from allervers.comptes.models import Affectation, Equipe, Utilisateur
from allervers.conservation.models import Origine
from allervers.conservation.purge import effacer
from allervers.jeunes.models import (
    Avancement,
    Ecrit,
    Jeune,
    Orientation,
    Partage,
    PeriodeSituation,
    PeriodeStatut,
    RevisionObjectif,
)
from allervers.jeunes.operations import (
    decrire_jeune,
    ecrire,
    ecrire_champ_scelle,
    fiche,
    nommer_referent,
    noter_accord,
    noter_co_accompagnement,
    noter_problematique,
    orienter,
    partager,
    poser_objectif,
    retirer_fait,
)  # fmt: skip
from allervers.journal.models import Consultation
from allervers.journal.operations import consulter
from allervers.partenaires.models import Partenaire, Reseau
from allervers.rapport.lecture import lire_annee
from allervers.referentiel.models import Statut, Terme
from allervers.referentiel.operations import charger_preset
from allervers.signalements.models import Signalement
from allervers.signalements.operations import completer_signalement, signaler
from allervers.terrain.operations import recevoir
from allervers.territoires.models import Commune, Territoire
from tests.coffre_ouvert import Coffre

ANNEES = (2022, 2023, 2024)


@dataclass
class Maison:
    coffre: Coffre
    awa: Utilisateur
    germinal: Territoire
    donnees: Path

    @property
    def service(self):
        return self.coffre.service

    def terme(self, liste: str) -> Terme:
        return Terme.objects.filter(service=self.service, liste=liste).order_by("pk").first()

    def envoyer(self, **champs):
        """Send an entry as a phone does."""
        octets = json.dumps(champs).encode()
        reception = recevoir(octets=octets, par=self.awa, appareil="Firefox sur Android")
        assert reception.empreinte == hashlib.sha256(octets).hexdigest()
        return reception

    def sortie(self, jeunes, le: date, **champs):
        return self.envoyer(
            **{
                "uuid": str(uuid4()), "genre": "intervention", "type": "travail_de_rue", "date": le.isoformat(),
                "duree_minutes": 120, "lieu": str(self.germinal.uuid), "professionnels": [str(self.awa.uuid)],
                "jeunes": [str(un.uuid) for un in jeunes],
                "comptages": [{"sexe": "garcon", "tranche": "11_a_14", "nouveau": False, "nombre": 4}],
            }
            | champs
        )  # fmt: skip

    def connaitre(self, premier_contact=date(2022, 3, 5), dernier=date(2023, 6, 1)) -> Jeune:
        """Return a youth of whom there is a line in every place where there can be one."""
        par, service, le = self.awa, self.service, premier_contact
        uuid = uuid4()
        self.envoyer(
            uuid=str(uuid), genre="jeune", sexe="fille", annee_naissance=2008, premier_contact=le.isoformat(),
            equipe=str(Equipe.objects.get(service=service).uuid),
        )  # fmt: skip
        jeune = Jeune.objects.get(uuid=uuid)
        noter_accord(jeune=jeune, le=le, mode="oral", par=par)
        decrire_jeune(
            jeune=jeune, lue=jeune.version, par=par, commune=Commune.objects.first(), quartier=self.germinal
        )
        for champ in ("alias", "identite", "note"):
            lue = ""
            for valeur in (f"{champ} d’abord", f"{champ} ensuite"):
                enveloppe = self.coffre.sceller(jeune, champ, valeur)
                ecrire_champ_scelle(
                    jeune=jeune, champ=champ, enveloppe=enveloppe, lue=lue, par=self.coffre.direction
                )
                lue = hashlib.sha256(enveloppe).hexdigest()
        ecrit = Ecrit(uuid=uuid4())
        ecrire(
            jeune=jeune,
            uuid=ecrit.uuid,
            le=le,
            texte=self.coffre.sceller(ecrit, "texte", "Il va mieux."),
            par=par,
        )
        revision = RevisionObjectif(uuid=uuid4())
        poser_objectif(
            jeune=jeune, uuid=uuid4(), revision=revision.uuid, le=le, par=par, avancement=Avancement.COMMENCE,
            est_avec_le_jeune=True, presents=[par],
            textes={nom: self.coffre.sceller(revision, nom, nom) for nom in ("texte", "parole", "entourage")},
        )  # fmt: skip
        self._parcours(jeune, le)
        for jour in (le, date(2022, 7, 1), date(2023, 2, 1), dernier):
            self.sortie([jeune], jour)
        corrigee = self.sortie([jeune], dernier)
        self.sortie([jeune], dernier, remplace=str(corrigee.saisie.uuid), duree_minutes=60)
        consulter(consultation=Consultation.OUVRIR_FICHE, service=service, objet=jeune.uuid, par=par)
        jeune.refresh_from_db()
        return jeune

    def _parcours(self, jeune: Jeune, le: date) -> None:
        par, commun = self.awa, {"service": self.service, "jeune": jeune, "saisi_par": self.awa}
        for code, debut, fin in (("en_accroche", le, date(2022, 9, 15)), ("paei", date(2022, 9, 15), None)):
            PeriodeStatut.objects.create(
                **commun, statut=Statut.objects.get(service=self.service, code=code), debut=debut, fin=fin
            )
        situation = PeriodeSituation.objects.create(**commun, situation=self.terme("situation"), debut=le)
        versions.modifier(objet=situation, lue=1, par=par, debut=date(2022, 3, 6))
        noter_problematique(
            jeune=jeune,
            uuid=uuid4(),
            problematique=self.terme("problematique"),
            le=le,
            est_a_l_origine=True,
            par=par,
        )
        vinci = Partenaire.objects.get(service=self.service)
        noter_co_accompagnement(jeune=jeune, uuid=uuid4(), partenaire=vinci, le=le, par=par)
        orienter(
            jeune=jeune,
            uuid=uuid4(),
            nature=self.terme("orientation"),
            partenaire=vinci,
            le=date(2022, 5, 2),
            par=par,
        )
        Orientation.objects.filter(jeune=jeune).update(jonction=True, jonction_le=date(2022, 5, 9))
        nommer_referent(jeune=jeune, professionnel=par, le=le, par=par)
        self._dire_a_d_autres(jeune, vinci)
        accueil = Accueil.objects.create(
            **commun,
            reseau=Reseau.objects.get(service=self.service),
            date=date(2022, 10, 3),
            precision="Préparation",
        )
        for jour in (date(2022, 10, 3), date(2023, 1, 9)):
            DemiJournee.objects.create(service=self.service, accueil=accueil, date=jour, moment="matin")

    def _dire_a_d_autres(self, jeune: Jeune, vinci: Partenaire) -> None:
        """A sharing, one that was withdrawn, and an entry of the restricted register, corrected."""
        partages = [Partage(uuid=uuid4()), Partage(uuid=uuid4())]
        for partage in partages:
            partager(
                jeune=jeune, uuid=partage.uuid, le=date(2022, 6, 1), partenaire=vinci,
                nature=self.terme("nature_partage"),
                jeune_informe="oui", parents_informes="interet", par=self.awa,
                textes={nom: self.coffre.sceller(partage, nom, nom) for nom in ("contenu", "motif", "interlocuteur")},
            )  # fmt: skip
        retirer_fait(fait=Partage.objects.get(uuid=partages[1].uuid), lue=1, par=self.awa)
        signalement = Signalement(uuid=uuid4())
        faits = {
            "date": date(2022, 6, 2), "destinataire": self.terme("destinataire_signalement"),
            "parents_informes_le": None, "sans_informer": "", "suite": None, "suite_le": None,
        }  # fmt: skip
        observe = self.coffre.sceller(signalement, "observe", "Des marques.")
        signalement = signaler(
            jeune=jeune, uuid=signalement.uuid, textes={"observe": (observe, "")}, par=self.awa, **faits
        )
        suite = {"suite": self.terme("suite_signalement"), "suite_le": date(2022, 9, 1)}
        textes = {
            "observe": (
                self.coffre.sceller(signalement, "observe", "Des marques, deux fois."),
                empreinte(observe),
            ),
            "precision": (self.coffre.sceller(signalement, "precision", "Une mesure."), ""),
        }
        completer_signalement(
            signalement=signalement, lue=1, textes=textes, par=self.coffre.direction, **faits | suite
        )

    def effacer(self, *jeunes, origine=Origine.TERME, par=None):
        return effacer(service=self.service, jeunes=jeunes, origine=origine, par=par or self.coffre.direction)

    def tableaux(self) -> dict:
        return {annee: lire_annee(self.service, annee).tableaux for annee in ANNEES}


@pytest.fixture
def maison(coffre, settings, tmp_path, monkeypatch) -> Maison:
    # A code that no other text of the base holds by chance.
    monkeypatch.setattr(fiche, "code_libre", lambda service: f"CODE-{token_hex(5)}")
    settings.DONNEES = tmp_path / "donnees"
    settings.DONNEES.mkdir()
    service = coffre.service
    charger_preset(service=service, annee=2022, preset="62")
    awa = coffre.embaucher("awa")
    equipe = Equipe.objects.create(service=service, code="carvin", nom="Équipe de Carvin")
    Affectation.objects.create(service=service, professionnel=awa, equipe=equipe, debut=date(2022, 1, 1))
    commune = Territoire.objects.create(
        service=service, code="carvin", nature="commune", nom="Carvin", commune=Commune.objects.first()
    )
    germinal = Territoire.objects.create(
        service=service, code="germinal", nature="quartier", nom="Germinal", parent=commune
    )
    maison = Maison(coffre, awa, germinal, settings.DONNEES)
    vinci = Partenaire.objects.create(
        service=service, code="vinci", nom="Collège Vinci", categorie=maison.terme("categorie_partenaire")
    )
    Reseau.objects.create(
        service=service, code="colleges", nom="Les collèges", partenaire=vinci, a_convention=True,
        dispositif=maison.terme("dispositif_accueil"), ordre=1,
    )  # fmt: skip
    maison.sortie([], date(2024, 2, 2))
    return maison


def tout_ce_que_tient_la_base() -> list[tuple[str, object]]:
    """Return (place, value) of every field of every row, as the database gives them."""
    from django.apps import apps

    return [
        (f"{modele._meta.label}.{champ.name}", valeur)
        for modele in apps.get_models()
        if modele._meta.label != "territoires.Commune"
        for champ in modele._meta.concrete_fields
        for valeur in modele._base_manager.values_list(champ.attname, flat=True)
    ]


def citations(valeur, secrets: list[str | bytes]) -> list:
    """Return those of `secrets` that a value holds, as bytes, as text or inside JSON."""
    if isinstance(valeur, bytes | memoryview):
        octets = bytes(valeur)
    elif isinstance(valeur, UUID):
        octets = str(valeur).encode()
    else:
        texte = valeur if isinstance(valeur, str) else json.dumps(valeur, ensure_ascii=False, default=str)
        octets = texte.encode()
    cherches = [un if isinstance(un, bytes) else un.encode() for un in secrets]
    return [un for un in cherches if un in octets]
