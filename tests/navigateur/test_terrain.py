"""Recording in the street, in a real browser: taps, no network, what waits and what was refused."""

import json
import re
from contextlib import suppress
from datetime import date, time, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Error, expect

from allervers.activite.agenda.operations import Attente, prevoir
from allervers.activite.models import Accueil, Comptage, EtiquettePosee, Intervention, Presence
from allervers.jeunes.models import Jeune
from allervers.partenaires.models import Reseau
from allervers.referentiel.models import Liste, Terme
from allervers.terrain.models import Saisie
from allervers.terrain.operations import recevoir
from tests.comptes_ouverts import MOT_DE_PASSE

from .coffre_ouvert import PRENOM, reprendre
from .ecran import TAILLES, deborde, defauts

pytestmark = pytest.mark.navigateur
# What the page for users says.
SAISIE = (Path(__file__).parents[2] / "docs" / "saisie.md").read_text("utf-8")
APPUIS = {geste: int(nombre) for geste, nombre in re.findall(r"^\| (.+?) \| (\d+) \|$", SAISIE, re.MULTILINE)}


@pytest.fixture
def terrain(page, live_server, rue):
    """The street application, open on the phone of the educator, who has read the guide."""
    reprendre(page, live_server.url, rue.educatrice, "/terrain/")
    page.get_by_role("button", name="J’ai compris").click()
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    return page


class Doigt:
    """Taps, and counts them."""

    def __init__(self, page):
        self.page, self.nombre = page, 0

    def __call__(self, cible):
        cible.click()
        self.nombre += 1

    def bouton(self, nom, **options):
        self(self.page.get_by_role("button", name=nom, **options))


def au_jour(page):
    page.get_by_role("heading", name="Aujourd’hui").wait_for()


def tout_est_parti(page):
    au_jour(page)
    page.locator("body[data-envoi=fait]:not(:has(#etat:not([hidden])))").wait_for()


def ouvrir_avec_le_mot_de_passe(page):
    page.get_by_label("Mot de passe").fill(MOT_DE_PASSE)
    page.get_by_role("button", name="Ouvrir").click()
    au_jour(page)


def test_an_outing_of_fifteen_youths_takes_twenty_taps(terrain, rue):
    for code in ("P3Q9", "R4T8"):
        Jeune.objects.create(service=rue.service, code=code, premier_contact="2024-01-12")
    terrain.reload()
    doigt = Doigt(terrain)
    doigt.bouton("Sortie Rue")
    for _ in range(8):
        doigt.bouton("garçon, 15 à 18 ans")
    for _ in range(4):
        doigt.bouton("fille, 11 à 14 ans")
    for nom in (PRENOM, "P3Q9", "R4T8"):
        doigt(terrain.locator(".jeunes .puce", has_text=nom))
    for etiquette in ("Regroupement", "Besoin de parler"):
        doigt.bouton(etiquette)
    doigt.bouton("Terminer")
    doigt.bouton("Enregistrer")
    tout_est_parti(terrain)
    assert doigt.nombre == APPUIS["une sortie avec 12 jeunes anonymes, 3 jeunes connus et 2 étiquettes"] <= 20
    assert sum(Comptage.objects.values_list("nombre", flat=True)) == 12
    assert Presence.objects.count() == 3 and EtiquettePosee.objects.count() == 2
    assert terrain.erreurs == []


def test_an_interview_takes_five_taps_and_yesterday_is_repeated_in_two(terrain, live_server, rue):
    doigt = Doigt(terrain)
    doigt.bouton("Temps individuel")
    doigt.bouton("Entretien", exact=True)
    doigt(terrain.locator(".jeunes .puce", has_text=PRENOM))
    doigt.bouton("15 min")
    doigt.bouton("Enregistrer")
    tout_est_parti(terrain)
    assert doigt.nombre == APPUIS["un entretien d'un quart d'heure avec un jeune"] <= 6
    entretien = Intervention.objects.get()
    assert (entretien.type.code, entretien.duree_minutes) == ("entretien", 15)

    permanence = Terme.objects.get(code="permanence")
    Intervention.objects.update(type=permanence, date=date.today() - timedelta(days=1), heure="17:00")
    terrain.reload()
    doigt = Doigt(terrain)
    doigt.bouton("Permanence, 17:00")
    doigt.bouton("Enregistrer")
    tout_est_parti(terrain)
    assert doigt.nombre == APPUIS["la permanence d'hier, de nouveau"] == 2
    assert Intervention.objects.filter(date=date.today(), type=permanence, duree_minutes=15).exists()

    # From the report: an activity of long ago is completed with all that was said of it.
    Intervention.objects.filter(pk=entretien.pk).update(date=date(2024, 3, 5))
    terrain.goto(f"{live_server.url}/terrain/#activite={entretien.uuid}")
    terrain.get_by_role("heading", name="Corriger").wait_for()
    terrain.get_by_label("Où", exact=True).select_option("Stade")
    terrain.get_by_role("button", name="Enregistrer").click()
    terrain.get_by_role("heading", name="Mardi 5 mars 2024").wait_for()
    terrain.get_by_text("Revenir à aujourd’hui").click()
    tout_est_parti(terrain)
    entretien.refresh_from_db()
    assert (entretien.lieu.nom, entretien.date, entretien.presences.count()) == ("Stade", date(2024, 3, 5), 1)


def test_a_day_placement_of_a_known_youth_and_of_two_others_takes_six_taps(terrain, live_server, rue):
    dispositif = Terme.objects.filter(service=rue.service, liste=Liste.DISPOSITIF_ACCUEIL).first()
    reseau = Reseau.objects.create(
        service=rue.service, code="exclus", nom="Réseau Exclus", dispositif=dispositif
    )
    terrain.reload()
    doigt = Doigt(terrain)
    doigt.bouton("Accueil à la journée")
    assert defauts(terrain) == [] and not deborde(terrain)
    doigt.bouton("Après-midi")
    doigt(terrain.locator(".jeunes .puce", has_text=PRENOM))
    doigt.bouton("Une personne de plus")
    doigt.bouton("Une personne de plus")
    doigt.bouton("Enregistrer")
    tout_est_parti(terrain)
    assert doigt.nombre == APPUIS["l'accueil, un matin, d'un jeune connu et de deux autres personnes"]
    accueils = Accueil.objects.filter(reseau=reseau, date=date.today(), demi_journees=None)
    assert set(accueils.values_list("jeune__code", "nombre", "journees__moment")) == {
        ("K7M2", None, "matin"), (None, 2, "matin"),
    }  # fmt: skip
    terrain.get_by_text(f"Réseau Exclus · {PRENOM}").click()
    assert defauts(terrain) == []
    terrain.get_by_role("button", name="Corriger").click()
    terrain.get_by_role("button", name="Après-midi").click()
    terrain.get_by_role("button", name="Enregistrer").click()
    tout_est_parti(terrain)
    terrain.locator("summary", has_text=PRENOM).filter(
        has_text=re.compile("journée.*journée", re.S)
    ).wait_for()
    assert Accueil.objects.get(jeune=rue.jeune).journees.count() == 2 and Accueil.objects.count() == 2

    # From a youth's file: the time spent together is already that youth's.
    terrain.goto(f"{live_server.url}/jeunes/{rue.jeune.uuid}/")
    terrain.get_by_role("link", name="Temps ensemble").click()
    terrain.get_by_role("heading", name="Temps individuel").wait_for()
    assert terrain.locator(".jeunes .puce", has_text=PRENOM).get_attribute("aria-pressed") == "true"


def test_what_the_agenda_expects_becomes_an_entry_in_two_taps(terrain, live_server, rue):
    attente = Attente(
        type=Terme.objects.get(code="permanence"), date=date.today(), heure=time(14), duree_minutes=90,
        titre="Permanence au local", professionnels=[rue.educatrice],
    )  # fmt: skip
    prevision = prevoir(service=rue.service, uuid=uuid4(), attente=attente, par=rue.educatrice)
    terrain.reload()
    terrain.get_by_text("Prévu, pas encore saisi.").wait_for()
    assert defauts(terrain) == []
    # From the agenda's page: the same screen, already filled.
    terrain.goto(f"{live_server.url}/terrain/#prevision={prevision.uuid}&jour={date.today().isoformat()}")
    terrain.get_by_role("button", name="Abandonner").click()
    terrain.get_by_role("button", name="Saisir", exact=True).click()
    terrain.get_by_role("button", name="Enregistrer").click()
    tout_est_parti(terrain)
    intervention = Intervention.objects.get()
    assert (intervention.prevision, intervention.duree_minutes) == (prevision, 90)
    assert terrain.get_by_text("Prévu, pas encore saisi.").count() == 0


def test_a_touch_too_many_is_taken_back_and_a_new_youth_is_marked(terrain, rue):
    terrain.get_by_role("button", name="Sortie Rue").click()
    case = terrain.get_by_role("button", name="fille, 19 à 21 ans")
    for _ in range(3):
        case.click()
    terrain.get_by_role("button", name="− Retirer").click()
    case.click()
    terrain.get_by_role("button", name="− Retirer").click()
    terrain.get_by_role("button", name="Nouveau", exact=True).click()
    case.click()
    case.click(delay=700)
    case.focus()
    terrain.keyboard.press("-")
    assert case.get_attribute("aria-label").startswith("fille, 19 à 21 ans : 1, dont 1 nouveau.")


def test_without_a_network_everything_is_recorded_and_leaves_when_it_returns(terrain, rue):
    terrain.context.set_offline(True)
    terrain.reload()
    terrain.get_by_role("heading", name="Terrain verrouillé").wait_for()
    terrain.get_by_label("Mot de passe").fill("pas le bon mot")
    terrain.get_by_role("button", name="Ouvrir").click()
    terrain.get_by_text("Ce mot de passe n’est pas le bon.").wait_for()
    ouvrir_avec_le_mot_de_passe(terrain)

    terrain.get_by_role("button", name="Sortie Rue").click()
    terrain.get_by_role("button", name="fille, 15 à 18 ans").click()
    terrain.get_by_text(PRENOM).click()
    terrain.get_by_role("button", name="+ Nouveau jeune").click()
    terrain.get_by_label("Prénom ou surnom").fill(PRENOM.lower())
    terrain.get_by_role("dialog").get_by_role("button", name=PRENOM).wait_for()
    terrain.get_by_label("Prénom ou surnom").fill("Sarah-Lou")
    terrain.get_by_role("dialog").get_by_role("button", name="15 à 18 ans").click()
    terrain.get_by_role("dialog").get_by_role("button", name="Ajouter").click()
    assert terrain.locator(".jeunes .puce", has_text="Sarah-Lou").get_attribute("aria-pressed") == "true"
    # The tab is killed in the middle: every tap was kept.
    terrain.reload()
    terrain.get_by_label("Mot de passe").fill(MOT_DE_PASSE)
    terrain.get_by_role("button", name="Ouvrir").click()
    terrain.get_by_role("button", name="Terminer").click()
    terrain.get_by_role("button", name="Enregistrer").click()
    au_jour(terrain)
    terrain.get_by_text("2 à envoyer").click()
    terrain.get_by_text("Pas de réseau : tout partira dès qu’il revient.").wait_for()
    assert defauts(terrain) == []
    assert not Saisie.objects.exists()

    terrain.context.set_offline(False)
    terrain.get_by_text("Tout est envoyé.").wait_for()
    assert Presence.objects.count() == 2 and Intervention.objects.count() == 1
    nouvelle = Jeune.objects.get(tranche__code="15_a_18")
    assert b"Sarah" not in bytes(nouvelle.alias)


def test_a_portal_that_answers_everything_is_no_success(terrain, rue):
    terrain.context.route(
        "**/terrain/saisies/", lambda route: route.fulfill(status=200, body="<h1>Bienvenue</h1>")
    )
    terrain.get_by_role("button", name="Autre temps").click()
    terrain.get_by_role("button", name="Enregistrer").click()
    terrain.get_by_text("1 à envoyer").wait_for()
    terrain.context.unroute("**/terrain/saisies/")
    terrain.reload()
    tout_est_parti(terrain)
    assert Saisie.objects.count() == 1


def test_a_reply_that_was_lost_makes_no_second_entry(terrain, rue):
    perdues = []

    def perdre(route):
        # The page may be gone, or the route lifted, by the time the server has answered.
        with suppress(Error):
            perdues.append(route.fetch().status)
            route.abort()

    terrain.context.route("**/terrain/saisies/", perdre)
    terrain.get_by_role("button", name="Autre temps").click()
    terrain.get_by_role("button", name="Enregistrer").click()
    terrain.get_by_text("1 à envoyer").wait_for()
    terrain.context.unroute("**/terrain/saisies/")
    terrain.reload()
    tout_est_parti(terrain)
    assert perdues[0] == 201
    assert Saisie.objects.count() == Intervention.objects.count() == 1


def test_what_the_server_refuses_is_told_and_corrected(terrain, rue):
    terrain.get_by_role("button", name="Temps individuel").click()
    terrain.get_by_text(PRENOM).click()
    Jeune.objects.all().delete()
    terrain.get_by_role("button", name="Enregistrer").click()
    terrain.get_by_text("1 à revoir").click()
    terrain.get_by_text("Un jeune de cette saisie n'existe pas").wait_for()
    assert defauts(terrain) == []
    terrain.reload()
    terrain.locator("body[data-envoi=fait]").wait_for()
    terrain.get_by_role("button", name="Corriger").click()
    terrain.get_by_role("button", name="Enregistrer").click()
    tout_est_parti(terrain)
    assert Intervention.objects.count() == 1 and not Presence.objects.exists()


def test_two_devices_that_correct_one_entry_see_both(terrain, rue):
    terrain.get_by_role("button", name="Autre temps").click()
    terrain.get_by_role("button", name="Enregistrer").click()
    tout_est_parti(terrain)
    terrain.locator(".lignes summary").click()
    terrain.get_by_role("button", name="Corriger").click()
    autre = Saisie.objects.get().contenu | {"uuid": str(uuid4()), "duree_minutes": 180}
    recevoir(
        octets=json.dumps(autre | {"remplace": str(Saisie.objects.get().uuid)}).encode(), par=rue.direction
    )
    terrain.get_by_role("button", name="30 min", exact=True).click()
    terrain.get_by_role("button", name="Enregistrer").click()
    terrain.get_by_text("1 à revoir").click()
    terrain.get_by_role("heading", name="Sur le serveur").wait_for()
    terrain.get_by_text("3 h", exact=False).first.wait_for()
    assert defauts(terrain) == []
    terrain.get_by_role("button", name="Remettre la mienne").click()
    terrain.get_by_role("button", name="Enregistrer").click()
    tout_est_parti(terrain)
    assert Intervention.objects.get().duree_minutes == 30


def test_a_locked_phone_goes_on_counting_and_shows_no_name(terrain, rue):
    terrain.get_by_role("button", name="Sortie Rue").click()
    terrain.get_by_text(PRENOM).click()
    terrain.get_by_role("button", name="Verrouiller").click()
    terrain.get_by_text("Déverrouiller pour voir les jeunes").wait_for()
    assert PRENOM not in terrain.content()
    terrain.get_by_role("button", name="fille, 15 à 18 ans").click()
    terrain.get_by_role("button", name="Terminer").click()
    terrain.get_by_role("button", name="Enregistrer").click()
    terrain.get_by_text("1 à envoyer").first.wait_for()
    ouvrir_avec_le_mot_de_passe(terrain)
    tout_est_parti(terrain)
    assert Presence.objects.count() == 1 and Comptage.objects.get().nombre == 1


def test_signing_out_with_a_full_outbox_warns_and_keeps_it_for_its_owner(terrain, live_server, rue):
    terrain.context.route("**/terrain/saisies/", lambda route: route.abort())
    terrain.get_by_role("button", name="Autre temps").click()
    terrain.get_by_role("button", name="Enregistrer").click()
    terrain.get_by_text("1 à envoyer").wait_for()
    terrain.goto(f"{live_server.url}/jeunes/")
    questions = []
    terrain.once("dialog", lambda boite: (questions.append(boite.message), boite.accept()))
    terrain.get_by_role("button", name="Se déconnecter", exact=True).click()
    terrain.get_by_role("heading", name="Connexion").wait_for()
    assert questions and "n’est pas encore partie" in questions[0]
    terrain.context.unroute("**/terrain/saisies/")
    terrain.goto(f"{live_server.url}/terrain/")
    terrain.get_by_role("link", name="Se connecter").wait_for()

    reprendre(terrain, live_server.url, rue.direction, "/terrain/")
    au_jour(terrain)
    assert not Saisie.objects.exists()
    terrain.get_by_role("link", name="Allervers").click()
    terrain.get_by_role("button", name="Se déconnecter", exact=True).click()
    terrain.get_by_role("heading", name="Connexion").wait_for()
    reprendre(terrain, live_server.url, rue.educatrice, "/terrain/")
    tout_est_parti(terrain)
    assert Saisie.objects.get().auteur == rue.educatrice


def test_a_session_that_ended_is_opened_again_by_the_password_typed_here(terrain, rue):
    terrain.get_by_role("button", name="Verrouiller").click()
    ouvrir_avec_le_mot_de_passe(terrain)
    Session.objects.all().delete()
    terrain.get_by_role("button", name="Autre temps").click()
    terrain.get_by_role("button", name="Enregistrer").click()
    tout_est_parti(terrain)
    assert Saisie.objects.count() == 1


def test_a_restored_server_is_filled_again(terrain, rue):
    terrain.get_by_role("button", name="Autre temps").click()
    terrain.get_by_role("button", name="Enregistrer").click()
    tout_est_parti(terrain)
    Intervention.objects.all().delete()
    Saisie.objects.all().delete()
    terrain.reload()
    tout_est_parti(terrain)
    assert Saisie.objects.count() == Intervention.objects.count() == 1


def test_the_outbox_empties_with_the_application_closed(terrain, live_server, rue):
    """Background sync, as the browser triggers it when the network returns."""
    terrain.context.route("**/terrain/saisies/", lambda route: route.abort())
    terrain.get_by_role("button", name="Autre temps").click()
    terrain.get_by_role("button", name="Enregistrer").click()
    terrain.get_by_text("1 à envoyer").wait_for()
    terrain.goto("about:blank")
    terrain.context.unroute("**/terrain/saisies/")
    cdp = terrain.context.new_cdp_session(terrain)
    inscriptions = []
    cdp.on("ServiceWorker.workerRegistrationUpdated", lambda une: inscriptions.extend(une["registrations"]))
    cdp.send("ServiceWorker.enable")
    while not inscriptions:
        terrain.wait_for_timeout(50)
    numero = inscriptions[0]["registrationId"]
    cdp.send(
        "ServiceWorker.dispatchSyncEvent",
        {"origin": live_server.url, "registrationId": numero, "tag": "boite", "lastChance": False},
    )
    for _ in range(200):
        if Saisie.objects.exists():
            break
        terrain.wait_for_timeout(100)
    assert Saisie.objects.count() == 1


def test_a_new_version_is_proposed_and_drops_nothing(terrain, rue, monkeypatch):
    terrain.get_by_role("button", name="Sortie Rue").click()
    terrain.get_by_role("button", name="fille, 15 à 18 ans").click()
    monkeypatch.setattr("allervers.terrain.application.version", lambda: "une-autre")
    terrain.evaluate("navigator.serviceWorker.getRegistration().then((un) => un.update())")
    terrain.get_by_text("Une nouvelle version est prête.").wait_for()
    terrain.get_by_role("button", name="Mettre à jour").click()
    terrain.get_by_text("Une nouvelle version est prête.").wait_for(state="detached")
    expect(terrain.get_by_role("button", name="fille, 15 à 18 ans : 1")).to_be_visible()


def test_what_the_phone_keeps_is_sealed(terrain, rue):
    terrain.get_by_role("button", name="Sortie Rue").click()
    terrain.get_by_text(PRENOM).click()
    terrain.get_by_label("Observation").fill("Du monde devant le stade.")
    terrain.wait_for_timeout(500)
    garde = terrain.evaluate(LIRE_TOUT)
    assert len(garde) > 500
    for secret in (PRENOM, "Du monde", "Germinal", str(rue.jeune.uuid)):
        assert secret not in garde, secret


# Everything that the page can reach of what the browser keeps, as one text; bytes as latin-1.
LIRE_TOUT = """async () => {
  const texte = (v) => v instanceof Uint8Array || v instanceof ArrayBuffer ? String.fromCharCode(...new Uint8Array(v))
    : v && typeof v === "object" ? Object.values(v).map(texte).join(" ") : String(v);
  const tout = [JSON.stringify({...localStorage}), JSON.stringify({...sessionStorage})];
  for (const { name } of await indexedDB.databases()) {
    const base = await new Promise((ok) => { const d = indexedDB.open(name); d.onsuccess = () => ok(d.result); });
    for (const tiroir of base.objectStoreNames) {
      const demande = base.transaction(tiroir).objectStore(tiroir).getAll();
      const lignes = await new Promise((ok) => { demande.onsuccess = () => ok(demande.result); });
      tout.push(...lignes.map(texte));
    }
    base.close();
  }
  for (const nom of await caches.keys())
    for (const cle of await (await caches.open(nom)).keys()) tout.push(cle.url);
  return tout.join("\\n");
}"""


@pytest.mark.parametrize("page", TAILLES, indirect=True, ids=lambda taille: f"{taille[0]} px")
def test_the_screens_of_the_street_have_no_fault_of_accessibility(page, live_server, rue):
    reprendre(page, live_server.url, rue.educatrice, "/terrain/")
    page.get_by_role("button", name="J’ai compris").wait_for()
    for mode in ("light", "dark"):
        page.emulate_media(color_scheme=mode)
        assert defauts(page) == [] and not deborde(page)
        for depart in ("Sortie Rue", "Temps individuel", "Action collective", "Partenaires"):
            page.get_by_role("button", name=depart).click()
            page.locator(".pied").wait_for()
            assert defauts(page) == [] and not deborde(page), depart
            # Text twice as large, where WCAG asks for it (1.4.4); 320 px is the same trial by another name (1.4.10).
            if mode == "light" and page.viewport_size["width"] > 320:
                page.evaluate("document.documentElement.style.fontSize = '200%'")
                assert not deborde(page), f"{depart}, texte deux fois plus grand"
                page.evaluate("document.documentElement.style.fontSize = ''")
            if depart == "Sortie Rue":
                page.get_by_role("button", name="+ Nouveau jeune").click()
                assert defauts(page) == []
                page.get_by_role("button", name="Annuler").click()
                page.get_by_role("button", name="Revenir").click()
                page.get_by_role("button", name="Abandonner").click()
            else:
                page.get_by_role("button", name="Abandonner").click()
            au_jour(page)
    page.get_by_role("button", name="Verrouiller").click()
    page.get_by_role("heading", name="Terrain verrouillé").wait_for()
    assert defauts(page) == [] and not deborde(page)
    assert page.erreurs == []
    assert json.loads(page.request.get(f"{live_server.url}/terrain/manifeste.webmanifest").text())["icons"]
