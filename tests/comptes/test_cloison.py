"""Two services in one database never see each other's rows: for every model, and for every link."""

import json
from datetime import UTC, date, datetime, time
from functools import partial
from uuid import uuid4

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db import models

from allervers.activite.agenda.liens import creer_lien_d_agenda
from allervers.activite.agenda.operations import Attente, annuler_occurrence, prevoir
from allervers.activite.agenda.recurrence import Recurrence
from allervers.activite.operations import Releve, enregistrer_intervention
from allervers.coffre.enveloppe import Scellement
from allervers.coffre.membres import cle_courante
from allervers.coffre.operations import empreinte
from allervers.coffre.rescellement import signaler_abimee
from allervers.comptes.cloison import LigneDeService
from allervers.comptes.contraintes import MemeService
from allervers.comptes.models import Equipe, NomDEquipe, Role, Service, Utilisateur
from allervers.comptes.versions import modifier
from allervers.connexion.operations import inviter
from allervers.conservation.models import Bordereau, Demande
from allervers.demo.coffre import ouvrir_coffre
from allervers.echanges.operations import importer
from allervers.jeunes.models import Fusion, Jeune
from allervers.jeunes.operations import (
    distinguer,
    ecrire,
    ecrire_champ_scelle,
    garder_vue,
    nommer_referent,
    noter_accord,
    partager,
    poser_objectif,
    regler_delai,
    revoir_statut,
)
from allervers.journal.models import LigneJournal
from allervers.partenaires.models import Partenaire
from allervers.rapport.models import AnneeFigee, Publication, Sortie
from allervers.rapport.redaction import ecrire_texte
from allervers.referentiel.models import Cible, Terme
from allervers.signalements.operations import signaler
from allervers.terrain.operations import recevoir
from allervers.territoires.models import NomDeTerritoire, Territoire
from tests.actions.exemples import completer
from tests.comptes_ouverts import embaucher, ouvrir
from tests.personnages import SERVICE, ecrire_annee

MODELES = [modele for modele in apps.get_models() if issubclass(modele, LigneDeService)]


@pytest.fixture
def deux_services(db, tmp_path):
    """The same year imported for two services: every code exists twice."""
    for code in ("un", "deux"):
        importer(source=ecrire_annee(tmp_path / code, service=[SERVICE | {"code": code}]))
        service = Service.objects.get(code=code)
        ecrire_texte(service=service, annee=2024, bloc="editorial", contenu="Un texte.", version=0, par=None)
        figer(service)
        sceller_des_textes(service)
        saisir(service)
        tenir_un_agenda(service)
        completer(service)
        renommer(service)
        reunir_distinguer_effacer(service)
    # What is one person's own is seen by her alone; what the direction keeps, by the direction.
    return [
        [Utilisateur.objects.get(service__code=code, code="e1"),
         Utilisateur.objects.get(service__code=code, role=Role.DIRECTION)]
        for code in ("un", "deux")
    ]  # fmt: skip


def sceller_des_textes(service):
    """A vault, an account that waits, and a text sealed twice."""
    direction, _ = ouvrir(service, Role.DIRECTION)
    ouvrir_coffre(direction, [])
    inviter(utilisateur=embaucher(service), par=direction)
    jeune = Jeune.objects.get(service=service, code="K7M2")
    noter_accord(jeune=jeune, le=jeune.premier_contact, mode="oral", par=direction)
    scellement = Scellement(service.uuid, 1, bytes(cle_courante(service).cle_publique))
    sceller = partial(scellement.sceller, "jeune", jeune.uuid, "note")
    lue = ""
    for texte in ("Un texte.", "Un autre."):
        enveloppe = sceller(texte)
        ecrire_champ_scelle(jeune=jeune, champ="note", enveloppe=enveloppe, lue=lue, par=direction)
        lue = empreinte(enveloppe)
    signaler_abimee(genre_et_champ=("jeune", "note"), objet=jeune.uuid, lue=lue, par=direction)
    uuid = uuid4()
    texte = scellement.sceller("ecrit", uuid, "texte", "Ce qu'il a dit.")
    ecrire(jeune=jeune, uuid=uuid, le=jeune.premier_contact, texte=texte, par=direction)
    modifier(objet=jeune, lue=jeune.version, par=direction, annee_naissance=2009)
    accompagner(jeune, direction, scellement)


def accompagner(jeune, direction, scellement):
    """A youth with a referent, a review, an objective; and what the service sets for all."""
    commun = {"jeune": jeune, "le": date(2024, 3, 6), "par": direction}
    nommer_referent(professionnel=direction, **commun)
    revoir_statut(raison=None, **commun)
    revision = uuid4()
    poser_objectif(
        uuid=uuid4(),
        revision=revision,
        avancement=0,
        est_avec_le_jeune=True,
        presents=[direction],
        textes={"texte": scellement.sceller("revisionobjectif", revision, "texte", "Un stage.")},
        **commun,
    )
    partage = uuid4()
    partager(
        uuid=partage,
        partenaire=Partenaire.objects.get(service=jeune.service),
        nature=Terme.objects.get(service=jeune.service, liste="nature_partage", code="scolarite"),
        jeune_informe="oui",
        parents_informes="majeur",
        textes={nom: scellement.sceller("partage", partage, nom, "Un mot.") for nom in ("contenu", "motif")},
        **commun,
    )
    signalement = uuid4()
    signaler(
        jeune=jeune,
        uuid=signalement,
        date=date(2024, 3, 6),
        destinataire=Terme.objects.get(service=jeune.service, liste="destinataire_signalement", code="crip"),
        parents_informes_le=None,
        sans_informer="interet",
        suite=None,
        suite_le=None,
        textes={"observe": (scellement.sceller("signalement", signalement, "observe", "Des marques."), "")},
        par=direction,
    )
    garder_vue(service=jeune.service, nom="PAEI", filtres="statut=paei", par=direction)
    regler_delai(service=jeune.service, alerte="jeune_pas_vu", nombre=4, par=direction)


def saisir(service):
    """An outing with all that an import does not tell."""
    educatrice = Utilisateur.objects.get(service=service, code="e1")
    releve = Releve(
        type=Terme.objects.get(service=service, code="travail_de_rue"),
        date=date(2024, 3, 6),
        duree_minutes=60,
        professionnels=[educatrice],
        etiquettes=[Terme.objects.get(service=service, code="tensions")],
        partenaires=[Partenaire.objects.get(service=service)],
    )
    intervention = enregistrer_intervention(service=service, uuid=uuid4(), releve=releve, par=educatrice)
    retrait = {"uuid": str(uuid4()), "genre": "retrait", "remplace": str(intervention.uuid)}
    for contenu in (retrait, retrait | {"en": "double"}):
        recevoir(octets=json.dumps(contenu).encode(), par=educatrice)
    enregistrer_intervention(service=service, uuid=uuid4(), releve=releve, par=educatrice)


def tenir_un_agenda(service):
    """What is expected every week, once at another hour, and a link to it."""
    educatrice = Utilisateur.objects.get(service=service, code="e1")
    jour = date(2024, 3, 6)
    attente = Attente(
        type=Terme.objects.get(service=service, code="permanence"),
        date=jour,
        heure=time(14),
        duree_minutes=60,
        professionnels=[educatrice],
        recurrence=Recurrence(1, frozenset({jour.weekday()})),
    )
    prevision = prevoir(service=service, uuid=uuid4(), attente=attente, par=educatrice)
    annuler_occurrence(prevision=prevision, jour=jour, lue=0, par=educatrice)
    creer_lien_d_agenda(proprietaire=educatrice, equipe=None)


def renommer(service):
    """A place and a team that had another name."""
    NomDeTerritoire.objects.garder(Territoire.objects.filter(service=service).first(), 2024)
    NomDEquipe.objects.garder(Equipe.objects.filter(service=service).first(), 2024)


def reunir_distinguer_effacer(service):
    """What the project plans; two youths told apart, a file merged, an erasure asked for and its bordereau."""
    Cible.objects.create(service=service, annee=2024, tableau="accueils", valeur=10)
    jeune, autre = Jeune.objects.filter(service=service).order_by("pk")[:2]
    distinguer(jeune=jeune, autre=autre, par=None)
    Fusion.objects.create(
        service=service, jeune=jeune, absorbe_uuid=uuid4(), absorbe_code="Z9Z9", absorbe_pk=0
    )
    Demande.objects.create(
        service=service, droit="effacement", demandeur="jeune", recue_le=date(2024, 3, 6), jeune=jeune
    )
    Bordereau.objects.create(
        service=service, numero=1, origine="terme", regle="Vingt-quatre mois.", nb_fiches=1, quantites=[],
        annee_debut=2020, annee_fin=2022, decide_le=datetime.now(UTC),
    )  # fmt: skip


def figer(service):
    """The rows of a frozen and published year; making its files ten times over would take minutes."""
    instant = datetime.now(UTC)
    figee = AnneeFigee.objects.create(
        service=service, annee=2024, numero=1, liasse=b"liasse", empreinte="0" * 64, fige_le=instant
    )
    Publication.objects.create(service=service, annee=2024, annee_figee=figee, publie_le=instant)
    Sortie.objects.create(
        service=service, annee_figee=figee, forme="complete", format="pdf", contenu=b"", empreinte="0" * 64
    )


def test_a_user_sees_the_rows_of_the_own_service_and_no_other(deux_services):
    for modele in MODELES:
        un, deux = (
            set().union(*(modele.objects.visible_par(user) for user in siens)) for siens in deux_services
        )
        assert un and deux and not un & deux, modele
        assert un | deux == set(modele.objects.all()), modele


def test_nobody_sees_anything_without_signing_in(deux_services):
    for modele in (*MODELES, Service, LigneJournal):
        assert not modele.objects.visible_par(AnonymousUser()).exists(), modele


def test_a_user_sees_the_own_service_and_its_journal_only(deux_services):
    for user, _ in deux_services:
        assert [service.code for service in Service.objects.visible_par(user)] == [user.service.code]
        lignes = LigneJournal.objects.visible_par(user)
        assert lignes and {ligne.service_id for ligne in lignes} == {user.service_id}


@pytest.mark.parametrize("modele", MODELES, ids=lambda modele: modele.__name__)
def test_every_link_between_rows_of_services_is_held_inside_the_service(modele):
    liens = {
        champ.name
        for champ in modele._meta.fields
        if isinstance(champ, models.ForeignKey) and issubclass(champ.related_model, LigneDeService)
    }
    tenus = {
        contrainte.lien for contrainte in modele._meta.constraints if isinstance(contrainte, MemeService)
    }
    assert liens == tenus


@pytest.mark.parametrize("modele", MODELES, ids=lambda modele: modele.__name__)
def test_every_constraint_is_named_after_its_model(modele):
    for contrainte in modele._meta.constraints:
        assert contrainte.name.startswith(modele._meta.model_name), contrainte.name
