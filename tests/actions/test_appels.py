"""Calls for projects: what is asked, granted and due."""

from datetime import date
from decimal import Decimal
from io import BytesIO
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from allervers.actions.appels import Appel, AppelRefuse, ajouter_piece, creer_appel, modifier_appel
from allervers.actions.echeances import a_rendre
from allervers.actions.models import AppelAProjets
from allervers.actions.operations import ActionRefusee, PartDeFinanceur, financer_action

JOUR = date(2024, 5, 2)


def noter(maison, **autres):
    valeurs = {
        "annee": 2024,
        "financeur": maison.terme("financeur", "reaap_caf"),
        "intitule": "Parents",
    } | autres
    return creer_appel(service=maison.service, uuid=uuid4(), appel=Appel(**valeurs), par=maison.secretaire)


def test_a_call_made_again_with_the_same_identifier_stays_as_it_became(maison):
    note = noter(maison)
    appel = Appel(annee=2024, financeur=note.financeur, intitule="Autre chose")
    assert creer_appel(service=maison.service, uuid=note.uuid, appel=appel, par=maison.secretaire) == note
    note.refresh_from_db()
    assert note.intitule == "Parents"


def test_what_is_due_comes_the_most_pressing_first(maison):
    noter(maison, intitule="Été", echeance=date(2024, 5, 10))
    noter(maison, intitule="Hiver", echeance=date(2024, 9, 1))
    noter(maison, intitule="Parents", etat="accorde", bilan_le=date(2024, 4, 30))
    noter(
        maison, intitule="Rendu", etat="accorde", bilan_le=date(2024, 4, 1), bilan_rendu_le=date(2024, 4, 1)
    )
    noter(maison, intitule="Refusé", etat="refuse", echeance=date(2024, 1, 1), bilan_le=date(2024, 4, 1))
    dues = [
        (une.appel.intitule, une.quoi, une.urgence, une.nb_jours) for une in a_rendre(maison.educatrice, JOUR)
    ]
    assert dues == [
        ("Parents", "Bilan à rendre", "en retard", 2),
        ("Été", "Demande à déposer", "bientôt", 8),
        ("Hiver", "Demande à déposer", "à venir", 122),
    ]


def test_nothing_is_granted_by_a_call_that_is_not(maison):
    with pytest.raises(AppelRefuse, match="accordé"):
        noter(maison, etat="depose", accorde=Decimal(100))
    with pytest.raises(IntegrityError, match="appelaprojets_montant_si_accorde"), transaction.atomic():
        AppelAProjets.objects.create(
            service=maison.service, code="x", annee=2024, intitule="X", etat="refuse", accorde=1,
            financeur=maison.terme("financeur", "sps"),
        )  # fmt: skip


def test_an_action_is_paid_by_a_call_of_its_funder(maison):
    appel, action = noter(maison, etat="accorde", accorde=Decimal(800)), maison.action()
    sps, caf = maison.terme("financeur", "sps"), maison.terme("financeur", "reaap_caf")
    qui = {"action": action, "lue": 1, "budget": None, "cout": None, "par": maison.secretaire}
    with pytest.raises(ActionRefusee, match="autre financeur"):
        financer_action(parts=(PartDeFinanceur(sps, appel),), **qui)
    financer_action(parts=(PartDeFinanceur(caf, appel, montant=Decimal(500)), PartDeFinanceur(caf)), **qui)
    assert appel.financements.get().action == action
    with pytest.raises(AppelRefuse, match="finance des actions"):
        modifier_appel(
            note=appel,
            lue=1,
            appel=Appel(annee=2024, financeur=sps, intitule="Parents"),
            par=maison.secretaire,
        )


def test_a_document_sent_twice_is_kept_once(maison):
    appel, uuid = noter(maison), uuid4()
    for _ in range(2):
        ajouter_piece(
            note=appel,
            uuid=uuid,
            nom="Demande",
            fichier=BytesIO(b"%PDF-1.7 %%EOF"),
            taille=8,
            par=maison.secretaire,
        )
    assert appel.pieces.get().extension == "pdf"


def test_a_call_noted_by_mistake_is_withdrawn_unless_it_pays_for_an_action(client, maison):
    appel, utile, action = noter(maison), noter(maison, intitule="Été"), maison.action()
    caf = maison.terme("financeur", "reaap_caf")
    financer_action(
        action=action,
        lue=1,
        budget=None,
        cout=None,
        parts=(PartDeFinanceur(caf, utile),),
        par=maison.secretaire,
    )
    client.force_login(maison.secretaire)
    for un, version, dit in (
        (utile, "1", "finance des actions"),
        (appel, "7", "Relisez-le"),
        (appel, "1", "« Parents » est supprimé"),
    ):
        reponse = client.post(f"/appels-a-projets/{un.uuid}/supprimer/", {"version": version}, follow=True)
        assert dit in reponse.text
    assert AppelAProjets.objects.get() == utile
