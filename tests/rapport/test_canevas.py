"""The page of the plan: each change is recorded for its year on, said in words, and loses nothing."""

from html import unescape

import pytest
from django.urls import reverse

from allervers.comptes.models import Service
from allervers.rapport.graphiques.catalogue import GRAPHIQUES
from allervers.rapport.models import TexteDuRapport
from allervers.rapport.plan import TITRES, ajoutables
from allervers.rapport.redaction import ecrire_texte
from allervers.referentiel.canevas import blocs, cle, empreinte, masquer, retirer, trouver
from allervers.referentiel.lecture import referentiel_du_service
from allervers.referentiel.operations import charger_preset, modifier_canevas
from allervers.referentiel.presets import lire_preset, presets
from allervers.referentiel.valeur import GenreBloc
from allervers.tableaux.catalogue import CATALOGUE

from .annees import directrice, importer_deux_annees

EDITORIAL = "section-editorial"


@pytest.fixture
def service(db, tmp_path):
    return importer_deux_annees(tmp_path)


@pytest.fixture
def sacha(service):
    return directrice(service)


@pytest.fixture
def client(client, sacha):
    client.force_login(sacha)
    return client


def plan(annee=2024):
    return referentiel_du_service(Service.objects.order_by("pk").first(), annee).canevas


def page(client, annee=2024):
    return unescape(client.get(reverse("canevas", args=[annee])).text)


def envoyer(client, geste, quoi="", annee=2024, **champs):
    """Send one form of the page as it stands now."""
    champs = {"depuis": empreinte(plan(annee)), "geste": geste, "quoi": quoi} | champs
    return client.post(reverse("canevas", args=[annee]), champs)


def dit(client, reponse) -> str:
    """Return what the page says after a change."""
    suite = client.get(reponse.url)
    return " ".join(str(message) for message in suite.context["messages"])


def test_the_page_shows_every_section_and_every_block(client):
    texte = page(client)
    for element in (*plan(), *blocs(plan())):
        assert f'id="{cle(element)}"' in texte
    for section in plan():
        assert section.titre.replace("'", "’") in texte


def test_the_page_says_which_years_a_change_touches(client, service):
    assert "Ce plan sert depuis 2023. Ce que vous changez ici sert à partir de 2024." in page(client)
    envoyer(client, "descendre", EDITORIAL)
    assert "Ce plan sert à partir de 2024. Les années d’avant gardent le leur" in page(client)
    assert "2024 a déjà son propre plan, qui ne change pas." in page(client, 2023)


def test_a_change_serves_from_its_year_on_and_leaves_the_years_before(client):
    avant = plan(2023)
    envoyer(client, "descendre", EDITORIAL)
    assert plan(2023) == avant
    assert plan(2024)[1] == avant[0]


@pytest.mark.parametrize(("geste", "dit_ainsi"), [("descendre", "Descendu"), ("masquer", "Masqué")])
def test_a_change_comes_back_to_the_same_place_and_says_what_was_done(client, geste, dit_ainsi):
    reponse = envoyer(client, geste, EDITORIAL)
    assert reponse.url == f"/annees/2024/canevas/#{EDITORIAL}"
    assert dit(client, reponse).startswith(f"{dit_ainsi}\u202f: «\u00a0Éditorial\u00a0»")


def test_moving_down_then_up_puts_the_plan_back(client):
    avant = plan()
    envoyer(client, "descendre", "tableau-scolarite")
    assert plan() != avant
    envoyer(client, "monter", "tableau-scolarite")
    assert plan() == avant


def test_what_is_at_the_top_stays_there(client):
    avant = plan()
    assert "Rien n’a changé" in dit(client, envoyer(client, "monter", EDITORIAL))
    assert plan() == avant


def test_what_is_hidden_is_shown_as_hidden_and_leaves_the_report(client):
    envoyer(client, "masquer", "tableau-scolarite")
    ligne = page(client).split('id="tableau-scolarite"')[1].split("</li>")[0]
    assert ">masqué<" in ligne
    assert 'value="montrer"' in ligne
    assert "/tableaux/scolarite/" not in client.get("/annees/2024/").text
    envoyer(client, "montrer", "tableau-scolarite")
    assert not trouver(plan(), "tableau-scolarite").est_masque


def test_hiding_a_section_greys_what_is_under_it(client):
    envoyer(client, "masquer", "section-partenariat")
    ligne = page(client).split('id="section-reseaux"')[1].split("</form>")[0]
    assert ">masquée<" in ligne


def test_a_section_is_renamed(client):
    reponse = envoyer(client, "changer", EDITORIAL, titre="  I.  Mot du   président ", est_numerotee="on")
    assert reponse.url.endswith("#section-mot-du-president")
    assert (plan()[0].titre, plan()[0].est_numerotee) == ("Mot du président", True)


def test_numbers_follow_the_place_of_the_sections_that_are_shown(client):
    def titres():
        return [section.titre for section in client.get("/annees/2024/").context["document"].sections]

    assert titres()[:3] == ["I. Éditorial", "II. Fiche d’identité", "III. Cadre d’intervention"]
    assert titres()[-1] == "Annexes"
    envoyer(client, "descendre", EDITORIAL)
    assert titres()[:2] == ["I. Fiche d’identité", "II. Éditorial"]
    envoyer(client, "masquer", "section-fiche-didentite")
    envoyer(client, "changer", "section-annexes", titre="Annexes", est_numerotee="on")
    assert titres()[:2] == ["I. Éditorial", "II. Cadre d’intervention"]
    assert titres()[2] == "II. 1. Cadre législatif et missions"
    assert titres()[-1].endswith(". Annexes")


@pytest.mark.parametrize(
    ("titre", "raison"),
    [("", "obligatoire"), ("Fiche d’identité", "s’appelle déjà"), ("...", "lettres"), ("x" * 201, "200")],
)
def test_a_bad_title_is_refused_with_what_was_typed_and_why(client, titre, raison):
    avant = plan()
    reponse = envoyer(client, "changer", EDITORIAL, titre=titre)
    assert reponse.status_code == 422
    assert plan() == avant
    texte = unescape(reponse.text)
    assert raison in texte
    assert f'value="{titre}"' in texte or not titre
    assert 'aria-invalid="true"' in texte


def test_a_text_says_something_else(client):
    champs = {"titre": "Le cadre", "invite": "Relire.", "contenu": "Ligne 1\r\nLigne 2\r\n"}
    envoyer(client, "changer", "texte-cadre_legislatif", **champs)
    texte = trouver(plan(), "texte-cadre_legislatif")
    assert (texte.titre, texte.invite, texte.contenu) == ("Le cadre", "Relire.", "Ligne 1\nLigne 2\n")


def test_a_text_sent_back_as_it_was_changes_nothing(client):
    avant, texte = plan(), trouver(plan(), "texte-cadre_legislatif")
    contenu = texte.contenu.replace("\n", "\r\n")
    champs = {"titre": texte.titre, "invite": texte.invite, "contenu": contenu}
    assert "Rien n’a changé" in dit(client, envoyer(client, "changer", "texte-cadre_legislatif", **champs))
    assert plan() == avant


def test_a_text_is_added_and_can_be_written_at_once(client):
    reponse = envoyer(
        client, "ajouter_texte", EDITORIAL, titre="Médiation", invite="Raconter.", contenu="Déjà là."
    )
    assert reponse.url.endswith("#texte-mediation")
    assert plan()[0].blocs[-1] == trouver(plan(), "texte-mediation")
    ecrire = client.get("/annees/2024/ecrire/editorial/").text
    assert "Médiation" in ecrire
    assert "Raconter." in ecrire
    assert "Déjà là." in client.get("/annees/2024/").text


def test_a_table_that_is_not_in_the_plan_is_added_with_its_observations(client):
    envoyer(client, "ajouter_bloc", EDITORIAL, bloc="tableau-seances_par_mois")
    assert [cle(bloc) for bloc in plan()[0].blocs][-2:] == [
        "tableau-seances_par_mois",
        "texte-observations_seances_par_mois",
    ]
    assert 'id="seances_par_mois"' in client.get("/annees/2024/").text


@pytest.mark.parametrize(
    "quoi", ["graphique-heures", "carte-territoire", "definitions-statuts", "identite-service"]
)
def test_what_was_taken_out_of_the_plan_can_be_put_back(client, quoi):
    envoyer(client, "retirer", quoi)
    assert quoi not in map(cle, blocs(plan()))
    envoyer(client, "ajouter_bloc", EDITORIAL, bloc=quoi)
    assert cle(plan()[0].blocs[-1]) == quoi


@pytest.mark.parametrize("bloc", ["", "tableau-statuts", "tableau-inconnu", "texte-editorial"])
def test_only_what_is_in_the_catalogue_and_not_in_the_plan_is_added(client, bloc):
    avant = plan()
    assert envoyer(client, "ajouter_bloc", EDITORIAL, bloc=bloc).status_code == 422
    assert plan() == avant


def test_the_catalogue_offers_every_table_and_every_chart():
    offerts = {quoi for _, choix in ajoutables(()) for quoi, _ in choix}
    assert {f"tableau-{definition.id}" for definition in CATALOGUE} <= offerts
    assert {f"graphique-{id}" for id in GRAPHIQUES} <= offerts
    assert set(TITRES) == set(GenreBloc) - {GenreBloc.TEXTE}


@pytest.mark.parametrize("code", [code for code, _ in presets()])
def test_the_page_knows_the_name_of_all_that_a_preset_shows(code):
    for bloc in blocs(lire_preset(code).canevas):
        assert bloc.genre is GenreBloc.TEXTE or bloc.id in TITRES[bloc.genre][1]


def test_sections_and_sub_sections_are_added_then_taken_away(client):
    avant = plan()
    envoyer(client, "ajouter_section", titre="VIII. Merci")
    assert plan()[-1].titre == "Merci"
    reponse = envoyer(client, "ajouter_section", "section-merci", titre="À tous")
    assert reponse.url.endswith("#section-a-tous")
    assert (plan()[-1].titre, plan()[-1].niveau) == ("À tous", 3)
    envoyer(client, "retirer", "section-a-tous")
    envoyer(client, "retirer", "section-merci")
    assert plan() == avant


def test_a_section_with_something_in_it_is_kept(client):
    avant = plan()
    assert "n’est pas vide" in dit(client, envoyer(client, "retirer", EDITORIAL))
    assert plan() == avant


def test_a_text_that_someone_wrote_is_kept(client, service, sacha):
    ecrire_texte(service=service, annee=2023, bloc="editorial", contenu="Des mots.", version=0, par=sacha)
    assert "Quelqu’un l’a écrit" in page(client).split('id="texte-editorial"')[1].split("</li>")[0]
    assert "Quelqu’un l’a écrit" in dit(client, envoyer(client, "retirer", "texte-editorial"))
    assert trouver(plan(), "texte-editorial")
    envoyer(client, "masquer", "texte-editorial")
    assert TexteDuRapport.objects.get().contenu == "Des mots."


def test_a_text_that_proposes_words_is_kept_until_they_are_gone(client):
    assert "effacez d’abord" in dit(client, envoyer(client, "retirer", "texte-cadre_legislatif"))
    envoyer(client, "changer", "texte-cadre_legislatif", contenu="")
    envoyer(client, "retirer", "texte-cadre_legislatif")
    assert "texte-cadre_legislatif" not in map(cle, blocs(plan()))


def test_a_text_that_nobody_wrote_is_taken_away(client):
    reponse = envoyer(client, "retirer", "texte-editorial")
    assert reponse.url.endswith(f"#{EDITORIAL}")
    assert plan() == retirer(lire_preset("62").canevas, "texte-editorial")


def test_the_plan_of_another_departement_is_copied_once_understood(client):
    avant = plan()
    refus = envoyer(client, "copier", preset="92")
    assert refus.status_code == 422
    assert "Cochez la case" in refus.text
    assert plan() == avant
    envoyer(client, "copier", preset="92", compris="on")
    assert plan() == lire_preset("92").canevas
    assert plan(2023) == avant
    assert client.get("/annees/2024/").status_code == 200


def test_a_change_made_from_an_older_page_is_refused_and_gives_back_what_was_typed(client, service, sacha):
    depuis = empreinte(plan())
    modifier_canevas(service=service, annee=2024, canevas=masquer(plan(), EDITORIAL), par=sacha)
    avant = plan()
    reponse = envoyer(client, "ajouter_texte", EDITORIAL, depuis=depuis, titre="Médiation", invite="<Dire>.")
    assert reponse.status_code == 409
    assert "a changé le plan" in unescape(reponse.text)
    assert "Médiation" in reponse.text
    assert "&lt;Dire&gt;." in reponse.text
    assert plan() == avant


def test_a_form_without_the_plan_it_was_made_from_changes_nothing(client):
    avant = plan()
    assert envoyer(client, "masquer", EDITORIAL, depuis="").status_code == 409
    assert plan() == avant


@pytest.mark.parametrize(
    ("geste", "quoi", "status"),
    [("exploser", EDITORIAL, 400), ("masquer", "section-inconnue", 302), ("changer", "tableau-statuts", 302)],
)
def test_a_form_of_nobody_s_changes_nothing(client, geste, quoi, status):
    avant = plan()
    assert envoyer(client, geste, quoi, titre="Autre").status_code == status
    assert plan() == avant


def test_the_plan_of_another_service_is_out_of_reach(client, service):
    autre = Service.objects.create(code="autre", nom="Autre service")
    charger_preset(service=autre, annee=2023, preset="62")
    envoyer(client, "masquer", EDITORIAL)
    assert referentiel_du_service(autre, 2024).canevas == lire_preset("62").canevas


@pytest.mark.parametrize("annee", [2019, 2025, 99999])
def test_a_year_with_nothing_entered_has_no_plan_to_change(client, annee):
    assert client.get(reverse("canevas", args=[annee])).status_code == 404


def test_what_people_type_in_a_title_is_never_markup(client):
    envoyer(client, "ajouter_section", titre="<b>Gras</b> & co")
    assert "<b>Gras" not in client.get("/annees/2024/canevas/").text
