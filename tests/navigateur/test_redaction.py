"""Writing the report in a real browser: it saves by itself, follows the figures, and loses nothing."""

import pytest

from allervers.echanges.operations import importer
from allervers.rapport.models import TexteDuRapport
from allervers.rapport.redaction import ecrire_texte
from tests.personnages import JEUNE, ecrire_annee

from .coffre_ouvert import NOM, PRENOM, entrer_par_le_formulaire
from .ecran import TAILLES, deborde, defauts, se_connecter

pytestmark = [pytest.mark.navigateur, pytest.mark.usefixtures("communes")]


@pytest.fixture
def editorial(page, live_server, annee):
    se_connecter(page, live_server.url)
    page.goto(f"{live_server.url}/annees/2024/ecrire/editorial/")
    return page


def zone(page):
    return page.get_by_role("textbox", name="Éditorial")


@pytest.mark.parametrize("page", TAILLES, indirect=True, ids=lambda taille: f"{taille[0]} px")
def test_the_screens_of_the_report_have_no_fault_of_accessibility(page, live_server, annee):
    se_connecter(page, live_server.url)
    for chemin in (
        "annees/2024/",
        "annees/2024/ecrire/",
        "annees/2024/ecrire/editorial/",
        "annees/2024/ecrire/jeunes-accompagnes/",
        "annees/2024/textes/editorial/histoire/",
        "annees/2024/envoyer/",
        "annees/2024/tableaux/scolarite/?ligne=&colonne=",
        "annees/2024/tableaux/heures_par_type_activite/?ligne=&colonne=",
        "service/",
    ):
        page.goto(f"{live_server.url}/{chemin}")
        page.evaluate("document.querySelectorAll('details').forEach((details) => { details.open = true })")
        assert defauts(page) == [], chemin
        assert not deborde(page), chemin
    assert page.erreurs == []


def test_a_text_saves_by_itself_and_shows_how_it_will_look(editorial):
    zone(editorial).fill("Une **belle** année.")
    editorial.get_by_text("Enregistré à").wait_for()
    assert editorial.locator("[data-apercu] strong").inner_text() == "belle"
    assert TexteDuRapport.objects.get().contenu == "Une **belle** année."
    assert editorial.locator("[data-etat]").inner_text() == "brouillon"


def test_a_figure_is_chosen_from_the_list_and_its_value_is_shown(editorial):
    zone(editorial).click()
    editorial.get_by_role("button", name="Chiffre").click()
    editorial.get_by_label("Chercher").fill("heures total")
    editorial.locator("[data-chiffre='heures.total']").click()
    editorial.get_by_text("Enregistré à").wait_for()
    assert zone(editorial).input_value() == "{heures.total}"
    assert "{" not in editorial.locator("[data-apercu] .prose").inner_text()


def test_the_tools_write_markdown_and_can_be_undone(editorial):
    zone(editorial).fill("mot")
    zone(editorial).press("Control+a")
    zone(editorial).press("Control+b")
    assert zone(editorial).input_value() == "**mot**"
    zone(editorial).press("Control+z")
    assert zone(editorial).input_value() == "mot"
    editorial.get_by_role("button", name="Liste").click()
    assert zone(editorial).input_value() == "- mot"


def test_two_people_in_one_text_lose_nothing(editorial, annee):
    ecrire_texte(
        service=annee.service, annee=2024, bloc="editorial", contenu="Le texte d'Alex.", version=0, par=annee
    )
    zone(editorial).fill("Le texte de Sacha.")
    editorial.get_by_text("a changé ce texte pendant que vous écriviez").wait_for()
    assert defauts(editorial) == []
    editorial.get_by_role("button", name="Garder les deux").click()
    editorial.wait_for_url("**/editorial/#editorial")
    assert zone(editorial).input_value() == "Le texte d'Alex.\n\nLe texte de Sacha."


def test_what_was_typed_without_a_network_is_found_again(editorial):
    editorial.context.set_offline(True)
    zone(editorial).fill("Écrit dans le train.")
    editorial.get_by_text("le texte est gardé sur cet appareil").wait_for()
    editorial.context.set_offline(False)
    editorial.reload()
    editorial.get_by_text("Enregistré à").wait_for()
    assert TexteDuRapport.objects.get().contenu == "Écrit dans le train."


def test_a_number_that_the_table_contradicts_is_pointed_out(editorial, live_server):
    editorial.goto(f"{live_server.url}/annees/2024/ecrire/jeunes-accompagnes/")
    zone = editorial.locator("#observations_jeunes_accompagnes_sexe_age textarea")
    zone.fill("Nous avons accompagné 4 211 jeunes.")
    editorial.get_by_text("« 4 211 jeunes » n’est pas dans le tableau").wait_for()
    assert zone.input_value() == "Nous avons accompagné 4 211 jeunes."


def test_without_a_script_the_page_still_saves(navigateur, live_server, annee):
    contexte = navigateur.new_context(java_script_enabled=False, locale="fr-FR")
    page = contexte.new_page()
    se_connecter(page, live_server.url)
    page.goto(f"{live_server.url}/annees/2024/ecrire/editorial/")
    zone(page).fill("Sans script.")
    page.get_by_role("button", name="Enregistrer").click()
    page.wait_for_url("**/editorial/#editorial")
    assert zone(page).input_value() == "Sans script."
    contexte.close()


def test_a_text_that_cites_a_youth_is_pointed_out_before_it_leaves_the_browser(
    page, live_server, maison, tmp_path
):
    # The house knows this youth already: an import says the same of her.
    fiche = JEUNE | {"niveau": "c", "accord_le": "01/02/2024", "accord_mode": "oral"}
    service = {"code": "terrils", "nom": "SPS des Terrils", "preset": "62", "depuis": "2023"}
    autre = {
        "code": "P3Q9",
        "tranche": "11 à 14 ans",
        "annee_tranche": "2024",
        "premier_contact": "01/02/2024",
    }
    importer(source=ecrire_annee(tmp_path, service=[service], jeunes=[fiche, autre]))
    entrer_par_le_formulaire(page, live_server.url, maison.direction)
    envoyes = []
    page.on("request", lambda requete: envoyes.append(requete.post_data or ""))
    page.goto(f"{live_server.url}/annees/2024/ecrire/editorial/")
    zone(page).fill(f"Cette année, {PRENOM} {NOM} a repris le collège.")
    page.get_by_text("Pas encore enregistré : un nom est à relire.").wait_for()
    assert defauts(page) == []
    assert not TexteDuRapport.objects.exists()
    page.get_by_role("button", name="Remplacer par « un jeune »").click()
    page.get_by_text("Enregistré à").wait_for()
    assert TexteDuRapport.objects.get().contenu == "Cette année, un jeune a repris le collège."
    assert not [corps for corps in envoyes if NOM in corps]

    # Who writes decides: a word that is not a name stays.
    zone(page).fill(f"Le roman « {PRENOM} {NOM} » a plu aux jeunes de 16 ans.")
    page.get_by_role("button", name="Ce n’est pas un nom").first.click()
    page.get_by_text("Enregistré à").wait_for()
    page.wait_for_timeout(1000)
    assert NOM in TexteDuRapport.objects.get().contenu
    assert NOM not in str(page.evaluate("JSON.stringify({...localStorage})"))
