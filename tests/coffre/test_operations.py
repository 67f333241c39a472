"""Who is given the vault, who loses it, and what a sealed field accepts: the server checks, and opens nothing."""

from uuid import uuid4

import pytest

from allervers.coffre.enveloppe import EnveloppeRefusee
from allervers.coffre.membres import est_a_renouveler, etat, versions_ouvertes
from allervers.coffre.models import Acces, EnveloppeAnterieure
from allervers.coffre.operations import (
    CoffreRefuse,
    EnveloppeDepassee,
    a_resceller,
    empreinte,
    resceller,
    sceller,
)
from allervers.comptes.models import Affectation, Equipe, Role, Service
from allervers.connexion.operations import reintegrer_personne, retirer_personne
from allervers.jeunes.models import Jeune, Rattachement
from allervers.journal.models import LigneJournal
from tests.comptes_ouverts import ouvrir


def creer(service, **champs) -> Jeune:
    champs = {"code": "K7M2", "premier_contact": "2024-01-12"} | champs
    return Jeune.objects.create(service=service, **champs)


def ecrire(coffre, jeune, valeur, *, par=None, lue=None) -> None:
    jeune.refresh_from_db()
    lue = empreinte(jeune.alias) if lue is None else lue
    sceller(objet=jeune, champ="alias", enveloppe=coffre.sceller(jeune, "alias", valeur), lue=lue, par=par)


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


def test_what_an_earlier_key_sealed_is_sealed_again_and_stays_readable_meanwhile(coffre):
    jeunes = [creer(coffre.service, code=f"J{rang}") for rang in range(3)]
    for jeune in jeunes:
        ecrire(coffre, jeune, f"Prénom {jeune.code}")
    assert a_resceller(coffre.direction, 10) == []
    coffre.renouveler(par=coffre.direction)
    assert len(a_resceller(coffre.direction, 2)) == 2
    for attendu in (3, 2, 1):
        restants = a_resceller(coffre.direction, 10)
        assert len(restants) == attendu
        ligne, champ, avant = restants[0]
        valeur = coffre.lire(coffre.direction, ligne, champ)
        enveloppe = coffre.sceller(ligne, champ, valeur)
        assert resceller(
            genre_et_champ=("jeune", champ), objet=ligne.uuid, lue=empreinte(avant), enveloppe=enveloppe,
            par=coffre.direction,
        )  # fmt: skip
        assert coffre.lire(coffre.direction, ligne, champ) == valeur
    assert a_resceller(coffre.direction, 10) == []
    assert EnveloppeAnterieure.objects.count() == 3


def test_sealing_again_does_not_undo_what_was_written_meanwhile(coffre):
    jeune = creer(coffre.service)
    ecrire(coffre, jeune, "Zoé")
    coffre.renouveler(par=coffre.direction)
    ((ligne, champ, avant),) = a_resceller(coffre.direction, 10)
    perimee = coffre.sceller(ligne, champ, "Zoé")
    ecrire(coffre, jeune, "Zohra", par=coffre.direction)
    assert not resceller(
        genre_et_champ=("jeune", champ), objet=ligne.uuid, lue=empreinte(avant), enveloppe=perimee,
        par=coffre.direction,
    )  # fmt: skip
    assert coffre.lire(coffre.direction, jeune, "alias") == "Zohra"


def test_an_educator_is_not_asked_to_seal_again_the_names_of_another_team(coffre):
    awa = coffre.embaucher("awa")
    coffre.donner(awa, par=coffre.direction)
    equipe = Equipe.objects.create(service=coffre.service, code="sud", nom="Équipe sud")
    jeune = creer(coffre.service)
    Rattachement.objects.create(service=coffre.service, jeune=jeune, equipe=equipe, debut="2024-01-12")
    ecrire(coffre, jeune, "Zoé")
    coffre.renouveler(par=coffre.direction)
    assert a_resceller(awa, 10) == []
    jeune.refresh_from_db()
    essai = {"genre_et_champ": ("jeune", "alias"), "objet": jeune.uuid, "lue": empreinte(jeune.alias)}
    assert not resceller(**essai, enveloppe=coffre.sceller(jeune, "alias", "?"), par=awa)
    Affectation.objects.create(service=coffre.service, professionnel=awa, equipe=equipe, debut="2024-01-12")
    assert len(a_resceller(awa, 10)) == 1


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


def test_an_unknown_record_is_not_sealed_again(coffre):
    coffre.renouveler(par=coffre.direction)
    jeune = creer(coffre.service)
    enveloppe = coffre.sceller(jeune, "alias", "Zoé")
    for quoi in ({"objet": uuid4()}, {"genre_et_champ": ("jeune", "code")}, {"genre_et_champ": ("x", "y")}):
        essai = {"genre_et_champ": ("jeune", "alias"), "objet": jeune.uuid, "lue": ""} | quoi
        if essai["objet"] == jeune.uuid and essai["genre_et_champ"] == ("jeune", "alias"):
            continue
        assert not resceller(**essai, enveloppe=enveloppe, par=coffre.direction)
