"""Objectives: after the agreement, in sealed words, by dated revisions; erased when the agreement is withdrawn."""

from datetime import date
from uuid import uuid4

import pytest

from allervers.coffre.cles import en_texte
from allervers.coffre.enveloppe import Scellement
from allervers.coffre.membres import cle_courante
from allervers.coffre.models import EnveloppeAnterieure
from allervers.coffre.operations import empreinte, sceller
from allervers.comptes.models import Role
from allervers.demo.coffre import ouvrir_coffre
from allervers.jeunes import operations
from allervers.jeunes.alertes.lecture import listes_du_jour
from allervers.jeunes.models import Avancement, ObjectifJeune, RevisionObjectif
from allervers.jeunes.operations import JeuneRefuse
from allervers.jeunes.page import Fiche
from tests.comptes_ouverts import ouvrir

JOUR = date(2024, 3, 1)


@pytest.fixture
def direction(service):
    direction, _ = ouvrir(service, Role.DIRECTION, prenom="Sacha")
    ouvrir_coffre(direction, [])
    return direction


@pytest.fixture
def seance(service, direction):
    cle = cle_courante(service)
    return Scellement(service.uuid, cle.version, bytes(cle.cle_publique))


@pytest.fixture
def poser(jeune, direction, seance):
    def poser(**options):
        revision = uuid4()
        texte = seance.sceller("revisionobjectif", revision, "texte", "Trouver un stage")
        return operations.poser_objectif(
            jeune=jeune,
            revision=revision,
            le=JOUR,
            avancement=Avancement.A_COMMENCER,
            est_avec_le_jeune=True,
            presents=[direction],
            par=direction,
            **{"uuid": uuid4(), "textes": {"texte": texte}} | options,
        )

    return poser


@pytest.fixture
def accord(jeune, direction):
    operations.noter_accord(jeune=jeune, le=JOUR, mode="oral", par=direction)


def revoir(objectif, direction, avancement, le, **textes):
    return operations.revoir_objectif(
        objectif=objectif,
        uuid=uuid4(),
        le=le,
        avancement=avancement,
        est_avec_le_jeune=False,
        presents=[],
        textes=textes,
        par=direction,
    )


def test_an_objective_waits_for_the_agreement_and_for_its_words(jeune, direction, poser):
    with pytest.raises(JeuneRefuse, match="accord"):
        poser()
    operations.noter_accord(jeune=jeune, le=JOUR, mode="oral", par=direction)
    with pytest.raises(JeuneRefuse, match="avec les mots du jeune"):
        poser(textes={})
    assert not ObjectifJeune.objects.exists()


def test_sent_twice_an_objective_is_set_once(accord, poser):
    uuid = uuid4()
    assert poser(uuid=uuid) == poser(uuid=uuid)
    assert RevisionObjectif.objects.count() == 1


def test_an_objective_moves_by_dated_revisions_closes_and_opens_again(
    accord, poser, jeune, direction, seance
):
    objectif = poser()
    with pytest.raises(JeuneRefuse, match="01/03/2024"):
        revoir(objectif, direction, Avancement.COMMENCE, date(2024, 2, 1))
    revoir(objectif, direction, Avancement.ATTEINT, date(2024, 5, 1))
    objectif.refresh_from_db()
    assert objectif.clos_le == date(2024, 5, 1)
    # Told late, an earlier revision opens nothing.
    revoir(objectif, direction, Avancement.COMMENCE, date(2024, 4, 1))
    objectif.refresh_from_db()
    assert objectif.clos_le == date(2024, 5, 1)
    revoir(objectif, direction, Avancement.PRESQUE, date(2024, 6, 1))
    objectif.refresh_from_db()
    assert objectif.clos_le is None
    [lu] = Fiche(jeune, direction, listes_du_jour(jeune.service)).objectifs()
    assert lu.avancement == Avancement.PRESQUE
    # Its words are still those of the first day, and who was there is kept.
    premiere = RevisionObjectif.objects.earliest("date")
    assert lu.texte[0].objet == str(premiere.uuid)
    assert [un.professionnel for un in premiere.presents.all()] == [direction]


def test_an_agreement_withdrawn_takes_the_objectives_and_what_they_said_before(
    accord, poser, jeune, direction, seance
):
    poser()
    revision = RevisionObjectif.objects.get()
    autre = seance.sceller("revisionobjectif", revision.uuid, "texte", "Trouver un métier")
    sceller(objet=revision, champ="texte", enveloppe=autre, lue=empreinte(revision.texte), par=direction)
    assert EnveloppeAnterieure.objects.filter(objet=revision.uuid).exists()
    operations.retirer_accord(jeune=jeune, le=JOUR, par=direction)
    assert not ObjectifJeune.objects.exists()
    assert not EnveloppeAnterieure.objects.filter(objet=revision.uuid).exists()


def test_the_page_takes_an_objective_and_refuses_clear_words(client, accord, jeune, direction, seance):
    client.force_login(direction)
    revision, adresse = uuid4(), f"/jeunes/{jeune.uuid}/objectifs/"
    champs = {"uuid": revision, "objectif": uuid4(), "le": "2024-03-01", "avancement": "0"}
    assert client.post(adresse, champs | {"texte": "Trouver un stage"}).status_code == 422
    texte = en_texte(seance.sceller("revisionobjectif", revision, "texte", "Trouver un stage"))
    assert client.post(adresse, champs | {"texte": texte}).status_code == 302
    objectif = ObjectifJeune.objects.get()
    point = {"uuid": uuid4(), "le": "2024-04-01", "avancement": "2", "est_avec_le_jeune": "on"}
    assert client.post(f"{adresse}{objectif.uuid}/", point).status_code == 302
    assert "À mi-chemin" in client.get(f"/jeunes/{jeune.uuid}/").text
