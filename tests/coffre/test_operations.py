"""Who is given the vault, who loses it, and what a sealed field accepts: the server checks, and opens nothing."""

import pytest

from allervers.coffre.enveloppe import EnveloppeRefusee
from allervers.coffre.membres import est_a_renouveler, etat, versions_ouvertes
from allervers.coffre.models import Acces, EnveloppeAnterieure
from allervers.coffre.operations import (
    CoffreRefuse,
    EnveloppeDepassee,
    empreinte,
    sceller,
    versions_d_avant,
)
from allervers.comptes.models import Role, Service
from allervers.connexion.operations import reintegrer_personne, retirer_personne
from allervers.journal.models import LigneJournal
from tests.coffre_ouvert import creer, ecrire
from tests.comptes_ouverts import embaucher, ouvrir


def test_a_member_waits_until_a_colleague_opens_the_vault_then_reads(coffre):
    awa, jeune = coffre.embaucher("awa"), creer(coffre.service)
    ecrire(coffre, jeune, "Zoé")
    assert etat(awa) == "attente"
    coffre.donner(awa, par=coffre.direction)
    assert etat(awa) == "ouvrable"
    assert coffre.lire(awa, jeune, "alias") == "Zoé"
    ligne = LigneJournal.objects.last()
    assert (ligne.operation, ligne.par) == ("donner_acces_au_coffre", coffre.direction.pk)


def test_who_has_not_the_vault_gives_it_to_nobody(coffre):
    awa, lou = coffre.embaucher("awa"), coffre.embaucher("lou")
    with pytest.raises(CoffreRefuse, match="vous-même"):
        coffre.donner(lou, par=awa)
    assert etat(lou) == "attente"


@pytest.mark.parametrize("role", [Role.SECRETARIAT, Role.STATISTIQUES, Role.ADMINISTRATION_TECHNIQUE])
def test_a_role_that_is_not_on_the_ground_is_given_nothing(coffre, role):
    bureau = coffre.embaucher("bureau", role)
    with pytest.raises(CoffreRefuse):
        coffre.donner(bureau, par=coffre.direction)
    assert not Acces.objects.filter(membre=bureau).exists()


def test_somebody_of_another_service_is_given_nothing(coffre):
    ailleurs = Service.objects.create(code="ailleurs", nom="Ailleurs")
    autre, _ = ouvrir(ailleurs, courriel="autre@ailleurs.fr")
    with pytest.raises((CoffreRefuse, AttributeError)):
        coffre.donner(autre, par=coffre.direction)
    assert not Acces.objects.filter(membre=autre).exists()


def test_a_departure_asks_for_another_key_and_who_left_opens_nothing_any_more(coffre):
    awa = coffre.embaucher("awa")
    coffre.donner(awa, par=coffre.direction)
    retirer_personne(utilisateur=awa, par=coffre.direction)
    assert est_a_renouveler(coffre.service)
    assert versions_ouvertes(awa) == set()
    coffre.renouveler(par=coffre.direction)
    assert not est_a_renouveler(coffre.service)
    assert not Acces.objects.filter(membre=awa).exists()
    # Back again, the old access is not.
    reintegrer_personne(utilisateur=awa, par=coffre.direction)
    assert versions_ouvertes(awa) == set()


def test_a_change_of_role_counts_as_a_departure(coffre):
    awa = coffre.embaucher("awa")
    coffre.donner(awa, par=coffre.direction)
    awa.role = Role.SECRETARIAT
    awa.save()
    assert versions_ouvertes(awa) == set()
    assert est_a_renouveler(coffre.service)


def test_an_access_must_hold_every_version_of_the_key(coffre):
    awa = coffre.embaucher("awa")
    coffre.renouveler(par=coffre.direction)
    with pytest.raises(CoffreRefuse, match="vient de changer"):
        coffre.donner(awa, par=coffre.direction, versions={2})
    coffre.donner(awa, par=coffre.direction)
    assert versions_ouvertes(awa) == {1, 2}


def test_two_people_in_one_field_do_not_overwrite_each_other(coffre):
    jeune = creer(coffre.service)
    ecrire(coffre, jeune, "Zoé")
    with pytest.raises(EnveloppeDepassee) as refus:
        ecrire(coffre, jeune, "Zohra", par=coffre.direction, lue="")
    jeune.refresh_from_db()
    assert refus.value.actuelle == bytes(jeune.alias)


def test_an_envelope_that_nobody_could_read_never_replaces_a_readable_one(coffre):
    awa, jeune = coffre.embaucher("awa"), creer(coffre.service)
    ecrire(coffre, jeune, "Zoé")
    with pytest.raises(CoffreRefuse, match="ne lisez pas"):
        ecrire(coffre, jeune, "Zohra", par=awa)
    jeune.refresh_from_db()
    lue = empreinte(jeune.alias)
    bonne = coffre.sceller(jeune, "alias", "Zohra")
    for mauvaise in (b"Zohra", bonne[:1] + (9).to_bytes(2) + bonne[3:], bonne[:-1]):
        with pytest.raises(EnveloppeRefusee):
            sceller(objet=jeune, champ="alias", enveloppe=mauvaise, lue=lue, par=coffre.direction)
    assert coffre.lire(coffre.direction, jeune, "alias") == "Zoé"


def test_what_a_field_held_is_kept(coffre):
    jeune = creer(coffre.service)
    ecrire(coffre, jeune, "Zoé")
    avant = bytes(jeune.alias)
    ecrire(coffre, jeune, "Zohra", par=coffre.direction)
    anterieure = EnveloppeAnterieure.objects.get()
    assert (anterieure.objet, bytes(anterieure.enveloppe)) == (jeune.uuid, avant)
    assert anterieure.remplacee_par == coffre.direction
    assert versions_d_avant(jeune, coffre.direction) == {"alias": [anterieure]}
    assert versions_d_avant(jeune, embaucher(coffre.service, Role.SECRETARIAT)) == {}
