"""After a rotation: what an earlier key sealed is sealed again, and what is damaged stops nothing and is told."""

from uuid import uuid4

import pytest

from allervers.coffre.models import EnveloppeAbimee, EnveloppeAnterieure
from allervers.coffre.operations import empreinte, versions_d_avant
from allervers.coffre.rescellement import (
    a_resceller,
    resceller,
    signaler_abimee,
    textes_abimes,
    voir_textes_abimes,
)
from allervers.comptes.models import Affectation, Equipe
from allervers.jeunes.models import Rattachement
from allervers.jeunes.operations import retirer_accord
from allervers.journal.models import LigneJournal
from tests.coffre_ouvert import creer, ecrire


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
    assert EnveloppeAnterieure.objects.filter(est_rescellee=True).count() == 3
    # Nothing was changed by anybody.
    assert versions_d_avant(jeunes[0], coffre.direction) == {}


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


@pytest.fixture
def abimes(coffre):
    """Two youths whose alias is damaged, then one whose alias is whole, after a change of the key."""
    jeunes = [creer(coffre.service, code=f"J{rang}") for rang in range(3)]
    for jeune in jeunes:
        ecrire(coffre, jeune, f"Prénom {jeune.code}")
    for jeune in jeunes[:2]:
        jeune.alias = bytes(jeune.alias[:-1]) + bytes([jeune.alias[-1] ^ 1])
        jeune.save()
    coffre.renouveler(par=coffre.direction)
    return jeunes


def signaler(jeune, par, lue=None):
    lue = empreinte(jeune.alias) if lue is None else lue
    return signaler_abimee(genre_et_champ=("jeune", "alias"), objet=jeune.uuid, lue=lue, par=par)


def test_damaged_envelopes_do_not_hide_those_that_follow(coffre, abimes):
    un, autre, entier = abimes
    assert [ligne for ligne, _, _ in a_resceller(coffre.direction, 2)] == [un, autre]
    assert signaler(un, coffre.direction)
    assert signaler(autre, coffre.direction)
    assert signaler(un, coffre.direction)
    assert [ligne for ligne, _, _ in a_resceller(coffre.direction, 2)] == [entier]
    # Said once each in the journal, and the texts are as they were.
    assert LigneJournal.objects.filter(operation="signaler_texte_abime").count() == 2
    avant = bytes(un.alias)
    un.refresh_from_db()
    assert bytes(un.alias) == avant


def test_what_one_browser_could_not_open_is_still_tried_by_another(coffre, abimes):
    awa = coffre.embaucher("awa")
    coffre.donner(awa, par=coffre.direction)
    signaler(abimes[0], coffre.direction)
    assert len(a_resceller(awa, 10)) == 3


def test_the_direction_reads_which_texts_are_damaged_until_they_are_written_anew(coffre, abimes):
    awa = coffre.embaucher("awa")
    coffre.donner(awa, par=coffre.direction)
    for par in (awa, coffre.direction):
        signaler(abimes[0], par)
    (texte,) = textes_abimes(coffre.direction)
    assert (texte.ligne, texte.champ, texte.est_vu) == (abimes[0], "alias", False)
    voir_textes_abimes(par=coffre.direction)
    voir_textes_abimes(par=coffre.direction)
    assert [un.est_vu for un in textes_abimes(coffre.direction)] == [True]
    assert LigneJournal.objects.filter(operation="voir_textes_abimes").count() == 1
    ecrire(coffre, abimes[0], "Zoé", par=coffre.direction)
    assert textes_abimes(coffre.direction) == []
    assert coffre.lire(coffre.direction, abimes[0], "alias") == "Zoé"


def test_what_changed_meanwhile_or_is_another_service_s_is_not_called_damaged(coffre, abimes):
    assert not signaler(abimes[0], coffre.direction, lue=empreinte(b"autre"))
    assert not signaler(creer(coffre.service, code="X"), coffre.embaucher("awa"), lue="x")
    assert not EnveloppeAbimee.objects.exists()


def test_what_is_erased_is_no_longer_told(coffre):
    jeune = creer(coffre.service, niveau="c", accord_le="2024-02-01")
    jeune.note = coffre.sceller(jeune, "note", "Une note.")
    jeune.save()
    coffre.renouveler(par=coffre.direction)
    signaler_abimee(
        genre_et_champ=("jeune", "note"), objet=jeune.uuid, lue=empreinte(jeune.note), par=coffre.direction
    )
    retirer_accord(jeune=jeune, le="2024-03-01", par=coffre.direction)
    assert not EnveloppeAbimee.objects.exists()


def test_an_unknown_record_is_not_sealed_again(coffre):
    coffre.renouveler(par=coffre.direction)
    jeune = creer(coffre.service)
    enveloppe = coffre.sceller(jeune, "alias", "Zoé")
    for quoi in ({"objet": uuid4()}, {"genre_et_champ": ("jeune", "code")}, {"genre_et_champ": ("x", "y")}):
        essai = {"genre_et_champ": ("jeune", "alias"), "objet": jeune.uuid, "lue": ""} | quoi
        if essai["objet"] == jeune.uuid and essai["genre_et_champ"] == ("jeune", "alias"):
            continue
        assert not resceller(**essai, enveloppe=enveloppe, par=coffre.direction)
