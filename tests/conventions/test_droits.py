"""Every route declares who may open it; the test walks the URL map, so that a new one without a rule fails."""

import pytest
from django.urls import get_resolver

from allervers.comptes.droits import DROITS, Droit
from allervers.comptes.models import Role, Service, Utilisateur
from allervers.echanges.operations import importer
from allervers.rapport.gel import figer_annee
from tests.personnages import ecrire_annee

# Open to all: one cannot be signed in to sign in.
PUBLIQUES = {"account_login", "account_logout"}
ADRESSES = {
    "accueil": "/",
    "choisir": "/annees/?annee=2024",
    "annee": "/annees/2024/",
    "tableau": "/annees/2024/tableaux/statuts/",
    "tableau_csv": "/annees/2024/tableaux/statuts.csv",
    "tableau_json": "/annees/2024/tableaux/statuts.json",
    "ecrire": "/annees/2024/ecrire/",
    "ecrire_section": "/annees/2024/ecrire/i-editorial/",
    "histoire_texte": "/annees/2024/textes/editorial/histoire/",
    "canevas": "/annees/2024/canevas/",
    "envoyer": "/annees/2024/envoyer/",
    "sortie": "/annees/2024/rapport.json",
    "sortie_figee": "/annees/2024/liasses/1/complete.json",
    "service": "/service/",
}
# Pages that only write.
ECRITURES = {
    "enregistrer_texte": "/annees/2024/textes/editorial/",
    "marquer_texte": "/annees/2024/textes/editorial/etat/",
    "figer": "/annees/2024/figer/",
    "valider": "/annees/2024/liasses/1/valider/",
    "publier": "/annees/2024/liasses/1/publier/",
}
# Pages that read, and write when a form is sent to them.
FORMULAIRES = ("canevas", "service")


def routes(motifs=None):
    for motif in motifs or get_resolver().url_patterns:
        if hasattr(motif, "url_patterns"):
            yield from routes(motif.url_patterns)
        else:
            yield motif


def test_every_route_declares_a_right_or_is_public():
    for route in routes():
        assert route.name in PUBLIQUES or isinstance(getattr(route.callback, "droit", None), Droit), (
            route.name
        )


def test_every_guarded_route_is_tried_below():
    assert {route.name for route in routes()} - PUBLIQUES == set(ADRESSES) | set(ECRITURES)


def test_every_right_names_its_roles():
    assert set(DROITS) == set(Droit)


@pytest.fixture
def annee(db, tmp_path):
    importer(source=ecrire_annee(tmp_path))
    service = Service.objects.get()
    figer_annee(service=service, annee=2024, par=None)
    return service


def compte(service, role):
    return Utilisateur.objects.create(
        service=service, code=f"compte-{role}", courriel=f"{role}@exemple.fr", role=role
    )


def permis(nom, role) -> bool:
    route = next(route for route in routes() if route.name == nom)
    return role in DROITS[route.callback.droit]


@pytest.mark.parametrize("nom", ADRESSES)
def test_without_signing_in_one_is_sent_to_sign_in(client, annee, nom):
    reponse = client.get(ADRESSES[nom])
    assert reponse.status_code == 302
    assert reponse.url.startswith("/connexion/?next=")


@pytest.mark.parametrize("nom", ECRITURES)
def test_without_signing_in_nothing_is_written(client, annee, nom):
    assert client.post(ECRITURES[nom]).url.startswith("/connexion/?next=")


@pytest.mark.parametrize("nom", ADRESSES)
def test_a_role_opens_what_its_rights_open_and_nothing_else(client, annee, nom):
    for role in Role.values:
        client.force_login(compte(annee, role))
        attendus = (200, 302) if permis(nom, role) else (403,)
        assert client.get(ADRESSES[nom]).status_code in attendus, role


@pytest.mark.parametrize("nom", [*ECRITURES, *FORMULAIRES])
def test_a_role_writes_what_its_rights_allow_and_nothing_else(client, annee, nom):
    for role in Role.values:
        client.force_login(compte(annee, role))
        reponse = client.post((ECRITURES | ADRESSES)[nom], {"contenu": "Un texte.", "version": "0"})
        assert (reponse.status_code == 403) == (not permis(nom, role)), role


@pytest.mark.parametrize("nom", [nom for nom in ADRESSES if nom not in FORMULAIRES])
def test_reading_pages_refuse_to_write(client, annee, nom):
    client.force_login(compte(annee, Role.DIRECTION))
    assert client.post(ADRESSES[nom]).status_code == 405


@pytest.mark.parametrize("nom", ECRITURES)
def test_writing_pages_do_nothing_when_read(client, annee, nom):
    client.force_login(compte(annee, Role.DIRECTION))
    assert client.get(ECRITURES[nom]).status_code == 405


def test_another_service_with_nothing_reads_nothing_of_this_one(client, annee):
    autre = Service.objects.create(code="autre", nom="Autre service")
    client.force_login(compte(autre, Role.DIRECTION))
    assert "Aucune activité" in client.get("/").text
    for nom in set(ADRESSES) - {"accueil", "choisir", "service"}:
        assert client.get(ADRESSES[nom]).status_code == 404
    for nom, adresse in ECRITURES.items():
        assert client.post(adresse, {"le": "2025-03-12", "compris": "oui"}).status_code == 404, nom
    assert annee.nom not in client.get("/").text + client.get("/service/").text
