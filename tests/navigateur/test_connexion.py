"""Signing in, in a real browser: the password stays there, and whatever interrupts, nothing typed is lost."""

from urllib.parse import unquote

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session

from allervers.comptes.models import Role, Utilisateur
from allervers.connexion.operations import inviter
from tests.comptes_ouverts import (
    MOT_DE_PASSE,
    code_de_l_application,
    embaucher,
    entrer,
    se_connecter,
)

from .coffre_ouvert import NOM, PRENOM, reprendre
from .ecran import defauts, defauts_partout

pytestmark = [pytest.mark.navigateur, pytest.mark.usefixtures("communes")]
A_L_HEURE = 16 * 60 * 1000


def envoye(page) -> list[str]:
    """Return, as they come, the bodies and addresses of what the page sends."""
    corps: list[str] = []
    page.on("request", lambda requete: corps.append(unquote(f"{requete.url} {requete.post_data or ''}")))
    return corps


def choisir(page, mot_de_passe, encore=None):
    page.locator("#nouveau").fill(mot_de_passe)
    page.locator("#encore").fill(encore or mot_de_passe)
    page.locator("#choisir button").click()


def texte_de_l_ecrit(page):
    return page.get_by_label("Ce qui s’est passé")


@pytest.fixture
def fiche(page, live_server, maison):
    """The educator, on the file of the youth."""
    reprendre(page, live_server.url, maison.educatrice, f"/jeunes/{maison.jeune.uuid}/")
    page.get_by_role("heading", name=PRENOM).wait_for()
    return page


def test_a_link_opens_an_account_and_the_password_never_leaves_the_browser(page, live_server, maison):
    nouvelle = embaucher(maison.service, code="nouvelle", courriel="lou@terrils.fr", prenom="Lou")
    corps = envoye(page)
    lien = f"{live_server.url}/invitation/#{inviter(utilisateur=nouvelle, par=maison.direction)}"
    page.goto(lien)
    page.get_by_role("heading", name="Bienvenue Lou").wait_for()
    assert defauts(page) == []
    for faible in ("court", "lou@terrils.fr", "aaaaaaaaaaaaaaaa"):
        choisir(page, faible)
        assert page.get_by_role("alert").is_visible()
    choisir(page, MOT_DE_PASSE, encore="autre chose de long")
    assert "ne sont pas les mêmes" in page.get_by_role("alert").inner_text()
    choisir(page, MOT_DE_PASSE)
    page.get_by_text("Votre compte est prêt").wait_for()
    se_connecter(page, live_server.url, nouvelle.courriel)
    page.get_by_text("un collègue qui a le coffre doit vous l’ouvrir").wait_for()
    assert not [un for un in corps if "quatre mots" in un or "quatre+mots" in un]

    page.goto("about:blank")
    page.goto(lien)
    page.get_by_text("Ce lien ne sert plus").wait_for()


def test_a_wrong_password_says_so_and_keeps_what_was_typed(page, live_server, maison):
    se_connecter(page, live_server.url, maison.educatrice.courriel, "un autre mot de passe")
    page.get_by_text("sont incorrects").wait_for()
    assert page.get_by_label("Courriel").input_value() == maison.educatrice.courriel
    assert defauts(page) == []


def test_the_form_is_filled_by_keyboard_alone(page, live_server, maison):
    page.goto(live_server.url)
    page.wait_for_function("document.activeElement?.type === 'email'")
    page.keyboard.type(maison.educatrice.courriel)
    page.keyboard.press("Tab")
    page.keyboard.type(MOT_DE_PASSE)
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Jeunes", exact=True).click()
    # The same password opened the vault.
    page.get_by_role("link", name=f"{PRENOM} {NOM}").wait_for()


def test_who_leads_adds_a_second_factor_loses_it_and_is_helped_by_the_direction(
    page, live_server, maison, ailleurs
):
    chef = embaucher(maison.service, Role.CHEF_DE_SERVICE, courriel="chef@terrils.fr", prenom="Alix")
    chef.authenticator_set.all().delete()
    page.goto(f"{live_server.url}/invitation/#{inviter(utilisateur=chef, par=maison.direction)}")
    page.get_by_role("heading", name="Bienvenue Alix").wait_for()
    choisir(page, MOT_DE_PASSE)
    page.get_by_text("Votre compte est prêt").wait_for()
    se_connecter(page, live_server.url, chef.courriel)
    page.get_by_text("Encore une étape").wait_for()
    page.goto(f"{live_server.url}/jeunes/")
    assert "Encore une étape" in page.inner_text("main")

    page.get_by_role("link", name="Activer").click()
    assert defauts(page) == []
    secret = page.locator("code.cle").inner_text()
    page.get_by_label("Code", exact=True).fill("000000")
    page.get_by_role("button", name="Activer").click()
    page.get_by_role("alert").wait_for()
    assert page.locator("code.cle").inner_text() == secret
    page.get_by_label("Code", exact=True).fill(code_de_l_application(secret))
    page.get_by_role("button", name="Activer").click()
    page.get_by_role("heading", name="Codes de secours").wait_for()
    codes = page.locator(".codes-de-secours code").all_inner_texts()
    assert len(codes) == 10
    assert defauts(page) == []

    page.get_by_role("button", name="Se déconnecter").click()
    page.get_by_role("heading", name="Connexion").wait_for()
    se_connecter(page, live_server.url, chef.courriel)
    page.get_by_label("Code à six chiffres").fill("000000")
    page.get_by_role("button", name="Continuer").click()
    page.get_by_role("alert").wait_for()
    assert defauts(page) == []
    # The phone is lost: one of the printed codes opens.
    page.get_by_label("Code à six chiffres").fill(codes[0])
    page.get_by_role("button", name="Continuer").click()
    page.get_by_role("link", name="Alix").wait_for()

    # Phone and codes are lost: a director removes the second factor, and another one is asked for at once.
    directrice = ailleurs(maison.direction, f"/equipe/{chef.uuid}/")
    directrice.get_by_role("button", name="Retirer son second facteur").click()
    directrice.get_by_text("se connectera avec son seul mot de passe").wait_for()
    page.goto(f"{live_server.url}/jeunes/")
    se_connecter(page, live_server.url, chef.courriel)
    page.get_by_text("Encore une étape").wait_for()
    assert not chef.authenticator_set.exists()


def test_a_passkey_unlocks_and_opens_the_vault_without_the_password(fiche, live_server, maison):
    cdp = fiche.context.new_cdp_session(fiche)
    cdp.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasUserVerification": True,
        "isUserVerified": True,
    }
    cdp.send("WebAuthn.addVirtualAuthenticator", {"options": options | {"automaticPresenceSimulation": True}})
    ici = fiche.url
    fiche.get_by_role("link", name="Inès Berline").click()
    fiche.get_by_role("link", name="Ajouter").click()
    assert defauts(fiche) == []
    fiche.get_by_role("button", name="Ajouter").click()
    fiche.get_by_role("heading", name="Codes de secours").wait_for()

    fiche.goto(ici)
    fiche.get_by_role("heading", name=PRENOM).wait_for()
    texte_de_l_ecrit(fiche).fill("Il voulait parler.")
    fiche.evaluate(
        "import('/static/connexion/requete.js').then((m) => m.demander('/session/verrouiller/', {}))"
    )
    fiche.locator("form[data-genre=ecrit] button").click()
    fiche.get_by_role("button", name="Avec ma clé d’accès").click()
    fiche.get_by_text("C’est écrit.").wait_for()
    fiche.get_by_text("Il voulait parler.").wait_for()


def test_after_a_quarter_of_an_hour_the_page_is_covered_and_nothing_typed_is_lost(page, live_server, maison):
    page.clock.install()
    reprendre(page, live_server.url, maison.educatrice, f"/jeunes/{maison.jeune.uuid}/")
    page.get_by_role("heading", name=PRENOM).wait_for()
    texte_de_l_ecrit(page).fill("Une longue histoire.")
    page.clock.fast_forward(A_L_HEURE)
    page.get_by_text("Allervers est verrouillé").wait_for()
    assert defauts(page) == []
    # Escape does not uncover the page.
    page.keyboard.press("Escape")
    assert page.locator("#verrou").is_visible()

    page.locator("#verrou-mot-de-passe").fill("pas le bon mot")
    page.get_by_role("button", name="Déverrouiller").click()
    page.get_by_text("n’est pas le bon").wait_for()
    page.locator("#verrou-mot-de-passe").fill(MOT_DE_PASSE)
    page.get_by_role("button", name="Déverrouiller").click()
    page.locator("#verrou").wait_for(state="hidden")
    assert texte_de_l_ecrit(page).input_value() == "Une longue histoire."
    page.locator("form[data-genre=ecrit] button").click()
    page.get_by_text("C’est écrit.").wait_for()


def test_a_session_that_ended_in_the_middle_of_a_form_is_taken_up_again_in_place(fiche, maison):
    texte_de_l_ecrit(fiche).fill("Vu au stade.")
    Session.objects.all().delete()
    fiche.locator("form[data-genre=ecrit] button").click()
    fiche.get_by_text("Votre session est terminée").wait_for()
    fiche.locator("#verrou-mot-de-passe").fill(MOT_DE_PASSE)
    fiche.get_by_role("button", name="Déverrouiller").click()
    fiche.get_by_text("C’est écrit.").wait_for()
    fiche.get_by_text("Vu au stade.").wait_for()


def test_with_a_second_factor_too_the_session_is_taken_up_again_in_place(page, live_server, maison):
    code_de_secours = RecoveryCodes.activate(maison.direction).get_unused_codes()[0]
    reprendre(page, live_server.url, maison.direction, f"/jeunes/{maison.jeune.uuid}/")
    page.get_by_role("heading", name=PRENOM).wait_for()
    texte_de_l_ecrit(page).fill("Rencontrée avec sa mère.")
    Session.objects.all().delete()
    page.locator("form[data-genre=ecrit] button").click()
    page.locator("#verrou-mot-de-passe").fill(MOT_DE_PASSE)
    page.get_by_role("button", name="Déverrouiller").click()
    page.get_by_label("Code de votre application").fill("000000")
    page.get_by_role("button", name="Déverrouiller").click()
    page.get_by_text("Ce code n’est pas le bon").wait_for()
    # The phone is not there: a printed code opens too.
    page.get_by_label("un code de secours").fill(code_de_secours)
    page.get_by_role("button", name="Déverrouiller").click()
    page.get_by_text("C’est écrit.").wait_for()
    page.get_by_text("Rencontrée avec sa mère.").wait_for()


def test_two_tabs_lock_and_unlock_together(fiche, maison):
    autre = fiche.context.new_page()
    autre.goto(fiche.url)
    autre.get_by_role("heading", name=PRENOM).wait_for()
    texte_de_l_ecrit(fiche).fill("Dans le premier onglet.")
    texte_de_l_ecrit(autre).fill("Dans le second onglet.")
    fiche.evaluate("new BroadcastChannel('allervers-verrou').postMessage('verrouillee')")
    for onglet in (fiche, autre):
        onglet.get_by_text("Allervers est verrouillé").wait_for()
    autre.locator("#verrou-mot-de-passe").fill(MOT_DE_PASSE)
    autre.get_by_role("button", name="Déverrouiller").click()
    for onglet, texte in ((fiche, "Dans le premier onglet."), (autre, "Dans le second onglet.")):
        onglet.locator("#verrou").wait_for(state="hidden")
        assert texte_de_l_ecrit(onglet).input_value() == texte
        onglet.locator("form[data-genre=ecrit] button").click()
        onglet.get_by_text("C’est écrit.").wait_for()


def test_a_lost_phone_is_signed_out_from_elsewhere_and_what_it_kept_opens_no_more(
    fiche, live_server, maison, ailleurs
):
    autre = ailleurs(maison.educatrice)
    autre.get_by_role("link", name="Inès Berline").click()
    assert UserSession.objects.filter(user=maison.educatrice).count() == 2
    autre.get_by_role("button", name="Déconnecter", exact=True).click()
    autre.get_by_text("Cet appareil est déconnecté").wait_for()
    assert defauts(autre) == []

    fiche.goto(fiche.url)
    fiche.get_by_role("heading", name="Connexion").wait_for()
    assert PRENOM not in fiche.content()
    # Signed in again without the password, what the browser kept is of no use.
    entrer(fiche, live_server.url, maison.educatrice)
    fiche.goto(f"{live_server.url}/jeunes/{maison.jeune.uuid}/")
    fiche.get_by_text("Le coffre est fermé sur cet appareil").wait_for()
    assert PRENOM not in fiche.content()


def test_a_password_is_changed_and_the_vault_stays_open(fiche, live_server, maison):
    fiche.goto(f"{live_server.url}/compte/mot-de-passe/")
    assert defauts(fiche) == []
    fiche.get_by_label("Mot de passe actuel").fill("pas le bon mot")
    choisir(fiche, "un tout autre secret")
    fiche.get_by_text("Le mot de passe actuel n’est pas le bon").wait_for()
    fiche.get_by_label("Mot de passe actuel").fill(MOT_DE_PASSE)
    choisir(fiche, "un tout autre secret")
    fiche.get_by_text("Le mot de passe est changé").wait_for()
    fiche.get_by_role("link", name="Jeunes", exact=True).click()
    fiche.get_by_role("link", name=f"{PRENOM} {NOM}").wait_for()
    fiche.get_by_role("button", name="Se déconnecter").click()
    fiche.get_by_role("heading", name="Connexion").wait_for()
    se_connecter(fiche, live_server.url, maison.educatrice.courriel, "un tout autre secret")
    fiche.get_by_role("link", name="Jeunes", exact=True).click()
    fiche.get_by_role("link", name=f"{PRENOM} {NOM}").wait_for()


def test_the_screens_of_accounts_have_no_fault_of_accessibility(page, live_server, maison):
    entrer(page, live_server.url, maison.direction)
    for chemin in ("compte/", "compte/mot-de-passe/", "equipe/", "coffre/", "journal/"):
        page.goto(f"{live_server.url}/{chemin}")
        page.locator("html[data-coffre]").wait_for()
        assert defauts_partout(page) == [], chemin
    assert page.erreurs == []


def test_a_person_is_added_invited_and_removed_from_the_screen(page, live_server, maison):
    entrer(page, live_server.url, maison.direction)
    page.goto(f"{live_server.url}/equipe/")
    page.get_by_label("Prénom").fill("Lou")
    page.get_by_label("Nom", exact=True).fill("Gaillette")
    page.get_by_label("Courriel professionnel").fill(maison.educatrice.courriel)
    page.get_by_role("button", name="Ajouter, et préparer son lien").click()
    page.get_by_text("Inès Berline a déjà un compte").wait_for()
    assert page.get_by_label("Prénom").input_value() == "Lou"
    page.get_by_label("Courriel professionnel").fill("lou@terrils.fr")
    page.get_by_role("button", name="Ajouter, et préparer son lien").click()
    assert "/invitation/" in page.get_by_label("Le lien").input_value()
    assert defauts(page) == []
    page.get_by_role("link", name="Retour à l’équipe").click()
    ligne = page.get_by_role("listitem").filter(has_text="Lou Gaillette").first
    assert "valable jusqu’au" in ligne.inner_text()
    ligne.get_by_role("link", name="Lou Gaillette").click()
    page.get_by_text("Lou Gaillette quitte le service").click()
    assert defauts(page) == []
    page.get_by_role("button", name="Fermer son compte").click()
    page.get_by_text("n’a plus accès à Allervers").wait_for()
    assert not Utilisateur.objects.get(courriel="lou@terrils.fr").is_active
