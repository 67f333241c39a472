"""Writing the report in a real browser: what one sees is the text, it saves by itself, and loses nothing."""

import pytest

from allervers.echanges.operations import importer
from allervers.rapport.models import TexteDuRapport
from allervers.rapport.redaction import ecrire_texte
from tests.personnages import JEUNE, ecrire_annee

from .coffre_ouvert import NOM, PRENOM, reprendre
from .ecran import TAILLES, deborde, defauts, se_connecter

pytestmark = [pytest.mark.navigateur, pytest.mark.usefixtures("communes")]
COLLER = """(zone, html) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/html", html);
    zone.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}"""
DE_WORD = """
<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal {margin: 0}</style></head><body>
<!--StartFragment--><h2 style="color:#2F5496">Bilan<o:p></o:p></h2>
<p class=MsoNormal><span style="font-size:14pt;font-family:Arial">Une <b>belle</b>
année.<o:p></o:p></span></p><p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoListParagraphCxSpFirst style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>·<span>&nbsp;&nbsp;</span></span><![endif]>une sortie</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level2 lfo1'><span
style='mso-list:Ignore'>o<span>&nbsp;&nbsp;</span></span>au lac</p><script>alert(1)</script>
<p><b style="font-weight:normal"><span style="font-weight:700">Bravo</span></b>,
<a href="javascript:alert(1)">clic</a></p><!--EndFragment--></body></html>"""


@pytest.fixture
def editorial(page, live_server, annee):
    se_connecter(page, live_server.url)
    page.goto(f"{live_server.url}/annees/2024/ecrire/editorial/")
    return page


def zone(page):
    return page.get_by_role("textbox", name="Éditorial")


def ecrit(page, contenu):
    """Wait for the server to have the text."""
    page.wait_for_function(
        """contenu => document.querySelector('textarea').value === contenu
            && document.querySelector('[data-nouvelle]').textContent.startsWith('Enregistré')""",
        arg=contenu,
    )
    assert TexteDuRapport.objects.get(bloc="editorial").contenu == contenu


def test_the_screens_of_the_report_have_no_fault_of_accessibility(page, live_server, annee):
    ecrire_texte(
        service=annee.service,
        annee=2024,
        bloc="editorial",
        contenu="{heures.total} et [un lien](https://exemple.fr), {heures.rien}",
        version=0,
        par=annee,
    )
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
        for largeur, hauteur in TAILLES:
            page.set_viewport_size({"width": largeur, "height": hauteur})
            assert not deborde(page), (chemin, largeur)
    assert page.erreurs == []


def test_what_is_seen_is_the_text_and_it_saves_by_itself(editorial):
    clavier = editorial.keyboard
    zone(editorial).click()
    clavier.type("Une ")
    clavier.press("Control+b")
    clavier.type("belle")
    clavier.press("Control+b")
    clavier.type(" année, soit ")
    ecrit(editorial, "Une **belle** année, soit")
    assert zone(editorial).locator("strong").inner_text() == "belle"
    assert editorial.locator("[data-apercu] strong").inner_text() == "belle"
    assert editorial.locator("[data-etat]").inner_text() == "brouillon"

    # A live figure stands in the sentence as its present value.
    editorial.get_by_role("button", name="Chiffre").click()
    editorial.get_by_label("Chercher").fill("heures total")
    valeur = editorial.locator("[data-chiffre='heures.total'] strong").inner_text()
    editorial.locator("[data-chiffre='heures.total']").click()
    clavier.type(" heures {jeunes_accompagnes.total}.")
    ecrit(editorial, "Une **belle** année, soit {heures.total} heures {jeunes_accompagnes.total}.")
    assert zone(editorial).locator("[data-nom='heures.total']").inner_text() == valeur
    assert "{" not in zone(editorial).inner_text() + editorial.locator("[data-apercu]").inner_text()

    # Lists, headings and links, by the keyboard or by the bar; each can be undone.
    clavier.press("Enter")
    clavier.type("- un")
    clavier.press("Enter")
    clavier.type("deux")
    clavier.press("Enter")
    clavier.press("Enter")
    clavier.type("Suite")
    editorial.get_by_role("button", name="Titre", exact=True).click()
    clavier.press("Enter")
    clavier.press("Control+k")
    editorial.get_by_label("Les mots à lire").fill("le site")
    editorial.get_by_label("L’adresse").fill("pas une adresse")
    clavier.press("Enter")
    editorial.get_by_label("L’adresse").fill("www.exemple.fr")
    clavier.press("Enter")
    debut = "Une **belle** année, soit {heures.total} heures {jeunes_accompagnes.total}.\n\n- un\n- deux\n\n### Suite"
    ecrit(editorial, f"{debut}\n\n[le site](https://www.exemple.fr)")
    clavier.press("Control+z")
    ecrit(editorial, debut)
    assert editorial.get_by_role("button", name="Gras").get_attribute("aria-pressed") == "false"
    assert defauts(editorial) == []
    assert editorial.erreurs == []


def test_what_is_pasted_from_word_keeps_its_words_not_its_looks(editorial):
    zone(editorial).evaluate(COLLER, DE_WORD)
    ecrit(editorial, "### Bilan\n\nUne **belle** année.\n\n- une sortie\n  - au lac\n\n**Bravo**, clic")
    assert editorial.erreurs == []


def test_nothing_is_lost_without_a_network_nor_by_two_people_in_one_text(editorial, annee):
    editorial.context.set_offline(True)
    zone(editorial).fill("Écrit dans le train.")
    editorial.get_by_text("le texte est gardé sur cet appareil").wait_for()
    editorial.context.set_offline(False)
    editorial.reload()
    ecrit(editorial, "Écrit dans le train.")
    ecrire_texte(
        service=annee.service, annee=2024, bloc="editorial", contenu="Celui d'Alex.", version=1, par=annee
    )
    zone(editorial).fill("Celui de Sacha, **vite**.")
    editorial.get_by_text("a changé ce texte pendant que vous écriviez").wait_for()
    assert zone(editorial).get_attribute("contenteditable") == "false"
    assert defauts(editorial) == []
    editorial.get_by_role("button", name="Réunir les deux").click()
    editorial.wait_for_url("**/editorial/#editorial")
    assert editorial.locator("textarea").first.input_value() == (
        "Celui d'Alex.\n\nCelui de Sacha, \\*\\*vite\\*\\*."
    )


def test_a_number_that_the_table_contradicts_and_last_year_s_text_stand_beside(editorial, live_server, annee):
    bloc = "observations_jeunes_accompagnes_sexe_age"
    avant = "Un **autre** bilan."
    ecrire_texte(service=annee.service, annee=2023, bloc=bloc, contenu=avant, version=0, par=annee)
    editorial.goto(f"{live_server.url}/annees/2024/ecrire/jeunes-accompagnes/")
    ici = editorial.locator(f"#{bloc}")
    texte = ici.get_by_role("textbox")
    texte.fill("Nous avons accompagné 4 211 jeunes.")
    ici.get_by_text("« 4 211 jeunes » n’est pas dans le tableau").wait_for()
    assert texte.inner_text() == "Nous avons accompagné 4 211 jeunes."
    dernier = ici.locator(".pli").first.get_by_text("Un autre bilan.")
    assert dernier.bounding_box()["x"] > texte.bounding_box()["x"] + texte.bounding_box()["width"]
    ici.get_by_role("button", name="Reprendre ce texte").click()
    assert ici.locator("textarea").input_value() == f"Nous avons accompagné 4 211 jeunes.\n\n{avant}"

    # On a phone, last year's text is folded.
    editorial.set_viewport_size({"width": 390, "height": 844})
    editorial.reload()
    assert not dernier.is_visible()
    ici.get_by_text("L’an dernier").click()
    assert dernier.is_visible()


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
    reprendre(page, live_server.url, maison.direction)
    envoyes = []
    page.on("request", lambda requete: envoyes.append(requete.post_data or ""))
    page.goto(f"{live_server.url}/annees/2024/ecrire/editorial/")
    zone(page).fill(f"Cette année, {PRENOM} {NOM} a repris le collège.")
    page.get_by_text("Pas encore enregistré : un nom est à relire.").wait_for()
    assert defauts(page) == []
    assert not TexteDuRapport.objects.exists()
    page.get_by_role("button", name="Remplacer par « un jeune »").click()
    ecrit(page, "Cette année, un jeune a repris le collège.")
    assert zone(page).inner_text() == "Cette année, un jeune a repris le collège."
    assert zone(page).evaluate("(zone) => zone === document.activeElement")
    assert not [corps for corps in envoyes if NOM in corps]

    # Who writes decides: a word that is not a name stays.
    zone(page).fill(f"Le roman « {PRENOM} {NOM} » a plu aux jeunes de 16 ans.")
    page.get_by_role("button", name="Ce n’est pas un nom").first.click()
    ecrit(page, f"Le roman « {PRENOM} {NOM} » a plu aux jeunes de 16 ans.")
    assert NOM not in str(page.evaluate("JSON.stringify({...localStorage})"))
