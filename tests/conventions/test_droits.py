"""Every route declares who may open it; the test walks the URL map, so that a new one without a rule fails."""

import re
from uuid import uuid4

import pytest
from django.urls import get_resolver
from django.utils import timezone

from allervers.actions.models import ActionCollective, AppelAProjets, Photo, PieceAppel
from allervers.activite.models import Accueil, Intervention
from allervers.coffre.champs import champs_scelles
from allervers.comptes.droits import DROITS, Droit
from allervers.comptes.models import Affectation, Equipe, Role, Service, Utilisateur
from allervers.echanges.operations import importer
from allervers.jeunes.models import Fusion, Jeune, ObjectifJeune, Rattachement, Referent, VueEnregistree
from allervers.journal.models import LigneJournal
from allervers.moyens.models import Poste
from allervers.partenaires.models import Instance, Partenaire, Reseau
from allervers.rapport.gel import figer_annee
from allervers.referentiel.models import Terme
from allervers.signalements.models import Signalement
from allervers.territoires.models import GroupeDeJeunes, Territoire
from tests.actions.exemples import completer
from tests.comptes_ouverts import embaucher
from tests.personnages import ecrire_annee

# Open to all: one cannot be signed in to sign in.
PUBLIQUES = {
    "account_login", "account_logout", "mfa_authenticate", "sel", "etat_session", "aide_connexion",
    "invitation", "lire_invitation", "accepter_invitation",
    # The street application without data: a phone keeps it.
    "terrain", "travailleur_de_service", "manifeste",
    # Read by a telephone's calendar: the token of its address is the proof (tests/activite/agenda/test_ics.py).
    "flux_d_agenda",
}  # fmt: skip
ADRESSES = {
    "accueil": "/",
    "rapport": "/rapport/",
    "chiffres_de_l_annee": "/accueil/chiffres/",
    "alertes_du_jour": "/accueil/alertes/",
    "dernier_tableau_de_bord": "/tableau-de-bord/",
    "tableau_de_bord": "/tableau-de-bord/2024/",
    "chiffres_du_tableau_de_bord": "/tableau-de-bord/2024/chiffres/",
    "mes_heures": "/mes-heures/",
    "choisir": "/annees/?annee=2024",
    "annee": "/annees/2024/",
    "tableau": "/annees/2024/tableaux/statuts/",
    "tableau_csv": "/annees/2024/tableaux/statuts.csv",
    "tableau_json": "/annees/2024/tableaux/statuts.json",
    "ecrire": "/annees/2024/ecrire/",
    "ecrire_section": "/annees/2024/ecrire/editorial/",
    "histoire_texte": "/annees/2024/textes/editorial/histoire/",
    "canevas": "/annees/2024/canevas/",
    "envoyer": "/annees/2024/envoyer/",
    "sortie": "/annees/2024/rapport.json",
    "sortie_figee": "/annees/2024/liasses/1/complete.json",
    "service": "/service/",
    "agenda": "/agenda/",
    "nouvelle_prevision": "/agenda/nouvelle/",
    "liens_d_agenda": "/agenda/liens/",
    "reglages": "/reglages/",
    "regler_liste": "/reglages/listes/situation/",
    "regler_statuts": "/reglages/statuts/",
    "regler_tranches": "/reglages/tranches/",
    "regler_cibles": "/reglages/prevu/",
    "regler_lieux": "/reglages/lieux/",
    "regler_lieu": "/reglages/lieux/{lieu}/",
    "journal": "/journal/",
    "conservation": "/conservation/",
    "demandes": "/conservation/demandes/",
    "bordereaux": "/conservation/bordereaux/",
    "effacer_fiches": "/conservation/effacer/",
    "jeunes": "/jeunes/",
    "liste_des_jeunes": "/jeunes/liste.json",
    "suivi_des_jeunes": "/jeunes/suivi.json",
    "alertes": "/jeunes/alertes/",
    "defaire_fusion": "/jeunes/{jeune}/separer/{fusion}/",
    "doublons": "/jeunes/doublons/",
    "reunir_fiches": "/jeunes/{jeune}/reunir/{autre_jeune}/",
    "nouveau_jeune": "/jeunes/nouveau/",
    "notice": "/jeunes/notice/jeune/",
    "jeune": "/jeunes/{jeune}/",
    "donnees_de_terrain": "/terrain/donnees.json",
    "actions": "/actions/",
    "nouvelle_action": "/actions/nouvelle/",
    "action": "/actions/{action}/",
    "projet_de_l_action": "/actions/{action}/projet/",
    "participants_de_l_action": "/actions/{action}/participants/",
    "financement_de_l_action": "/actions/{action}/financement/",
    "bilan_de_l_action": "/actions/{action}/bilan/",
    "nouvelle_seance": "/actions/{action}/seances/nouvelle/",
    "modifier_seance": "/actions/seances/{seance}/",
    "bilan_en_fichier": "/actions/{action}/bilan.pdf",
    "ajouter_photo": "/actions/{action}/photos/ajouter/",
    "photo": "/actions/photos/{photo}/",
    "image_de_la_photo": "/actions/photos/{photo}/image.jpg",
    "appels": "/appels-a-projets/",
    "nouvel_appel": "/appels-a-projets/nouveau/",
    "a_rattacher": "/actions/seances/a-rattacher/",
    "appel": "/appels-a-projets/{appel}/",
    "piece": "/appels-a-projets/documents/{piece}/",
    "partenaires": "/partenaires/",
    "ajouter_au_partenariat": "/partenaires/instances/ajouter/",
    "ajouter_au_partenaire": "/partenaires/{partenaire}/contacts/ajouter/",
    "modifier_du_partenariat": "/partenaires/partenaires/{partenaire}/modifier/",
    "partenaire": "/partenaires/{partenaire}/",
    "nouvelle_rencontre": "/partenaires/{partenaire}/reunions/nouvelle/",
    "nouvelle_reunion": "/partenaires/instances/{instance}/reunions/nouvelle/",
    "reseaux": "/partenaires/reseaux/",
    "reseau": "/partenaires/reseaux/{reseau}/",
    "nouvel_accueil": "/partenaires/reseaux/{reseau}/accueils/nouveau/",
    "accueil_a_la_journee": "/partenaires/accueils/{accueil}/",
    "modifier_accueil": "/partenaires/accueils/{accueil}/modifier/",
    "instances": "/partenaires/instances/",
    "instance": "/partenaires/instances/{instance}/",
    "territoires": "/territoires/",
    "territoire": "/territoires/{lieu}/",
    "apporter_un_fichier": "/territoires/fichier/",
    "saisir_indicateurs": "/territoires/{lieu}/indicateurs/",
    "ajouter_au_territoire": "/territoires/{lieu}/groupes/ajouter/",
    "modifier_du_territoire": "/territoires/groupes/{groupe}/modifier/",
    "moyens": "/moyens/",
    "horaires": "/moyens/horaires/",
    "biens": "/moyens/biens/",
    "formations": "/moyens/formations/",
    "ajouter_moyen": "/moyens/postes/ajouter/",
    "modifier_moyen": "/moyens/postes/{poste}/",
    "signalements": "/signalements/",
    "partages": "/jeunes/partages/",
    "reunion": "/reunion/",
    "alertes_de_la_reunion": "/reunion/alertes/",
    "extrait": "/reunion/extrait/",
    "signaler": "/signalements/nouvelle/{jeune}/",
    "lire_avec_le_jeune": "/jeunes/{jeune}/lire/",
    "droit_d_acces": "/jeunes/{jeune}/droit-d-acces/",
    "corriger_fait": "/jeunes/{jeune}/corriger/statut/{statut}/",
    "equipe": "/equipe/",
    "une_equipe": "/equipe/equipes/{equipe}/",
    "personne": "/equipe/{personne}/",
    "coffre": "/coffre/",
    "trousseau": "/coffre/trousseau/",
    "a_resceller": "/coffre/a-resceller/",
    "compte": "/compte/",
    "mot_de_passe": "/compte/mot-de-passe/",
    "mfa_index": "/compte/second-facteur/",
    "mfa_list_webauthn": "/compte/cles/",
    "mfa_activate_totp": "/compte/application/",
    "mfa_add_webauthn": "/compte/cles/ajouter/",
    "mfa_generate_recovery_codes": "/compte/codes/refaire/",
    "deverrouiller": "/session/deverrouiller/",
    "account_reauthenticate": "/session/confirmer/",
    "mfa_reauthenticate": "/session/confirmer/facteur/",
    "cle_de_deverrouillage": "/session/deverrouiller/cle/",
}
AUCUNE = uuid4()
# Pages of a thing that nobody has here, or that is another's: who may open them is told that it does not exist.
ABSENTES = {
    "signalement": "/signalements/{signalement}/",
    "prevision": f"/agenda/{AUCUNE}/2024-03-05/",
    "activite_a_corriger": f"/terrain/saisies/{AUCUNE}/",
    "partage_du_coffre": "/coffre/partage/",
    "repondre_a_une_demande": f"/conservation/demandes/{AUCUNE}/",
    "bordereau": "/conservation/bordereaux/9.pdf",
    "modifier_rencontre": "/partenaires/reunions/{rencontre}/",
    "mfa_view_recovery_codes": "/compte/codes/",
    "mfa_deactivate_totp": "/compte/application/retirer/",
    "mfa_remove_webauthn": "/compte/cles/999/retirer/",
}
# Pages that only write.
ECRITURES = {
    "deplacer_prevision": f"/agenda/{AUCUNE}/2024-03-05/deplacer/",
    "annuler_occurrence": f"/agenda/{AUCUNE}/2024-03-05/annuler/",
    "arreter_prevision": f"/agenda/{AUCUNE}/2024-03-05/arreter/",
    "creer_lien_d_agenda": "/agenda/liens/creer/",
    "revoquer_lien_d_agenda": f"/agenda/liens/{AUCUNE}/revoquer/",
    "enregistrer_texte": "/annees/2024/textes/editorial/",
    "marquer_texte": "/annees/2024/textes/editorial/etat/",
    "figer": "/annees/2024/figer/",
    "valider": "/annees/2024/liasses/1/valider/",
    "publier": "/annees/2024/liasses/1/publier/",
    "verrouiller": "/session/verrouiller/",
    "fermer_appareil": "/compte/appareils/999/fermer/",
    "ajouter_personne": "/equipe/ajouter/",
    "creer_equipe": "/equipe/equipes/",
    "affecter": "/equipe/{personne}/equipes/",
    "finir_affectation": "/equipe/{personne}/equipes/00000000-0000-4000-8000-000000000000/",
    "inviter": "/equipe/{personne}/inviter/",
    "retirer_second_facteur": "/equipe/{personne}/second-facteur/",
    "retirer_personne": "/equipe/{personne}/retirer/",
    "reintegrer_personne": "/equipe/{personne}/reintegrer/",
    "creer_coffre": "/coffre/creer/",
    "donner_acces_au_coffre": "/coffre/acces/{personne}/",
    "renouveler_coffre": "/coffre/renouveler/",
    "secours": "/coffre/secours/",
    "resceller": "/coffre/resceller/",
    "voir_textes_abimes": "/coffre/abimes/vus/",
    "recevoir_saisie": "/terrain/saisies/",
    "saisies_inconnues": "/terrain/saisies/inconnues/",
    "noter_accord": "/jeunes/{jeune}/accord/",
    "retirer_accord": "/jeunes/{jeune}/accord/retirer/",
    "noter_information": "/jeunes/{jeune}/information/",
    "ecrire_sur_un_jeune": "/jeunes/{jeune}/ecrits/",
    "ecrire_champ": "/jeunes/{jeune}/scelle/alias/",
    "refaire_action": "/actions/{action}/refaire/",
    "supprimer_action": "/actions/{action}/supprimer/",
    "retirer_photo": "/actions/photos/{photo}/retirer/",
    "modifier_appel": "/appels-a-projets/{appel}/modifier/",
    "supprimer_appel": "/appels-a-projets/{appel}/supprimer/",
    "ajouter_piece": "/appels-a-projets/{appel}/documents/ajouter/",
    "retirer_piece": "/appels-a-projets/documents/{piece}/retirer/",
    "rattacher_seance": "/actions/seances/{seance}/rattacher/",
    "effacer_seance": "/actions/seances/{seance}/effacer/",
    "effacer_rencontre": "/partenaires/reunions/{rencontre}/effacer/",
    "effacer_du_partenariat": "/partenaires/partenaires/{partenaire}/effacer/",
    "effacer_accueil": "/partenaires/accueils/{accueil}/effacer/",
    "poser_les_demi_journees": "/partenaires/accueils/{accueil}/calendrier/",
    "reprendre_le_diagnostic": "/territoires/{lieu}/2025/reprendre/",
    "dire_relu": "/territoires/{lieu}/2024/relu/",
    "dire_relu_partout": "/territoires/2024/relu/",
    "effacer_du_territoire": "/territoires/groupes/{groupe}/effacer/",
    "effacer_moyen": "/moyens/postes/{poste}/effacer/",
    "reprendre_l_annee": "/moyens/2025/reprendre/",
    "decrire_jeune": "/jeunes/{jeune}/reperes/",
    "changer_statut": "/jeunes/{jeune}/statut/",
    "terminer_accompagnement": "/jeunes/{jeune}/fin/",
    "revoir_statut": "/jeunes/{jeune}/revue/",
    "noter_situation": "/jeunes/{jeune}/situation/",
    "noter_problematique": "/jeunes/{jeune}/problematique/",
    "noter_co_accompagnement": "/jeunes/{jeune}/partenaire/",
    "orienter": "/jeunes/{jeune}/orientation/",
    "noter_jonction": "/jeunes/{jeune}/orientation/{orientation}/issue/",
    "document_de_l_extrait": "/reunion/extrait/document/",
    "partager": "/jeunes/{jeune}/partages/",
    "retirer_signalement": "/signalements/{signalement}/retirer/",
    "regler_rappel": "/signalements/rappels/suite_inconnue/",
    "noter_contact": "/jeunes/{jeune}/contact/",
    "nommer_referent": "/jeunes/{jeune}/referents/",
    "retirer_referent": "/jeunes/{jeune}/referents/{referent}/retirer/",
    "rattacher": "/jeunes/{jeune}/equipes/",
    "detacher": "/jeunes/{jeune}/equipes/{rattachement}/retirer/",
    "poser_objectif": "/jeunes/{jeune}/objectifs/",
    "revoir_objectif": "/jeunes/{jeune}/objectifs/{objectif}/",
    "retirer_fait": "/jeunes/{jeune}/corriger/statut/{statut}/retirer/",
    "distinguer": "/jeunes/{jeune}/distinguer/{autre_jeune}/",
    "garder_vue": "/jeunes/vues/",
    "oublier_vue": "/jeunes/vues/{vue}/oublier/",
    "regler_alerte": "/jeunes/alertes/statut_a_revoir/",
    "regler_conservation": "/conservation/duree/",
    "prolonger_conservation": "/conservation/fiches/{jeune}/garder/",
    "lever_conservation": "/conservation/fiches/{jeune}/lever/",
}
# Pages that read, and write when a form is sent to them.
FORMULAIRES = (
    "reglages", "regler_liste", "regler_statuts", "regler_tranches", "regler_cibles", "regler_lieux", "regler_lieu",
    "une_equipe", "signaler", "signalement",
    "canevas", "service", "nouvelle_prevision", "prevision", "personne",
    "effacer_fiches", "demandes", "repondre_a_une_demande", "reunir_fiches", "defaire_fusion",
    "nouveau_jeune", "corriger_fait", "mot_de_passe", "deverrouiller", "account_reauthenticate",
    "mfa_reauthenticate", "cle_de_deverrouillage", "mfa_activate_totp", "mfa_add_webauthn",
    "mfa_generate_recovery_codes", "nouvelle_action", "projet_de_l_action", "participants_de_l_action",
    "financement_de_l_action", "bilan_de_l_action", "nouvelle_seance", "ajouter_photo", "photo", "nouvel_appel",
    "ajouter_au_partenariat", "ajouter_au_partenaire", "modifier_du_partenariat",
    "nouvel_accueil", "modifier_accueil", "ajouter_moyen", "modifier_moyen",
    "modifier_seance", "modifier_rencontre", "nouvelle_rencontre", "nouvelle_reunion",
    "apporter_un_fichier", "saisir_indicateurs", "ajouter_au_territoire", "modifier_du_territoire",
)  # fmt: skip
TOUTES = ADRESSES | ABSENTES | ECRITURES
GENRES = {
    "photo": Photo, "appel": AppelAProjets, "piece": PieceAppel, "partenaire": Partenaire, "reseau": Reseau,
    "accueil": Accueil, "instance": Instance, "poste": Poste, "groupe": GroupeDeJeunes,
}  # fmt: skip
# Numbers that a service counts for itself. A row's own number would tell how many the whole server has.
NOMBRES = {"annee", "numero", "rang"}
AUTRES_METHODES = ("head", "options", "put", "patch", "delete")


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
    assert {route.name for route in routes()} - PUBLIQUES == set(TOUTES)


def test_no_address_holds_the_number_of_a_row():
    for route in routes():
        assert set(re.findall(r"<int:(\w+)>", str(route.pattern))) <= NOMBRES, route.name


def test_every_right_names_its_roles():
    assert set(DROITS) == set(Droit)


@pytest.fixture
def annee(db, tmp_path):
    importer(source=ecrire_annee(tmp_path))
    service = Service.objects.get()
    jeune, educatrice = Jeune.objects.get(code="K7M2"), Utilisateur.objects.get(code="e2")
    Referent.objects.create(service=service, jeune=jeune, professionnel=educatrice, debut="2024-03-01")
    ObjectifJeune.objects.create(service=service, jeune=jeune, pose_le="2024-03-01")
    Fusion.objects.create(
        service=service, jeune=jeune, absorbe_uuid=uuid4(), absorbe_code="P3QX", absorbe_pk=0
    )
    Signalement.objects.create(
        service=service,
        jeune=jeune,
        date="2024-03-01",
        destinataire=Terme.objects.get(service=service, liste="destinataire_signalement", code="crip"),
    )
    VueEnregistree.objects.create(service=service, nom="À revoir", filtres="alerte=statut_a_revoir")
    figer_annee(service=service, annee=2024, par=None)
    completer(service)
    return service


def adresse(nom, service) -> str:
    """Return the address of a page about something of `service`."""
    return TOUTES[nom].format_map(Reperes(service))


class Reperes(dict):
    """What an address names of a service: looked for only where it is named."""

    def __init__(self, service):
        self.service = service

    def __missing__(self, nom):
        if nom in GENRES:
            return GENRES[nom].objects.get(service=self.service).uuid
        return OBJETS[nom](self.service)


def le_jeune(service) -> Jeune:
    return Jeune.objects.get(service=service, code="K7M2")


OBJETS = {
    "action": lambda service: ActionCollective.objects.get(service=service, code="foot").uuid,
    "seance": lambda service: _uuid(Intervention.objects.filter(service=service, code="S1")),
    "rencontre": lambda service: _uuid(Intervention.objects.filter(service=service, code="R1")),
    "jeune": lambda service: le_jeune(service).uuid,
    "equipe": lambda service: Equipe.objects.get(service=service, code="carvin").uuid,
    "lieu": lambda service: Territoire.objects.get(service=service, code="germinal").uuid,
    "autre_jeune": lambda service: _uuid(Jeune.objects.filter(service=service).exclude(code="K7M2")),
    "fusion": lambda service: _uuid(le_jeune(service).fusions.all()),
    "personne": lambda service: Utilisateur.objects.get(service=service, code="e2").uuid,
    "statut": lambda service: _uuid(le_jeune(service).periodestatuts.order_by("-debut")),
    "orientation": lambda service: _uuid(le_jeune(service).orientations.all()),
    "referent": lambda service: _uuid(le_jeune(service).referents.all()),
    "rattachement": lambda service: _uuid(le_jeune(service).rattachements.all()),
    "objectif": lambda service: _uuid(le_jeune(service).objectifs.all()),
    "signalement": lambda service: _uuid(le_jeune(service).signalements.all()),
    "vue": lambda service: _uuid(VueEnregistree.objects.filter(service=service)),
}


def _uuid(lignes):
    """Return the UUID of a row; of one that nobody has when a test before withdrew it."""
    ligne = lignes.first()
    return ligne.uuid if ligne else uuid4()


def compte(service, role):
    return embaucher(service, role, code=f"compte-{role}", courriel=f"{role}@{service.code}.fr")


def permis(nom, role) -> bool:
    route = next(route for route in routes() if route.name == nom)
    return role in DROITS[route.callback.droit]


def test_without_signing_in_one_is_sent_to_sign_in(client, annee):
    for nom in (*ADRESSES, *ABSENTES):
        reponse = client.get(adresse(nom, annee))
        assert reponse.status_code == 302, nom
        assert reponse.url.startswith("/connexion/?next="), nom


def test_without_signing_in_nothing_is_written(client, annee):
    for nom in (*ECRITURES, *FORMULAIRES):
        assert client.post(adresse(nom, annee)).url.startswith("/connexion/?next="), nom


@pytest.mark.parametrize("role", Role.values)
def test_a_role_opens_what_its_rights_open_and_nothing_else(client, annee, role):
    client.force_login(compte(annee, role))
    for nom in (*ADRESSES, *ABSENTES):
        attendus = (200, 302, 404)[: 3 if nom in ABSENTES else 2] if permis(nom, role) else (403,)
        reponse = client.get(adresse(nom, annee))
        assert reponse.status_code in attendus, nom
        assert textes_libres_sans_garde(reponse) == [], nom


def textes_libres_sans_garde(reponse) -> list[str]:
    """Return the free texts of a page that would leave it in clear without the privacy guard having read them."""
    page = reponse.text if "text/html" in reponse.headers.get("Content-Type", "") else ""
    return [
        champ
        for champ in re.findall(r"<textarea[^>]*>", page)
        if "data-scelle" not in champ
        and not re.search(rf'<x-garde pour="{re.search(r" id=.([^ >]+).[ >]", champ)[1]}"', page)
    ]


@pytest.mark.parametrize("role", Role.values)
def test_no_method_opens_what_the_right_of_a_role_does_not(client, annee, role):
    client.force_login(compte(annee, role))
    for nom in (nom for nom in TOUTES if not permis(nom, role)):
        ou = adresse(nom, annee)
        for methode in ("get", "post", *AUTRES_METHODES):
            reponse = getattr(client, methode)(ou)
            assert reponse.status_code in (403, 405), (nom, methode)


@pytest.mark.parametrize("role", Role.values)
def test_a_role_writes_what_its_rights_allow_and_nothing_else(client, annee, role):
    user = compte(annee, role)
    # Some of these erase what others are about.
    adresses = {nom: adresse(nom, annee) for nom in (*ECRITURES, *FORMULAIRES)}
    for nom, ou in adresses.items():
        # Some of these lock or end the session.
        client.logout()
        client.force_login(user)
        reponse = client.post(ou, {"contenu": "Un texte.", "version": "0"})
        assert (reponse.status_code == 403) == (not permis(nom, role)), nom


def test_reading_pages_write_nothing(client, annee):
    client.force_login(compte(annee, Role.DIRECTION))
    avant = LigneJournal.objects.changements().count()
    for nom in (nom for nom in ADRESSES if nom not in FORMULAIRES):
        assert client.post(adresse(nom, annee)).status_code in (302, 405), nom
    assert LigneJournal.objects.changements().count() == avant


def test_writing_pages_do_nothing_when_read(client, annee):
    client.force_login(compte(annee, Role.DIRECTION))
    for nom in ECRITURES:
        assert client.get(adresse(nom, annee)).status_code == 405, nom


@pytest.mark.parametrize("role", Role.values)
def test_another_service_with_nothing_reads_and_writes_nothing_of_this_one(client, annee, role):
    autre = Service.objects.create(code="autre", nom="Autre service")
    client.force_login(compte(autre, role))
    siennes = {nom for nom, ou in TOUTES.items() if "/annees/2024" in ou or "{" in ou}
    envoi = {"le": "2025-03-12", "compris": "oui"}
    for nom in siennes:
        ou = adresse(nom, annee)
        absente = (404, 405) if permis(nom, role) else (403, 405)
        for methode in AUTRES_METHODES:
            assert getattr(client, methode)(ou).status_code in absente, (nom, methode)
        if nom in ECRITURES:
            # 400: what is read of a body before what the address names.
            assert client.post(ou, envoi).status_code in (*absente, 400), nom
        else:
            assert client.get(ou).status_code == absente[0], nom
            assert client.post(ou, envoi).status_code in absente, nom
    for nom in (nom for nom in ADRESSES if nom not in siennes and permis(nom, role)):
        texte = client.get(ADRESSES[nom]).text
        assert annee.nom not in texte, nom
        assert "K7M2" not in texte, nom


def test_a_service_with_nothing_is_told_so(client, annee):
    client.force_login(compte(Service.objects.create(code="autre", nom="Autre service"), Role.DIRECTION))
    assert "Aucune activité" in client.get("/rapport/").text


def test_a_youth_of_another_team_does_not_exist_for_an_educator(client, annee):
    jeune = Jeune.objects.get(service=annee, code="K7M2")
    autre = Equipe.objects.create(service=annee, code="autre", nom="Autre équipe")
    Rattachement.objects.create(service=annee, jeune=jeune, equipe=autre, debut="2024-01-01")
    educatrice = compte(annee, Role.EDUCATEUR)
    client.force_login(educatrice)
    inconnue = client.get(f"/jeunes/{uuid4()}/")
    for nom in (nom for nom, ou in TOUTES.items() if "{jeune}" in ou and permis(nom, Role.EDUCATEUR)):
        reponse = (client.post if nom in ECRITURES else client.get)(adresse(nom, annee))
        assert reponse.status_code == 404, nom
    # Nothing tells that it exists elsewhere.
    assert client.get(adresse("jeune", annee)).text == inconnue.text
    assert "K7M2" not in client.get("/jeunes/liste.json").text
    assert str(jeune.uuid) not in client.get("/jeunes/suivi.json").text

    Affectation.objects.create(
        service=annee, professionnel=educatrice, equipe=autre, debut=timezone.localdate()
    )
    assert client.get(adresse("jeune", annee)).status_code == 200
    assert "K7M2" in client.get("/jeunes/liste.json").text


@pytest.mark.parametrize("role", [Role.SECRETARIAT, Role.STATISTIQUES, Role.ADMINISTRATION_TECHNIQUE])
def test_who_is_not_on_the_ground_is_sent_no_envelope(annee, role):
    user = compte(annee, role)
    for modele, _ in champs_scelles():
        assert not modele.objects.visible_par(user).exists(), modele


@pytest.mark.parametrize("role", [Role.CHEF_DE_SERVICE, Role.DIRECTION])
def test_who_leads_adds_a_second_factor_before_anything_else(client, annee, role):
    user = compte(annee, role)
    user.authenticator_set.all().delete()
    client.force_login(user)
    for nom in set(TOUTES) - {"compte"}:
        droit = next(route for route in routes() if route.name == nom).callback.droit
        if droit is not Droit.GERER_SON_COMPTE and permis(nom, role):
            envoyer = client.post if nom in ECRITURES else client.get
            assert envoyer(adresse(nom, annee)).url == "/compte/second-facteur/", nom
    assert "Encore une étape" in client.get("/compte/").text


def test_nobody_manages_an_account_above_their_own(client, annee):
    direction, chef = compte(annee, Role.DIRECTION), compte(annee, Role.CHEF_DE_SERVICE)
    client.force_login(chef)
    for geste in ("inviter", "retirer", "second-facteur", "reintegrer"):
        assert client.post(f"/equipe/{direction.uuid}/{geste}/").status_code == 403
    ajout = {"prenom": "A", "nom": "B", "courriel": "a@b.fr", "role": "direction"}
    assert client.post("/equipe/ajouter/", ajout).status_code == 422
    assert not Utilisateur.objects.filter(courriel="a@b.fr").exists()
