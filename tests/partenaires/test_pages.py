"""The directory, what ties the service to a partner, and what was done together: through the pages."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from allervers.activite.models import Intervention
from allervers.comptes.versions import modifier
from allervers.jeunes.models import Jeune
from allervers.journal.models import LigneJournal
from allervers.partenaires import views
from allervers.partenaires.models import Contact, Convention, Partenaire, PartenariatInformel, Reseau
from allervers.partenaires.rappels import a_renouveler
from allervers.referentiel.models import Terme

JOUR = date(2026, 3, 2)


def ajouter(client, genre, partenaire=None, **valeurs):
    de = f"{partenaire.uuid}/" if partenaire else ""
    return client.post(f"/partenaires/{de}{genre}/ajouter/", {"uuid": str(uuid4())} | valeurs)


@pytest.fixture
def vinci(maison):
    return maison.partenaire("Vinci")


def test_a_service_without_partners_is_told_what_to_do_first(secretaire):
    assert "Noter le premier" in secretaire.get("/partenaires/").text


def test_the_secretary_notes_a_partner_its_contacts_and_what_ties_them(secretaire):
    reponse = ajouter(secretaire, "partenaires", nom="Collège Vinci", categorie="education_nationale")
    vinci = Partenaire.objects.get()
    assert (vinci.code, vinci.categorie.code) == ("college-vinci", "education_nationale")
    assert reponse.url == f"/partenaires/{vinci.uuid}/"
    ajouter(secretaire, "contacts", vinci, nom="Mme Exemple", fonction="CPE", telephone="03 00 00 00 00")
    ajouter(secretaire, "conventions", vinci, objet="Accueil des exclus", debut="2024-09-01", rappel_mois="3")
    ajouter(secretaire, "informels", vinci, raisons="Prêt du gymnase", debut="2024-09-01")
    texte = secretaire.get(reponse.url).text
    for dit in ("Mme Exemple", "tel:0300000000", "Accueil des exclus", "sans terme", "Prêt du gymnase"):
        assert dit in texte
    annuaire = secretaire.get("/partenaires/").text
    assert "Éducation nationale" in annuaire and "Mme Exemple, CPE" in annuaire
    assert LigneJournal.objects.filter(operation="ajouter_enregistrement").count() == 4


def test_two_partners_that_one_could_not_tell_apart_are_refused(secretaire, maison, vinci):
    reponse = ajouter(secretaire, "partenaires", nom="VINCI", categorie="inconnue")
    assert reponse.status_code == 422 and "porte déjà ce nom" in reponse.text
    assert ajouter(secretaire, "partenaires", nom="Vinci, Carvin").status_code == 302
    # An import may have made two: each is still corrected.
    autre = Partenaire.objects.create(service=maison.service, code="vinci-2", nom="Vinci")
    corrige = {"version": "1", "nom": "Vinci", "adresse": "Rue des Lilas"}
    assert secretaire.post(f"/partenaires/partenaires/{autre.uuid}/modifier/", corrige).status_code == 302


def test_sent_twice_a_record_is_one(secretaire):
    uuid = str(uuid4())
    for _ in range(2):
        assert ajouter(secretaire, "partenaires", nom="Vinci", uuid=uuid).status_code == 302
    assert Partenaire.objects.count() == 1


def test_a_page_that_one_goes_back_to_and_that_says_something_else_is_not_lost(secretaire):
    uuid = str(uuid4())
    ajouter(secretaire, "partenaires", nom="Vinci", uuid=uuid)
    reponse = ajouter(secretaire, "partenaires", nom="Debussy", uuid=uuid)
    assert reponse.status_code == 422 and "Cette page a déjà servi" in reponse.text
    assert 'value="Debussy"' in reponse.text and uuid not in reponse.text
    autre = reponse.context["form"]["uuid"].value()
    assert ajouter(secretaire, "partenaires", nom="Debussy", uuid=autre).status_code == 302
    assert Partenaire.objects.count() == 2


def test_what_is_wrong_is_told_beside_it_and_nothing_typed_is_lost(secretaire, vinci):
    reponse = ajouter(
        secretaire, "conventions", vinci, objet="Accueil", debut="2026-09-01", fin="2026-01-01", rappel_mois="99"
    )  # fmt: skip
    assert reponse.status_code == 422
    assert "La fin vient après le début, le 01/09/2026" in reponse.text and "trop grand" in reponse.text
    assert 'value="Accueil"' in reponse.text and not Convention.objects.exists()


@pytest.mark.parametrize("jour", ["0001-01-01", "9999-12-31", "31/02/2024", "hier"])
def test_a_day_that_cannot_be_is_refused_beside_its_field(secretaire, vinci, jour):
    reponse = ajouter(
        secretaire, "conventions", vinci, objet="Accueil", debut="2024-01-01", fin=jour, rappel_mois="3"
    )
    assert reponse.status_code == 422 and "Écrivez une date" in reponse.text
    assert secretaire.get("/partenaires/").status_code == 200


def test_two_informal_partnerships_at_once_are_refused_in_words(secretaire, vinci):
    assert ajouter(secretaire, "informels", vinci, raisons="Prêt", debut="2024-01-01").status_code == 302
    reponse = ajouter(secretaire, "informels", vinci, raisons="Repas", debut="2025-01-01")
    assert reponse.status_code == 422 and "Un partenariat informel est déjà noté à ces dates." in reponse.text
    assert PartenariatInformel.objects.count() == 1


def test_an_older_version_answers_409_and_shows_both(secretaire, maison, vinci):
    modifier(objet=vinci, lue=1, par=maison.educatrice, nom="Collège Vinci", adresse="Rue des Lilas")
    adresse = f"/partenaires/partenaires/{vinci.uuid}/modifier/"
    valeurs = {"version": "1", "nom": "Lycée Vinci", "categorie": "sante"}
    reponse = secretaire.post(adresse, valeurs)
    assert reponse.status_code == 409
    assert (
        "Lycée Vinci" in reponse.text and "Collège Vinci" in reponse.text and "Rue des Lilas" in reponse.text
    )
    # Sent again, knowingly: the version is now the one that was shown.
    assert secretaire.post(adresse, valeurs | {"version": "2"}).status_code == 302
    assert Partenaire.objects.get().nom == "Lycée Vinci"


def test_what_something_names_is_not_erased_and_a_mistake_is(secretaire, maison, vinci):
    maison.action(partenaires=(vinci,))
    contact = Contact.objects.create(service=maison.service, partenaire=vinci, nom="Mme Exemple")
    effacer = "/partenaires/{}/{}/effacer/"
    reponse = secretaire.post(effacer.format("partenaires", vinci.uuid), {"version": "1"}, follow=True)
    assert "Donnez-lui plutôt une date de fin" in reponse.text
    reponse = secretaire.post(effacer.format("contacts", contact.uuid), {"version": "9"}, follow=True)
    assert "Relisez-le avant de l’effacer" in reponse.text
    secretaire.post(effacer.format("contacts", contact.uuid), {"version": "1"})
    assert Partenaire.objects.exists() and not Contact.objects.exists()


def test_a_partner_of_before_is_not_offered_but_stays_where_it_is(client, maison, vinci):
    avec, sans = maison.action(partenaires=(vinci,)), maison.action()
    Partenaire.objects.update(retire_le=JOUR)
    client.force_login(maison.educatrice)
    offert = f'name="partenaires" value="{vinci.pk}"'
    assert offert in client.get(f"/actions/{avec.uuid}/projet/").text
    assert offert not in client.get(f"/actions/{sans.uuid}/projet/").text
    assert "Ceux d’avant (1)" in client.get("/partenaires/").text


@pytest.mark.parametrize(
    ("fin", "rappel", "est_due"),
    [
        (None, 3, False),
        (date(2026, 6, 2), 3, True),
        (date(2026, 6, 3), 3, False),
        (date(2026, 1, 1), 0, True),
        (date(2025, 3, 3), 0, True),
        # Over for a year with nothing after it: it was not to be renewed.
        (date(2025, 3, 2), 0, False),
    ],
)
def test_an_agreement_is_recalled_some_months_before_its_end(maison, vinci, fin, rappel, est_due):
    une = Convention.objects.create(
        service=maison.service, code="c", partenaire=vinci, objet="Accueil", debut=date(2024, 1, 1), fin=fin,
        rappel_mois=rappel,
    )  # fmt: skip
    assert a_renouveler(maison.secretaire, JOUR) == [une] * est_due


def test_an_agreement_that_another_follows_or_whose_partner_left_is_not_recalled(maison, vinci, secretaire):
    valeurs = {"service": maison.service, "partenaire": vinci, "objet": "Accueil"}
    Convention.objects.create(code="c1", debut=date(2024, 1, 1), fin=date(2026, 4, 1), **valeurs)
    assert a_renouveler(maison.secretaire, JOUR)
    for adresse in ("/partenaires/", "/appels-a-projets/"):
        assert "Conventions à renouveler" in secretaire.get(adresse).text
    suite = Convention.objects.create(code="c2", debut=date(2026, 4, 1), **valeurs)
    assert a_renouveler(maison.secretaire, JOUR) == []
    suite.delete()
    Partenaire.objects.update(retire_le=JOUR)
    assert a_renouveler(maison.secretaire, JOUR) == []


def test_the_home_page_reminds_who_looks_after_the_service_and_who_noted_the_agreement(
    secretaire, client, maison, vinci
):
    fin = timezone.localdate() + timedelta(days=30)

    def convenir(rang, **autres):
        Convention.objects.create(
            service=maison.service, code=f"c{rang}", partenaire=maison.partenaire(f"CMP {rang}"), objet="Accueil",
            debut=date(2024, 1, 1), fin=fin + timedelta(rang), **autres,
        )  # fmt: skip

    for rang in range(6):
        convenir(rang)
    page = secretaire.get("/").text
    assert page.count("Convention à renouveler") == 6 and "CMP 5" in page
    # Many are not all named: the directory does.
    convenir(6, saisi_par=maison.educatrice)
    page = secretaire.get("/").text
    assert page.count("Convention à renouveler") == 5 and "CMP 5 et 1 de plus" in page
    client.force_login(maison.educatrice)
    page = client.get("/").text
    assert page.count("Convention à renouveler") == 1 and "CMP 6" in page


def test_the_page_of_a_partner_says_what_was_done_together(client, maison, vinci):
    jeune = Jeune.objects.create(service=maison.service, code="K7M2", premier_contact=date(2024, 1, 1))
    nature = Terme.objects.filter(service=maison.service, liste="orientation").first()
    for jonction in (True, True, False, None):
        jeune.orientations.create(
            service=maison.service, nature=nature, partenaire=vinci, date=date(2024, 5, 1), jonction=jonction
        )
    reunion = Intervention.objects.create(
        service=maison.service, type=maison.terme("type_activite", "action_collective"), date=date(2024, 6, 3),
        duree_minutes=60,
    )  # fmt: skip
    reunion.partenaires.create(service=maison.service, partenaire=vinci)
    reunion.intervenants.create(service=maison.service, professionnel=maison.educatrice)
    maison.action(partenaires=(vinci,))
    maison.action(partenaires=(vinci,), intitule="Rien qu’une idée", est_une_idee=True)
    client.force_login(maison.educatrice)
    texte = client.get(f"/partenaires/{vinci.uuid}/?annee=2024").text
    assert "Rien qu’une idée" not in texte
    # Whose outcome is not known comes first, and leads to where it is noted.
    en_attente = jeune.orientations.get(jonction=None)
    assert texte.index(f"#orientation-{en_attente.uuid}") < texte.index("rencontre manquée")
    for dit in (
        "67&nbsp;%",
        "2 réalisées, 1 manquée, 1 pas encore connue",
        "3 juin",
        "Fête du quartier",
        "K7M2",
    ):
        assert dit in texte, dit
    assert "Rien n’est encore noté pour 2023" in client.get(f"/partenaires/{vinci.uuid}/?annee=2023").text
    # The secretary reads how many, never who.
    client.force_login(maison.secretaire)
    texte = client.get(f"/partenaires/{vinci.uuid}/?annee=2024").text
    assert "67&nbsp;%" in texte and "K7M2" not in texte


def test_a_convention_says_which_of_two_networks_of_one_name_it_is_for(secretaire, maison, vinci):
    for numero, objet in enumerate(("exclusion", "responsabilisation")):
        reseau = Reseau.objects.create(
            service=maison.service, code=objet, nom="Les collèges", retire_le=JOUR if numero else None,
            dispositif=maison.terme("dispositif_accueil", objet),
        )  # fmt: skip
    formulaire = secretaire.get(f"/partenaires/{vinci.uuid}/conventions/ajouter/").text
    assert "Les collèges" in formulaire and "responsabilisation" not in formulaire
    Reseau.objects.update(retire_le=None)
    ajouter(
        secretaire,
        "conventions",
        vinci,
        objet="Accueil",
        debut="2024-09-01",
        rappel_mois="3",
        reseau=reseau.pk,
    )
    assert "réseau «&nbsp;Les collèges (Mesures de responsabilisation)&nbsp;»" in (
        secretaire.get(f"/partenaires/{vinci.uuid}/").text
    )


def test_the_directory_is_in_the_order_of_the_alphabet_accents_and_capitals_apart(secretaire, maison):
    for nom in ("Zèbre", "École", "ADAE", "acteurs"):
        maison.partenaire(nom)
    texte = secretaire.get("/partenaires/").text
    places = [texte.index(f"<strong>{nom}</strong>") for nom in ("acteurs", "ADAE", "École", "Zèbre")]
    assert places == sorted(places)


def test_a_long_directory_is_folded_by_category(secretaire, maison, vinci, monkeypatch):
    assert "<details data-groupe>" not in secretaire.get("/partenaires/").text
    monkeypatch.setattr(views, "LUS_D_UN_COUP_D_OEIL", 0)
    assert "<details data-groupe>" in secretaire.get("/partenaires/").text


def test_a_longer_directory_asks_no_more_queries(secretaire, maison):
    def compter(nombre: int) -> int:
        for numero in range(nombre):
            un = maison.partenaire(f"Partenaire {nombre} {numero}")
            Contact.objects.create(service=maison.service, partenaire=un, nom="Mme Exemple")
            Convention.objects.create(
                service=maison.service, code=un.code, partenaire=un, objet="Accueil", debut=JOUR
            )
        with CaptureQueriesContext(connection) as requetes:
            assert secretaire.get("/partenaires/").status_code == 200
        return len(requetes)

    secretaire.get("/partenaires/")
    assert compter(20) == compter(1) <= 20
