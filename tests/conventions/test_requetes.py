"""What a screen asks of the database depends on what it shows, never on how much of it there is."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from allervers.actions.models import ActionCollective
from allervers.activite.models import Accueil
from allervers.comptes.models import Role, Service
from allervers.echanges.operations import importer
from allervers.jeunes.models import Jeune
from allervers.partenaires.models import Instance, Partenaire, Reseau
from tests.comptes_ouverts import embaucher
from tests.personnages import SERVICE, ecrire_annee

pytestmark = pytest.mark.django_db


def remplir(dossier, fois: int) -> Service:
    """Return a service where, of all that is seen in a week, there is `fois` times one; today, as far as it can be."""
    jour, rangs = timezone.localdate(), range(fois)
    ce_jour = {"date": f"{jour:%d/%m/%Y}"}
    neuf = {"debut": "01/01/2024"}

    def un(code: str, rang: int) -> str:
        return f"{code}{rang}"

    importer(
        source=ecrire_annee(
            dossier,
            service=[SERVICE | {"code": f"fois-{fois}"}],
            partenaires=[{"code": "vinci", "nom": "Vinci", "categorie": "Santé"}]
            + [{"code": un("p", r), "nom": un("CMP ", r), "categorie": "Santé"} for r in rangs],
            contacts=[{"partenaire": un("p", r), "nom": "Mme Exemple"} for r in rangs],
            partenariats_informels=[{"partenaire": un("p", r), "raisons": "Prêt", **neuf} for r in rangs],
            instances=[{"code": un("clsm", r), "nom": un("CLSM ", r), "champ": "Santé"} for r in rangs],
            jeunes=[{"code": un("J", r), "sexe": "fille", "premier_contact": "01/01/2024"} for r in rangs],
            rattachements=[{"jeune": un("J", r), "equipe": "carvin", **neuf} for r in rangs],
            statuts=[{"jeune": un("J", r), "statut": "PAEI", **neuf} for r in rangs],
            situations=[{"jeune": un("J", r), "situation": "Collège", **neuf} for r in rangs],
            problematiques=[
                {"jeune": un("J", r), "problematique": "Mobilité", "reperee_le": "01/02/2024"} for r in rangs
            ],
            co_accompagnements=[{"jeune": "J0", "partenaire": un("p", r), **neuf} for r in rangs],
            orientations=[
                {"jeune": "J0", "nature": "MDS", "partenaire": un("p", r), "date": f"{jour - timedelta(r):%d/%m/%Y}"}
                for r in rangs
            ],
            actions=[
                {"code": un("a", r), "annee": str(jour.year), "nature": "Tournoi", "intitule": un("Tournoi ", r),
                 "partenaires": "|".join(un("p", s) for s in rangs), "financeurs": "SPS|Département"}
                for r in rangs
            ],
            appels=[
                {"code": un("q", r), "annee": str(jour.year), "financeur": "Commune", "intitule": un("Été ", r)}
                for r in rangs
            ],
            financements=[
                {"action": un("a", r), "financeur": "Commune", "appel": un("q", r), "montant": "100"} for r in rangs
            ],
            effectifs=[{"action": un("a", r), "sexe": "garçon", "nombre": "3"} for r in rangs],
            interventions=[
                {"code": un("I", r), "type": "Actions collectives", "duree": "2h", "professionnels": "e1|e2",
                 "lieu": "germinal", "action": "a0", "instance": "clsm0", "partenaires": "p0", **ce_jour}
                for r in rangs
            ],
            presences=[{"intervention": un("I", r), "jeune": un("J", s)} for r in rangs for s in rangs],
            comptages=[{"intervention": un("I", r), "sexe": "garçon", "nombre": "5"} for r in rangs],
            accueils=[{"code": un("A", r), "reseau": "colleges", "jeune": un("J", r), **ce_jour} for r in rangs],
            demi_journees=[{"accueil": un("A", r), "moment": "matin", **ce_jour} for r in rangs],
        )
    )  # fmt: skip
    return Service.objects.get(code=f"fois-{fois}")


def ecrans(service: Service) -> dict[str, str]:
    """Return the screens of a week: their names, their addresses."""
    annee = timezone.localdate().year

    def de(modele, code: str):
        return modele.objects.get(service=service, code=code).uuid

    return {
        "accueil": "/",
        "saisir": "/terrain/donnees.json",
        "agenda": "/agenda/",
        "jeunes": "/jeunes/",
        "suivi": "/jeunes/suivi.json",
        "fiche": f"/jeunes/{de(Jeune, 'J0')}/",
        "actions": "/actions/",
        "action": f"/actions/{de(ActionCollective, 'a0')}/",
        "seance": f"/actions/{de(ActionCollective, 'a0')}/seances/nouvelle/",
        "appels": "/appels-a-projets/",
        "partenaires": "/partenaires/",
        "partenaire": f"/partenaires/{de(Partenaire, 'p0')}/",
        "reseaux": "/partenaires/reseaux/",
        "reseau": f"/partenaires/reseaux/{de(Reseau, 'colleges')}/",
        "nouvel accueil": f"/partenaires/reseaux/{de(Reseau, 'colleges')}/accueils/nouveau/",
        "calendrier": f"/partenaires/accueils/{de(Accueil, 'A0')}/",
        "nouvelle reunion": f"/partenaires/{de(Partenaire, 'p0')}/reunions/nouvelle/",
        "instances": "/partenaires/instances/",
        "instance": f"/partenaires/instances/{de(Instance, 'clsm0')}/",
        "moyens": "/moyens/",
        "tableau de bord": f"/tableau-de-bord/{annee}/",
        "mes heures": "/mes-heures/",
    }


def test_no_screen_of_a_week_asks_more_when_it_has_more_to_show(client, tmp_path):
    def compter(fois: int) -> dict[str, int]:
        service = remplir(tmp_path / str(fois), fois)
        client.force_login(embaucher(service, Role.DIRECTION, code="moi", courriel=f"d{fois}@exemple.fr"))
        nombres = {}
        for nom, adresse in ecrans(service).items():
            # The first time counts the year; it then stays in memory.
            client.get(adresse)
            with CaptureQueriesContext(connection) as requetes:
                assert client.get(adresse).status_code == 200, adresse
            nombres[nom] = len(requetes)
        return nombres

    peu = compter(2)
    assert compter(7) == peu
    assert max(peu.values()) <= 70
